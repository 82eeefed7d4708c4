"""The forms of a review as files: the same in every format that an office takes."""

from flask import Response
from werkzeug.exceptions import NotFound

from ballot.printing import printers
from ballot.printing.leaf import Leaf
from ballot.usecases.forms.print_review_form import print_appeal, print_notice, print_review_form
from ballot.web.access import actor, hall
from ballot.web.files import as_file
from ballot.web.organizer.pages import pages

KINDS = ("pdf", "docx")
"""Formats, by their endings."""


@pages.get("/assessments/<int:id>/papers/<paper>.<kind>")
def review_file(id: int, paper: str, kind: str) -> Response:
    """The ranking with its opinions, what follows from grades, a list."""
    return _printed(print_review_form(hall(), actor(), id, paper), kind, f"{paper}-{id}")


@pages.get("/assessments/<int:id>/appeals/<int:number>.<kind>")
def appeal_file(id: int, number: int, kind: str) -> Response:
    """An appeal on the policy's form."""
    leaf = print_appeal(hall(), actor(), id, number)
    return _printed(leaf, kind, f"appeal-{number}")


@pages.get("/assessments/<int:id>/notice/<int:number>.<kind>")
def notice_file(id: int, number: int, kind: str) -> Response:
    """A notice as it hangs."""
    leaf = print_notice(hall(), actor(), id, number)
    return _printed(leaf, kind, f"notice-{number}")


def _printed(leaf: Leaf, kind: str, name: str) -> Response:
    if kind not in KINDS:
        raise NotFound
    content = printers.render(leaf, kind, hall().now(), hall().library.look())
    return as_file(content, printers.KINDS[kind].content_type, f"{name}.{kind}")
