"""Backup and restore: what stands in the way of putting a database back."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class BackupRefused(BallotError):
    """A backup or key file that does not hold; ``broken`` is a fixed word."""

    file: str = ""
    broken: str = ""


@dataclass(eq=False)
class DatabaseNotEmpty(BallotError):
    """A backup goes into an empty database, or expressly in the place of another."""


@dataclass(eq=False)
class KeysAbsent(BallotError):
    """The key folder is empty: a backup is put back with its keys."""

    folder: str = ""


@dataclass(eq=False)
class KeysTogether(BallotError):
    """The keys would lie in one folder with the backup that they open."""

    folder: str = ""


@dataclass(eq=False)
class BallotsMissing(BallotError):
    """Fewer ballots are there than before the database was put back: the box stays shut."""

    missing: int = 0


@dataclass(eq=False)
class TotalTooLow(BallotError):
    """The last received total is said to be lower than what lies in the box, or was noted."""

    box: int = 0
    noted: int = 0


@dataclass(eq=False)
class TotalNotHigher(BallotError):
    """Once a vote goes on, the total that was said before is corrected upwards alone."""

    said: int = 0


@dataclass(eq=False)
class OpenedBefore(BallotError):
    """The box of this vote was opened before the database was put back: no ballot is added."""
