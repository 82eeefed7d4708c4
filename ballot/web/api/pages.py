"""The blueprint of the interface: a key before everything, and what its views share."""

import json
from typing import Any

import flask_smorest
from flask import Blueprint, Response, current_app, g, request
from flask_limiter.util import get_remote_address
from limits import parse
from werkzeug.exceptions import TooManyRequests

from ballot.domain.access import Actor
from ballot.domain.errors import KeyMissing, KeyUnknown
from ballot.usecases.accounts import api_keys
from ballot.usecases.accounts.api_keys import Bearer
from ballot.web.access import hall

PREFIX = "/api/v1"
pages: Blueprint = flask_smorest.Blueprint("api", __name__, url_prefix=PREFIX)

WRONG_KEYS = parse("20 per minute")
"""Wrong keys from one address. A right one is never counted, nor kept waiting by wrong ones."""
LARGEST = 4 * 1024 * 1024
"""Bytes of a body."""


@pages.before_request
def know() -> None:
    """Find out who asks, before a byte of the body is read. Raises KeyMissing, KeyUnknown."""
    request.max_content_length = LARGEST
    scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise KeyMissing
    try:
        g.bearer = api_keys.find_bearer(hall(), text.strip())
    except KeyUnknown:
        limiter = current_app.extensions["tries"].limiter
        if not limiter.hit(WRONG_KEYS, "wrong api key", get_remote_address()):
            raise TooManyRequests from None
        raise


def bearer() -> Bearer:
    """Who brings the key of this request."""
    found: Bearer = g.bearer
    return found


def actor() -> Actor:
    """The same as an actor of the use cases."""
    return bearer().actor


def in_json(value: Any, status: int = 200) -> Response:
    """A value as the commands print it."""
    return written((json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode(), status)


def written(content: bytes, status: int = 200) -> Response:
    """JSON that is written already."""
    return Response(content, status, mimetype="application/json")
