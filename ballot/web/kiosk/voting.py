"""The one page of a kiosk, and the steps that its script fetches into it."""

from flask import Response as Page
from flask import jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ballot.domain import errors
from ballot.domain.meeting import CASTING, SPENT_AT_KIOSK, State
from ballot.slips import address
from ballot.slips.address import Read
from ballot.slips.tokens import Code
from ballot.usecases.casting import admission
from ballot.usecases.kiosk.see_kiosks import KioskView
from ballot.usecases.slips import slip_elsewhere
from ballot.web import page_language
from ballot.web.access import hall
from ballot.web.kiosk.pages import COOKIE, give_cookie, me, pages
from ballot.web.voter import cells, replies, typed_codes, voting
from ballot.words import refusals
from ballot.words.language import gettext as _

SHOWN = cells.Hidden("paper", "1")
"""A form that carries it comes from a paper; without it a slip was just scanned."""

WAITS: dict[State, type[errors.BallotError]] = {
    **dict.fromkeys(admission.BEFORE, errors.NotOpenYet),
    State.PAUSED: errors.VotingPaused,
}
"""What a kiosk says where nobody can vote; in every other state the vote is over."""


@pages.get("/<number>/")
def stage(number: str) -> str:
    """The page that stays."""
    kiosk = me(number)
    return render_template(
        "kiosk/stage.html", view=kiosk, waits=_waits(kiosk), asked=page_language.asked()
    )


@pages.get("/<number>/now")
def now(number: str) -> Response:
    """Whether one can vote now, asked every few seconds; 304 while nothing has changed."""
    kiosk = me(number)
    goes_on = url_for("kiosk.second_round", number=number) if kiosk.second else None
    answer = jsonify(said=_waits(kiosk), goes_on=goes_on)
    answer.add_etag()
    return answer.make_conditional(request)


@pages.get("/<number>/second-round")
def second_round(number: str) -> Response:
    """The device is a kiosk of the second round too, if it was taken along."""
    second = me(number).second
    if second is None:
        return redirect(url_for("kiosk.stage", number=number), 303)
    answer = redirect(url_for("kiosk.stage", number=second), 303)
    give_cookie(answer, second, request.cookies.get(COOKIE, ""))
    return answer


@pages.post("/<number>/step")
def step(number: str) -> Page:
    """What a scanned or typed slip, or a filled form, leads to: a page as a phone shows it."""
    kiosk = me(number)
    written = request.form.get("code", "")
    read = address.read(written)
    if read is None:
        return replies.state(_("请扫票上的二维码，或者输入票上的 12 位数字"), 404, mark="✕")
    if read.number not in (None, number):
        raise slip_elsewhere.refusal(hall(), str(read.number), read.secret)
    return _paper(kiosk, read)


def _paper(kiosk: KioskView, read: Read) -> Page:
    number = kiosk.number
    action = url_for("kiosk.step", number=number, lang=page_language.asked())
    if isinstance(read.secret, Code):
        try:
            return typed_codes.admit(hall(), number, read.secret, action, kiosk=kiosk.kiosk.place)
        except errors.SlipUnknown:
            return replies.state(_("这 12 位数字不对，请对照票面再输一次"), 404, mark="✕")
    carried = (cells.Hidden("code", read.secret.text), SHOWN)
    visit = voting.Visit(hall(), number, read.secret, action, carried, SPENT_AT_KIOSK)
    is_filled = SHOWN.name in request.form
    return voting.take(visit, request.form) if is_filled else voting.show(visit)


def _waits(kiosk: KioskView) -> str:
    """Why nobody can vote now; empty while one can."""
    if kiosk.state in CASTING:
        return ""
    error = WAITS.get(kiosk.state)
    return refusals.words(error()) if error else _("投票已经结束，谢谢大家。")
