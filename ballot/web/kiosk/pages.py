"""The blueprint of the kiosks, and which kiosk a device is."""

from flask import Blueprint, request
from flask_login import current_user
from werkzeug.wrappers import Response

from ballot.domain.errors import KioskSignedIn
from ballot.usecases.kiosk.see_kiosks import KioskView, find_kiosk
from ballot.web.access import hall
from ballot.web.voter import LARGEST_FORM

pages = Blueprint("kiosk", __name__, url_prefix="/k")

COOKIE = "kiosk"
LIFE = 48 * 60 * 60
"""Seconds: as long as the phones of the hall hold theirs."""


@pages.before_request
def in_memory() -> None:
    """A voter's form stays in memory, at a kiosk as on a phone."""
    request.max_content_length = LARGEST_FORM
    request.max_form_memory_size = LARGEST_FORM


def me(number: str) -> KioskView:
    """The kiosk that this device is. Raises KioskNotPaired, KioskSignedIn."""
    require_nobody()
    return find_kiosk(hall(), number, request.cookies.get(COOKIE, ""))


def require_nobody() -> None:
    """No account is signed in here: whoever votes would sit at its pages. Raises KioskSignedIn."""
    if current_user.is_authenticated:
        raise KioskSignedIn


def give_cookie(answer: Response, number: str, secret: str) -> None:
    """Let this device be the kiosk: no script reads it, and no other page sends it."""
    answer.set_cookie(
        COOKIE,
        secret,
        max_age=LIFE,
        path=f"/k/{number}",
        secure=request.is_secure,
        httponly=True,
        samesite="Strict",
    )
