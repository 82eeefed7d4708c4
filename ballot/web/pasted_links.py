"""A link that was copied with what stood behind it in a sentence leads to where it was meant."""

from urllib.parse import quote

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from ballot.slips.tokens import BEHIND


def init_app(app: Flask) -> None:
    """Lead on before any page is asked."""
    app.before_request(lead_on)


def lead_on() -> Response | None:
    """To the same address without 。 , ) or / behind it; None: it has nothing behind it.

    A slash counts where no page has it.
    """
    behind = BEHIND if request.url_rule is not None else f"{BEHIND}/"
    meant = request.path.rstrip(behind)
    if request.method not in ("GET", "HEAD") or not meant.strip("/") or meant == request.path:
        return None
    query = f"?{request.query_string.decode('ascii', 'ignore')}" if request.query_string else ""
    return redirect(f"/{quote(meant.lstrip('/'))}{query}", 302)
