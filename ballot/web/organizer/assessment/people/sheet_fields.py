"""A page of a score sheet as it is typed: the names of its fields, and what was sent in them."""

from collections.abc import Iterable, Iterator, Mapping

from ballot.domain.scheme.sheet_rules import Rule
from ballot.domain.scoring import sheet_entry
from ballot.domain.scoring.sheet_entry import NOT_APPLICABLE, Side
from ballot.domain.short_text import LONGEST
from ballot.domain.written_number import typed
from ballot.usecases.assessment.kept_sheet import Typed
from ballot.web.drafts import Shown
from ballot.words.language import gettext as _
from ballot.words.language import lazy_gettext

SIDES = {"self": Side.SELF, "exam": Side.EXAMINER}
"""The part of a field's name → the column of the sheet."""

SIDE_WORDS = {"self": lazy_gettext("自查自评"), "exam": lazy_gettext("考核组评分")}

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
    if rule.is_named:
        counts = {kind: number(sent, name(part, rule, kind)) for kind in rule.points_by_name}
        return sheet_entry.of_kinds(counts)
    return number(sent, name(part, rule))


def of(kept: Iterable[tuple[Rule, Typed]]) -> list[Shown]:
    """The fields of rules with what is typed in them, in the order of the page."""
    return [field for rule, typed in kept for field in _of_rule(rule, typed)]


def sent_fields(rules: Iterable[Rule], sent: Sent) -> list[Shown]:
    """The same of what was sent, and the months where they were asked for."""
    read_of = read(rules, sent)
    asked = [months_of(number(sent, "months"))] if "months" in sent else []
    return [*asked, *of((rule, read_of[rule.no]) for rule in rules if rule.no in read_of)]


def months_of(text: str) -> Shown:
    """The field of the months in office."""
    return Shown("months", _("本年度任职月数"), text)


def _of_rule(rule: Rule, typed: Typed) -> Iterator[Shown]:
    for part, side in SIDES.items():
        yield from _of_side(rule, part, typed.texts.get(side, ""))
    yield Shown(name("why", rule), f"{rule.no} {_('依据')}", typed.reason)
    if rule.one_voucher:
        yield Shown(name("voucher", rule), f"{rule.no} {_('凭证号')}", typed.voucher)


def _of_side(rule: Rule, part: str, text: str) -> Iterator[Shown]:
    label = f"{rule.no} {SIDE_WORDS[part]}"
    is_none = text == NOT_APPLICABLE
    kept = "" if is_none else text
    if rule.is_named:
        counts = sheet_entry.kinds(kept)
        for kind in rule.points_by_name:
            yield Shown(name(part, rule, kind), f"{label} {kind}", counts.get(kind, ""))
    else:
        yield Shown(name(part, rule), label, kept)
    said = str(_("不适用")) if is_none else ""
    yield Shown(name(f"{part}-na", rule), f"{label} {_('不适用')}", "1" if is_none else "", said)


def number(sent: Sent, key: str) -> str:
    """What was sent as a number, in plain digits."""
    return typed(_short(sent.get(key, "")))


def _short(text: str) -> str:
    """One line, no longer than a cell of a table may be."""
    return " ".join(text.split())[:LONGEST]
