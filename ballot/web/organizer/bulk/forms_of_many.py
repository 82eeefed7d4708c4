"""打印: one form of many meetings, as one file."""

from flask import render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ballot.jobs import forms_file
from ballot.jobs.kinds import FORMS_FILE
from ballot.usecases.bulk.foresee import choose
from ballot.web.access import actor, hall
from ballot.web.organizer.bulk import choosing
from ballot.web.organizer.jobs.giving import give
from ballot.web.organizer.pages import pages
from ballot.words import form_titles

ROWS = 10
"""What a form of a meeting costs, in the rows of a long document."""


@pages.get("/meetings/bulk/print")
def bulk_print() -> str:
    """Which form of the chosen meetings."""
    found = choose(hall(), actor(), choosing.chosen())
    return render_template(
        "organizer/bulk/print.html", found=found, titles=form_titles.of_many().items()
    )


@pages.get("/meetings/bulk/print.pdf")
def bulk_print_file() -> Response:
    """The file; of very many it is made behind a bar."""
    paper = request.args.get("paper", "")
    if paper not in form_titles.of_many():
        raise NotFound
    found = choose(hall(), actor(), choosing.chosen())
    told = forms_file.told(paper, tuple(each.line.number for each in found))
    return give(FORMS_FILE, told, ROWS * len(found))
