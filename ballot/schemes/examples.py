"""算例: the worked examples that a scheme carries, recomputed by the engine itself.

An example is one of: people as CSV with the cells that must come out; entries of the score sheet
with the points of its sections; the days of a 公示; a reward pool. ``refused`` names the column or
the rule that must be refused instead.
"""

import csv
import io
from collections.abc import Mapping
from datetime import date

from ballot.domain import rounding, toml_file
from ballot.domain.errors import ExampleFails, Missing, Refused
from ballot.domain.punctuation import full_width
from ballot.domain.review import lasting
from ballot.domain.scheme import columns, consequences, grade_rules, quorum
from ballot.domain.scheme.scheme import NAME, Scheme
from ballot.domain.scheme.sheet_rules import RuleKind
from ballot.domain.scoring import score, scoresheet
from ballot.domain.scoring.scoresheet import Entered
from ballot.domain.scoring.sheet_points import MONTHS, Entry
from ballot.domain.table import Table, as_number
from ballot.schemes.reader import read

REASON = "算例"
TOTAL = "合计"
KINDS = ("people", "sheet", "notice", "pool", "quorum", "size", "cap", "lasting")


def check(scheme: Scheme) -> None:
    """Recompute every example. Raises Refused with an ExampleFails for each that comes out
    otherwise, or Missing where the scheme has none."""
    file = f"{scheme.id}.toml"
    table = toml_file.read(scheme.text, file)
    examples = table.tables("examples", needed=True)
    same = table.table("examples_same", needed=False)
    shared = {column: same.text(column) for column in same.names()}
    for one in examples:
        _check(one, scheme, shared)
    if table.faults:
        raise Refused(faults=table.faults)


def _check(one: Table, scheme: Scheme, shared: Mapping[str, str]) -> None:
    name = one.text("name")
    kinds = [kind for kind in KINDS if one.has(kind)]
    try:
        scheme = _with_overrides(one, scheme)
        if kinds == ["people"]:
            _people(one, scheme, name, shared)
        elif kinds == ["sheet"]:
            _sheet(one, scheme, name)
        elif kinds == ["notice"]:
            _notice(one, scheme, name)
        elif kinds == ["pool"]:
            _pool(one, scheme, name)
        elif kinds == ["quorum"]:
            _quorum(one, scheme, name)
        elif kinds == ["size"]:
            _size(one, scheme, name)
        elif kinds == ["cap"]:
            _cap(one, scheme, name)
        elif kinds == ["lasting"]:
            _lasting(one, scheme, name)
        else:
            one.complain("", Missing())
    except Refused as refusal:
        _refused(one, name, refusal)
    one.done(also=(*KINDS, "expect", "set", "columns", "months", "refused", "doubts"))


def _with_overrides(one: Table, scheme: Scheme) -> Scheme:
    table = one.table("set", needed=False)
    overrides = dict(scheme.overridden) | {key: table.text(key) for key in table.names()}
    return read(scheme.text, one.file, overrides) if table.data else scheme


def _refused(one: Table, name: str, refusal: Refused) -> None:
    """A refusal is right where the example asks for it, at the place that it names."""
    expected = one.text("refused", needed=False)
    found = "、".join(fault.column or fault.key or "" for fault in refusal.faults)
    if found != expected:
        _fail(one, name, expected or "不拒绝", f"拒绝：{found}")


def _fail(one: Table, name: str, expected: str, got: str) -> None:
    one.complain("", ExampleFails(name=name, expected=expected, got=got))


def _same(one: Table, name: str, expected: str, got: str) -> None:
    if full_width(expected) != full_width(got):
        _fail(one, name, expected, got)


def _not_refused(one: Table, name: str) -> None:
    expected = one.text("refused", needed=False)
    if expected:
        _fail(one, name, f"拒绝：{expected}", "不拒绝")


def _people(one: Table, scheme: Scheme, name: str, shared: Mapping[str, str]) -> None:
    """Only the columns of interest are written; ``examples_same`` fills the others."""
    usual = dict.fromkeys(columns.needed(scheme), "") | dict(shared)
    rows = [usual | row for row in rows_of(one.text("people"))]
    scored = score.score(scheme, rows)
    _not_refused(one, name)
    expected = rows_of(one.text("expect", needed=not one.has("refused")))
    for want, got in zip(expected, scored.rows, strict=False):
        who = got[NAME]
        for column, cell in want.items():
            _same(one, name, f"{who} {column} {cell}", f"{who} {column} {got.get(column)}")
    _same(one, name, str(len(rows)), str(len(expected)))
    if one.has("doubts"):
        kinds = [doubt.kind for doubt in scored.doubts]
        _same(one, name, "、".join(one.texts("doubts", needed=False)), "、".join(kinds))


