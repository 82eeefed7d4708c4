"""The columns of a file of people under a scheme: in and out (docs/rules.md §5)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ballot.domain.scheme import roll_up
from ballot.domain.scheme.consequences import Period
from ballot.domain.scheme.grade_rules import BarKind
from ballot.domain.scheme.scheme import KEY_COLUMNS, Item, ItemKind, Scheme
from ballot.domain.scheme.sheet_rules import Rule, RuleKind, Section

ELIGIBLE, BLANK, INVALID = "应参加人数", "弃权", "无效"
GROUP, RANK, GRADE, LISTS, WHY = "组别", "组内位次", "等次", "名单", "说明"
PROPOSED, DECIDED = "建议等次", "审定等次"
"""What stands in the place of 等次 where a review is held."""
UNTIL = "期限至"
"""The last day of what a decided grade brings for years, where a policy has such a thing."""
RETURNED = "投票数"
EARLIER = "以前等次"
"""Grades of the periods before, the latest first, divided by 、."""


class ColumnRole(StrEnum):
    """What a column holds."""

    PERSON = "person"
    GROUP = "group"
    SECTION = "section"
    NUMBER = "number"
    GRADED = "graded"
    COUNT = "count"
    FLAG = "flag"
    GROUND = "ground"
    BALLOT_GRADE = "ballot_grade"
    ADJUSTMENT = "adjustment"
    EARLIER = "earlier"
    RATING = "rating"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Column:
    """One column that may come in. ``needed``: a file without it is refused.

    ``low`` and ``high`` are the borders of a number; ``allowed`` the values of a word.
    """

    name: str
    role: ColumnRole
    needed: bool = True
    item: str = ""
    whole: bool = False
    low: Fraction | None = None
    high: Fraction | None = None
    allowed: tuple[str, ...] = ()
    rule: Rule | None = None
    instead: tuple[str, ...] = ()
    """Columns that together may stand in its place (月考 of two markers)."""
    periods: tuple[str, ...] = ()
    """Columns of which any may stand in its place (1月月考 … 12月月考)."""
    of_period: bool = False
    """Whether it is one of those."""

    @property
    def key(self) -> str:
        """Under what its number is kept: the item it makes whole, else its own name."""
        return self.item if self.whole else self.name

    def is_replaced(self, names: Collection[str]) -> bool:
        """Whether others of these columns stand in its place."""
        parts = bool(self.instead) and all(part in names for part in self.instead)
        return parts or any(part in names for part in self.periods)


def coming_in(scheme: Scheme) -> tuple[Column, ...]:
    """All columns of an input file in the order of the empty form, optional ones last."""
    found = [*_of_person(scheme), *_of_values(scheme), *of_ballots(scheme), *_of_facts(scheme)]
    unique: dict[str, Column] = {}
    for column in [*found, *_optional(scheme)]:
        unique.setdefault(column.name, column)
    return tuple(unique.values())


def needed(scheme: Scheme) -> tuple[str, ...]:
    """The heading of the empty form (``--template``)."""
    return tuple(column.name for column in coming_in(scheme) if column.needed)


def going_out(scheme: Scheme) -> tuple[str, ...]:
    """What is added to the input's columns."""
    after = scheme.aftermath
    pay = [pay.name for pay in after.pay_of_period]
    lists = [LISTS] if after.lists_of_period or after.runs_of_period else []
    changes = [changes_column(scheme)] if is_changed(scheme, scheme.total.name) else []
    return (*figures(scheme), *changes, scheme.total.name, GROUP, RANK, GRADE, *lists, *pay, WHY)


def figures(scheme: Scheme) -> tuple[str, ...]:
    """The figures that are computed, 投票数 before each ballot that is counted; behind an item that
    additions and deductions change what of it counts, so that a row adds up to its total."""
    names: list[str] = []
    for item in scheme.items:
        if is_counted(scheme, item):
            names += [count_column(scheme, item, RETURNED), item.name]
        elif item.kind is ItemKind.SHEET or item.column != item.name:
            names.append(item.name)
        if is_changed(scheme, item.name):
            names.append(counting_column(item))
    return tuple(names)


def lasts(scheme: Scheme) -> bool:
    """Whether a grade of the policy brings something for years."""
    return any(one.years for one in scheme.aftermath.consequences)


def is_changed(scheme: Scheme, name: str) -> bool:
    """Whether additions or deductions of the period change an item, or the total, of this name."""
    return any(one.to == name for one in scheme.adjustments_of_period)


def counting_column(item: Item) -> str:
    """The column of what an item is worth after them: 月考 88, 月考计入 86.50."""
    return f"{item.name}计入"


def changes_column(scheme: Scheme) -> str:
    """The column of what they add to the total or take from it, beside the items."""
    return f"{scheme.total.name}增减"


def is_counted(scheme: Scheme, item: Item) -> bool:
    """Whether a ballot comes in as a count of every option (otherwise as a mean of 100)."""
    rule = item.ballot
    return rule is not None and not scheme.questions[rule.question].is_number


def count_column(scheme: Scheme, item: Item, name: str, voters: str = "") -> str:
    """The column of a count; it carries the item's name only where several are counted."""
    several = sum(1 for one in scheme.items if is_counted(scheme, one)) > 1
    return f"{item.name if several else ''}{voters}{name}"


def classes_of(scheme: Scheme) -> tuple[str, ...]:
    """The classes of voters by which counts are kept apart; one nameless class otherwise."""
    return tuple(voters.name for voters in scheme.classes) or ("",)


