"""Undrawn slips are scanned after the close, one after another."""

from flask import jsonify, render_template, request, url_for
from werkzeug.wrappers import Response

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.meeting import State
from ballot.usecases.ledger.see_ledger import see_ledger
from ballot.usecases.meeting.see_meeting import MeetingView
from ballot.web import counting
from ballot.web.access import hall
from ballot.web.counting import Scanned
from ballot.web.scrutineer.pages import Task, me, pages
from ballot.words.language import gettext as _


def task(person: Actor, meeting: MeetingView) -> Task | None:
    """Slips lie on the table that nobody drew."""
    if Act.SCAN_SLIP not in meeting.next or meeting.state.rehearsed is not State.CLOSED:
        return None
    address = url_for("scrutineer.scan", number=meeting.number)
    return Task(_("核验未用票"), _("把没发出去的票一张一张扫，要说“未使用”。"), address)


@pages.route("/scan", methods=["GET", "POST"])
def scan(number: str) -> Response | str:
    """One slip after another; the script of the page asks for the answer alone."""
    answer = None
    if request.method == "POST":
        answer = counting.scan(me(), number, Scanned().text.data or "")
        if wants_json():
            return jsonify(good=answer.good, said=answer.said, count=answer.count)
    ledger = see_ledger(hall(), me(), number)
    return render_template("scrutineer/scan.html", answer=answer, ledger=ledger)


def wants_json() -> bool:
    """Whether the script of the page asks."""
    return request.accept_mimetypes.best == "application/json"
