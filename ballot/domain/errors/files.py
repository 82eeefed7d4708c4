"""Input from files and forms that is not what its format asks for."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class Missing(BallotError):
    """A required value is not there."""


@dataclass(eq=False)
class ColumnMissing(Missing):
    """A file has no column of a name that it must have."""


@dataclass(eq=False)
class NobodyInFile(Missing):
    """A file of people in which no row names anybody."""


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
class NotAMoment(BallotError):
    """A text that should be a day and an hour such as ``2026-12-20 19:30``."""

    value: str = ""


@dataclass(eq=False)
class PartsDiffer(BallotError):
    """A cell holds so many ``parts``; it should hold one, or those ``wanted`` by ``column``."""

    column: str = ""
    wanted: int = 0
    parts: int = 0


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
class FileLocked(BallotError):
    """A workbook that a password closes."""


@dataclass(eq=False)
class FileNoTable(BallotError):
    """A document, picture or archive where a table is asked for."""


@dataclass(eq=False)
class FileOfOtherProgram(BallotError):
    """A table in a format that an office program opens and this one does not (.et, XLSB, HTML)."""


@dataclass(eq=False)
class FileTooLarge(BallotError):
    """A table that holds more than these numbers."""

    rows: str = ""
    columns: str = ""
    cells: str = ""


@dataclass(eq=False)
class NotText(BallotError):
    """A text in no known encoding, or with a quotation mark that does not end."""


@dataclass(eq=False)
class NoHeading(BallotError):
    """A table in which no row names the columns; ``allowed`` are those that are looked for."""

    tabs: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


@dataclass(eq=False)
class ColumnToChoose(BallotError):
    """A column of the file that may be meant by one of ours, and nobody has said whether."""

    name: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(eq=False)
class CellInError(BallotError):
    """A cell that shows an error such as ``#REF!``."""

    value: str = ""


@dataclass(eq=False)
class CellNotCalculated(BallotError):
    """A formula that was saved without its value."""

    value: str = ""


@dataclass(eq=False)
class CellTruthValue(BallotError):
    """TRUE or FALSE, where a text or a number is asked for."""

    value: str = ""


@dataclass(eq=False)
class CellIsDate(BallotError):
    """A day or a time where no column asks for one; a name such as 3-4 becomes one by itself."""

    value: str = ""


@dataclass(eq=False)
class CellIsDitto(BallotError):
    """A cell that points at another one, such as 同上."""

    value: str = ""


@dataclass(eq=False)
class NotAName(BallotError):
    """A day, a telephone, a decimal or signs alone where somebody's name is asked for."""

    value: str = ""


@dataclass(eq=False)
class ColumnUnnamed(BallotError):
    """A cell with content under no name; ``place`` counts the columns from 1."""

    value: str = ""
    place: int = 0


@dataclass(eq=False)
class TooLong(BallotError):
    """A text of more characters than its place holds."""

    length: int = 0
    most: int = 0


@dataclass(eq=False)
class SamePerson(TwiceTheSame):
    """A row that names somebody whom another row, perhaps in another writing, names already."""

    row: int = 0


@dataclass(eq=False)
class PerhapsSameRow(BallotError):
    """Somebody who may be the person of an earlier row; said to be another, he comes in."""

    value: str = ""
    row: int = 0
    other: str = ""


@dataclass(eq=False)
class PerhapsKnown(BallotError):
    """Somebody who may be a person that is there already; said to be another, he comes in."""

    value: str = ""
    other: str = ""
