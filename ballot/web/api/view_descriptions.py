"""What the description (OpenAPI) says of a view; it stands at the view itself."""

from collections.abc import Callable
from typing import Any

import flask_smorest
from marshmallow import Schema

from ballot.web.api import repeating
from ballot.web.api.repeating import View

PROBLEM = "application/problem+json"
REFUSED = "Problem"
"""The name of the shape in the description: a class would be copied with each status of a view."""
ALWAYS = (401, 403, 429, 500, 503)
WITH_BODY = (400, 413, 415, 422)
SAID = {
    400: "The body is no JSON object, or the Idempotency-Key is none",
    401: "No key, a wrong one, or one that was revoked",
    403: "The role of the key may not do this here",
    404: "Nothing of this number",
    409: "Not possible as it stands; or a scrutineer has to agree first (consent-needed)",
    410: "No longer there",
    413: "The body is too large",
    415: "The body is no application/json",
    422: "Something in the body is wrong, all of it at once under `errors`; or the "
    "Idempotency-Key came with another request before",
    429: "Too many wrong keys",
    500: "A fault of ours, or the database is not as the program wrote it (tampered)",
    503: "Too much at once: try again later",
}
REPEATS = {
    "in": "header",
    "name": repeating.HEADER,
    "required": False,
    "description": "Sent again within 24 hours with the same request: the same answer, and no "
    "second effect.",
    "schema": {"type": "string", "pattern": "^[ -~]{1,255}$"},
}

_describe: Any = flask_smorest.Blueprint


def tells(
    answer: Schema | type[Schema] | dict[str, Any],
    *refuses: int,
    status: int = 200,
    body: type[Schema] | None = None,
    needs_body: bool = True,
    posts: bool = False,
    kind: str = "application/json",
) -> Callable[[View], View]:
    """Describe a view: its answer, its body, the statuses of its refusals."""
    codes = {
        *ALWAYS,
        *refuses,
        *(WITH_BODY if body else ()),
        *((400, 409, 413, 422) if posts else ()),
    }
    more: dict[str, Any] = {}
    if posts:
        more["parameters"] = [REPEATS]
    if body:
        content = {"application/json": {"schema": body}}
        more["requestBody"] = {"required": needs_body, "content": content}

    def describe(view: View) -> View:
        blueprint = _describe(view.__name__, __name__)
        told = view
        for code in sorted(codes):
            refused = blueprint.alt_response(
                code, schema=REFUSED, content_type=PROBLEM, description=SAID[code]
            )
            told = refused(told)
        told = blueprint.response(status, answer, content_type=kind, description="Done")(told)
        described: View = blueprint.doc(**more)(told)
        return described

    return describe
