"""Killed on its way, a backup leaves no file, and a restore what was there before or all of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from faults.restoring import COMMITTING, LOADING, UNMARKED, WRITING
from makers.meetings import GOOD, VERY, AMeeting, an_open_meeting
from makers.stores.backups import another, keys_in

from ballot.domain.meeting import State
from ballot.storage import meetings, turnout
from ballot.storage.backup import dump
from ballot.usecases.hall import Hall
from ballot.usecases.verified import chain

TESTS = Path(__file__).parent.parent
KILLED = -signal.SIGKILL


@dataclass(frozen=True)
class Machine:
    """Where the commands run: their settings, and a file of a meeting with two ballots of three."""

    folder: Path
    url: str
    meeting: AMeeting

    def run(self, moment: str, *words: str) -> int:
        """The exit code of a command that is killed at a moment, or at none."""
        found = {
            "BALLOT_DATA": str(self.folder / "data"),
            "BALLOT_KEYS": str(self.folder / "keys"),
            "BALLOT_DATABASE_URL": self.url,
            "PYTHONPATH": f"{TESTS}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
        }
        script = TESTS / "faults" / "restoring.py"
        return subprocess.run(
            [sys.executable, script, moment, *words],
            env={**os.environ, **found},
            cwd=self.folder,
            capture_output=True,
            check=False,
        ).returncode

    @property
    def backup(self) -> str:
        """Where the backup lies."""
        return str(self.folder / "backup")

    def standing(self) -> tuple[State, int, bool]:
        """State and ballots of the meeting, and whether the journal is whole."""
        hall, number = self.meeting.hall, self.meeting.number
        whole = chain.broken(hall) is None
        return (
            hall.database.read(lambda db: meetings.get(db, number)).state,
            hall.database.read(lambda db: turnout.received(db, number)),
            whole,
        )


@pytest.fixture
def machine(database_url: str, tmp_path: Path) -> Iterator[Machine]:
    """The backup was taken after the first ballot."""
    (tmp_path / "data").mkdir(exist_ok=True, mode=0o700)
    with another(database_url, tmp_path) as hall:
        meeting = an_open_meeting(hall, slips=3, eligible=3)
        made = Machine(tmp_path, database_url, meeting)
        meeting.cast(VERY)
        assert made.run("never", "backup", made.backup) == 0
        meeting.cast(GOOD)
        yield made


def rows(hall: Hall) -> int:
    return hall.database.read(dump.count)


def test_a_backup_that_is_killed_leaves_no_file(machine: Machine) -> None:
    other = machine.folder / "other"
    assert machine.run(WRITING, "backup", str(other)) == KILLED
    assert not other.exists()
    assert machine.run("never", "backup", str(other)) == 0


@pytest.mark.parametrize("moment", [LOADING, COMMITTING])
def test_a_restore_that_is_killed_leaves_what_was_there(machine: Machine, moment: str) -> None:
    assert machine.run(moment, "restore", machine.backup, "--replace") == KILLED
    assert machine.standing() == (State.OPEN, 2, True)
    machine.meeting.cast(VERY)
    assert machine.run("never", "restore", machine.backup, "--replace") == 0
    assert machine.standing() == (State.PAUSED, 1, True)


@pytest.mark.parametrize("moment", [LOADING, COMMITTING])
def test_an_empty_database_stays_empty(machine: Machine, moment: str) -> None:
    hall = machine.meeting.hall
    hall.database.write(dump.clear)
    assert machine.run(moment, "restore", machine.backup) == KILLED
    assert rows(hall) == 0
    assert machine.run("never", "restore", machine.backup) == 0
    assert machine.standing() == (State.PAUSED, 1, True)


def test_killed_before_its_mark_a_restore_is_whole(machine: Machine) -> None:
    hall = machine.meeting.hall
    before = hall.marks.journals()
    hall.database.write(dump.clear)
    assert machine.run(UNMARKED, "restore", machine.backup) == KILLED
    assert machine.standing() == (State.PAUSED, 1, True)
    assert keys_in(machine.folder).marks.journals() == before
    assert machine.run("never", "restore", machine.backup, "--replace") == 0
    assert machine.standing() == (State.PAUSED, 1, True)
