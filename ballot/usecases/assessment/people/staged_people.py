"""Many who are new are written in slices that nobody sees, and shown by one short commit.

On SQLite voters wait for whoever writes. Each slice waits in an assessment of its own that is in no
list; whoever breaks off leaves those behind, and housekeeping takes them out.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from time import sleep

from sqlalchemy.orm import Session

from ballot.storage.assessment import people_digests, waiting_people
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.usecases.assessment.people import rows_kept
from ballot.usecases.assessment.people.coming import Coming
from ballot.usecases.assessment.people.imported import Touched
from ballot.usecases.assessment.people.people_rows import Read
from ballot.usecases.hall import Hall

MANY = 500
"""So many who are new are written in slices."""
SLICE = 100
"""So many at a time: some thirty milliseconds."""
OLD = timedelta(hours=1)
"""Nobody writes a file for so long."""
BREATH = 0.01
"""Seconds between two slices, in which voters write."""


class StagedInVain(Exception):
    """The assessment went on since the slices were written: they fit no more."""


@dataclass(frozen=True, slots=True)
class Slice:
    """An assessment that waits, and whom it has, in the order of the file."""

    waiting: int
    people: tuple[int, ...]


Staged = Collection[Slice]


def write(
    hall: Hall, kept: AssessmentRow, read: Read, source: str, *, by: str, at: datetime
) -> Staged:
    """Write everybody who is new, unless they are few; nobody sees them yet."""
    new = [each for each in read.coming if each.id is None]
    staged: list[Slice] = []
    if len(new) < MANY:
        return ()

    def work(db: Session, part: list[Coming]) -> Slice:
        waiting = waiting_people.add(db, kept.unit, at)
        touched = rows_kept.keep(
            db, replace(read, coming=part), waiting, source=source, by=by, at=at
        )
        people_digests.keep_changed(db, waiting)
        return Slice(waiting, touched.added)

    try:
        for first in range(0, len(new), SLICE):
            part = new[first : first + SLICE]
            staged.append(hall.database.write(partial(work, part=part)))
            sleep(BREATH)
    except BaseException:
        clear(hall, staged)
        raise
    return staged


def require_none(staged: Staged) -> None:
    """Raises StagedInVain."""
    if staged:
        raise StagedInVain


def show(
    db: Session, staged: Staged, read: Read, assessment: int, *, source: str, by: str, at: datetime
) -> Touched:
    """What was written is of the assessment from here on; the rest of the file is written now."""
    waiting_people.show(db, [each.waiting for each in staged], assessment)
    added = tuple(person for each in staged for person in each.people)
    rest = [each for each in read.coming if each.id is not None or not staged]
    if not rest:
        return Touched(added)
    touched = rows_kept.keep(
        db, replace(read, coming=rest), assessment, source=source, by=by, at=at
    )
    return replace(touched, added=(*added, *touched.added))


def clear(hall: Hall, staged: Staged) -> None:
    """Take out what still waits, slice by slice."""
    there = set(hall.database.read(waiting_people.there)) if staged else set()
    for each in staged:
        if each.waiting in there:
            hall.database.write(partial(waiting_people.remove, id=each.waiting))


def clear_old(hall: Hall) -> bool:
    """The same of whatever somebody left who was interrupted."""
    before = hall.clock() - OLD
    for id in hall.database.read(lambda db: waiting_people.there(db, before)):
        hall.database.write(partial(waiting_people.remove, id=id))
    return True
