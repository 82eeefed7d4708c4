"""The home page of a phone: what there is to do now. It keeps itself fresh."""

from collections.abc import Callable

from flask import make_response, render_template, request
from werkzeug.wrappers import Response

from ballot.domain.access import Actor
from ballot.usecases.meeting.see_meeting import MeetingView, see_meeting
from ballot.web.access import hall
from ballot.web.scrutineer import (
    consents,
    exchanges,
    keys,
    ledger,
    opening,
    paper,
    scan,
    second_round,
)
from ballot.web.scrutineer.pages import Task, me, pages

OFFERS: tuple[Callable[[Actor, MeetingView], Task | None], ...] = (
    consents.task,
    keys.task,
    exchanges.task,
    scan.task,
    paper.task,
    ledger.task,
    opening.task,
    second_round.task,
)
"""What each room offers this person now, in the order of the hall; None where it is nothing."""


@pages.get("/")
def home(number: str) -> str:
    """All there is to do."""
    return render_template("scrutineer/home.html", **_now(number))


@pages.get("/now")
def home_now(number: str) -> Response:
    """The list alone, asked every few seconds; 304 while nothing has changed."""
    answer = make_response(render_template("scrutineer/_tasks.html", **_now(number)))
    answer.add_etag()
    return answer.make_conditional(request)


def _now(number: str) -> dict[str, object]:
    meeting = see_meeting(hall(), me(), number)
    offered = (offer(me(), meeting) for offer in OFFERS)
    tasks = [task for task in offered if task is not None]
    return {
        "meeting": meeting,
        "tasks": tasks,
        "short": opening.short_of(meeting),
        "end": paper.end_of(me(), meeting),
    }
