"""What a reader of a result has to know beside its figures, as facts without a sentence.

A remark has a kind and the values of it, in a fixed order; the words stand in
``exports.remark_words``, the table of all kinds in docs/figures.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Value = str | int | None | tuple[str | None, ...]


class RemarkKind(StrEnum):
    """What is told; the values that a kind has stand in docs/figures.md."""

    UNBALANCED = "unbalanced"
    """An equation of the ledger does not hold."""
    MORE_THAN_PRESENT = "more_than_present"
    """收回 > 实到."""
    NOT_COUNTED = "not_counted"
    """Nobody counted 发出."""
    PAPER_MISSING = "paper_missing"
    """Slips were exchanged for paper, and no paper was entered."""
    PAPER_BY_ONE = "paper_by_one"
    """One person entered the paper twice."""
    CORRECTED = "corrected"
    """应参加 was corrected after the notice."""
    REPRINTED = "reprinted"
    """Slips were printed, or a batch voided, after the notice."""
    VOIDED = "voided"
    """Slips were voided while people voted."""
    RESTORED = "restored"
    """The meeting was put back from a backup."""
    GONE_OVER = "gone_over"
    """A 监票人 went on over a difference."""
    ALSO_MEASURED = "also_measured"
    """Another meeting measures the same person in the same item."""
    UNANIMOUS = "unanimous"
    """Everybody gave one answer: it is known what each one chose."""
    SINGLE = "single"
    """An option has one ballot."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark; ``values`` are those of its kind."""

    kind: RemarkKind
    values: Mapping[str, Value] = field(default_factory=dict)
