"""An entry of a score sheet as the text in which it is typed and kept, and back.

``是`` and ``否``, a decimal, ``一般=1、特别严重=2`` where each kind is counted, or ``不适用``.
"""

from collections.abc import Mapping
from enum import StrEnum

from ballot.domain import rounding
from ballot.domain.errors import NotOneOf, WrongType
from ballot.domain.scheme.sheet_rules import Rule, RuleKind
from ballot.domain.scoring.scoresheet import Entered
from ballot.domain.scoring.sheet_points import Entry
from ballot.domain.written_number import whole

YES, NO = "是", "否"
NOT_APPLICABLE = "不适用"
BETWEEN, EQUALS = "、", "="


class Side(StrEnum):
    """The two columns of points of the sheet (第十九条)."""

    SELF = "自查自评"
    EXAMINER = "考核组评分"


def key(side: Side, no: str) -> str:
    """Under what an entry is kept among the scores of a person."""
    return f"{side}:{no}"


def read(rule: Rule, text: str, reason: str = "", voucher: str = "") -> Entered:
    """The entry that a text means; nothing typed is no entry.

    Raises NotOneOf, NotADecimal, WrongType; what the rule allows is checked with the sheet.
    """
    if text.strip() == NOT_APPLICABLE:
        return Entered(reason=reason, voucher=voucher, not_applicable=True)
    return Entered(_value(rule, text.strip()), reason, voucher)


def of_kinds(counts: Mapping[str, str]) -> str:
    """The text of what was typed for each kind; kinds of which nothing was typed are left out."""
    typed = ((name, text.strip()) for name, text in counts.items())
    return BETWEEN.join(f"{name}{EQUALS}{text}" for name, text in typed if text)


def kinds(text: str) -> dict[str, str]:
    """What was typed for each kind, out of the text."""
    parts = (part.partition(EQUALS) for part in text.split(BETWEEN))
    return {name: many for name, equals, many in parts if equals}


def _value(rule: Rule, text: str) -> Entry | None:
    if not text:
        return None
    if rule.kind is RuleKind.ONCE:
        if text not in (YES, NO):
            raise NotOneOf(value=text, allowed=(YES, NO))
        return text == YES
    if rule.is_named:
        return {name: _count(many) for name, many in kinds(text).items()}
    return rounding.read_decimal(text)


def _count(text: str) -> int:
    count = whole(text, 4)
    if count is None:
        raise WrongType(expected="whole number", value=text)
    return count
