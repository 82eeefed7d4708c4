"""The twelve digits of a slip, for a phone that cannot scan.

A form that was reached by a right code carries the code and a ticket along. The ticket shows
that this very code once had its turn, so the voter does not queue again with a filled ballot.
"""

import hmac
import re
import unicodedata

from flask import Response, current_app, render_template, request, url_for
from itsdangerous import Signer

from ballot.domain import errors
from ballot.domain.meeting import SPENT_AT_KIOSK, SPENT_BY_PHONE
from ballot.slips import tokens
from ballot.slips.tokens import Code
from ballot.usecases.hall import Hall
from ballot.web import page_language
from ballot.web.voter import cells, page_style, typing_turn, voting
from ballot.web.voter.typing_limits import Typing
from ballot.words import refusals
from ballot.words.language import gettext as _


def form(number: str, *, at: str = "", said: str = "", status: int = 200) -> Response:
    """The page with the field for the digits; without a number it asks for that too.

    What is wrong is ``said`` at the field whose name is ``at``. Digits that were typed are
    nowhere shown again.
    """
    return _page("voter/code.html", number, status, at=at, said=said)


def _press_again(number: str, code: Code, error: errors.TooManyTyping) -> Response:
    """The digits are carried along unseen: nobody types them twice for a queue."""
    said, status = refusals.words(error), refusals.status(error)
    return _page("voter/code_again.html", number, status, said=said, code=code.text)


def _page(template: str, number: str, status: int, **shown: str) -> Response:
    html = render_template(
        template, look=page_style, number=number, asks_number=_asks_number(), **shown
    )
    return Response(page_style.padded(html, page_style.FORM_BYTES), status, mimetype="text/html")


def _asks_number() -> bool:
    return request.endpoint == "voter.any_code"


def take(hall: Hall, number: str) -> Response:
    """What a sent form leads to: the paper of the slip, or a step with the filled one."""
    code = tokens.parse(plain(request.form.get("code", "")))
    if not isinstance(code, Code):
        return form(number, at="code", said=_("请输入票上的 12 位数字"), status=404)
    if not re.fullmatch("[0-9]{6}", number):
        return form(number, at="number", said=_("会议号是票上的 6 位数字"), status=404)
    try:
        action = url_for("voter.code", number=number, lang=page_language.asked())
        return admit(hall, number, code, action)
    except errors.SlipUnknown:
        return form(number, at="code", said=_unknown(), status=404)
    except errors.TooManyTyping as error:
        return _press_again(number, code, error)


def _unknown() -> str:
    """Which of the two is wrong cannot be told, so where both were typed both are named."""
    said: str = (
        _("这 12 位数字或者会议号不对，请对照票面，两样再看一遍")
        if _asks_number()
        else _("这 12 位数字不对，请对照票面再输一次")
    )
    return said


def plain(written: str) -> str:
    """What was typed, full-width digits as plain ones."""
    return unicodedata.normalize("NFKC", written[:40]).strip()


def admit(
    hall: Hall, number: str, code: Code, action: str, *, kiosk: int | None = None
) -> Response:
    """The paper of a typed slip after a turn at typing, or a step with the filled one.

    ``action`` is where its forms go; ``kiosk`` the place of the kiosk at which it was typed.
    Raises SlipUnknown, TooManyTyping, and what ``view_paper`` raises.
    """
    ticket = _ticket(number, code)
    known = hmac.compare_digest(ticket, request.form.get("ticket", "").encode())
    if not known:
        typing_turn.take(number, kiosk=kiosk)
    visit = voting.Visit(
        hall,
        number,
        code,
        action=action,
        carried=(cells.Hidden("code", code.text), cells.Hidden("ticket", ticket.decode())),
        channel=SPENT_BY_PHONE if kiosk is None else SPENT_AT_KIOSK,
    )
    try:
        return voting.take(visit, request.form) if known else voting.show(visit)
    except errors.SlipUnknown:
        turns: Typing = current_app.extensions["typing"]
        turns.note_wrong(number)
        raise


def _ticket(number: str, code: Code) -> bytes:
    """A signature that only this program can make."""
    signer = Signer(current_app.secret_key or "", salt="typed code")
    return signer.get_signature(f"{number} {code.text}")
