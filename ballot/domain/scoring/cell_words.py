"""The words that a cell of a column may hold, in the writings that offices have for them."""

from collections.abc import Iterable

from ballot.domain.errors import NotOneOf
from ballot.domain.heading import folded
from ballot.domain.scheme.columns import Column, ColumnRole
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.candidate import YES

NO = "否"
NOTHING = "无|没有|否|未发现|不涉及|无此情形|没有此情形|不存在|n/a|none|no|0|-|--|—|——|–|一|/|\\"
"""What stands in a cell of grounds where there is none: taken for a ground, it would be a veto."""


def not_grades(words: Iterable[str], scheme: Scheme) -> list[NotOneOf]:
    """What is said of 以前等次 (the latest period first) that is no grade of the policy."""
    grades = tuple(grade.name for grade in scheme.placing.grades)
    return [NotOneOf(value=word, allowed=grades) for word in words if word not in grades]


def known(column: Column) -> dict[str, str]:
    """A folded writing → the word of ours; empty: every text may stand there."""
    if column.role is ColumnRole.GROUND:
        return dict.fromkeys(map(folded, NOTHING.split("|")), NO)
    words = (YES, NO) if column.role is ColumnRole.FLAG else column.allowed
    return {folded(word): word for word in words}
