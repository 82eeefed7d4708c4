"""A device becomes a kiosk: by the QR code of the organizer's page, or by its digits, typed."""

import re

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ballot.domain.errors import BallotError, KioskCodeWrong, KioskNotPaired, TooManyTyping
from ballot.slips import tokens
from ballot.slips.tokens import Code
from ballot.usecases.kiosk import pair_kiosk
from ballot.web.access import hall
from ballot.web.kiosk.pages import give_cookie, me, pages, require_nobody
from ballot.web.voter import typed_codes, typing_turn
from ballot.words import refusals
from ballot.words.language import gettext as _

Answer = Response | str | tuple[str, int]


@pages.get("")
def door() -> Answer:
    """For a laptop, which scans no QR code: the number of the meeting and the twelve digits."""
    require_nobody()
    return _form("", "")


@pages.post("")
def come() -> Answer:
    """The device is a kiosk from now on."""
    require_nobody()
    number = typed_codes.plain(request.form.get("number", ""))
    written = typed_codes.plain(request.form.get("code", ""))
    try:
        code = _code(number, written)
        secret = pair_kiosk.claim(hall(), number, code)
    except (KioskCodeWrong, TooManyTyping) as error:
        return _form(number, written, error)
    answer = redirect(url_for("kiosk.stage", number=number), 303)
    give_cookie(answer, number, secret)
    return answer


@pages.get("/<number>/come/<written>")
def look(number: str, written: str) -> Answer:
    """The address in the QR code. To look uses nothing up; a kiosk that is one stays it."""
    require_nobody()
    try:
        return redirect(url_for("kiosk.stage", number=me(number).number), 303)
    except KioskNotPaired:
        pass
    try:
        name = pair_kiosk.whose(hall(), number, _code(number, written))
    except (KioskCodeWrong, TooManyTyping) as error:
        return _form(number, "", error)
    return _form(number, written, name=name)


@pages.errorhandler(KioskNotPaired)
def not_paired(error: KioskNotPaired) -> Answer:
    """A device that is no kiosk may become one; a step that it sends is refused."""
    return _form((request.view_args or {}).get("number", ""), "", error)


def _code(number: str, written: str) -> Code:
    """The digits, after a turn at typing. Raises KioskCodeWrong, TooManyTyping."""
    code = tokens.parse(written)
    if not re.fullmatch("[0-9]{6}", number) or not isinstance(code, Code):
        raise KioskCodeWrong
    typing_turn.take(number)
    return code


def _form(
    number: str, written: str, error: BallotError | None = None, name: str = ""
) -> str | tuple[str, int]:
    said = refusals.words(error) if error else _("用组织者页面上的数字，把这台设备变成投票平板。")
    page = render_template(
        "kiosk/come.html", number=number, code=written, said=said, wrong=bool(error), name=name
    )
    return (page, refusals.status(error)) if error else page
