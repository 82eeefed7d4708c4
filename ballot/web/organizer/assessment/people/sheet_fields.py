"""A page of a score sheet as it is typed: the names of its fields, and what was sent in them."""

from collections.abc import Iterable, Mapping

from ballot.domain.scheme.sheet_rules import Rule, RuleKind
from ballot.domain.scoring import sheet_entry
from ballot.domain.scoring.sheet_entry import NOT_APPLICABLE, Side
from ballot.domain.short_text import LONGEST
from ballot.domain.written_number import typed
from ballot.usecases.assessment.kept_sheet import Typed

SIDES = {"self": Side.SELF, "exam": Side.EXAMINER}
"""The part of a field's name → the column of the sheet."""

Sent = Mapping[str, str]


def name(part: str, rule: Rule, kind: str = "") -> str:
    """The name of a field: ``exam.(一)1①a``, and of a kind ``exam.(二)6①.一般``."""
    return f"{part}.{rule.no}" + (f".{kind}" if kind else "")


def read(rules: Iterable[Rule], sent: Sent) -> dict[str, Typed]:
    """What was sent beside each rule; a rule without fields in the form is left as it is."""
    return {rule.no: _typed(rule, sent) for rule in rules if name("why", rule) in sent}


def _typed(rule: Rule, sent: Sent) -> Typed:
    return Typed(
        texts={side: _text(rule, sent, part) for part, side in SIDES.items()},
        reason=_short(sent.get(name("why", rule), "")),
        voucher=_short(sent.get(name("voucher", rule), "")),
    )


def _text(rule: Rule, sent: Sent, part: str) -> str:
    if sent.get(name(f"{part}-na", rule)):
        return NOT_APPLICABLE
    if rule.kind in (RuleKind.CLASS, RuleKind.SEVERITY):
        counts = {kind: number(sent, name(part, rule, kind)) for kind in rule.by_name}
        return sheet_entry.of_kinds(counts)
    return number(sent, name(part, rule))


def number(sent: Sent, key: str) -> str:
    """What was sent as a number, in plain digits."""
    return typed(_short(sent.get(key, "")))


def _short(text: str) -> str:
    """One line, no longer than a cell of a table may be."""
    return " ".join(text.split())[:LONGEST]
