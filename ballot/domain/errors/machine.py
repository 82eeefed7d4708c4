"""The machine: settings, keys and the database."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class SettingWrong(BallotError):
    """A setting of the program or of its database with which it refuses to run."""

    name: str = ""
    found: str = ""
    wanted: str = ""


@dataclass(eq=False)
class KeysDoNotMatch(BallotError):
    """The key set is not the one that this database was made with."""

    found: str = ""
    wanted: str = ""


@dataclass(eq=False)
class AlreadyServing(BallotError):
    """Another ``serve`` runs on the same data."""

    data: str = ""


@dataclass(eq=False)
class DatabaseBehind(BallotError):
    """The tables are of an earlier version than the program, or not there (``found`` empty)."""

    found: str = ""
    wanted: str = ""


@dataclass(eq=False)
class DatabaseAhead(BallotError):
    """The tables are of a later version than the program."""

    found: str = ""
    wanted: str = ""


@dataclass(eq=False)
class UpgradeFailed(BallotError):
    """The tables could not be brought to version ``wanted``: what went wrong is of the class
    ``why``, and nothing has changed."""

    why: str = ""
    wanted: str = ""


@dataclass(eq=False)
class TablesDiffer(BallotError):
    """The tables have the number of the program's and are not its own. ``examples`` are some of
    so many ``places``: what is missing begins with −, what is there beyond with +."""

    places: int = 0
    examples: tuple[str, ...] = ()


@dataclass(eq=False)
class DatabaseUnreachable(BallotError):
    """The database cannot be reached; ``where`` has no password in it."""

    where: str = ""
