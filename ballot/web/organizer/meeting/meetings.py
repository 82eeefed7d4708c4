"""A new meeting by form or by file, and the page of one with its next step."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ballot import schemes
from ballot.box.shares import NUMBERS
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, MayNot, NotAFile, Refused, SchemeUnknown
from ballot.domain.meeting import Custody, State
from ballot.domain.meetings.plan import MeetingPlan
from ballot.domain.meetings.voter_classes import Lack
from ballot.intake import meeting_file
from ballot.usecases.accounts.units import units_to_choose
from ballot.usecases.assessment.list_assessments import list_wanting
from ballot.usecases.casting import stock_state
from ballot.usecases.casting.stock_state import Stock
from ballot.usecases.ledger.see_ledger import see_ledger
from ballot.usecases.meeting import planning
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.list_meetings import list_meetings
from ballot.usecases.meeting.see_meeting import MeetingView, see_meeting
from ballot.usecases.meeting.usual_custody import usual_custody
from ballot.usecases.result.watch_turnout import Turnout, watch_turnout
from ballot.web.access import actor, hall
from ballot.web.forms import show_faults
from ballot.web.organizer.forms import MeetingFile, NewMeeting
from ballot.web.organizer.guards import once
from ballot.web.organizer.meeting import meeting_view, plans
from ballot.web.organizer.meeting.meeting_view import Sight
from ballot.web.organizer.meeting.next_step import NextStep, next_step, of_closed, road, stand
from ballot.web.organizer.pages import ever_may, pages, planned
from ballot.web.organizer.scrutineers import consents, opening
from ballot.web.organizer.voting_schemes import in_classes, of_assessments
from ballot.words import class_notes, missing_glyphs, refusals, terms
from ballot.words.hall import shortfall

EARLIER = 30
"""So many are offered as a pattern; every other one has a link on its own page."""


@pages.get("/meetings/<number>")
def meeting(number: str) -> str:
    """The page of a meeting: where it stands, and one big button."""
    seen = meeting_view.of(number)
    turnout = _of_ended(seen.meeting)
    came = opening.keys_of(number, seen.meeting.state)
    settled = opening.is_settled(came) or _is_settled(seen.meeting)
    at = stand(seen.meeting, turnout, settled=settled)
    step = next_step(at)
    helpers = consents.shown(number)
    return render_template(
        "organizer/meeting/meeting.html",
        step=step,
        tried=of_closed(at) if step is NextStep.TRY_BOX else "",
        organizes=Act.FREEZE in seen.meeting.allowed,
        road=road(step),
        tasks=tasks(seen),
        when_and_where=_when_and_where(seen.meeting),
        stock=_stock(seen.meeting),
        unprinted=missing_glyphs.remarks(seen.meeting.lacking),
        short=shortfall.of_turnout(turnout) if turnout and turnout.is_short else "",
        asked=consents.of_step(step, helpers["consents"]),
        keepers=[each.name for each in helpers["seen"].scrutineers],
        **helpers,
        **came,
        **seen.names(),
    )


def _when_and_where(meeting: MeetingView) -> str:
    return " · ".join(filter(None, (planned(meeting.starts), meeting.place)))


def _of_ended(meeting: MeetingView) -> Turnout | None:
    """How many came, where nobody can come any more and no result tells it."""
    if meeting.state.rehearsed not in (State.CLOSED, State.NO_QUORUM):
        return None
    return watch_turnout(hall(), actor(), meeting.number)


def _is_settled(meeting: MeetingView) -> bool:
    """Whether the slips of a closed rehearsal are, for which nobody's key is waited."""
    if meeting.state is not State.REHEARSAL_CLOSED:
        return False
    return see_ledger(hall(), actor(), meeting.number).settled


def _stock(meeting: MeetingView) -> str:
    """Whether the server is ready for the voters; only where that is still to be waited for."""
    if meeting.state not in (State.FROZEN, State.REHEARSAL):
        return ""
    preparing = meeting.stock is Stock.PREPARING
    left = stock_state.seconds_left(hall(), actor(), meeting.number) if preparing else None
    return terms.stock(meeting.stock, left)