def rows_of(text: str) -> list[dict[str, str]]:
    """A small CSV inside a scheme; blanks around cells do not count."""
    lines = [line.strip() for line in text.strip().splitlines()]
    found = csv.DictReader(io.StringIO("\n".join(lines)))
    return [{key.strip(): (cell or "").strip() for key, cell in row.items()} for row in found]


def _sheet(one: Table, scheme: Scheme, name: str) -> None:
    sheet = next((item.sheet for item in scheme.items if item.sheet), None)
    if sheet is None:
        one.complain("sheet", Missing())
        return
    rules = {rule.no: rule.kind for rule in scoresheet.rules(sheet)}
    raw = one.table("sheet")
    entries = {no: Entered(_entry(raw.data[no], rules.get(no)), REASON) for no in raw.names()}
    person = one.table("columns", needed=False)
    months = one.integer("months", low=1, high=MONTHS, default=MONTHS)
    words = {column: person.text(column) for column in person.names()}
    scored = scoresheet.score(sheet, entries, words, months)
    _not_refused(one, name)
    points = {section.name: section.points for section in scored.sections}
    points[TOTAL] = scored.total
    lines = (line for section in scored.sections for line in section.lines)
    points |= {rule.no: rule.points for line in lines for rule in line.rules}
    expect = one.table("expect", needed=not one.has("refused"))
    for section in expect.names():
        value = points.get(section)
        shown = "" if value is None else rounding.plain(value)
        _same(one, name, f"{section} {expect.data[section]}", f"{section} {shown}")


def _entry(value: object, kind: RuleKind | None) -> Entry:
    """An entry as TOML writes it: true, 3, "3.5" or { "一类" = 1 }."""
    if isinstance(value, Mapping):
        return {str(name): int(str(many)) for name, many in value.items()}
    if isinstance(value, bool):
        return value
    number = as_number(value)
    if number is None:
        return False
    return int(number) if kind is not RuleKind.AMOUNT and number.denominator == 1 else number


def _notice(one: Table, scheme: Scheme, name: str) -> None:
    days = one.table("notice")
    notice = scheme.aftermath.notice
    if notice is None:
        days.complain("", Missing())
        return
    last = consequences.last_day(notice, date.fromisoformat(days.text("from")))
    _same(one, name, days.text("until"), last.isoformat())
    _same(one, name, str(days.integer("times", default=1)), str(notice.times))


def _pool(one: Table, scheme: Scheme, name: str) -> None:
    sums = one.table("pool")
    for pool in scheme.aftermath.pools:
        most = consequences.pool_limit(pool, sums.number("sum"))
        _same(one, name, sums.text("most"), rounding.plain(most))


def _quorum(one: Table, scheme: Scheme, name: str) -> None:
    numbers = one.table("quorum")
    got = quorum.required(scheme.quorum, numbers.integer("eligible", low=1))
    _same(one, name, str(numbers.integer("required")), str(got))


def _size(one: Table, scheme: Scheme, name: str) -> None:
    numbers = one.table("size")
    title, people = numbers.text("list"), numbers.integer("people")
    for named in scheme.aftermath.lists:
        if named.name == title:
            _same(one, name, str(numbers.integer("size")), str(consequences.size(named, people)))
            return
    numbers.complain("list", Missing())


def _cap(one: Table, scheme: Scheme, name: str) -> None:
    """The most of so many people who may have a grade, by the ranking or by a leader."""
    numbers = one.table("cap")
    people, most = numbers.integer("people"), str(numbers.integer("most"))
    limits = [
        grade_rules.whole_share(cap.share, people, cap.rounding)
        for cap in scheme.placing.caps
        if cap.grade == numbers.data.get("grade")
    ]
    item = scheme.item(str(numbers.data.get("item")))
    if item is not None and item.graded is not None and item.graded.cap is not None:
        limits.append(grade_rules.whole_share(item.graded.cap, people, grade_rules.Rounding.FLOOR))
    _same(one, name, most, "、".join(str(limit) for limit in limits))


def _lasting(one: Table, scheme: Scheme, name: str) -> None:
    """The last day of what a grade brings for years, after the day of its step."""
    told = one.table("lasting")
    grade, days = told.text("grade"), {told.text("step"): date.fromisoformat(told.text("on"))}
    brought = (each for each in scheme.aftermath.consequences if each.grade == grade)
    ends = (lasting.end_of(each, days) for each in brought)
    _same(one, name, told.text("until"), "、".join(end.isoformat() for end in ends if end))
