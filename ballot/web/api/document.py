"""The description of the interface (OpenAPI 3.1), made when it is asked for first."""

import json
from functools import cache
from typing import Any

import flask_smorest
from flask import Blueprint, Flask

from ballot.web.api import shapes
from ballot.web.api.pages import PREFIX, pages, written
from ballot.web.api.view_descriptions import REFUSED

document = Blueprint("api_document", __name__, url_prefix=PREFIX)
TITLE = "民主测评 ballot: interface for the evaluation system"
SAID = """Every request carries a key: `Authorization: Bearer ballot_key_…`. A key acts as an \
organizer or an observer of a unit, under the same guards as a person, and its acts stand in the \
journal under its name. Refusals are problem documents (RFC 9457) in the language of \
`Accept-Language` or `?lang=`. Under custody `scrutineers` some acts answer 409 \
`urn:ballot:problem:consent-needed` until one of the three has agreed on the phone; then the same \
request goes through."""


@document.get("/openapi.json")
def description() -> Any:
    """The description itself, for everybody: it holds nothing of this place."""
    return written(_text())


@cache
def _text() -> bytes:
    return (json.dumps(of(), ensure_ascii=False, indent=1) + "\n").encode()


def of() -> dict[str, Any]:
    """The document. The views are described on an application of its own."""
    app = Flask(__name__, static_folder=None)
    app.config.update(API_TITLE=TITLE, API_VERSION="1", OPENAPI_VERSION="3.1.0")
    options = {
        "info": {"description": SAID, "license": {"name": "Apache-2.0"}},
        "security": [{"key": []}],
    }
    api: Any = flask_smorest.Api(app, spec_kwargs=options)
    scheme = {"type": "http", "scheme": "bearer", "bearerFormat": "ballot_key_…"}
    api.spec.components.security_scheme("key", scheme)
    api.spec.components.schema(REFUSED, schema=shapes.Problem)
    api.register_blueprint(pages)
    made: dict[str, Any] = api.spec.to_dict()
    _leave_out_what_is_the_librarys(made)
    return made


def _leave_out_what_is_the_librarys(made: dict[str, Any]) -> None:
    """Its own errors never leave this house: every refusal is named at its view."""
    del made["components"]["responses"]
    for unused in ("Error", "PaginationMetadata"):
        del made["components"]["schemas"][unused]
    for ways in made["paths"].values():
        for way in ways.values():
            if isinstance(way, dict):
                way["responses"].pop("default", None)
