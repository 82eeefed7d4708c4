"""The acts of the hall, in its order: each one use case and back to the page of the meeting."""

from collections.abc import Callable
from contextlib import suppress

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import QuorumMissed, RehearsalCounted, RoundInvalid, WrongPassword
from ballot.domain.meeting import REHEARSAL_COUNTED, State
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.meeting.reset import reset
from ballot.usecases.meeting.round_two import round_two
from ballot.usecases.meeting.unfreeze import unfreeze
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.watch_turnout import watch_turnout
from ballot.usecases.traces.erase import erase
from ballot.web.access import actor, hall
from ballot.web.forms import ReasonForm
from ballot.web.organizer.forms import Close
from ballot.web.organizer.meeting import meeting_view
from ballot.web.organizer.meeting.fresh_sign_in import confirm_person
from ballot.web.organizer.pages import pages
from ballot.words.language import gettext as _
from ballot.words.refusals import words


def _back(number: str, said: str) -> Response:
    flash(said, "good")
    return redirect(url_for("organizer.meeting", number=number), 303)


@pages.get("/meetings/<number>/rehearsal")
def rehearsal(number: str) -> str:
    """What a rehearsal is, and what it costs where slips are printed already."""
    meeting = meeting_view.meeting_for(number, Act.REHEARSE)
    return render_template("organizer/meeting/rehearsal.html", meeting=meeting, may=meeting.next)


@pages.post("/meetings/<number>/rehearse", endpoint="rehearse")
def rehearse_view(number: str) -> Response:
    """Begin a rehearsal."""
    rehearse(hall(), actor(), number)
    return _back(number, _("演练开始：请打印几张演练票。"))


@pages.post("/meetings/<number>/reset", endpoint="reset")
def reset_view(number: str) -> Response:
    """End the rehearsal and delete all of it; what was counted only where somebody said so."""
    try:
        reset(hall(), actor(), number, agreed=request.form.get("agreed") == "1")
    except RehearsalCounted:
        return redirect(url_for("organizer.reset_look", number=number), 303)
    return _back(number, _("演练已清空，现在可以打印正式票。"))


@pages.get("/meetings/<number>/reset", endpoint="reset_look")
def reset_look_view(number: str) -> str | Response:
    """What goes with a rehearsal, by name, before it goes; of a vote there is no such page."""
    meeting = meeting_view.meeting_for(number, Act.RESET)
    if not meeting.state.is_rehearsal:
        return redirect(url_for("organizer.meeting", number=number), 303)
    return render_template(
        "organizer/meeting/reset.html",
        meeting=meeting,
        counted=meeting.state in REHEARSAL_COUNTED,
        opened=meeting.state is State.REHEARSAL_OPENED,
    )


@pages.post("/meetings/<number>/freeze", endpoint="freeze")
def freeze_view(number: str) -> Response:
    """Freeze what will be voted on."""
    freeze(hall(), actor(), number)
    return _back(number, _("已锁定。"))


@pages.post("/meetings/<number>/open", endpoint="open_voting")
def open_voting_view(number: str) -> Response:
    """Begin the vote, and go where the ballots are counted."""
    open_voting(hall(), actor(), number)
    return redirect(url_for("organizer.turnout", number=number), 303)


@pages.route("/meetings/<number>/unfreeze", methods=["GET", "POST"], endpoint="unfreeze")
def unfreeze_view(number: str) -> Response | str:
    """Back to draft, with a reason."""
    return _with_reason(number, Act.UNFREEZE, unfreeze, _("已解除锁定。"))


@pages.route("/meetings/<number>/cancel", methods=["GET", "POST"], endpoint="cancel")
def cancel_view(number: str) -> Response | str:
    """Cancel, with a reason."""
    return _with_reason(number, Act.CANCEL, cancel, _("这场测评会已取消。"))


@pages.post("/meetings/<number>/erase", endpoint="erase")
def erase_view(number: str) -> Response:
    """Delete the ciphertexts and the key of the box; the result stays."""
    erase(hall(), actor(), number)
    return _back(number, _("密文和票箱密钥已删除，结果保留。"))


def _with_reason(
    number: str, act: Act, do: Callable[[Hall, Actor, str, str], None], said: str
) -> Response | str:
    meeting = meeting_view.meeting_for(number, act)
    form = ReasonForm()
    if not form.validate_on_submit():
        return render_template("organizer/reason.html", meeting=meeting, act=act, form=form)
    do(hall(), actor(), number, form.reason.data)
    return _back(number, said)


@pages.route("/meetings/<number>/close", methods=["GET", "POST"])
def close(number: str) -> Response | str | tuple[str, int]:
    """The last look round the hall; with the password typed again, no more ballots are taken."""
    meeting = meeting_view.meeting_for(number, Act.CLOSE)
    form = Close()
    if form.validate_on_submit():
        try:
            confirm_person(form.password.data)
        except WrongPassword as error:
            form.password.errors = [words(error)]
        else:
            close_voting(hall(), actor(), number)
            flash(_("投票已截止。"), "good")
            return redirect(url_for("organizer.ledger", number=number), 303)
    turnout = watch_turnout(hall(), actor(), number)
    page = render_template(
        "organizer/meeting/close.html", meeting=meeting, turnout=turnout, form=form
    )
    return (page, 422) if form.is_submitted() else page


@pages.post("/meetings/<number>/box", endpoint="open_box")
def open_box_view(number: str) -> Response:
    """Open the box, or end the round without: of a missed quorum the meeting's page says what comes
    next, of a round that does not count the result's says why."""
    try:
        with suppress(RoundInvalid):
            open_box(hall(), actor(), number)
    except QuorumMissed:
        return redirect(url_for("organizer.meeting", number=number), 303)
    return redirect(url_for("organizer.result", number=number), 303)


@pages.post("/meetings/<number>/round-two", endpoint="round_two")
def round_two_view(number: str) -> Response:
    """Begin the second round: a meeting of its own."""
    new = round_two(hall(), actor(), number)
    return _back(new, _("第二轮已建立，名单、手机和平板都跟过来了：请打印新票。"))
