"""Undrawn slips are scanned after the close, and slips exchanged for paper before it."""

from flask import jsonify, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ballot.domain.access import Actor, Role
from ballot.domain.errors import BallotError
from ballot.domain.meeting import Act, State
from ballot.usecases import exchange_slip, see_ledger
from ballot.usecases.see_meeting import MeetingView
from ballot.web import counting, refusals
from ballot.web.access import hall
from ballot.web.counting import Answer, Scanned
from ballot.web.scrutineer.pages import Task, me, pages


def task(person: Actor, meeting: MeetingView) -> Task | None:
    """Slips lie on the table that nobody drew."""
    if Act.SCAN_SLIP not in meeting.next or meeting.state is not State.CLOSED:
        return None
    address = url("scan", meeting)
    return Task(_("核验未用票"), _("把没发出去的票一张一张扫,要说“未使用”。"), address)


def exchange_task(person: Actor, meeting: MeetingView) -> Task | None:
    """Somebody gives a slip back for paper."""
    is_teller = person.badge is not None and person.badge.role is Role.TELLER
    if not is_teller or meeting.state is not State.OPEN:
        return None
    return Task(_("换发纸质票"), _("收下测评票,扫一下,再给纸质票。"), url("exchange", meeting))


def url(page: str, meeting: MeetingView) -> str:
    """The address of a page of the phone."""
    return f"/s/{meeting.number}/{page}"


@pages.route("/scan", methods=["GET", "POST"])
def scan(number: str) -> Response | str:
    """One slip after another; the script of the page asks for the answer alone."""
    answer = None
    if request.method == "POST":
        answer = counting.scan(me(), number, Scanned().text.data or "")
        if wants_json():
            return jsonify(good=answer.good, said=answer.said, count=answer.count)
    ledger = see_ledger.see_ledger(hall(), me(), number)
    return render_template(
        "scrutineer/scan.html", answer=answer, ledger=ledger, title=_("核验未用票"), exchange=False
    )


@pages.route("/exchange", methods=["GET", "POST"])
def exchange(number: str) -> Response | str:
    """A slip that is given back votes no more; its voter gets a paper ballot."""
    answer = None
    if request.method == "POST":
        answer = _exchanged(number, Scanned().text.data or "")
        if wants_json():
            return jsonify(good=answer.good, said=answer.said, count=answer.count)
    ledger = see_ledger.see_ledger(hall(), me(), number)
    return render_template(
        "scrutineer/scan.html", answer=answer, ledger=ledger, title=_("换发纸质票"), exchange=True
    )


def wants_json() -> bool:
    """Whether the script of the page asks."""
    return request.accept_mimetypes.best == "application/json"


def _exchanged(number: str, text: str) -> Answer:
    try:
        secret = counting.secret_of(number, text)
        exchange_slip.exchange_slip(hall(), me(), number, secret)
    except BallotError as error:
        said = counting.says(error) if type(error) in counting.SAYS else refusals.words(error)
        return Answer(good=False, said=said)
    exchanged = see_ledger.see_ledger(hall(), me(), number).exchanged
    return Answer(good=True, said=_("已换,请给纸质票"), count=exchanged)
