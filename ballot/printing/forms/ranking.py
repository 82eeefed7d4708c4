"""考核得分汇总排名表 of any policy: its columns, groups and steps come from the scheme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, partial
from typing import NamedTuple

from ballot.domain import rounding
from ballot.domain.groups_of_four import in_fours
from ballot.domain.scheme import columns
from ballot.domain.scheme.consequences import Step
from ballot.domain.scheme.grade_rules import LEFT
from ballot.domain.scheme.scheme import NAME, UNIT, VILLAGE, Scheme
from ballot.domain.scheme.why import Why
from ballot.domain.scoring.ranking import EVERYBODY, Placed
from ballot.domain.scoring.score import Scored
from ballot.printing.forms import template, total_formula
from ballot.printing.leaf import Align, Cell, Leaf, Row
from ballot.schemes import default_words
from ballot.schemes.default_words import Gap

TITLE = "考核得分汇总排名表"
NOTHING: Mapping[str, str] = {}
LIMITS = frozenset(
    {
        Why.VETO,
        Why.BARRED_BELOW,
        Why.BARRED_GROUND,
        Why.BALLOT_OPTION,
        Why.BALLOT_BELOW,
        Why.BALLOT_BY_HAND,
    }
)
"""Reasons that stand in the column 限制/否决; the others in 说明."""
PLACE, LIMITED, WHY = "位次", "限制/否决", "说明"


class RankingColumn(NamedTuple):
    """A column of the table; ``number`` where a spreadsheet should compute with it."""

    name: str
    width: float
    number: bool = False
    align: Align = Align.CENTRE


class Group(NamedTuple):
    """A group of the ranking in the order of its ranks; then those 待测评, those gone last."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    ranked: int
    waiting: int
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingForm:
    """The table ready to print; every row has a text for every column."""

    columns: tuple[RankingColumn, ...]
    groups: tuple[Group, ...]
    provisional: bool
    scheme_id: str
    scheme_title: str
    scheme_sha256: str
    title: str = TITLE
    assessment: str = ""
    """What its organizers call it; empty where a file alone was ranked."""
    period: str = ""
    opinions: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    """What a review wrote into the boxes, by the box; an empty one is for the pen."""
    formula: str = ""
    """How the total comes of the columns that stand before it."""
    gaps: tuple[Gap, ...] = ()
    check: str = ""


def leaf(ranking: RankingForm) -> Leaf:
    """The table, broad, with the boxes for those who review and approve it."""
    made = [_printed(ranking.columns, group) for group in ranking.groups]
    digest = in_fours(ranking.scheme_sha256)
    return template.leaf("ranking", made, ranking=ranking, digest=digest)


def _printed(columns: Sequence[RankingColumn], group: Group) -> list[Row]:
    """The rows of a group; cells that say the same are one."""
    cells = [cache(partial(_cell, column)) for column in columns]
    return [
        Row(tuple(cell(text) for cell, text in zip(cells, row, strict=True))) for row in group.rows
    ]


def _cell(column: RankingColumn, text: str) -> Cell:
    return Cell(template.text_of(text), align=column.align, number=column.number)


def of(
    scheme: Scheme,
    scored: Scored,
    *,
    assessment: str = "",
    period: str = "",
    check: str = "",
    said: Mapping[str, str] = NOTHING,
) -> RankingForm:
    """The table of a ranking as ``domain.score`` gives it, or as a review left it.

    Where a review is held, 审定等次 stands beside 建议等次.
    """
    who = _who(scheme, scored.ranking.placed)
    there = _columns(scheme, who, scored.ranking.placed)
    return RankingForm(
        columns=there,
        said=said,
        groups=_groups(scheme, scored, tuple(column.name for column in there)),
        provisional=scored.provisional,
        scheme_id=scheme.id,
        scheme_title=scheme.title,
        scheme_sha256=scheme.sha256,
        assessment=assessment,
        period="" if period in assessment else period,
        opinions=opinions(scheme),
        formula=total_formula.of(scheme, scored),
        gaps=default_words.in_gaps(default_words.of(scheme)),
        check=check,
    )


def opinions(scheme: Scheme) -> tuple[str, ...]:
    """The last two steps of the procedure as boxes to write in: 部长办公会意见, 市委审批."""
    return tuple(opinion(step) for step in scheme.aftermath.steps[-2:])


def opinion(step: Step) -> str:
    """The box of a step."""
    return step.name.removeprefix("报").replace("审核", "意见")


