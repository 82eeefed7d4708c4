"""Meetings at the interface: each address one use case, the JSON that of the commands."""

from collections.abc import Callable
from dataclasses import asdict

from flask import Response

from ballot.domain.access import Actor
from ballot.domain.errors import Fault, Missing, TwiceTheSame
from ballot.domain.meetings.plan import MeetingPlan
from ballot.domain.meetings.result import MeetingResult
from ballot.exports import result_as_json
from ballot.exports.plain_values import plain
from ballot.intake import meeting_file
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import planning
from ballot.usecases.meeting.bring_in_scores import bring_in_scores
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.list_meetings import list_meetings
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.meeting.reset import reset
from ballot.usecases.meeting.round_two import round_two
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.meeting.unfreeze import unfreeze
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.usecases.result.see_signed_values import see_signed_values
from ballot.web.access import hall
from ballot.web.api import body, result_shapes, schemes_allowed, shapes
from ballot.web.api.pages import actor, in_json, pages, written
from ballot.web.api.repeating import once
from ballot.web.api.view_descriptions import tells
from ballot.web.files import as_file

BINARY = {"type": "string", "format": "binary"}


@pages.get("/meetings")
@tells(shapes.MeetingLine(many=True))
def list_all() -> Response:
    """The meetings that the key may see, the newest first."""
    return in_json([plain(line) for line in list_meetings(hall(), actor())])


@pages.post("/meetings")
@tells(shapes.Meeting, status=201, body=shapes.MeetingBody, posts=True)
@once
def create() -> Response:
    """Create a meeting, in the unit of the key."""
    plan = meeting_file.of(body.table(), _check)
    number = create_meeting(hall(), actor(), plan)
    return _told(number, 201)


@pages.get("/meetings/<number>")
@tells(shapes.Meeting, 404)
def show(number: str) -> Response:
    """One meeting as it stands."""
    return _told(number)


@pages.post("/meetings/<number>/rehearse")
@tells(shapes.Meeting, 404, posts=True)
@once
def begin_rehearsal(number: str) -> Response:
    """Begin a rehearsal; slips that were printed before work no longer."""
    return _done(rehearse, number)


@pages.post("/meetings/<number>/reset")
@tells(shapes.Meeting, 404, body=shapes.AgreedBody, needs_body=False, posts=True)
@once
def end_rehearsal(number: str) -> Response:
    """End the rehearsal and delete all of it; once it was closed, with `agreed`."""
    given = body.table_if_any()
    agreed = given.flag("agreed", default=False)
    body.done(given)
    return _done(lambda hall, who, of: reset(hall, who, of, agreed=agreed), number)


@pages.post("/meetings/<number>/freeze")
@tells(shapes.Meeting, 404, posts=True)
@once
def fix(number: str) -> Response:
    """Freeze what will be voted on."""
    return _done(freeze, number)


@pages.post("/meetings/<number>/unfreeze")
@tells(shapes.Meeting, 404, body=shapes.ReasonBody, posts=True)
@once
def release(number: str) -> Response:
    """Back to draft, with a reason."""
    given = body.table()
    reason = given.text("reason")
    body.done(given)
    return _done(lambda hall, who, of: unfreeze(hall, who, of, reason), number)


@pages.post("/meetings/<number>/open")
@tells(shapes.Meeting, 404, posts=True)
@once
def begin_vote(number: str) -> Response:
    """Open the vote; what is not frozen yet is frozen first. Open already: no fault."""
    return _done(open_voting, number)


@pages.post("/meetings/<number>/close")
@tells(shapes.Meeting, 404, posts=True)
@once
def end_vote(number: str) -> Response:
    """Close the vote. Closed already: no fault.

    The key stands for the fresh sign-in that a page asks for; the journal tells its name.
    """
    return _done(close_voting, number)


@pages.post("/meetings/<number>/box/open")
@tells(result_shapes.Result, 404, posts=True)
@once
def open_sums(number: str) -> Response:
    """Open the box. Below the quorum it stays shut: 409, and the same again."""
    return _result(open_box(hall(), actor(), number))


@pages.post("/meetings/<number>/round2")
@tells(shapes.Meeting, 404, status=201, posts=True)
@once
def begin_second(number: str) -> Response:
    """The second round of a meeting without quorum: a meeting with a number of its own."""
    return _told(round_two(hall(), actor(), number), 201)


@pages.get("/meetings/<number>/result")
@tells(result_shapes.Result, 404)
def result(number: str) -> Response:
    """The result, in every state; before the opening names alone."""
    see_meeting(hall(), actor(), number)
    return _result(see_result(hall(), number))


@pages.post("/meetings/<number>/scores")
@tells(result_shapes.Result, 404, 409, body=shapes.ScoresBody, posts=True)
@once
def enter_scores(number: str) -> Response:
    """Bring in scores that are missing, or correct one with a reason until it was published."""
    given = body.table()
    lines: dict[int, str] = {}
    for each in given.tables("scores"):
        place, score = each.integer("place", low=1), each.text("score")
        if place in lines:
            each.complain("place", TwiceTheSame(value=str(place)))
        lines[place] = score
    if not lines and given.has("scores"):
        given.complain("scores", Missing())
    reason = given.text("reason", needed=False)
    sure = given.flag("confirm_beyond", default=False)
    body.done(given)
    bring_in_scores(hall(), actor(), number, lines, reason, confirm_beyond=sure)
    return _result(see_result(hall(), number))


@pages.get("/meetings/<number>/bundle")
@tells(BINARY, 404, 409, 410, kind="application/zip")
def bundle(number: str) -> Response:
    """The signed audit bundle, for `ballot verify`."""
    file = export_bundle(hall(), actor(), number)
    return as_file(file, "application/zip", f"{number}.bundle")


def _check(plan: MeetingPlan) -> list[Fault]:
    return schemes_allowed.faults(plan.scheme) or planning.faults_of(plan)


def _done(do: Callable[[Hall, Actor, str], object], number: str) -> Response:
    do(hall(), actor(), number)
    return _told(number)


def _told(number: str, status: int = 200) -> Response:
    return in_json(plain(see_meeting(hall(), actor(), number)), status)


def _result(found: MeetingResult) -> Response:
    """The result and the values of its signed paper, as the command gives them."""
    values = asdict(see_signed_values(hall(), found))
    return written(result_as_json.write(found, signed_values=values))
