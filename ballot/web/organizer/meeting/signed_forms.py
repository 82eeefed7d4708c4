"""The forms that are signed in ink: a poster before the first ballot, roots after the last."""

from flask import Response

from ballot.printing import printers
from ballot.printing.leaf import Leaf
from ballot.usecases.forms.close_form import print_close_form
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.web.access import actor, hall
from ballot.web.organizer.pages import pages


@pages.get("/meetings/<number>/notice.pdf")
def wall_poster(number: str) -> Response:
    """The poster for the wall; before the freeze there is none."""
    leaf = print_meeting_form(hall(), actor(), number, MeetingForm.WALL_POSTER)
    return _inline(leaf, f"{number}-notice.pdf")


@pages.get("/meetings/<number>/close.pdf")
def signed_roots(number: str) -> Response:
    """The roots of the box; before the close there are none."""
    return _inline(print_close_form(hall(), actor(), number), f"{number}-close.pdf")


def _inline(leaf: Leaf, name: str) -> Response:
    answer = Response(
        printers.render(leaf, "pdf", hall().now(), hall().library.look()),
        content_type="application/pdf",
    )
    answer.headers.set("Content-Disposition", "inline", filename=name)
    return answer
