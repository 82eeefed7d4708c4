"""What of ended votes is still on this machine, and how often it was put back from a backup.

No paper of a meeting speaks of it: it is told to whoever keeps the machine.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.journal_line import HOUSE
from ballot.storage import journal, meetings, results, unit_tree
from ballot.storage.seal import log_kept
from ballot.storage.seal.log_kept import LogKept
from ballot.usecases.hall import Hall
from ballot.usecases.traces import seal_meetings


@dataclass(frozen=True, slots=True)
class HouseTraces:
    """``cleared``: no process is left that was there when the last vote ended or box was opened,
    None before any. So many ended votes are ``unsealed`` on the disk; ``waits``: until no meeting
    votes. ``log`` is what the database's own log keeps. ``restored`` so many times from a backup,
    the last time ``restored_at``.
    """

    cleared: bool | None = None
    unsealed: int = 0
    waits: bool = False
    log: LogKept | None = None
    restored: int = 0
    restored_at: datetime | None = None


def see_traces(hall: Hall, actor: Actor) -> HouseTraces | None:
    """As it stands; None for whoever does not manage the topmost unit."""
    return hall.database.read(lambda db: _see(hall, db, actor))


def _see(hall: Hall, db: Session, actor: Actor) -> HouseTraces | None:
    tops = [each.id for each in unit_tree.units(db) if each.parent is None]
    if not actor.console and not access.may(actor, Act.MANAGE_PEOPLE, tops):
        return None
    restored, at = journal.told_of(db, HOUSE, Act.RESTORE)
    return HouseTraces(
        cleared=_is_cleared(hall, db),
        unsealed=len(meetings.unsealed(db)),
        waits=seal_meetings.voters_first(hall, db),
        log=log_kept.of(db),
        restored=restored,
        restored_at=at and hall.local(at),
    )


def _is_cleared(hall: Hall, db: Session) -> bool | None:
    ends = [at for at in (meetings.last_close(db), results.last_opening(db)) if at is not None]
    oldest = hall.oldest_process()
    return (oldest is None or max(ends) < oldest) if ends else None
