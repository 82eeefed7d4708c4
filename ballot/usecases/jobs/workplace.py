"""Where the long work of this hall is done, and whether a job still has somebody who does it."""

from typing import TYPE_CHECKING

from ballot.domain.access import Actor
from ballot.domain.errors import JobUnknown, NotSignedIn
from ballot.storage.long_work import jobs
from ballot.storage.long_work.jobs import JobRow, JobState
from ballot.usecases.hall import Hall

if TYPE_CHECKING:
    from ballot.serving.workplace import AtWork, Workplace


def workplace(hall: Hall) -> "Workplace":
    """The one of this hall. Raises JobUnknown where everything is done at once."""
    if hall.workplace is None:
        raise JobUnknown
    return hall.workplace


def account_of(actor: Actor) -> int:
    """Whose job it is. Raises NotSignedIn for a phone of the hall, a program, the console."""
    if actor.id is None:
        raise NotSignedIn
    return actor.id


def work_at(hall: Hall, job: JobRow) -> "AtWork | None":
    """How far a job has come; None where nobody works at it."""
    now = workplace(hall).at_work()
    return now if now and now.job == job.id else None


def is_dead(hall: Hall, job: JobRow) -> bool:
    """Whether a job was begun and nobody works at it any more."""
    if job.state != JobState.WORKING or work_at(hall, job):
        return False
    # It may have ended between its row and the look at the lock.
    later = hall.database.read(lambda db: jobs.find(db, job.id))
    return later is not None and later.state == JobState.WORKING
