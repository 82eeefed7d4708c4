"""Housekeeping: what was made goes when its links have run out, what was asked for after a day, and
what waits has somebody who does it."""

from collections.abc import Collection
from datetime import timedelta

from ballot.storage.long_work import jobs
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.see_jobs import LIFE
from ballot.usecases.jobs.workplace import workplace

KEPT = timedelta(days=1)
"""So long a job is kept, and what it made for the pages to go on with."""
YOUNG = timedelta(minutes=10)
"""A file without a job may be one that is just being made."""


def clear_jobs(hall: Hall, kinds: Collection[str]) -> bool:
    """Forget what is a day old, with every file that no job has any more, and every one of these
    ``kinds`` whose links have run out."""
    run_out = hall.clock() - LIFE
    if hall.database.read(lambda db: jobs.are_files(db, kinds, run_out)):
        hall.database.write(lambda db: jobs.drop_files(db, kinds, run_out))
    before = hall.clock() - KEPT
    if hall.database.read(lambda db: jobs.are_older(db, before)):
        hall.database.write(lambda db: jobs.forget(db, before))
    files = hall.database.read(jobs.files)
    workplace(hall).keep_only(files, YOUNG.total_seconds())
    return True


def call_for_waiting(hall: Hall) -> bool:
    """Have a process that works, where something waits: the last one may have been killed."""
    place = workplace(hall)
    if hall.database.read(lambda db: jobs.first_waiting(db, place.name)):
        place.call()
    return True
