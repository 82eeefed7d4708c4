"""What every answer says to the browser (docs/secrecy.md)."""

import base64
import hashlib
import secrets
from collections.abc import Sequence

from flask import Flask, Response, current_app, request
from werkzeug.http import dump_cookie

from ballot.domain.meeting import Transport
from ballot.web import icon, verifier
from ballot.web.audience import is_doors, is_kiosks, is_voters

_CLOSED = "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
FLEETING = "v"
"""Name of the cookie of a sent form."""
ORGANIZERS = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    f"font-src 'self'; connect-src 'self'; {_CLOSED}"
)


def init_app(
    app: Flask, transport: Transport, *, styles: Sequence[str], scripts: Sequence[str]
) -> None:
    """Set the headers of every answer.

    ``styles`` and ``scripts`` are the voter's constant blocks: only they may stand inline, by
    their hashes, and nothing else may run or colour a voter's page.
    """
    allow_inline(app, styles=styles, scripts=scripts)
    app.config["VERIFIERS_POLICY"] = f"{verifier.policy()}; frame-ancestors 'none'"
    app.config["HSTS"] = transport is Transport.HTTPS
    app.after_request(_add)


def allow_inline(app: Flask, *, styles: Sequence[str], scripts: Sequence[str]) -> None:
    """Let these blocks stand inline in the pages of voters and kiosks, and no others."""
    app.config["VOTERS_POLICY"] = (
        f"default-src 'none'; style-src {' '.join(map(source, styles))}; "
        f"script-src {' '.join(map(source, scripts))}; "
        f"img-src 'self'; {_CLOSED}"
    )
    app.config["KIOSKS_POLICY"] = (
        f"default-src 'none'; style-src 'self' {' '.join(map(source, styles))}; "
        f"script-src 'self' {' '.join(map(source, scripts))}; "
        f"img-src 'self'; connect-src 'self'; {_CLOSED}"
    )


def source(block: str) -> str:
    """A block's hash as a policy names it."""
    digest = hashlib.sha256(block.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _add(answer: Response) -> Response:
    voters = is_voters(request.path)
    if voters or not request.path.startswith(("/static/", icon.ADDRESS)):
        answer.headers["Cache-Control"] = "no-store, max-age=0"
    # no-referrer would break the check of the referrer on organizers' forms over https.
    answer.headers["Referrer-Policy"] = "origin, strict-origin"
    answer.headers["Content-Security-Policy"] = _policy(request.path)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    if request.method == "POST" and (voters or is_doors(request.path)):
        answer.headers.add("Set-Cookie", fleeting(current_app.config["HSTS"]))
    if current_app.config["HSTS"]:
        answer.headers["Strict-Transport-Security"] = "max-age=31536000"
    return answer


def _policy(path: str) -> str:
    if path == verifier.ADDRESS:
        return str(current_app.config["VERIFIERS_POLICY"])
    if is_kiosks(path):
        return str(current_app.config["KIOSKS_POLICY"])
    return str(current_app.config["VOTERS_POLICY"]) if is_voters(path) else ORGANIZERS


def fleeting(secure: bool) -> str:
    """The cookie of a sent form. A browser that sees a cookie change does not keep the filled form
    for its Back button.

    It is random, lives for a second and is never read. ``secure``: only over https.
    """
    return dump_cookie(
        FLEETING,
        secrets.token_urlsafe(16),
        max_age=1,
        secure=secure,
        httponly=True,
        samesite="Lax",
    )
