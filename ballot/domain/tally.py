"""Counts of one subject and question: what came out of the box, and nothing about who."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """The count of every option in the order of the question, 弃权 and 无效 apart.

    For a whole number 0…100 ``counts`` is empty, and ``numbers`` answers sum up to ``total``.
    """

    counts: tuple[int, ...]
    blank: int = 0
    invalid: int = 0
    numbers: int = 0
    total: int = 0

    @property
    def valid(self) -> int:
        """Answers that say something: neither 弃权 nor 无效."""
        return sum(self.counts) + self.numbers

    @property
    def returned(self) -> int:
        """收回: every ballot that came back, 弃权 and 无效 included."""
        return self.valid + self.blank + self.invalid

    def __add__(self, other: "Tally") -> "Tally":
        """Two boxes, or two classes of voters, counted together."""
        return Tally(
            counts=tuple(a + b for a, b in zip(self.counts, other.counts, strict=True)),
            blank=self.blank + other.blank,
            invalid=self.invalid + other.invalid,
            numbers=self.numbers + other.numbers,
            total=self.total + other.total,
        )
