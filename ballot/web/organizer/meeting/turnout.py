"""The count while the vote runs, for the organizer."""

from typing import Any

from flask import make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from ballot.domain.acts import Act, may_follow
from ballot.usecases.result.watch_turnout import watch_turnout
from ballot.usecases.roster.see_roster import NOBODY, see_attendance
from ballot.web.access import actor, hall
from ballot.web.organizer.meeting import figures, meeting_view
from ballot.web.organizer.pages import pages
from ballot.web.organizer.scrutineers import opening
from ballot.words.hall import attendance, shortfall


@pages.get("/meetings/<number>/turnout")
def turnout(number: str) -> str:
    """The organizer's page of the count."""
    return render_template("organizer/meeting/turnout.html", **count(number))


@pages.get("/meetings/<number>/turnout/now")
def turnout_now(number: str) -> AnyResponse:
    """The count alone, asked every few seconds; 304 while nothing has changed."""
    answer = make_response(render_template("organizer/meeting/_count.html", **count(number)))
    answer.add_etag()
    return answer.make_conditional(request)


def count(number: str) -> dict[str, Any]:
    """The figures of the count for whoever is signed in."""
    seen = meeting_view.of(number)
    came = watch_turnout(hall(), actor(), number)
    told = figures.of_turnout(came, seen.rule)
    is_coming = may_follow(seen.meeting.state, Act.CHECK_IN)
    door = see_attendance(hall(), actor(), number) if is_coming else NOBODY
    return {
        **told,
        "there": attendance.there(door, told["share"]),
        "short": shortfall.in_hall(came) if came.is_short else "",
        "state": seen.meeting.state.value,
        **seen.names(),
        **opening.keys_of(number, seen.meeting.state),
    }
