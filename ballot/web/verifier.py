"""The verifier for everybody: one file that does all its work in the browser, and works as well
from a USB stick (docs/bundle.md)."""

import re

from flask import Blueprint, Flask, Response

from ballot import assets

ADDRESS = "/verify"
FILE = "verify.html"

bp = Blueprint("verifier", __name__)


@bp.get(ADDRESS)
def page() -> Response:
    """The file as it stands: no part of it is made for a reader or a meeting."""
    return Response(_text(), mimetype="text/html")


def policy() -> str:
    """What the file allows itself, by the hashes of its script and style.

    Raises LookupError where the file has none.
    """
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', _text())
    if found is None:
        raise LookupError(FILE)
    return found.group(1)


def _text() -> str:
    return (assets.folder("static") / FILE).read_text(encoding="utf-8")


def init_app(app: Flask) -> None:
    """Register the page."""
    app.register_blueprint(bp)
