"""The root of all refusals, and the faults that one input may have at several places."""

from dataclasses import dataclass, field


@dataclass(eq=False)
class BallotError(Exception):
    """The root of all refusals. Raised, it changes nothing."""

    def __str__(self) -> str:
        return type(self).__name__


@dataclass(eq=False)
class Fault(BallotError):
    """One thing wrong with one place of an input: ``error`` says what, the rest says where.

    ``row`` counts from 1 as a person counts lines; ``column`` is the heading of the column;
    ``key`` is a dotted path of a TOML or JSON file, such as ``subjects[2].objective_score``.
    """

    error: "BallotError"
    file: str | None = None
    row: int | None = None
    column: str | None = None
    key: str | None = None


@dataclass(eq=False)
class Refused(BallotError):
    """Several faults of one input, all of them, so that a person mends them in one go."""

    faults: list[Fault] = field(default_factory=list)
