"""The sheets that are signed in ink: a notice before the first ballot, roots after the last."""

from flask import Response

from ballot.printing import printers
from ballot.printing.leaf import Leaf
from ballot.usecases.papers.close_sheet import close_sheet
from ballot.usecases.papers.print_paper import Paper, print_paper
from ballot.web.access import actor, hall
from ballot.web.organizer.pages import pages


@pages.get("/meetings/<number>/notice.pdf")
def wall_notice(number: str) -> Response:
    """The notice for the wall; before the freeze there is none."""
    return _sheet(print_paper(hall(), actor(), number, Paper.NOTICE), f"{number}-notice.pdf")


@pages.get("/meetings/<number>/close.pdf")
def signed_roots(number: str) -> Response:
    """The roots of the box; before the close there are none."""
    return _sheet(close_sheet(hall(), actor(), number), f"{number}-close.pdf")


def _sheet(leaf: Leaf, name: str) -> Response:
    answer = Response(printers.render(leaf, "pdf", hall().clock()), content_type="application/pdf")
    answer.headers.set("Content-Disposition", "inline", filename=name)
    return answer
