"""Statements about long work: who asked for what, how it ended, the file that it left."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from ballot.storage.rows import add_one, touched
from ballot.storage.tables import job


class JobState(StrEnum):
    """How far a job is, as it was last written."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


WAITED_FOR = ("upload", "rows")
"""Names in what is told of a job that name a file."""
UNDER_WAY = (JobState.WAITING, JobState.WORKING)


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job. ``said`` is what it did, or why it was refused; ``file`` is empty where there is
    none."""

    id: int
    account: int
    place: str
    kind: str
    told: Mapping[str, Any]
    title: str
    language: str
    state: str
    said: str
    file: str
    content: str
    name: str
    asked_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class JobEnd:
    """How a job ended."""

    state: JobState
    said: str = ""
    file: str = ""
    content: str = ""
    name: str = ""


COLUMNS = tuple(job.c[name] for name in JobRow.__dataclass_fields__)
_OLDEST_FIRST = (job.c.asked_at, job.c.id)


def add(
    db: Session,
    account: int,
    place: str,
    kind: str,
    told: Mapping[str, Any],
    *,
    title: str,
    language: str,
    at: datetime,
) -> int:
    """Add a job that waits; its id."""
    rest = dict.fromkeys(("said", "file", "content", "name"), "")
    asked = {"title": title, "language": language, "asked_at": at, "state": JobState.WAITING}
    return add_one(
        db, job, account=account, place=place, kind=kind, told=dict(told), **asked, **rest
    )


def find(db: Session, id: int) -> JobRow | None:
    """The job of this id."""
    row = db.execute(select(*COLUMNS).where(job.c.id == id)).one_or_none()
    return None if row is None else JobRow(*row)


def of_account(db: Session, account: int, place: str) -> list[JobRow]:
    """Everything that an account asked for in a place, the newest first."""
    newest = [column.desc() for column in _OLDEST_FIRST]
    own = (job.c.account == account, job.c.place == place)
    rows = db.execute(select(*COLUMNS).where(*own).order_by(*newest))
    return [JobRow(*row) for row in rows]


def first_waiting(db: Session, place: str) -> JobRow | None:
    """The one that waits longest in a place."""
    waiting = select(*COLUMNS).where(job.c.state == JobState.WAITING, job.c.place == place)
    row = db.execute(waiting.order_by(*_OLDEST_FIRST).limit(1)).one_or_none()
    return None if row is None else JobRow(*row)


def waiting_before(db: Session, one: JobRow) -> int:
    """How many wait longer than this one."""
    earlier = or_(
        job.c.asked_at < one.asked_at, (job.c.asked_at == one.asked_at) & (job.c.id < one.id)
    )
    beside = (job.c.state == JobState.WAITING, job.c.place == one.place)
    count = select(func.count()).where(*beside, earlier)
    return int(db.execute(count).scalar_one())


def begin(db: Session, id: int) -> bool:
    """Whether it was still waiting and is begun."""
    waits = (job.c.id == id) & (job.c.state == JobState.WAITING)
    return touched(db, update(job).where(waits).values(state=JobState.WORKING)) == 1


def wait_again(db: Session, was: JobRow, at: datetime) -> None:
    """Put it back to those that wait, as if it had been asked for ``at``; what it said is gone.

    Of two who do so at once one does: it is put back from where it ``was`` alone."""
    anew = {"state": JobState.WAITING, "said": "", "asked_at": at, "ended_at": None}
    same = (job.c.id == was.id, job.c.state == was.state, job.c.asked_at == was.asked_at)
    db.execute(update(job).where(*same).values(**anew))


def end(db: Session, id: int, made: JobEnd, at: datetime) -> None:
    """Note how it ended."""
    told = {name: getattr(made, name) for name in JobEnd.__dataclass_fields__}
    db.execute(update(job).where(job.c.id == id).values(**told, ended_at=at))


def give_up_working(db: Session, place: str, at: datetime) -> None:
    """Whatever was worked at in a place has failed: who writes this is the only one there."""
    at_work = update(job).where(job.c.state == JobState.WORKING, job.c.place == place)
    db.execute(at_work.values(state=JobState.FAILED, ended_at=at))


def are_older(db: Session, before: datetime) -> bool:
    """Whether there is anything to forget."""
    return db.execute(select(job.c.id).where(*_past(before)).limit(1)).first() is not None


def forget(db: Session, before: datetime) -> None:
    """Delete what was asked for earlier, unless it is under way."""
    db.execute(delete(job).where(*_past(before)))


def drop_files(db: Session, kinds: Collection[str], before: datetime) -> None:
    """Note that what jobs of these kinds made earlier is kept no longer."""
    made = (job.c.kind.in_(kinds), job.c.file != "", job.c.ended_at < before)
    db.execute(update(job).where(*made).values(file=""))


def are_files(db: Session, kinds: Collection[str], before: datetime) -> bool:
    """Whether there is any."""
    made = (job.c.kind.in_(kinds), job.c.file != "", job.c.ended_at < before)
    return db.execute(select(job.c.id).where(*made).limit(1)).first() is not None


def clear(db: Session) -> None:
    """Delete all of them."""
    db.execute(delete(job))


def files(db: Session) -> set[str]:
    """The files of all jobs, made and waited for, by their names in the data folder."""
    found: set[str] = set()
    for made, told in db.execute(select(job.c.file, job.c.told)):
        found |= {made, *(told[name] for name in WAITED_FOR if name in told)}
    return found - {""}


def _past(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return (job.c.asked_at < before, job.c.state.not_in(UNDER_WAY))
