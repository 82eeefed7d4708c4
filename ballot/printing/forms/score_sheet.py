"""工作目标考核评分表: every rule of the scheme's sheet with 自查自评, 考核组评分 and 依据."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from ballot.domain import rounding
from ballot.domain.groups_of_four import in_fours
from ballot.domain.scheme import wording
from ballot.domain.scheme.scheme import Item, Scheme
from ballot.domain.scheme.sheet_rules import Rule, Section, SheetLine
from ballot.domain.scoring.sheet_entry import NOT_APPLICABLE
from ballot.domain.scoring.sheets import ratings
from ballot.printing.forms import template
from ballot.printing.leaf import Leaf

TITLE = "工作目标考核评分表"
A_LINE = 3
"""So many facts of a person stand beside each other above the table."""


class Entry(NamedTuple):
    """What stands beside a rule: what was entered in both columns, the points that it adds or takes
    as decimal text, and the evidence."""

    self_entered: str = ""
    self_points: str = ""
    entered: str = ""
    points: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSheet:
    """A sheet of one person; without ``entries`` the empty form.

    ``entries`` has the number of a rule → entry; ``lines`` the number of a line and ``subtotals``
    the name of a section → the two sums (自查自评, 考核组评分); ``person`` headings → values.
    ``given`` has (section, what counts, its source) where that is not the sum.
    """

    person: Mapping[str, str]
    entries: Mapping[str, Entry] = field(default_factory=dict)
    lines: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    subtotals: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    given: tuple[tuple[str, str, str], ...] = ()
    self_total: str = ""
    examiner_total: str = ""
    period: str = ""
    title: str = TITLE
    check: str = ""


class _Row(NamedTuple):
    """A row. Of both columns first what was entered, then the points that the 小计 adds up."""

    no: str
    text: str
    base: str = ""
    self_entered: str = ""
    self: str = ""
    entered: str = ""
    examiner: str = ""
    evidence: str = ""


class _Section(NamedTuple):
    name: str
    clause: str
    base: str
    rows: tuple[_Row, ...]
    self: str
    examiner: str


def leaf(scheme: Scheme, filled: ScoreSheet) -> Leaf:
    """The sheet of the scheme's first item that is one. Raises ValueError where it has none."""
    item = _item(scheme)
    sections = item.sheet.sections if item.sheet else ()
    return template.leaf(
        "score_sheet",
        sheet={
            "title": filled.title,
            "scheme_title": scheme.title,
            "period": filled.period,
            "total_name": item.name,
            "self_total": filled.self_total,
            "examiner_total": filled.examiner_total,
            "check": filled.check,
            "given": filled.given,
            "is_partly_not_applicable": _is_partly_not_applicable(filled),
        },
        who=range(A_LINE),
        who_rows=_in_lines(filled.person),
        sections=[_section(section, filled) for section in sections],
        floor=_floor(item),
        base=_points(sum((section.base for section in sections), Fraction(0))),
        goals="；".join(heading for heading, _text in wording.goals(scheme)),
        goals_clause=scheme.clauses.get("checklist", ""),
        digest=in_fours(scheme.sha256),
    )


def _is_partly_not_applicable(filled: ScoreSheet) -> bool:
    said = (text for each in filled.entries.values() for text in (each.self_entered, each.entered))
    return NOT_APPLICABLE in said


def _item(scheme: Scheme) -> Item:
    found = next((item for item in scheme.items if item.sheet), None)
    if found is None:
        raise ValueError(scheme.id)
    return found


def _floor(item: Item) -> str:
    floor = item.sheet.floor if item.sheet else None
    return "" if floor is None else rounding.plain(floor)


def _in_lines(person: Mapping[str, str]) -> list[list[tuple[str, str]]]:
    facts = list(person.items())
    facts += [("", "")] * (-len(facts) % A_LINE)
    return [facts[start : start + A_LINE] for start in range(0, len(facts), A_LINE)]


def _section(section: Section, filled: ScoreSheet) -> _Section:
    both = filled.subtotals.get(section.name, ("", ""))
    rows = tuple(each for line in section.lines for each in _rows(line, filled))
    return _Section(section.name, section.clause, _points(section.base), rows, *both)


def _rows(line: SheetLine, filled: ScoreSheet) -> list[_Row]:
    """A row a line; where it has several rules they stand below, each with its own points in
    brackets: the line's are their sum, after its base and its floor."""
    both, base = filled.lines.get(line.no, ("", "")), _points(line.base)
    found = [(rule, filled.entries.get(rule.no, Entry())) for rule in line.rules]
    if line.ratings:
        return [_rated(line, filled)]
    if len(found) == 1:
        rule, one = found[0]
        text = f"{line.text}：{rule.text}" if line.text else rule.text
        own = (one.self_entered, both[0], one.entered, both[1], one.evidence)
        return [_Row(rule.no, text, base, *own)]
    return [
        _Row(line.no, line.text, base, self=both[0], examiner=both[1]),
        *(_below(rule, one) for rule, one in found),
    ]


def _rated(line: SheetLine, filled: ScoreSheet) -> _Row:
    """Two ratings in one row, C级→B级, with what they bring."""
    both, names = filled.lines.get(line.no, ("", "")), ratings.ARROW.join(line.ratings)
    entries = {rule.no: filled.entries.get(rule.no, Entry()) for rule in line.rules}
    how = "；".join(rule.text for rule in line.rules)
    return _Row(
        no=line.no,
        text=f"{line.text}：{how}（填{names}）",
        self_entered=_ratings(line, {no: each.self_entered for no, each in entries.items()}),
        self=both[0],
        entered=_ratings(line, {no: each.entered for no, each in entries.items()}),
        examiner=both[1],
        evidence=next((each.evidence for each in entries.values() if each.evidence), ""),
    )


def _ratings(line: SheetLine, entered: Mapping[str, str]) -> str:
    if NOT_APPLICABLE in entered.values():
        return NOT_APPLICABLE
    return ratings.shown(ratings.read(line, entered))


def _below(rule: Rule, one: Entry) -> _Row:
    typed = [
        f"{entered}（{points}）" if entered and points else entered
        for entered, points in ((one.self_entered, one.self_points), (one.entered, one.points))
    ]
    return _Row(rule.no, rule.text, self_entered=typed[0], entered=typed[1], evidence=one.evidence)


def _points(points: Fraction) -> str:
    return rounding.plain(points) if points else ""
