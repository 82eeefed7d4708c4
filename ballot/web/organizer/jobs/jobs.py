"""我的任务: the long work that somebody asked for, how far it is, the file that it made.

A page of a job may be left and come back to; without a script it asks anew by itself.
"""

from flask import make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import PasswordField

from ballot.domain.errors import WrongPassword
from ballot.jobs.kinds import KINDS
from ballot.usecases.jobs import see_jobs
from ballot.usecases.jobs.see_jobs import JobView
from ballot.web import searched_lists
from ballot.web.access import actor, hall
from ballot.web.forms import NotLong, PageForm
from ballot.web.organizer.jobs import leads
from ballot.web.organizer.jobs.giving import as_made
from ballot.web.organizer.pages import pages
from ballot.words import refusals

WHOLE = 100


class Again(PageForm):
    """The password, before what cannot be taken back is begun again."""

    password = PasswordField(validators=[NotLong()])


@pages.get("/jobs")
def jobs() -> str:
    """Everything of the last day."""
    asked = searched_lists.asked()
    shown = [each for each in see_jobs.list_jobs(hall(), actor()) if asked.says(each.title)]
    part = searched_lists.part(shown, asked)
    return render_template("organizer/jobs/jobs.html", part=part, asked=asked)


@pages.get("/jobs/<int:id>")
def job(id: int) -> str:
    """One of them."""
    return _page("job", id)


@pages.get("/jobs/<int:id>/now")
def job_now(id: int) -> Response:
    """The same lines alone, asked every second."""
    return make_response(_page("_job", id))


@pages.post("/jobs/<int:id>/again")
def job_again(id: int) -> Response:
    """Begin it again, where it broke off; with the password, where it was asked for before."""
    form = Again()
    try:
        see_jobs.begin_again(hall(), actor(), KINDS, id, form.password.data or "")
    except WrongPassword as error:
        form.password.errors = [refusals.words(error)]
        return make_response(_page("job", id, form), 422)
    return redirect(url_for("organizer.job", id=id), 303)


@pages.get("/jobs/file/<link>")
def job_file(link: str) -> Response:
    """What it made, for as long as the link is good."""
    return as_made(see_jobs.take_file(hall(), actor(), KINDS, link))


def _page(template: str, id: int, form: Again | None = None) -> str:
    seen = see_jobs.see_job(hall(), actor(), KINDS, id)
    names = {"job": seen, "share": _share(seen), "lead": leads.of(seen)}
    if KINDS[seen.kind].asks_password(seen.told):
        names["again"] = form or Again(formdata=None)
    return render_template(f"organizer/jobs/{template}.html", **names)


def _share(seen: JobView) -> int | None:
    """How much is done, of a hundred; None where nobody knows."""
    return WHOLE * seen.done // seen.total if seen.total else None
