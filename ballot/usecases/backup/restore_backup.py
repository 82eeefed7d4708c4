"""A backup is put back: whole, in one transaction, and never as if nothing had happened.

The marks stay as they are. The journal goes on beyond every line that was ever known, with a line
that tells what is lost before it: only so its chain holds. A vote that ran is paused, a rehearsal
thrown away, and every meeting that had not ended is told of it.
"""

import json
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy.orm import Session

from ballot.box import tags
from ballot.domain.access import CONSOLE
from ballot.domain.acts import Act
from ballot.domain.errors import BackupRefused, DatabaseNotEmpty
from ballot.domain.meeting import ENDED, Custody, State
from ballot.storage import journal, meetings, turnout
from ballot.storage.backup import backup_file, dump
from ballot.storage.backup.backup_file import Backup, Tell
from ballot.storage.journal import Gap
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import box_key
from ballot.usecases.meeting.reset import throw_away
from ballot.usecases.verified import chain


@dataclass(slots=True)
class PutBack:
    """What was put back: lines of the journal that are lost, and what became of the meetings.

    ``paused`` has the number of every vote that stands still, with the ballots that are known to
    be missing.
    """

    lost: int = 0
    paused: dict[str, int] = field(default_factory=dict)
    thrown_away: list[str] = field(default_factory=list)
    runs: list[bytes] = field(default_factory=list)
    """Runs of rehearsals that are gone: their keys go too."""


def restore_backup(hall: Hall, backup: Backup, *, replace: bool, tell: Tell) -> PutBack:
    """Put all rows of a checked backup back; ``replace``: in the place of those that are there.

    Raises DatabaseNotEmpty, BackupRefused; then nothing has changed.
    """
    _note_what_is_there(hall)
    with ExitStack() as runs:
        put = acts.carry_out(
            hall, lambda db: _restore(hall, db, backup, replace=replace, tell=tell, runs=runs)
        )
    for run in put.runs:
        hall.box_keys.forget(run)
    return put


def _note_what_is_there(hall: Hall) -> None:
    """The journal that is about to be replaced is known from now on, where its chain holds."""
    lines = hall.database.read(journal.lines)
    if lines and chain.broken_at(hall, lines) is None:
        hall.marks.note_journal(lines[-1].sequence, bytes(lines[-1].tag))


def _restore(
    hall: Hall, db: Session, backup: Backup, *, replace: bool, tell: Tell, runs: ExitStack
) -> PutBack:
    if replace:
        dump.clear(db)
    elif dump.count(db):
        raise DatabaseNotEmpty
    backup_file.load(db, backup, tell)
    put = PutBack()
    _write_gap(hall, db, backup, put)
    for meeting in meetings.in_states(db, [each for each in State if each not in ENDED]):
        _put_back(hall, db, backup, meeting, put, runs)
    return put


def _write_gap(hall: Hall, db: Session, backup: Backup, put: PutBack) -> None:
    """The line of the restore: how far the backup goes, and what was known beyond it.

    Raises BackupRefused ``history`` for a chain that does not hold, or that is not the beginning
    of the one that the mark knows.
    """
    kept, last = journal.head(db)
    marked, head = hall.marks.journal() or (kept, last)
    here = (marked, head) if marked <= kept else None
    tag = partial(tags.journal_tag, hall.tags)
    if journal.broken_at(journal.lines(db), tag, here) is not None:
        raise BackupRefused(file=str(backup.path), broken="history")
    gap = Gap(kept, marked, head) if marked > kept else Gap(kept, kept, last)
    put.lost = gap.marked - kept
    told = {"backup": backup.sha256, "taken": backup.taken.isoformat(), **gap.told()}
    journal.write(
        db,
        tag,
        at=hall.clock(),
        actor=CONSOLE.name,
        act=Act.RESTORE.value,
        detail=json.dumps(told, sort_keys=True, separators=(",", ":")),
        beyond=gap.marked,
    )


def _put_back(
    hall: Hall, db: Session, backup: Backup, meeting: MeetingRow, put: PutBack, runs: ExitStack
) -> None:
    """Pause a vote, throw a rehearsal away, leave the others; each is told of it.

    Not a draft of which no ballot was ever known: nothing of it has hung on a wall.
    """
    number = meeting.number
    found, known = turnout.received(db, number), hall.marks.received(meeting.run)
    if meeting.state is State.REHEARSAL:
        by_server = meeting.custody is Custody.SERVER
        run = runs.enter_context(box_key.made(hall, held_by_server=by_server))
        put.runs.append(throw_away(hall, db, CONSOLE, number, run))
        put.thrown_away.append(number)
        return
    state = meeting.state
    if state in (State.OPEN, State.PAUSED):
        state = State.PAUSED
        put.paused[number] = max(0, known - found)
        meetings.move(db, number, Act.RESTORE, state)
    if state is not State.DRAFT or known:
        told = {"found": found, "known": known, "was": meeting.state.value, "state": state.value}
        told |= {"backup": backup.sha256, "taken": backup.taken.isoformat()}
        acts.write_down(hall, db, CONSOLE, Act.RESTORE, number, **told)
