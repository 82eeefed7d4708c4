"""The score sheet of a scheme: sections, lines, rules."""

from dataclasses import replace
from fractions import Fraction

from ballot.domain.errors import Missing, SchemeContradiction, TwiceTheSame
from ballot.domain.scheme.sheet_rules import Rule, RuleKind, Section, Sheet, SheetLine
from ballot.domain.table import Table
from ballot.schemes.notes import Notes

NAMED = (RuleKind.CLASS, RuleKind.SEVERITY)


def read_sheet(one: Table, notes: Notes) -> Sheet:
    """The sheet of an item; complains of a rule's number used twice and of bases that do not add
    up to what their section says."""
    floor = one.number("floor", low=None) if one.has("floor") else None
    sections = tuple(_section(section, notes) for section in one.tables("sections"))
    seen: set[str] = set()
    for rule in (rule for section in sections for line in section.lines for rule in line.rules):
        if rule.no in seen:
            one.complain("sections", TwiceTheSame(value=rule.no))
        seen.add(rule.no)
    return Sheet(sections, floor)


def _section(one: Table, notes: Notes) -> Section:
    clause = notes.take(one)
    lines = tuple(_line(line, notes) for line in one.tables("lines"))
    section = Section(one.text("name"), one.number("base"), lines, clause)
    if section.base != sum((line.base for line in lines), Fraction(0)):
        one.complain("base", SchemeContradiction(rule="bases_sum_to_section"))
    one.done()
    return section


def _line(one: Table, notes: Notes) -> SheetLine:
    clause = notes.take(one)
    line = SheetLine(
        no=one.text("no"),
        text=one.text("text"),
        base=one.number("base", default=Fraction(0)),
        rules=tuple(read_rule(rule, notes) for rule in one.tables("rules")),
        ratings=one.texts("ratings", needed=False),
        clause=clause,
    )
    if line.ratings and not _may_be_rated(line):
        one.complain("ratings", SchemeContradiction(rule="ratings_need_levels"))
        line = replace(line, ratings=())
    one.done()
    return line


def _may_be_rated(line: SheetLine) -> bool:
    """Two ratings, a rule up and a rule down, and of each rating as far up and down as it goes."""
    if len(line.ratings) != 2 or len(line.rules) != 2:
        return False
    up, down = line.rules
    many = len(line.levels) - 1
    return (up.awards, down.awards) == (True, False) and all(
        (up.most_of.get(name, 0), down.most_of.get(name, 0)) == (place, many - place)
        for place, name in enumerate(line.levels)
    )


def read_rule(one: Table, notes: Notes, name: str = "no") -> Rule:
    """One rule; ``name`` is the key of its number (a column, for what stands outside a sheet)."""
    clause = notes.take(one)
    kind = RuleKind(one.choice("kind", [kind.value for kind in RuleKind]))
    low, high = _range(one) if kind is RuleKind.RANGE else (0, 0)
    signed = kind not in (RuleKind.RANGE, *NAMED)
    required = _by_value(one, "required") if kind is RuleKind.MISSING else {}
    most = _by_value(one, "most") if one.has("most") else {}
    rule = Rule(
        no=one.text(name),
        kind=kind,
        text=one.text("text"),
        points=one.number("points", low=None) if signed else Fraction(0),
        low=low,
        high=high,
        deducts=one.flag("deducts", default=False) if kind is RuleKind.RANGE else False,
        most=max(most.values(), default=None),
        most_of=most if "" not in most else {},
        required=required,
        required_by=(one.text("required_by", needed=len(required) > 1) or None),
        pro_rata=one.flag("pro_rata", default=False),
        by_name=_by_name(one) if kind in NAMED else {},
        sets=one.text("sets", needed=False),
        one_voucher=one.flag("one_voucher", default=False),
        clause=clause,
    )
    if signed and one.has("points") and not rule.points:
        one.complain("points", SchemeContradiction(rule="points_zero"))
    one.done()
    return rule


def _range(one: Table) -> tuple[int, int]:
    low, high = one.integer("low", low=1), one.integer("high", low=1)
    if low > high:
        one.complain("low", SchemeContradiction(rule="low_above_high"))
    return low, high


def _by_value(one: Table, name: str) -> dict[str, int]:
    """``required = 12``, or by values, those of a column or of a level: ``{ "脱产" = 52 }``."""
    if not isinstance(one.data.get(name), dict):
        return {"": one.integer(name, low=1)}
    table = one.table(name)
    return {name: table.integer(name, low=1) for name in table.names()}


def _by_name(one: Table) -> dict[str, Fraction]:
    table = one.table("by_name")
    found = {name: table.number(name, low=None) for name in table.names()}
    if not found:
        one.complain("by_name", Missing())
    if len({points > 0 for points in found.values()}) > 1:
        one.complain("by_name", SchemeContradiction(rule="one_sign_a_rule"))
    return found
