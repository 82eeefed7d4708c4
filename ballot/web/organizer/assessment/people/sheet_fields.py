"""A page of a score sheet as it is typed: the names of its fields, and what was sent in them."""

from collections.abc import Iterable, Iterator, Mapping

from ballot.domain.scheme.sheet_rules import Rule, SheetLine
from ballot.domain.scoring import sheet_entry
from ballot.domain.scoring.sheet_entry import NOT_APPLICABLE, Side
from ballot.domain.short_text import LONGEST
from ballot.domain.written_number import typed
from ballot.usecases.assessment.kept_sheet import Typed
from ballot.usecases.assessment.see_sheet import LineView
from ballot.web.drafts import Shown
from ballot.web.organizer.assessment.people import rating_fields
from ballot.words.language import gettext as _
from ballot.words.language import lazy_gettext

SIDES = {"self": Side.SELF, "exam": Side.EXAMINER}
"""The part of a field's name → the column of the sheet."""

SIDE_WORDS = {"self": lazy_gettext("自查自评"), "exam": lazy_gettext("考核组评分")}

Sent = Mapping[str, str]


def name(part: str, rule: Rule, kind: str = "") -> str:
    """The name of a field: ``exam.(一)1①a``, and of a kind ``exam.(二)6①.一般``."""
    return f"{part}.{rule.no}" + (f".{kind}" if kind else "")


def read(lines: Iterable[SheetLine], sent: Sent) -> dict[str, Typed]:
    """What was sent beside each rule; a rule without fields in the form is left as it is. Raises
    Refused where of two ratings one is missing."""
    found: dict[str, Typed] = {}
    for line in lines:
        if line.ratings:
            found |= _rated(line, sent)
        else:
            rules = (rule for rule in line.rules if name("why", rule) in sent)
            found |= {rule.no: _typed(rule, sent) for rule in rules}
    return found


def _rated(line: SheetLine, sent: Sent) -> dict[str, Typed]:
    if rating_fields.why(line) not in sent:
        return {}
    reason = _short(sent[rating_fields.why(line)])
    texts = {side: rating_fields.texts(line, part, side, sent) for part, side in SIDES.items()}
    return {
        rule.no: Typed({side: each[rule.no] for side, each in texts.items()}, reason)
        for rule in line.rules
    }


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


def of(lines: Iterable[LineView]) -> list[Shown]:
    """The fields of lines with what is kept in them, in the order of the page."""
    found: list[Shown] = []
    for line in lines:
        if line.line.ratings:
            for part, side in SIDES.items():
                found += rating_fields.of_kept(line, part, _label(line.line.no, part), side)
            found.append(
                _evidence(rating_fields.why(line.line), line.line.no, rating_fields.reason(line))
            )
        else:
            found += [field for each in line.rules for field in _of_rule(each.rule, each.typed)]
    return found


def sent_fields(lines: Iterable[SheetLine], sent: Sent) -> list[Shown]:
    """The same of what was sent, and the months where they were asked for."""
    found = [months_of(number(sent, "months"))] if "months" in sent else []
    for line in lines:
        key = rating_fields.why(line)
        if line.ratings and key in sent:
            for part in SIDES:
                found += rating_fields.of_sent(line, part, _label(line.no, part), sent)
            found.append(_evidence(key, line.no, _short(sent[key])))
        elif not line.ratings:
            rules = (rule for rule in line.rules if name("why", rule) in sent)
            found += [field for rule in rules for field in _of_rule(rule, _typed(rule, sent))]
    return found


def _label(no: str, part: str) -> str:
    return f"{no} {SIDE_WORDS[part]}"


def _evidence(key: str, no: str, text: str) -> Shown:
    return Shown(key, f"{no} {_('依据')}", text)


def months_of(text: str) -> Shown:
    """The field of the months in office."""
    return Shown("months", _("本年度任职月数"), text)


def _of_rule(rule: Rule, typed: Typed) -> Iterator[Shown]:
    for part, side in SIDES.items():
        yield from _of_side(rule, part, typed.texts.get(side, ""))
    yield _evidence(name("why", rule), rule.no, typed.reason)
    if rule.one_voucher:
        yield Shown(name("voucher", rule), f"{rule.no} {_('凭证号')}", typed.voucher)


def _of_side(rule: Rule, part: str, text: str) -> Iterator[Shown]:
    label = _label(rule.no, part)
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
