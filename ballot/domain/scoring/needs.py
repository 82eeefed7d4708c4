"""What a ranking still asks of a person beside what is there: parts of a total that came whole,
and the columns of his group. It is said where the total is typed and the meeting is made.
"""

from collections.abc import Mapping
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.scheme.grade_rules import BarKind
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.why import Reason, Why

COUNTS = {1: "", 2: "两", 3: "三", 4: "四"}
"""How many parts, as one says it."""


def parts(scheme: Scheme) -> tuple[tuple[str, ...], str]:
    """The sections that a bar adds up, without the word 得分, and the clause of it."""
    bars = [bar for bar in scheme.placing.bars if bar.kind is BarKind.BELOW]
    names = dict.fromkeys(name.removesuffix("得分") for bar in bars for name in bar.of)
    return tuple(names), next((bar.clause for bar in bars), "")


def of_whole(scheme: Scheme, whole: Fraction) -> Reason | None:
    """What a ranking lacks where a score sheet's total came without its sections."""
    names, clause = parts(scheme)
    if not names:
        return None
    count = COUNTS.get(len(names), str(len(names)))
    return Reason(Why.PARTS, (rounding.plain(whole), "、".join(names), count), clause)


def of_groups(scheme: Scheme, groups: Mapping[str, str]) -> Reason | None:
    """The columns by which people are kept apart that nobody has filled in."""
    left = [name for name in scheme.placing.group_by if not groups.get(name)]
    clause = scheme.clauses.get("placing", "")
    return Reason(Why.GROUPS, ("、".join(left),), clause) if left else None
