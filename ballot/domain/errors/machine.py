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
    """The tables are of another version than the program."""

    found: str = ""
    wanted: str = ""


@dataclass(eq=False)
class DatabaseUnreachable(BallotError):
    """The database cannot be reached; ``where`` has no password in it."""

    where: str = ""