def _columns(
    scheme: Scheme, who: Sequence[str], placed: Sequence[Placed]
) -> tuple[RankingColumn, ...]:
    """限制/否决 stands where anybody has one, 审定等次 where a review is held."""
    limited = any(_reasons(one, limits=True) for one in placed)
    settled = any(one.decided is not None for one in placed)
    return (
        RankingColumn(PLACE, 5, number=True),
        RankingColumn(NAME, 9),
        *(RankingColumn(name, 12) for name in who),
        *(RankingColumn(name, 9, number=True) for name in _values(scheme)),
        RankingColumn(scheme.total.name, 8, number=True),
        *([RankingColumn(LIMITED, 15, align=Align.LEFT)] if limited else []),
        RankingColumn(columns.PROPOSED, 10),
        *([RankingColumn(columns.DECIDED, 10)] if settled else []),
        RankingColumn(WHY, 33, align=Align.LEFT),
    )


def _values(scheme: Scheme) -> tuple[str, ...]:
    """The columns of the items: what came in, what is computed of it, what was added or taken off,
    and what of it counts, so that a row adds up to its total."""
    names: list[str] = []
    for item in scheme.items:
        if columns.is_counted(scheme, item):
            names.append(columns.count_column(scheme, item, columns.RETURNED))
        elif item.column:
            names.append(item.column)
        names.append(item.name)
        if columns.is_changed(scheme, item.name):
            names += [total_formula.changes_of(item), columns.counting_column(item)]
    if columns.is_changed(scheme, scheme.total.name):
        names.append(columns.changes_column(scheme))
    return tuple(dict.fromkeys(names))


def _who(scheme: Scheme, placed: Sequence[Placed]) -> tuple[str, ...]:
    """The columns of a person beside the name and those that the group's line already says; unit
    and village wherever anybody's is known, for a table with two of one name."""
    said = {NAME, *(column.name for column in scheme.group_columns)}
    known = [
        *([UNIT] if any(one.person.unit for one in placed) else []),
        *([VILLAGE] if any(one.person.village for one in placed) else []),
    ]
    every = dict.fromkeys((*scheme.person.columns, *known))
    return tuple(name for name in every if name not in said)


def _groups(scheme: Scheme, scored: Scored, names: Sequence[str]) -> tuple[Group, ...]:
    found: dict[tuple[str, ...], list[tuple[Placed, dict[str, str]]]] = {}
    for placed, row in zip(scored.ranking.placed, scored.rows, strict=True):
        found.setdefault(placed.group, []).append((placed, row))
    return tuple(_group(scheme, key, found[key], names) for key in sorted(found))


def _group(
    scheme: Scheme,
    key: tuple[str, ...],
    members: list[tuple[Placed, dict[str, str]]],
    names: Sequence[str],
) -> Group:
    ranked = [each for each in members if each[0].rank is not None]
    left = [each for each in members if each[0].grade == LEFT]
    waiting = [each for each in members if each[0].rank is None and each not in left]
    ranked.sort(key=lambda each: (each[0].rank or 0, each[0].person.key))
    both = (*ranked, *waiting, *left)
    rows = tuple(_row(scheme, placed, row, names) for placed, row in both)
    return Group(" / ".join(key) or EVERYBODY, rows, len(ranked), len(waiting), len(left))


def _changes(scheme: Scheme, placed: Placed, row: Mapping[str, str]) -> dict[str, str]:
    """What additions and deductions did to each item that they may change: what counts, less what
    came in. A ranking that was kept has both, and no longer what they were reckoned of."""
    return {
        total_formula.changes_of(item): rounding.shown(value - Fraction(row[item.name]))
        for item, value in zip(scheme.items, placed.figures.values, strict=True)
        if value is not None and columns.is_changed(scheme, item.name) and row[item.name]
    }


def _row(
    scheme: Scheme, placed: Placed, row: dict[str, str], names: Sequence[str]
) -> tuple[str, ...]:
    person = placed.person
    made = _changes(scheme, placed, row) | {UNIT: person.unit, VILLAGE: person.village}
    own = {
        PLACE: row[columns.RANK],
        LIMITED: _reasons(placed, limits=True),
        columns.PROPOSED: placed.by_rules,
        columns.DECIDED: placed.decided or "",
        WHY: _reasons(placed, limits=False),
    }
    return tuple(
        own[name] if name in own else row.get(name) or made.get(name, "") for name in names
    )


def _reasons(placed: Placed, *, limits: bool) -> str:
    return "；".join(each.words for each in placed.reasons if (each.kind in LIMITS) is limits)
