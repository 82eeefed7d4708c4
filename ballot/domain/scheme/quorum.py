"""法定人数: how many must come back before anything is opened (第十七条; docs/rules.md §2 J3)."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Quorum:
    """A share of the 应参加人数, at least (不少于) or, if ``strict``, more than (超过) it.

    ``floor`` is an absolute number that holds besides; with ``share`` 0 it holds alone.
    """

    share: Fraction
    strict: bool = False
    floor: int = 0


def is_met(quorum: Quorum, *, returned: int, eligible: int) -> bool:
    """Whether enough came back."""
    return returned >= required(quorum, eligible)


def required(quorum: Quorum, eligible: int) -> int:
    """The smallest number of returned ballots that meets the quorum, in integers: the least
    ``returned`` with ``3 × returned ≥ 2 × eligible`` (J3)."""
    due = eligible * quorum.share.numerator
    parts = quorum.share.denominator
    by_share = due // parts + 1 if quorum.strict else -(-due // parts)
    return max(by_share, quorum.floor)


def rule_text(quorum: Quorum) -> str:
    """The rule as the interface names it: ``≥ 2/3``, ``> 1/2``, ``≥ 20``, ``≥ 2/3, ≥ 20``."""
    texts = []
    if quorum.share or not quorum.floor:
        texts.append(f"{'>' if quorum.strict else '≥'} {quorum.share}")
    if quorum.floor:
        texts.append(f"≥ {quorum.floor}")
    return ", ".join(texts)
