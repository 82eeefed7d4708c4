"""The blueprint of the phones of a hall, who holds this one, and how a refusal is said to him."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, jsonify, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from ballot.domain.access import Actor
from ballot.domain.errors import BallotError, NoBadge, SignedInHere
from ballot.serving import log
from ballot.usecases.accounts.find_badge import find_badge
from ballot.usecases.verified import badge_holders
from ballot.web.access import hall
from ballot.words import refusals

pages = Blueprint("scrutineer", __name__, url_prefix="/s/<number>")

COOKIE = "badge"
LIFE = 48 * 60 * 60
"""Seconds: a hall is over in a day, a recount on the next morning included."""


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the phone's home page: where it leads, and whether it is waited for just now."""

    title: str
    text: str
    address: str
    urgent: bool = False


def me() -> Actor:
    """Who holds this phone, with the badge of the meeting in the address.

    Whoever sends something holds the phone that came. Raises NoBadge; Tampered("phone");
    SignedInHere: nobody wears a badge in the browser of an account.
    """
    if current_user.is_authenticated:
        raise SignedInHere
    if "badge" not in g:
        number = (request.view_args or {}).get("number", "")
        worn = find_badge(hall(), number, request.cookies.get(COOKIE, ""))
        if request.method == "POST":
            badge_holders.require(hall(), worn)
        g.badge = worn
    found: Actor = g.badge
    return found


def give_badge(answer: Response, number: str, secret: str) -> None:
    """Let this phone hold the badge: no script reads it, and no other page sends it."""
    answer.set_cookie(
        COOKIE,
        secret,
        max_age=LIFE,
        path=f"/s/{number}",
        secure=request.is_secure,
        httponly=True,
        samesite="Strict",
    )


@pages.context_processor
def frame() -> dict[str, Any]:
    """What the frame of every page needs: whose phone it is, None before it is anybody's."""
    try:
        return {"holder": me(), "number": (request.view_args or {}).get("number")}
    except BallotError:
        return {"holder": None, "number": None}


@pages.errorhandler(BallotError)
def refused(error: BallotError) -> tuple[Response | str, int]:
    """Say in plain words why it was not done; nothing has changed."""
    if refusals.status(error) >= 500:
        log.failure(error, request.endpoint)
    if request.is_json:
        return jsonify(said=refusals.words(error)), refusals.status(error)
    page = "no_badge" if isinstance(error, NoBadge) else "refused"
    said = refusals.words(error)
    return render_template(f"scrutineer/{page}.html", said=said), refusals.status(error)
