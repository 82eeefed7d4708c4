"""A teller enters the paper sheet by sheet; only totals ever leave his phone."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ballot.domain.access import Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Refused
from ballot.domain.meeting import COUNTED, State
from ballot.usecases.ledger.enter_paper import Agreement, enter_paper, teller_number
from ballot.usecases.ledger.see_paper_count import PaperCountView, see_paper_count
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
    if not sheet.exchanged or sheet.settled:
        return None
    has_entered = teller_number(person, None) in sheet.entered
    address = url_for("scrutineer.paper", number=meeting.number)
    is_waited_for = not has_entered or bool(sheet.differing)
    return Task(_("录入纸质票"), _stands(sheet, has_entered), address, urgent=is_waited_for)


def end_of(person: Actor, meeting: MeetingView) -> str:
    """What a teller is told when nothing is left to do; empty for all others, and before."""
    is_mine = person.badge is not None and person.badge.role is Role.TELLER
    if not is_mine or meeting.state.rehearsed not in COUNTED:
        return ""
    if meeting.state.rehearsed is not State.CLOSED:
        return _("您的事做完了，谢谢！结果由组织者宣布。")
    sheet = see_paper_count(hall(), person, meeting.number)
    if sheet.settled:
        return _("清点完毕，您的事做完了，谢谢！请到收发清点单上签字。")
    return "" if sheet.exchanged else _("没有换发纸质票，没有要您录的。请到收发清点单上签字。")


def _stands(sheet: PaperCountView, has_entered: bool) -> str:
    if not has_entered:
        return _("一张一张地录。")
    if sheet.agreed:
        return _("两位录的一致，已计入清点。")
    if sheet.differing:
        names = terms.listing(sheet.differing)
        return _("两位录的不一致：%(names)s。请重新数一遍，从头再录。", names=names)
    return _("已保存，等另一位计票人录入。要改，可以从头再录一遍。")


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
    return str(_("第 %(s)s 位、第 %(q)s 项：%(said)s", s=subject, q=question, said=said))
