"""One person of an assessment with everything that was brought in, before anything is computed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ballot.domain.tally import Tally


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

    @property
    def key(self) -> tuple[str, str, str]:
        """What may stand in an assessment only once."""
        return (self.name, self.unit, self.village)
