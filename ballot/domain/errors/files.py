"""Input from files and forms that is not what its format asks for."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class Missing(BallotError):
    """A required value is not there."""


@dataclass(eq=False)
class UnknownKey(BallotError):
    """A key that the format does not have; ``allowed`` lists those it has."""

    name: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(eq=False)
class WrongType(BallotError):
    """A value of another kind than the format asks for, e.g. ``expected="whole number"``."""

    expected: str = ""
    value: str = ""


@dataclass(eq=False)
class OutOfRange(BallotError):
    """A number outside its borders (inclusive)."""

    value: str = ""
    low: str | None = None
    high: str | None = None


@dataclass(eq=False)
class NotADecimal(BallotError):
    """A text that should be a decimal number such as ``112`` or ``97.5``."""

    value: str = ""


@dataclass(eq=False)
class NotADate(BallotError):
    """A text that should be a day such as ``2026-12-20``."""

    value: str = ""


@dataclass(eq=False)
class NotOneOf(BallotError):
    """A value that is none of ``allowed``."""

    value: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(eq=False)
class TwiceTheSame(BallotError):
    """The same thing named twice where each may stand once."""

    value: str = ""


@dataclass(eq=False)
class NotAFile(BallotError):
    """A path that cannot be read, or not as the format its ending names."""

    path: str = ""
    reason: str = ""


@dataclass(eq=False)
class SheetUnreadable(BallotError):
    """A workbook that holds too much, has cells too far apart, or is broken."""


@dataclass(eq=False)
class NotWritable(BallotError):
    """A path where no file can be written."""

    path: str = ""
    reason: str = ""


@dataclass(eq=False)
class TitleAboveHeading(BallotError):
    """A table whose first row is a title, not the names of its columns."""


@dataclass(eq=False)
class ColumnUnnamed(BallotError):
    """A cell with content under no name; ``place`` counts the columns from 1."""

    value: str = ""
    place: int = 0
