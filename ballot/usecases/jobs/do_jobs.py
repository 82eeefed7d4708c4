"""The process that works takes what waits, one job after another, and is done when none waits."""

from collections.abc import Callable
from functools import partial

from ballot.domain.access import Actor
from ballot.storage.long_work import jobs
from ballot.storage.long_work.jobs import JobEnd, JobRow, JobState
from ballot.usecases.accounts.find_actor import find_actor
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import Tell
from ballot.usecases.jobs.workplace import workplace

Work = Callable[[Hall, Actor, JobRow, Tell], JobEnd]
"""Does a job for an actor, whose roles are those of now, and says how it ended."""


def do_jobs(hall: Hall, work: Work) -> None:
    """Do whatever waits, if no other process does. What one that was killed left has failed."""
    place = workplace(hall)
    if not place.enter():
        return
    hall.database.write(lambda db: jobs.give_up_working(db, place.name, hall.clock()))
    while row := hall.database.read(lambda db: jobs.first_waiting(db, place.name)):
        _do(hall, row, work)


def _do(hall: Hall, row: JobRow, work: Work) -> None:
    place = workplace(hall)
    place.note(row.id)  # before it counts as begun: else it would be taken for dead
    if not hall.database.write(lambda db: jobs.begin(db, row.id)):
        return
    actor = find_actor(hall, row.account)
    ended = JobEnd(JobState.FAILED)
    if actor is not None:
        ended = work(hall, actor, row, partial(place.note, row.id))
    hall.database.write(lambda db: jobs.end(db, row.id, ended, hall.clock()))
    place.rest()
