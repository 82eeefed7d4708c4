"""Files that are read and saved beside the pages: what begins a job, and what came of one."""

from collections.abc import Mapping

from flask import request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from ballot.domain.errors import JobFileGone
from ballot.domain.scoring.assessment import PeopleFile
from ballot.jobs import file_saved, files_read, rows_started
from ballot.jobs.files_read import SeenFile
from ballot.jobs.kinds import FILE_READ, FILE_SAVED, KINDS
from ballot.jobs.rows_started import RowsStarted
from ballot.usecases.jobs import see_jobs
from ballot.usecases.jobs.see_jobs import JobView
from ballot.usecases.jobs.workplace import workplace
from ballot.web.access import actor, hall
from ballot.web.converters import asked_number
from ballot.web.drafts import ends
from ballot.web.organizer.jobs.giving import begin

JOB = "job"
"""The hidden field that names the job by which a file was read."""
THEN = {
    "people": ("assessment_people", "id"),
    "scores": ("assessment_scores", "id"),
    "meetings": ("meetings", "assessment"),
}
"""Where the person goes when it is saved, and as what that page is told the assessment."""


def job() -> int:
    """The job that the form which was sent names; 0: none."""
    return request.form.get(JOB, 0, type=asked_number)


def begin_reading(id: int, what: str, name: str, content: bytes) -> Answer:
    """To the page of the job that reads a file. Raises Refused, MayNot."""
    upload = workplace(hall()).keep_once(content, str(actor().id))
    return begin(FILE_READ, files_read.told(id, what, upload, name, {}))


def read_again(id: int, what: str, chosen: Mapping[str, str]) -> Answer:
    """The same file with columns that were chosen. Raises JobFileGone, JobUnknown."""
    before = _of(id, what, job())[0].told
    told = (before["upload"], before["name"], {**before["choices"], **chosen})
    return begin(FILE_READ, files_read.told(id, what, *told))


def seen(id: int, what: str, job: int) -> SeenFile:
    """What came of the reading. Raises JobFileGone, JobUnknown."""
    return files_read.seen(_of(id, what, job)[1])


def save(id: int, what: str, ticks: Mapping[str, bool]) -> Answer:
    """To the page of the job that saves what was read. Raises JobFileGone, JobUnknown."""
    read, content = _of(id, what, job())
    if files_read.seen(content).ends is None:
        raise JobFileGone
    return begin(FILE_SAVED, file_saved.told(id, what, read.file, read.told["name"], ticks))


def save_rows(
    id: int, what: str, given: PeopleFile, digest: str, ticks: Mapping[str, bool]
) -> Answer:
    """The same of rows that came with the form, which rests on what ``digest`` tells of."""
    content = files_read.kept({}, given, digest, ends())
    rows = workplace(hall()).keep_once(content, str(actor().id))
    return begin(FILE_SAVED, file_saved.told(id, what, rows, given.file, ticks))


def started(id: int, job: int) -> RowsStarted:
    """What came of a file of meetings. Raises JobFileGone, JobUnknown."""
    return rows_started.read(_of(id, "meetings", job, FILE_SAVED)[1])


def _of(id: int, what: str, job: int, kind: str = FILE_READ) -> tuple[JobView, bytes]:
    made, content = see_jobs.take_made(hall(), actor(), KINDS, job)
    if (made.kind, made.told.get("assessment"), made.told.get("what")) != (kind, id, what):
        raise NotFound
    return made, content


def another(job: JobView) -> str:
    """Where another file is chosen instead of that of a job."""
    return url_for("organizer.import_file", id=job.told["assessment"], what=job.told["what"])


def outcome(job: JobView) -> str:
    """Where it is seen which rows of a file were not saved."""
    return url_for("organizer.started_meetings", id=job.told["assessment"], job=job.id)


def result(job: JobView) -> str:
    """Where it is seen what a job of a file did."""
    id, what = job.told["assessment"], job.told["what"]
    if job.kind == FILE_READ:
        return url_for("organizer.seen_file", id=id, what=what, job=job.id)
    view, asks = THEN[what]
    return url_for(f"organizer.{view}", **{asks: id})
