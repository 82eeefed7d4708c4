"""Slips on paper: printed once, confirmed or voided as a batch, voided one by one when torn."""

from collections.abc import Iterable, Iterator

from flask import Response, flash, redirect, render_template, stream_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from ballot.domain.errors import MayNot, MeetingUnknown, SlipOfAnotherMeeting, SlipUnknown
from ballot.domain.ledger.ledger_told import Spoiled
from ballot.domain.meeting import State
from ballot.printing import slip_title
from ballot.slips import address, slip_pages
from ballot.usecases.meeting.see_meeting import MeetingView, see_meeting
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips
from ballot.usecases.slips.void_batch import void_batch
from ballot.usecases.slips.void_slip import void_slip
from ballot.web.access import actor, hall
from ballot.web.organizer.forms import SlipCount, SlipCountOfClass, Torn
from ballot.web.organizer.guards import once
from ballot.web.organizer.pages import pages
from ballot.words import terms
from ballot.words.language import gettext as _

BLOCK = 64 * 1024
"""Characters of a print page that are sent at once."""


@pages.route("/meetings/<number>/slips", methods=["GET", "POST"])
@once
def slips(number: str) -> Response | str | tuple[str, int]:
    """Show the batches; sent, issue one and stream its print page: the only time it is seen."""
    meeting = see_meeting(hall(), actor(), number)
    form = _count_form(meeting)
    if not form.validate_on_submit():
        form.count.data = form.count.data or _still_to_print(meeting)
        handed_out = Spoiled.AFTER if meeting.state is State.OPEN else Spoiled.BEFORE
        torn = Torn(formdata=None, spoiled=handed_out.value)
        page = _page(meeting, form, torn)
        return (page, 422) if form.is_submitted() else page
    issue = issue_slips(hall(), actor(), number, form.count.data, form.chosen())
    drawn = slip_pages.pages(hall().public_url, number, issue.slips)
    sheet_page = stream_template(
        "organizer/counting/print.html",
        meeting=meeting,
        title=slip_title.pieces(meeting.title, meeting.names),
        rehearsal=meeting.state is State.REHEARSAL,
        batch=issue.batch,
        class_name=issue.class_name,
        village=terms.listing(meeting.villages),
        pages=drawn,
        count=len(issue.slips),
        sheets=-(-len(issue.slips) // slip_pages.PER_PAGE),
    )
    return Response(in_blocks(sheet_page), mimetype="text/html")


def _count_form(meeting: MeetingView, **data: None) -> SlipCount:
    """How many to print, and of which class where voters come in classes."""
    if not meeting.classes:
        return SlipCount(**data)
    form = SlipCountOfClass(**data)
    form.offer([each.name for each in meeting.classes])
    return form


def _still_to_print(meeting: MeetingView) -> int:
    """A slip for everybody; of classes the first that has too few, which is proposed."""
    for each in meeting.classes:
        if (each.eligible or 0) > each.slips:
            return (each.eligible or 0) - each.slips
    return max(1, meeting.eligible - meeting.slips)


def in_blocks(pieces: Iterable[str]) -> Iterator[str]:
    """The same text in fewer pieces: a sheet of ten thousand slips has a hundred thousand."""
    block: list[str] = []
    size = 0
    for piece in pieces:
        block.append(piece)
        size += len(piece)
        if size >= BLOCK:
            yield "".join(block)
            block, size = [], 0
    yield "".join(block)


@pages.post("/meetings/<number>/slips/<int:batch>/confirm", endpoint="confirm_batch")
def confirm_batch_view(number: str, batch: int) -> AnyResponse:
    """All of a batch came out of the printer."""
    confirm_batch(hall(), actor(), number, batch)
    flash(_("第 %(batch)s 批票已确认，开始投票以后就能用。", batch=batch), "good")
    return redirect(url_for("organizer.meeting", number=number), 303)


@pages.post("/meetings/<number>/slips/<int:batch>/void", endpoint="void_batch")
def void_batch_view(number: str, batch: int) -> AnyResponse:
    """A print that broke: none of its slips will vote."""
    void_batch(hall(), actor(), number, batch)
    flash(_("第 %(batch)s 批票已全部作废，请重新打印。", batch=batch), "good")
    return redirect(url_for("organizer.slips", number=number), 303)


@pages.post("/meetings/<number>/slips/void", endpoint="void_slip")
def void_slip_view(number: str) -> AnyResponse | tuple[str, int]:
    """Void one torn slip by its digits, or by what a scanner read from it."""
    torn = Torn()
    torn.ask_reason(voting=see_meeting(hall(), actor(), number).state is State.OPEN)
    if not torn.validate_on_submit():
        meeting = see_meeting(hall(), actor(), number)
        return _page(meeting, _count_form(meeting, formdata=None), torn), 422
    read = address.read(torn.digits.data)
    if read is None:
        raise SlipUnknown
    if read.number not in (None, number):
        raise SlipOfAnotherMeeting(title=_title_of(str(read.number)))
    void_slip(
        hall(), actor(), number, read.secret, spoiled=torn.when(), reason=torn.reason.data or ""
    )
    flash(_("这张票已作废。"), "good")
    return redirect(url_for("organizer.slips", number=number), 303)


def _page(meeting: MeetingView, form: SlipCount, torn: Torn) -> str:
    return render_template(
        "organizer/counting/slips.html", meeting=meeting, form=form, torn=torn, may=meeting.next
    )


def _title_of(number: str) -> str:
    """What a meeting is called, to those who may see it; else its number."""
    try:
        return see_meeting(hall(), actor(), number).title
    except (MayNot, MeetingUnknown):
        return number
