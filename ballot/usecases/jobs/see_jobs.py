"""Whoever asked for long work sees how far it is, and begins again what did not come to its end.

Nobody else sees it, and nobody who may not ask for it any more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ballot.domain.access import Actor
from ballot.domain.errors import JobFileGone, JobUnknown
from ballot.storage.long_work import jobs
from ballot.storage.long_work.jobs import JobRow, JobState
from ballot.usecases.accounts import signed_links
from ballot.usecases.accounts.require_password import require_password
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import JobKind, MadeFile, Told
from ballot.usecases.jobs.workplace import account_of, is_dead, work_at, workplace

LIFE = timedelta(hours=1)
"""So long a file is kept for whoever asked, and so long a link to it is good; the page of the job
has a new one whenever it is looked at."""
PURPOSE = "job"


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as whoever asked for it sees it. ``before`` counts those that wait longer; ``total`` is
    0 where nobody knows how much there is to do; ``file`` is what it made, ``link`` leads to it,
    empty where no file waits; ``said`` is what it did, or why not."""

    id: int
    kind: str
    told: Told
    title: str
    state: JobState
    asked_at: datetime
    before: int = 0
    done: int = 0
    total: int = 0
    said: str = ""
    file: str = ""
    link: str = ""

    @property
    def is_under_way(self) -> bool:
        """Whether it comes to an end by itself."""
        return self.state in jobs.UNDER_WAY

    @property
    def is_gone(self) -> bool:
        """Whether it was done for a file, which is kept no longer."""
        return self.is_done and not (self.file or self.said)

    @property
    def is_done(self) -> bool:
        """Whether it did what it was for."""
        return self.state is JobState.DONE


Kinds = Mapping[str, JobKind]


def list_jobs(hall: Hall, actor: Actor) -> list[JobView]:
    """Everything that the actor asked for and that is still kept, the newest first."""
    account = account_of(actor)
    if hall.workplace is None:
        return []
    place = hall.workplace.name
    rows = hall.database.read(lambda db: jobs.of_account(db, account, place))
    return [_view(hall, row) for row in rows]


def see_job(hall: Hall, actor: Actor, kinds: Kinds, id: int) -> JobView:
    """One job. Raises JobUnknown, and what its kind raises for whoever may not ask any more."""
    return _view(hall, _own(hall, actor, kinds, id))


def begin_again(hall: Hall, actor: Actor, kinds: Kinds, id: int, password: str = "") -> None:
    """Put a job that ended without what it was for back to those that wait. Raises the same, and
    WrongPassword where one was typed for it before."""
    row = _own(hall, actor, kinds, id)
    if row.state in (JobState.FAILED, JobState.REFUSED) or _is_gone(row) or is_dead(hall, row):
        if kinds[row.kind].asks_password(row.told):
            require_password(hall, actor, password)
        hall.database.write(lambda db: jobs.wait_again(db, row, hall.clock()))
    workplace(hall).call()


def _is_gone(row: JobRow) -> bool:
    """Whether it was done for a file, which is kept no longer."""
    return row.state == JobState.DONE and not (row.file or row.said)


def take_file(hall: Hall, actor: Actor, kinds: Kinds, link: str) -> MadeFile:
    """The file of a link. Raises JobFileGone where the link was altered or has run out, or the file
    is kept no longer; JobUnknown for anybody but who asked for it; and what its kind raises."""
    told = signed_links.read(hall, PURPOSE, link, LIFE)
    if told is None:
        raise JobFileGone
    id, file = told
    row = _own(hall, actor, kinds, id)
    content = workplace(hall).take(file) if row.file == file else None
    if content is None:
        raise JobFileGone
    return MadeFile(content, row.content, row.name)


def take_made(hall: Hall, actor: Actor, kinds: Kinds, id: int) -> tuple[JobView, bytes]:
    """A job of the actor's own and the content of its file, to go on with. Raises JobFileGone where
    it has none or has none any more, and the same as ``see_job``."""
    row = _own(hall, actor, kinds, id)
    content = workplace(hall).take(row.file) if row.file else None
    if content is None:
        raise JobFileGone
    return _view(hall, row), content


def _own(hall: Hall, actor: Actor, kinds: Kinds, id: int) -> JobRow:
    row = hall.database.read(lambda db: jobs.find(db, id))
    mine = (account_of(actor), workplace(hall).name)
    if row is None or (row.account, row.place) != mine or row.kind not in kinds:
        raise JobUnknown
    kinds[row.kind].allow(hall, actor, row.told)
    return row


def _view(hall: Hall, row: JobRow) -> JobView:
    if is_dead(hall, row):
        return JobView(row.id, row.kind, row.told, row.title, JobState.FAILED, row.asked_at)
    now = work_at(hall, row)
    before = 0
    if row.state == JobState.WAITING:
        before = hall.database.read(lambda db: jobs.waiting_before(db, row))
    return JobView(
        id=row.id,
        kind=row.kind,
        told=row.told,
        title=row.title,
        state=JobState(row.state),
        asked_at=row.asked_at,
        before=before,
        done=now.done if now else 0,
        total=now.total if now else 0,
        said=row.said,
        file=row.file,
        link=signed_links.write(hall, PURPOSE, [row.id, row.file]) if row.file else "",
    )
