"""The forms of a review as files: the same in every format that an office takes."""

from flask import Response
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from ballot.jobs import kinds, review_form
from ballot.printing import printers
from ballot.usecases.assessment.people.count_people import count_people
from ballot.usecases.forms.print_review_form import print_appeal
from ballot.web.access import actor, hall
from ballot.web.files import as_file
from ballot.web.organizer.jobs.giving import give
from ballot.web.organizer.pages import pages


@pages.get("/assessments/<int:id>/papers/<paper>.<kind>")
def review_file(id: int, paper: str, kind: str) -> Answer:
    """The ranking with its opinions, what follows from grades, a list."""
    return _given(id, paper, 0, kind)


@pages.get("/assessments/<int:id>/appeals/<int:number>.<kind>")
def appeal_file(id: int, number: int, kind: str) -> Response:
    """An appeal on the policy's form."""
    _require_format(kind)
    leaf = print_appeal(hall(), actor(), id, number)
    content = printers.render(leaf, kind, hall().now(), hall().library.look())
    return as_file(content, printers.KINDS[kind].content_type, f"appeal-{number}.{kind}")


@pages.get("/assessments/<int:id>/notice/<int:number>.<kind>")
def notice_file(id: int, number: int, kind: str) -> Answer:
    """A notice as it hangs."""
    return _given(id, review_form.HANGS, number, kind)


def _given(id: int, paper: str, number: int, kind: str) -> Answer:
    _require_format(kind)
    told = review_form.told(id, paper, number, kind)
    return give(kinds.REVIEW_FORM, told, count_people(hall(), actor(), id))


def _require_format(kind: str) -> None:
    if kind not in review_form.FORMATS:
        raise NotFound