def tasks(seen: Sight) -> list[tuple[str, bool]]:
    """The pages of a draft, and whether there is nothing left to tell on each."""
    meeting = seen.meeting
    scored = all(each.objective_score for each in meeting.subjects) or not seen.objective
    keeper = (
        ("helpers", meeting.keys == len(NUMBERS))
        if meeting.custody is Custody.SCRUTINEERS
        else ("custody", False)
    )
    found = [
        ("basics", bool(meeting.place) and bool(meeting.item or not meeting.items)),
        ("people", scored and not meeting.remarks),
        ("voters", not any({*each.lacks} - {Lack.SLIPS} for each in meeting.classes)),
        keeper,
        ("paper", True),
        ("rehearsal", False),
        ("slips", meeting.slips > 0 and all(each.slips for each in meeting.classes)),
    ]
    # A second round asks the same people the same (docs/rules.md §6): only its slips are new.
    return found if meeting.round == 1 else found[3:]


@pages.route("/meetings/new", methods=["GET", "POST"])
@once
def new() -> Response | str | tuple[str, int]:
    """A new meeting by form, from nothing or after the pattern of an earlier one."""
    _require_creating()
    number = request.args.get("like")
    like = see_meeting(hall(), actor(), number) if number else None
    form = NewMeeting(data=plans.beginning(like) if like else _beginning())
    _offer(form)
    if not form.validate_on_submit():
        return _new(form, MeetingFile(formdata=None), like)
    plan = plans.carried(form.plan(), like)
    try:
        made = create_meeting(hall(), actor(), plan)
    except Refused as error:
        for said in show_faults(error.faults, form.fields_by_key(plan)):
            flash(said, "stop")
        return _new(form, MeetingFile(formdata=None), like)
    lacking = see_meeting(hall(), actor(), made).classes
    then = "organizer.voters" if lacking else "organizer.meeting"
    return redirect(url_for(then, number=made), 303)


def _beginning() -> dict[str, str]:
    return {"custody": usual_custody(hall(), actor()).custody.value}


def _require_creating() -> None:
    if not ever_may(actor(), Act.CREATE):
        raise MayNot(act=Act.CREATE)


def _offer(form: NewMeeting) -> None:
    titles = list_wanting(hall(), actor(), of_assessments())
    form.offer(units_to_choose(hall(), actor()), titles)


def _new(
    form: NewMeeting, file: MeetingFile, like: MeetingView | None = None
) -> str | tuple[str, int]:
    page = render_template(
        "organizer/meeting/new.html",
        form=form,
        file=file,
        like=like,
        classes=[(title, class_notes.meaning(of)) for title, of in in_classes()],
        has_assessments=len(form.assessment.choices) > 1,
        has_units=len(form.unit.choices) > 1,
        earlier=list_meetings(hall(), actor(), EARLIER),
        usual=usual_custody(hall(), actor()),
    )
    return (page, 422) if form.is_submitted() else page


@pages.post("/meetings/file")
@once
def upload() -> Response | str | tuple[str, int]:
    """A new meeting by a meeting file. Nothing is made while the file has a fault."""
    _require_creating()
    file = MeetingFile()
    form = NewMeeting(formdata=None)
    _offer(form)
    if not file.validate_on_submit():
        return _new(form, file)
    try:
        number = create_meeting(hall(), actor(), _plan_in(file))
    except Refused as error:
        file.file.errors = [refusals.words(fault) for fault in error.faults]
        return _new(form, file)
    return redirect(url_for("organizer.meeting", number=number), 303)


def _plan_in(file: MeetingFile) -> MeetingPlan:
    sent = file.file.data
    name = sent.filename or ""
    try:
        text = sent.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused([Fault(NotAFile(path=name, reason="UTF-8"), file=name)]) from None
    return meeting_file.read(text, name, _faults_of)


def _faults_of(plan: MeetingPlan) -> list[Fault]:
    """At the console a scheme may be a path; from afar nobody reads files of this machine."""
    if plan.scheme in schemes.available():
        return planning.faults_of(plan)
    unknown = SchemeUnknown(name=plan.scheme, available=schemes.available())
    return [Fault(unknown, key="scheme")]
