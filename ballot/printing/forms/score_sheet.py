"""工作目标考核评分表: every rule of the scheme's sheet with 自查自评, 考核组评分 and 依据."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from ballot.domain import rounding
from ballot.domain.groups_of_four import in_fours
from ballot.domain.scheme.scheme import Item, Scheme
from ballot.domain.scheme.sheet_rules import Section, SheetLine
from ballot.printing.forms import template
from ballot.printing.leaf import Leaf

TITLE = "工作目标考核评分表"
A_LINE = 3
"""So many facts of a person stand beside each other above the table."""


class Entry(NamedTuple):
    """What stands beside a rule: both scores as decimal text, and the evidence."""

    self_score: str = ""
    examiner: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSheet:
    """A sheet of one person; without ``entries`` the empty form.

    ``entries`` has the number of a rule → entry; ``subtotals`` the name of a section → the two sums
    (自查自评, 考核组评分); ``person`` headings → values.
    """

    person: Mapping[str, str]
    entries: Mapping[str, Entry] = field(default_factory=dict)
    subtotals: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    self_total: str = ""
    examiner_total: str = ""
    period: str = ""
    title: str = TITLE
    check: str = ""


class _Rule(NamedTuple):
    no: str
    text: str
    base: str
    self: str
    examiner: str
    evidence: str


class _Section(NamedTuple):
    name: str
    clause: str
    base: str
    lines: tuple[_Rule, ...]
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
        },
        who=range(A_LINE),
        who_rows=_in_lines(filled.person),
        sections=[_section(section, filled) for section in sections],
        base=_points(sum((section.base for section in sections), Fraction(0))),
        digest=in_fours(scheme.sha256),
    )


def _item(scheme: Scheme) -> Item:
    found = next((item for item in scheme.items if item.sheet), None)
    if found is None:
        raise ValueError(scheme.id)
    return found


def _in_lines(person: Mapping[str, str]) -> list[list[tuple[str, str]]]:
    facts = list(person.items())
    facts += [("", "")] * (-len(facts) % A_LINE)
    return [facts[start : start + A_LINE] for start in range(0, len(facts), A_LINE)]


def _section(section: Section, filled: ScoreSheet) -> _Section:
    both = filled.subtotals.get(section.name, ("", ""))
    rules = tuple(each for line in section.lines for each in _rules(line, filled.entries))
    return _Section(section.name, section.clause, _points(section.base), rules, *both)


def _rules(line: SheetLine, entries: Mapping[str, Entry]) -> list[_Rule]:
    """A row a rule; the text of the line and its base stand in the first."""
    rows = []
    for place, rule in enumerate(line.rules):
        first = place == 0
        text = f"{line.text}:{rule.text}" if first and line.text else rule.text
        base = _points(line.base) if first else ""
        rows.append(_Rule(rule.no, text, base, *entries.get(rule.no, Entry())))
    return rows


def _points(points: Fraction) -> str:
    return rounding.plain(points) if points else ""
