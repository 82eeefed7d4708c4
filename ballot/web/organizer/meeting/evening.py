"""The evening of a county on one page: every meeting a line, who came, who waits for what."""

from dataclasses import replace
from typing import Any

from flask import make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from ballot.usecases.desk import find_meetings
from ballot.web.access import actor, hall
from ballot.web.organizer.meeting import searching
from ballot.web.organizer.pages import pages

MOST = 200
"""Lines on one page: a county has some 170 villages."""


@pages.get("/meetings/evening")
def evening() -> str:
    """All meetings that are asked for, those that vote first. Never a word of any choice."""
    said = _said()
    return render_template(
        "organizer/meeting/evening.html",
        turns=searching.turns(said["search"], said["found"], searching.EVENING),
        now=searching.address(said["search"], "organizer.evening_now"),
        desk=searching.address(replace(said["search"], page=1)),
        **said,
    )


@pages.get("/meetings/evening/now")
def evening_now() -> AnyResponse:
    """The same lines alone, asked every few seconds; 304 while nothing has changed."""
    answer = make_response(render_template("organizer/meeting/_evening.html", **_said()))
    answer.add_etag()
    return answer.make_conditional(request)


def _said() -> dict[str, Any]:
    search = searching.asked()
    found = find_meetings.find_meetings(hall(), actor(), search, MOST)
    return {
        "search": search,
        "found": found,
        "has_units": len(found.units) > 1,
        "rows": [searching.row_of(each) for each in found.listed],
        "filters": searching.filters(search, found, searching.EVENING),
    }
