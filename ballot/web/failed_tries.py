"""Tries that failed, of a password or a link: beyond so many a minute nothing is checked."""

from typing import Any

from flask import Flask, request, session
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.wrappers import Response

from ballot.domain.short_text import LONGEST

OF_A_NAME = "10 per minute"
"""Tries of one address on one name. A whole office may share an address, hence the name."""

OF_AN_ADDRESS = "60 per minute"


def init_app(app: Flask) -> None:
    """Begin to count, in the memory of this process."""
    app.extensions["tries"] = Limiter(get_remote_address, app=app, storage_uri="memory://")


def limit(app: Flask, endpoint: str) -> None:
    """Let nobody try out passwords on a page: it is answered 429, and nothing is checked.

    Only tries that failed are counted: who closes twelve meetings in one evening is no guesser.
    """
    limiter = app.extensions["tries"]
    view: Any = app.view_functions[endpoint]
    failed = {"methods": ["POST"], "deduct_when": _failed}
    view = limiter.limit(OF_A_NAME, key_func=_who_where, **failed)(view)
    app.view_functions[endpoint] = limiter.limit(OF_AN_ADDRESS, **failed)(view)


def _failed(answer: Response) -> bool:
    return answer.status_code >= 400


def _who_where() -> str:
    name = request.form.get("name", "").strip()[:LONGEST]
    return f"{get_remote_address()} {session.get('_user_id')} {name}"
