"""A file is given at once where it is small, else made beside the pages, behind a bar."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from ballot.jobs.kinds import FILES, KINDS, LONG
from ballot.usecases.jobs.begin_job import begin_job
from ballot.usecases.jobs.task import MadeFile, Told, tell_nobody
from ballot.web.access import actor, hall
from ballot.web.files import as_file
from ballot.words import language


def give(kind: str, told: Told, rows: int) -> Response:
    """The file of a kind, or the page of the job that makes it. Raises what the kind raises."""
    if rows < LONG or hall().workplace is None:
        return as_made(FILES[kind].make(hall(), actor(), told, tell_nobody))
    return begin(kind, told)


def is_beside() -> bool:
    """Whether long work is done beside the pages here."""
    return hall().workplace is not None


def begin(kind: str, told: Told) -> Response:
    """To the page of a job of this kind. Raises what the kind raises."""
    id = begin_job(hall(), actor(), kind, KINDS[kind], told, language.current())
    return redirect(url_for("organizer.job", id=id), 303)


def as_made(made: MadeFile) -> Response:
    """A made file, for a browser to keep."""
    return as_file(made.content, made.kind, made.name)
