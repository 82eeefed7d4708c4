"""A job is done in the language of whoever asked, and told as the page would have told it."""

from datetime import timedelta

from ballot.domain.access import Actor
from ballot.domain.errors import AskedTooLongAgo, BallotError
from ballot.domain.garbage_collection import unsearched
from ballot.jobs.kinds import KINDS
from ballot.serving import log
from ballot.storage.long_work.jobs import JobEnd, JobRow, JobState
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import Done, Tell
from ballot.usecases.jobs.workplace import workplace
from ballot.words import refusals
from ballot.words.language import speaking

FRESH = timedelta(minutes=10)
"""So long a password that was typed stands for what waits its turn."""


def work(hall: Hall, actor: Actor, job: JobRow, tell: Tell) -> JobEnd:
    """Do it. What breaks off for another reason than a refusal is a line of the log."""
    kind = KINDS[job.kind]
    try:
        with speaking(job.language):
            try:
                kind.allow(hall, actor, job.told)
                if kind.asks_password(job.told) and hall.clock() - job.asked_at > FRESH:
                    raise AskedTooLongAgo
                with unsearched():
                    made = kind.make(hall, actor, job.told, tell)
            except BallotError as error:
                return JobEnd(JobState.REFUSED, said=refusals.words(error))
    except Exception as error:
        log.failure(error, job.kind)
        return JobEnd(JobState.FAILED)
    if isinstance(made, Done):
        return JobEnd(JobState.DONE, said=made.said)
    file = workplace(hall).keep(made.content)
    named = {"content": made.kind, "name": made.name}
    return JobEnd(JobState.DONE, said=made.said, file=file, **named)
