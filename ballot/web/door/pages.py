"""The blueprint of the door, who holds this tablet, and how a refusal is said to him."""

from flask import Blueprint, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from ballot.domain.access import Actor
from ballot.domain.errors import BallotError, DoorUnknown
from ballot.serving import log
from ballot.usecases.roster import doors
from ballot.web.access import actor, hall
from ballot.words import refusals

pages = Blueprint("door", __name__, url_prefix="/d")

COOKIE = "door"
LIFE = 48 * 60 * 60
"""Seconds: as long as the phones of the hall hold theirs."""
PATH = "/d"
"""Of the cookie: the second round has another number, and the same tablet."""


def me(number: str) -> Actor:
    """The organizer who is signed in here, else the tablet that this device is.

    Raises DoorUnknown.
    """
    if current_user.is_authenticated:
        return actor()
    return doors.find_door(hall(), number, request.cookies.get(COOKIE, ""))


def second_round(number: str) -> str | None:
    """The number of the second round, if this device may go on there."""
    second = doors.second_round(hall(), number)
    if second is None:
        return None
    try:
        me(second)
    except DoorUnknown:
        return None
    return second


def give_cookie(answer: Response, secret: str) -> None:
    """Let this device stand at the door: no script reads it, and no other page sends it."""
    answer.set_cookie(
        COOKIE,
        secret,
        max_age=LIFE,
        path=PATH,
        secure=request.is_secure,
        httponly=True,
        samesite="Strict",
    )


def is_part() -> bool:
    """Whether the script of the page asks, which wants a part of it alone."""
    return bool(request.form.get("part"))


@pages.errorhandler(BallotError)
def refused(error: BallotError) -> tuple[str, int]:
    """Say in plain words why it was not done; nothing has changed."""
    status, said = refusals.status(error), refusals.words(error)
    if status >= 500:
        log.failure(error, request.endpoint)
    if is_part():
        return said, status
    return render_template("door/refused.html", said=said), status