def _of_person(scheme: Scheme) -> list[Column]:
    groups = {column.name: column.values for column in scheme.group_columns}
    return [
        Column(name, ColumnRole.GROUP, allowed=groups[name])
        if name in groups
        else Column(name, ColumnRole.PERSON)
        for name in scheme.person.columns
    ]


def _of_values(scheme: Scheme) -> list[Column]:
    found: list[Column] = []
    for item in scheme.items:
        if item.sheet is not None:
            found += [_section(item, section) for section in item.sheet.sections]
        elif item.graded is not None and not item.graded.by_percent:
            grades = tuple(item.graded.coefficients)
            found.append(Column(item.column, ColumnRole.GRADED, item=item.name, allowed=grades))
        elif not is_counted(scheme, item):
            low, high = _ends(item)
            found.append(
                Column(
                    item.column,
                    ColumnRole.NUMBER,
                    needed=not item.adds,
                    instead=tuple(item.parts),
                    periods=_periods_of(scheme, item),
                    item=item.name,
                    whole=True,
                    low=low,
                    high=high,
                )
            )
    return found


def _ends(item: Item) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most of an item, and of each of its parts; points are of 100."""
    return (item.low, item.high) if item.kind is ItemKind.GIVEN else (Fraction(0), Fraction(100))


def of_periods(scheme: Scheme, of: Period, name: str) -> tuple[str, ...]:
    """The columns of ``name`` by the periods ``of`` which the present one is made: 1月月考."""
    return tuple(f"{part}{name}" for part in roll_up.parts(of, scheme.aftermath.period))


def _periods_of(scheme: Scheme, item: Item) -> tuple[str, ...]:
    return of_periods(scheme, item.periods.of, item.name) if item.periods else ()


def _section(item: Item, section: Section) -> Column:
    low, high = borders(section)
    return Column(section.name, ColumnRole.SECTION, item=item.name, low=low, high=high)


def borders(section: Section) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that a section can be worth; None where the policy sets no end."""
    low: Fraction | None = Fraction(0)
    high: Fraction | None = section.base
    for line in section.lines:
        for rule in line.rules:
            reach = rule.points * (rule.most or 0)
            bounded = rule.kind is RuleKind.LEVELS and rule.most is not None
            if rule.awards:
                high = high + reach if high is not None and bounded else None
            elif not line.base:
                low = low + reach if low is not None and bounded else None
    return low, high


def of_ballots(scheme: Scheme) -> list[Column]:
    """The columns of counts alone, in the same order."""
    found = []
    for item in scheme.items:
        rule = item.ballot
        if rule is None or not is_counted(scheme, item):
            continue
        options = scheme.questions[rule.question].options
        names = [count_column(scheme, item, ELIGIBLE)]
        for voters in classes_of(scheme):
            words = (*options, BLANK, INVALID)
            names += [count_column(scheme, item, word, voters) for word in words]
        needed = not item.is_told
        found += [Column(name, ColumnRole.COUNT, needed, item.name) for name in names]
    return found


def _of_facts(scheme: Scheme) -> list[Column]:
    placing = scheme.placing
    flags = [
        Column(bar.column, ColumnRole.FLAG if bar.kind is BarKind.FLAG else ColumnRole.GROUND)
        for bar in placing.bars
        if bar.kind is not BarKind.BELOW
    ]
    return flags + [Column(veto.column, ColumnRole.GROUND) for veto in placing.vetoes]


def _optional(scheme: Scheme) -> list[Column]:
    placing, number = scheme.placing, ColumnRole.NUMBER
    found = [Column(name, ColumnRole.PERSON, needed=False) for name in KEY_COLUMNS]
    found += [
        Column(name, number, needed=bar.base_only, low=Fraction(0))
        for bar in placing.bars
        for name in bar.bonus_columns
    ]
    if placing.by_ballot is not None:
        grades = tuple(grade.name for grade in placing.grades)
        column, manual = placing.by_ballot.column, placing.by_ballot.manual
        found.append(Column(column, ColumnRole.BALLOT_GRADE, needed=manual, allowed=grades))
    for item in scheme.items:
        low, high = _ends(item)
        found += [Column(part, number, needed=False, low=low, high=high) for part in item.parts]
    found += [
        Column(one.column, ColumnRole.ADJUSTMENT, needed=False, rule=one.rule)
        for one in scheme.adjustments_entered
    ]
    found += _by_period(scheme)
    found += [
        Column(named.needs, ColumnRole.GROUND, needed=False)
        for named in scheme.aftermath.lists_of_period
        if named.needs
    ]
    if scheme.aftermath.runs_of_period:
        found.append(Column(EARLIER, ColumnRole.EARLIER, needed=False))
    found += [
        Column(name, ColumnRole.RATING, needed=False, allowed=line.levels)
        for section in scheme.sections
        for line in section.lines
        for name in line.ratings
    ]
    return found + [
        Column(one.name, number if one.rule else ColumnRole.FACT, needed=False, rule=one.rule)
        for one in scheme.facts
    ]


def _by_period(scheme: Scheme) -> list[Column]:
    """What may be entered by month: items, then additions and deductions."""
    number, adjustment = ColumnRole.NUMBER, ColumnRole.ADJUSTMENT
    found = [
        Column(name, number, needed=False, low=item.low, high=item.high, of_period=True)
        for item in scheme.items
        for name in _periods_of(scheme, item)
    ]
    return found + [
        Column(name, adjustment, needed=False, rule=one.rule, of_period=True)
        for one in scheme.adjustments_entered
        if one.of is not None
        for name in of_periods(scheme, one.of, one.column)
    ]
