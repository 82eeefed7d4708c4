"""A teller enters the paper sheet by sheet; only totals ever leave his phone."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Refused
from ballot.usecases.ledger.enter_paper import Agreement, enter_paper, teller_number
from ballot.usecases.ledger.see_paper_count import see_paper_count
from ballot.usecases.meeting.see_meeting import MeetingView
from ballot.web import counting
from ballot.web.access import hall
from ballot.web.scrutineer.pages import Task, me, pages
from ballot.words import refusals, terms
from ballot.words.language import gettext as _


def task(person: Actor, meeting: MeetingView) -> Task | None:
    """Paper ballots lie on the table."""
    if Act.ENTER_PAPER not in meeting.next:
        return None
    sheet = see_paper_count(hall(), person, meeting.number)
    if not sheet.exchanged:
        return None
    mine = teller_number(person, None)
    text = _("您已经录过;要改,可以从头再录一遍。") if mine in sheet.entered else _("一张一张地录。")
    address = url_for("scrutineer.paper", number=meeting.number)
    return Task(_("录入纸质票"), text, address, urgent=mine not in sheet.entered)


@pages.route("/paper", methods=["GET", "POST"])
def paper(number: str) -> Response | str | tuple[str, int]:
    """Sheet by sheet with keys or large buttons; without the script, the totals themselves."""
    sheet = see_paper_count(hall(), me(), number)
    wrong: list[str] = []
    if request.method == "POST":
        try:
            totals = counting.totals_of(sheet, request.form)
            entered = enter_paper(hall(), me(), number, totals)
        except Refused as refused:
            wrong = [_placed(fault) for fault in refused.faults]
        else:
            kind = "warn" if entered.standing is Agreement.DIFFERS else "good"
            flash(terms.entered(entered), kind)
            return redirect(url_for("scrutineer.home", number=number), 303)
    page = render_template(
        "scrutineer/paper.html",
        sheet=sheet,
        asks_class=len(sheet.classes) > 1,
        wrong=wrong,
        given=request.form,
    )
    return (page, 422) if wrong else page


def _placed(fault: Fault) -> str:
    """Which subject and question a fault is about."""
    subject, question, _class = (fault.key or "").split(".")
    said = refusals.words(fault.error)
    return str(_("第 %(s)s 位、第 %(q)s 项:%(said)s", s=subject, q=question, said=said))
