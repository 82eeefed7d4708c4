"""Who is asking: the account of the session as an Actor, in the hall of this program."""

import re

from flask import current_app, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from ballot.domain.access import Actor
from ballot.domain.errors import NotSignedIn
from ballot.usecases.hall import Hall
from ballot.web import kept_forms

_OURS = re.compile(r"/(?![/\\])[^\\\x00-\x1f\x7f]*")
"""A path of this house: two slashes or more, of either kind, begin the name of another one."""


def hall() -> Hall:
    """The surroundings of the use cases of this request (``organizer.guards``)."""
    found: Hall | None = g.get("hall")
    return found or own_hall()


def own_hall() -> Hall:
    """The surroundings of every use case, as ``app`` made them."""
    found: Hall = current_app.extensions["hall"]
    return found


def actor() -> Actor:
    """The person of this session. Raises NotSignedIn."""
    if not current_user.is_authenticated:
        raise NotSignedIn
    found: Actor = current_user.actor
    return found


def sign_in_first() -> Response | str | None:
    """Before every page of a signed-in person: show strangers the door and where they wanted to go.

    What a person typed on a page of ours is kept for him alone (``kept_forms``); of anything else
    that is sent only the address of a page that can be opened comes back.
    """
    if current_user.is_authenticated:
        return None
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return kept_forms.door() or redirect(url_for("sign_in.sign_in", next=wanted))


def onward(wanted: str | None) -> str:
    """Where to go after sign-in: ``wanted`` if it is a path of this house, else the meetings."""
    return wanted if wanted and _OURS.fullmatch(wanted) else url_for("organizer.meetings")
