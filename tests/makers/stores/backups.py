"""Taking a backup and putting it back, as the commands do it but without them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from makers.meetings import BAD, FAIR, GOOD, VERY, AMeeting, a_hall, an_open_meeting

from ballot.domain.access import CONSOLE
from ballot.domain.meeting import State
from ballot.keyring.keys import Keys
from ballot.storage import key_set, meetings
from ballot.storage.backup import backup_file
from ballot.storage.backup.backup_file import Backup
from ballot.storage.database import Database
from ballot.usecases.backup.restore_backup import PutBack, restore_backup
from ballot.usecases.backup.take_backup import take_backup
from ballot.usecases.hall import Hall
from ballot.usecases.result.watch_turnout import watch_turnout
from ballot.usecases.verified import chain


def quiet(_done: int, _total: int) -> None:
    """Nobody watches the bar."""


def keys_in(folder: Path) -> Keys:
    """The key set of the hall that ``makers.meetings.a_hall`` made there."""
    return Keys.load_or_make(folder / "keys", folder / "data")


def back_up(hall: Hall, folder: Path, name: str = "backup") -> Path:
    """A backup of the hall whose keys are in ``folder``."""
    path = folder / name
    with path.open("wb") as file:
        take_backup(hall, file, keys_in(folder).backup, quiet)
    return path


def checked(path: Path, folder: Path) -> Backup:
    """The backup, checked to its last byte."""
    keys = keys_in(folder)
    return backup_file.read(path, keys.backup, keys.fingerprint, quiet)


def put_back(hall: Hall, path: Path, folder: Path, *, replace: bool = True) -> PutBack:
    """Put it back, in the place of what is there."""
    return restore_backup(hall, checked(path, folder), replace=replace, tell=quiet)


def a_paused_meeting(hall: Hall, folder: Path) -> AMeeting:
    """It was put back from a backup that has one ballot of three; all three were seen."""
    hall.database.write(lambda db: key_set.belong(db, keys_in(folder).fingerprint))
    meeting = an_open_meeting(hall, slips=40, eligible=40)
    meeting.cast(VERY)
    path = back_up(hall, folder)
    meeting.cast_all([GOOD, BAD])
    watch_turnout(hall, CONSOLE, meeting.number)
    put_back(hall, path, folder)
    return meeting


def state(hall: Hall, number: str) -> State:
    """How the meeting stands in its table."""
    return hall.database.read(lambda db: meetings.get(db, number)).state


def is_whole(hall: Hall) -> bool:
    """Whether the chain of the journal holds to its last line."""
    return chain.broken(hall) is None


def after_two_of_four(hall: Hall, folder: Path, *, noted: bool = True) -> AMeeting:
    """Four voted, the backup was taken after two, and it was put back."""
    meeting = an_open_meeting(hall, slips=6, eligible=4)
    meeting.cast_all([VERY, GOOD])
    path = back_up(hall, folder)
    meeting.cast_all([FAIR, BAD])
    if noted:
        watch_turnout(hall, CONSOLE, meeting.number)
    assert put_back(hall, path, folder).paused == {meeting.number: 2 if noted else 0}
    return meeting


@contextmanager
def another(url: str, folder: Path) -> Iterator[Hall]:
    """A hall with the same keys on another database."""
    database = Database.connect(url)
    try:
        made = a_hall(database, folder)
        database.write(lambda db: key_set.belong(db, keys_in(folder).fingerprint))
        yield made
    finally:
        database.dispose()
