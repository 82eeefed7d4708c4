"""Where a job leads that makes no file for a person to keep, and what leads there is called."""

from typing import NamedTuple

from flask import url_for

from ballot.jobs.kinds import FILE_READ, FILE_SAVED, RANKED
from ballot.usecases.jobs.see_jobs import JobView
from ballot.web.organizer.assessment.people import long_files
from ballot.words.language import gettext as _


class Lead(NamedTuple):
    """An address, and the words of its button."""

    address: str
    words: str


def of(job: JobView) -> Lead | None:
    """Where to go on; None from a job that makes a file, and while it is under way."""
    if job.is_under_way or job.kind not in (FILE_READ, FILE_SAVED, RANKED):
        return None
    if job.kind == RANKED:
        return _of_ranking(job)
    if not job.is_done:
        return Lead(long_files.another(job), _("换一个文件"))
    if job.kind == FILE_SAVED and job.file:
        return Lead(long_files.outcome(job), _("看没有建成的"))
    words = _("看预览") if job.kind == FILE_READ else _("去看看")
    return Lead(long_files.result(job), words)


def _of_ranking(job: JobView) -> Lead:
    id = job.told["assessment"]
    if job.is_done:
        return Lead(url_for("organizer.ranking", id=id), _("看排名"))
    return Lead(url_for("organizer.assessment", id=id), _("回到考核"))
