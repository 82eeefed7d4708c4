"""The page of the example, and the parts of it that a browser asks for again and again."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from ballot.demo import play_state
from ballot.demo.play_state import End, Scene, Stage
from ballot.domain.access import CONSOLE
from ballot.domain.meeting import State, Transport
from ballot.domain.scheme import quorum
from ballot.printing import printers
from ballot.usecases.forms.print_meeting_form import NOTHING, MeetingForm, print_meeting_form
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.meeting.see_scheme import see_scheme
from ballot.usecases.opening.watch_keys import watch_keys
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.usecases.result.watch_turnout import watch_turnout
from ballot.web.access import hall
from ballot.web.demo import one_byte_altered, slip_codes, words
from ballot.web.demo.who_may import player
from ballot.web.files import as_file
from ballot.web.organizer.meeting import figures

bp = Blueprint("demo", __name__)


@bp.get("/demo")
def page() -> str:
    """Slips, the wall of the hall, and the play."""
    return render_template("demo/demo.html", **_slips(), **_screen(), **_play())


@bp.get("/demo/slips")
def slips() -> Answer:
    """Twelve slips, the spent ones crossed."""
    return _part("demo/_slips.html", **_slips())


@bp.get("/demo/screen")
def screen() -> Answer:
    """The wall of the hall: of the play while there is one, else of the open meeting."""
    return _part("demo/_screen.html", **_screen())


@bp.get("/demo/play")
def play() -> Answer:
    """How far the play is."""
    return _part("demo/_play.html", **_play())


@bp.post("/demo/play")
def start() -> Answer:
    """Play a hall."""
    player().start()
    return redirect(url_for("demo.page"), 303)


@bp.post("/demo/stop")
def stop() -> Answer:
    """Stop the play that goes on."""
    player().stop()
    return redirect(url_for("demo.page"), 303)


@bp.get("/demo/<number>/report.pdf")
def report(number: str) -> Response:
    """结果报告单 of a meeting that was played."""
    leaf = print_meeting_form(hall(), CONSOLE, _played(number), MeetingForm.REPORT, NOTHING)
    content = printers.render(leaf, "pdf", hall().now(), hall().library.look())
    return Response(content, mimetype=printers.KINDS["pdf"].content_type)


@bp.get("/demo/<number>/audit.bundle")
def bundle(number: str) -> Response:
    """The audit bundle of a meeting that was played."""
    content = export_bundle(hall(), CONSOLE, _played(number))
    return as_file(content, "application/zip", f"{number}.bundle")


@bp.get("/demo/<number>/altered")
def altered(number: str) -> str:
    """What the verifier says of the bundle with one byte altered."""
    found = one_byte_altered.of(export_bundle(hall(), CONSOLE, _played(number)))
    return render_template(
        "demo/altered.html",
        number=number,
        size=len(found.file),
        was=f"{found.was:02x}",
        now=f"{found.now:02x}",
        said=one_byte_altered.refusal(found),
    )


@bp.get("/demo/<number>/altered.bundle")
def altered_bundle(number: str) -> Response:
    """The audit bundle with one byte altered."""
    found = one_byte_altered.of(export_bundle(hall(), CONSOLE, _played(number)))
    return as_file(found.file, "application/zip", f"{number}-altered.bundle")


def _played(number: str) -> str:
    """The number, if it was played here: no real meeting is shown without a sign-in."""
    found = player().scene()
    if found is None or number not in found.numbers:
        raise NotFound
    return number


def _part(template: str, **names: Any) -> Answer:
    """A part of the page; 304 while nothing has changed."""
    answer = make_response(render_template(template, **names))
    answer.add_etag()
    return answer.make_conditional(request)


def _slips() -> dict[str, Any]:
    return {
        "dozen": slip_codes.of(hall(), player().folder.slips()),
        "for_phones": hall().transport is not Transport.LOCAL,
    }


def _screen() -> dict[str, Any]:
    """The figures of the wall, as the projector has them."""
    scene = player().scene()
    played = scene.number if scene is not None and scene.end is None else ""
    number = played or player().folder.slips()[0].number
    meeting = see_meeting(hall(), CONSOLE, number)
    rule = quorum.rule_text(see_scheme(hall(), CONSOLE, number).quorum)
    count = watch_turnout(hall(), CONSOLE, number)
    waits = meeting.state is State.CLOSED
    return {
        **figures.of_turnout(count, rule),
        "meeting": meeting,
        "state": meeting.state.value,
        "keys": watch_keys(hall(), CONSOLE, number) if waits else None,
    }


def _play() -> dict[str, Any]:
    scene = player().scene()
    return {
        "scene": scene,
        "phase": _phase(scene),
        "plays_left": player().left(),
        "steps": words.steps(scene, play_state.custody_of(hall())),
        "voted": figures.share(scene.cast, scene.voters) if scene else "0",
        **_outcome(scene),
    }


def _phase(scene: Scene | None) -> str:
    """What the page offers: it is shown anew when this changes."""
    if scene is None:
        return "before"
    return "on" if scene.end is None else scene.end.value


def _outcome(scene: Scene | None) -> dict[str, Any]:
    """The result of a play that came to its end."""
    if scene is None or scene.end is not End.DONE or scene.stage is not Stage.COUNTED:
        return {"subject": None}
    found = see_result(hall(), scene.number)
    scheme = see_scheme(hall(), CONSOLE, scene.number)
    (subject,) = found.subjects
    return {
        "subject": figures.of_subject(subject),
        "result": found,
        "satisfaction_name": figures.name_of_satisfaction(scheme),
        "total_name": scheme.total.name if scheme.total else "",
    }
