"""考核评分表 filled in → points by section, line by line, with what is missing or doubtful.

Where a line has base points its deductions stop at the base; awards are counted apart and are
never eaten. Lines without a base go below 0 without a floor (docs/rules.md §2, “floors”).
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ballot.domain.errors import (
    BallotError,
    Fault,
    Missing,
    NotOneOf,
    Refused,
    SheetConflict,
    UnknownKey,
)
from ballot.domain.scheme import sheet_rules
from ballot.domain.scheme.sheet_rules import Rule, RuleKind, Section, Sheet, SheetLine
from ballot.domain.scoring import sheet_points
from ballot.domain.scoring.sheet_points import MONTHS, Entry

NEEDS_REASON = (RuleKind.RANGE,)


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry with its 依据: the reason, and the voucher of a sum of money.

    ``not_applicable`` (社区: 不适用, with a reason) keeps the base in full and awards nothing.
    """

    value: Entry | None = None
    reason: str = ""
    voucher: str = ""
    not_applicable: bool = False


@dataclass(frozen=True, slots=True)
class RuleScore:
    """The points of one rule before any floor."""

    no: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class LineScore:
    """A line: base + deducted (never beyond a base) + awarded = points."""

    no: str
    base: Fraction
    deducted: Fraction
    awarded: Fraction
    rules: tuple[RuleScore, ...]

    @property
    def points(self) -> Fraction:
        """What the line brings to its section."""
        return self.base + self.deducted + self.awarded


@dataclass(frozen=True, slots=True)
class SectionScore:
    """A section: the sum of its lines; ``bonus`` is the part of it that was awarded."""

    name: str
    lines: tuple[LineScore, ...]

    @property
    def points(self) -> Fraction:
        """The section's points, as its column of the summary has them."""
        return sum((line.points for line in self.lines), Fraction(0))

    @property
    def bonus(self) -> Fraction:
        """The awards inside the section."""
        return sum((line.awarded for line in self.lines), Fraction(0))


@dataclass(frozen=True, slots=True)
class SheetScore:
    """A whole sheet. ``sets`` are the bars' columns that entries set; ``vouchers_twice`` are
    (voucher, rule numbers) of sums claimed more than once, for the examiner to settle."""

    sections: tuple[SectionScore, ...]
    total: Fraction
    sets: frozenset[str] = frozenset()
    vouchers_twice: tuple[tuple[str, tuple[str, ...]], ...] = ()


def score(
    sheet: Sheet,
    entries: Mapping[str, Entered],
    columns: Mapping[str, str],
    months: int = MONTHS,
) -> SheetScore:
    """The points of a sheet. ``entries`` go by the rule's number; what is absent deducts and
    awards nothing. ``columns`` are the person's (for required counts), ``months`` in post 1…12.

    Raises Refused with a fault a rule, its number as the column.
    """
    _refuse_wrong(sheet, entries, columns)
    sections = tuple(_section(section, entries, columns, months) for section in sheet.sections)
    total = sheet_rules.total(sheet, (section.points for section in sections))
    entered = [rule for rule in rules(sheet) if _counts(entries.get(rule.no))]
    sets = frozenset(rule.sets for rule in entered if rule.sets)
    return SheetScore(sections, total, sets, _vouchers_twice(sheet, entries))


def rules(sheet: Sheet) -> tuple[Rule, ...]:
    """All rules of a sheet in order."""
    return tuple(
        rule for section in sheet.sections for line in section.lines for rule in line.rules
    )


def _counts(entered: Entered | None) -> bool:
    value = None if entered is None or entered.not_applicable else entered.value
    return any(value.values()) if isinstance(value, Mapping) else bool(value)


def _section(
    section: Section, entries: Mapping[str, Entered], columns: Mapping[str, str], months: int
) -> SectionScore:
    lines = tuple(_line(line, entries, columns, months) for line in section.lines)
    return SectionScore(section.name, lines)


def _line(
    line: SheetLine, entries: Mapping[str, Entered], columns: Mapping[str, str], months: int
) -> LineScore:
    scores = []
    for rule in line.rules:
        entered = entries.get(rule.no)
        if entered is None or entered.not_applicable or entered.value is None:
            continue
        due = sheet_points.required(rule, columns, months) if rule.required else 0
        scores.append(RuleScore(rule.no, sheet_points.points(rule, entered.value, due)))
    deducted = sum((one.points for one in scores if one.points < 0), Fraction(0))
    awarded = sum((one.points for one in scores if one.points > 0), Fraction(0))
    if line.base:
        deducted = max(deducted, -line.base)
    return LineScore(line.no, line.base, deducted, awarded, tuple(scores))


def _refuse_wrong(sheet: Sheet, entries: Mapping[str, Entered], columns: Mapping[str, str]) -> None:
    known = {rule.no: rule for rule in rules(sheet)}
    faults = []
    for no, entered in entries.items():
        error = _wrong(known, no, entered, columns)
        if error is not None:
            faults.append(Fault(error=error, column=no))
    faults += _conflicts(sheet, entries)
    if faults:
        raise Refused(faults=faults)


def _wrong(
    known: Mapping[str, Rule], no: str, entered: Entered, columns: Mapping[str, str]
) -> BallotError | None:
    if no not in known:
        return UnknownKey(name=no, allowed=tuple(known))
    rule = known[no]
    if entered.not_applicable:
        return None if entered.reason.strip() else Missing()
    if entered.value is None:
        return None
    if rule.kind in NEEDS_REASON and entered.value and not entered.reason.strip():
        return Missing()
    if rule.required_by and columns.get(rule.required_by, "") not in rule.required:
        value = columns.get(rule.required_by, "")
        return NotOneOf(value=value, allowed=tuple(rule.required))
    return sheet_points.check(rule, entered.value)


def _conflicts(sheet: Sheet, entries: Mapping[str, Entered]) -> list[Fault]:
    """晋 and 降 at once: nobody goes up and down in one year."""
    up = [rule.no for rule in rules(sheet) if rule.kind is RuleKind.LEVELS]
    entered = [no for no in up if _counts(entries.get(no))]
    return [Fault(error=SheetConflict(rules=tuple(entered)), column=no) for no in entered[1:]]


def _vouchers_twice(
    sheet: Sheet, entries: Mapping[str, Entered]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    used: dict[str, list[str]] = defaultdict(list)
    for rule in rules(sheet):
        entered = entries.get(rule.no)
        if rule.one_voucher and entered is not None and entered.voucher.strip():
            used[entered.voucher.strip()].append(rule.no)
    return tuple((voucher, tuple(found)) for voucher, found in used.items() if len(found) > 1)
