"""One person of an assessment with everything that was brought in, before anything is computed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ballot.domain.tally import Tally

Key = tuple[str, str, str]
"""姓名, 单位, 村(社区)."""


@dataclass(frozen=True, slots=True)
class BallotCount:
    """The opened counts of a meeting; ``by_class`` where voters come in classes."""

    eligible: int
    tally: Tally
    by_class: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as 姓名 + 单位 + 村(社区), with the inputs of every item that there are."""

    name: str
    unit: str = ""
    village: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    """All columns that say who it is, the group columns among them."""
    sections: Mapping[str, Fraction] = field(default_factory=dict)
    """Points by section of the score sheet."""
    whole: Mapping[str, Fraction] = field(default_factory=dict)
    """The total of a score sheet by item, where it came without its sections."""
    given: Mapping[str, Fraction] = field(default_factory=dict)
    """Points by item, for what is brought in (ballots of whole numbers: the mean)."""
    graded: Mapping[str, str] = field(default_factory=dict)
    """The leader's grade by item."""
    ballots: Mapping[str, BallotCount] = field(default_factory=dict)
    grounds: Mapping[str, str] = field(default_factory=dict)
    """Written grounds and 是 of vetoes, bars and lists, by column; absent where there is none."""
    bonus: Mapping[str, Fraction] = field(default_factory=dict)
    """Bonus points inside sections, by the column that names them."""
    ballot_grade: str = ""
    """The grade of the ballot where it is entered by hand."""
    earlier: tuple[str, ...] = ()
    """Grades of the periods before, the latest first."""
    former: tuple[Key, ...] = ()
    """姓名, 单位, 村 as he had them before he was corrected; he is the same person still."""
    left: str = ""
    """The day on which he left his post, 2026-06-30; empty: he is in it."""

    @property
    def key(self) -> Key:
        """What may stand in an assessment only once."""
        return (self.name, self.unit, self.village)

    @property
    def known_as(self) -> tuple[Key, ...]:
        """All by which he is found in another period: as he is named now, then as he was."""
        return (self.key, *self.former)
