"""The count while the vote runs: for the organizer, and for the wall of the hall."""

from typing import Any

from flask import make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from ballot.usecases.result.watch_turnout import watch_turnout
from ballot.web.access import actor, hall
from ballot.web.organizer.meeting import figures, meeting_view
from ballot.web.organizer.pages import pages
from ballot.web.organizer.scrutineers import opening


@pages.get("/meetings/<number>/turnout")
def turnout(number: str) -> str:
    """The organizer's page of the count."""
    return render_template("organizer/meeting/turnout.html", **_count(number))


@pages.get("/meetings/<number>/screen")
def screen(number: str) -> str:
    """The same for the wall: dark, large, and never a word of any choice."""
    return render_template("organizer/meeting/screen.html", **_count(number))


@pages.get("/meetings/<number>/turnout/now")
def turnout_now(number: str) -> AnyResponse:
    """The count alone, asked every few seconds; 304 while nothing has changed."""
    answer = make_response(render_template("organizer/meeting/_count.html", **_count(number)))
    answer.add_etag()
    return answer.make_conditional(request)


def _count(number: str) -> dict[str, Any]:
    """The figures of the count for whoever is signed in."""
    seen = meeting_view.of(number)
    count = watch_turnout(hall(), actor(), number)
    return {
        **figures.of_turnout(count, seen.rule),
        "state": seen.meeting.state.value,
        **seen.names(),
        **opening.keys_of(number, seen.meeting.state),
    }
