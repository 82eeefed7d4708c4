"""A backup is put back: whole, in one transaction, and never as if nothing had happened.

The marks stay as they are. Each chain of the journal goes on beyond every line that was ever known
of it, with a line that tells what is lost before it: only so it holds. A vote that ran is paused, a
rehearsal thrown away, and every meeting that had not ended is told of it.
"""

import json
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy.orm import Session

from ballot.box import tags
from ballot.domain import journal_line
from ballot.domain.access import CONSOLE
from ballot.domain.acts import Act
from ballot.domain.errors import BackupRefused, DatabaseNotEmpty
from ballot.domain.journal_line import HOUSE
from ballot.domain.meeting import ENDED, Custody, State
from ballot.storage import journal, meetings, turnout
from ballot.storage.backup import backup_file, dump
from ballot.storage.backup.backup_file import Backup, Tell
from ballot.storage.journal import Gap
from ballot.storage.long_work import jobs
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import box_key
from ballot.usecases.meeting.box_key import Run
from ballot.usecases.meeting.reset import forget, throw_away
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
    runs: list[Run] = field(default_factory=list)
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
        forget(hall, run)
    return put


def _note_what_is_there(hall: Hall) -> None:
    """The journal that is about to be replaced is known from now on, as far as its chains hold."""
    hall.marks.note_journal(chain.whole(hall))


def _restore(
    hall: Hall, db: Session, backup: Backup, *, replace: bool, tell: Tell, runs: ExitStack
) -> PutBack:
    if replace:
        dump.clear(db)
    elif dump.count(db):
        raise DatabaseNotEmpty
    backup_file.load(db, backup, tell)
    jobs.clear(db)  # their files are not in a backup, and nobody waits for them any more
    restoring = _Restoring(hall, db, backup)
    put = PutBack()
    gaps = {name: restoring.gap(name) for name in restoring.chains()}
    put.lost = sum(gap.known.length - gap.kept for gap in gaps.values())
    for meeting in meetings.in_states(db, list(State)):
        gap = gaps.pop(journal_line.of_meeting(meeting.number))
        _put_back(restoring, meeting, gap, put, runs)
    for name, gap in gaps.items():
        if name == HOUSE or gap.known.length > gap.kept:
            restoring.tell(name, gap)
    return put


@dataclass(frozen=True, slots=True)
class _Restoring:
    """The chains of a backup whose rows have been put back, still in one transaction."""

    hall: Hall
    db: Session
    backup: Backup

    def chains(self) -> list[str]:
        """All that the backup has, all that were known besides, and that of the house."""
        numbers = [each.number for each in meetings.in_states(self.db, list(State))]
        own = {HOUSE, *map(journal_line.of_meeting, numbers)}
        return sorted(own | journal.lengths(self.db).keys() | self.hall.marks.journals().keys())

    def gap(self, name: str) -> Gap:
        """How far the backup goes, and what was known beyond it.

        Raises BackupRefused ``history`` for a chain that does not hold, or that is not the
        beginning of the one that the mark knows.
        """
        here, mark = journal.end(self.db, name), self.hall.marks.journal(name)
        is_beyond = mark is not None and mark.length > here.length
        if not chain.is_whole(self.hall, self.db, name, None if is_beyond else mark):
            raise BackupRefused(file=str(self.backup.path), broken="history")
        return Gap(here.length, mark if mark is not None and is_beyond else here)

    def tell(self, name: str, gap: Gap, **also: object) -> None:
        """The line of the restore in a chain."""
        told = {"backup": self.backup.sha256, "taken": self.backup.taken.isoformat()}
        journal.write(
            self.db,
            partial(tags.journal_tag, self.hall.tags),
            name,
            at=self.hall.clock(),
            actor=CONSOLE.name,
            act=Act.RESTORE.value,
            detail=json.dumps(told | gap.told() | also, sort_keys=True, separators=(",", ":")),
            known=gap.known,
        )


def _put_back(
    restoring: _Restoring, meeting: MeetingRow, gap: Gap, put: PutBack, runs: ExitStack
) -> None:
    """Pause a vote, throw a rehearsal away, leave the others; each is told of it.

    Not a meeting that had ended, and not a draft of which no ballot was ever known, since nothing
    of it has hung on a wall; unless lines of theirs are lost.
    """
    hall, db, number = restoring.hall, restoring.db, meeting.number
    found, known = turnout.received(db, number), hall.marks.received(meeting.run)
    state = meeting.state
    if state in (State.OPEN, State.PAUSED):
        state = State.PAUSED
        put.paused[number] = max(0, known - found)
        meetings.move(db, number, Act.RESTORE, state)
    is_quiet = state in ENDED or (_binds_nobody(state) and not known)
    if gap.known.length > gap.kept or not is_quiet:
        told = {"found": found, "known": known, "was": meeting.state.value, "state": state.value}
        restoring.tell(journal_line.of_meeting(number), gap, **told)
    if state.is_rehearsal:
        by_server = meeting.custody is Custody.SERVER
        run = runs.enter_context(box_key.made(hall, held_by_server=by_server))
        put.runs.append(throw_away(hall, db, CONSOLE, number, run))
        put.thrown_away.append(number)


def _binds_nobody(state: State) -> bool:
    """Whether nothing of a meeting has hung on a wall yet."""
    return state is State.DRAFT or state.is_rehearsal
