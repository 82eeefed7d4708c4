"""The voter's pages: no session, no cookie that is read, no script that is needed, no log line.

The slip is the secret, so there is no ambient authority and no token against forged requests.
"""

from flask import Blueprint, Flask, Response, current_app, render_template, request

from ballot.domain.errors import SlipUnknown
from ballot.domain.meeting import Custody
from ballot.slips import tokens
from ballot.slips.tokens import Token
from ballot.usecases.hall import Hall
from ballot.web.voter import page_style, secrecy_claims, typed_codes, typing_turn, voting
from ballot.web.voter.typing_limits import Typing

LARGEST_FORM = 16 * 1024
"""Bytes of a voter's form; it stays in memory."""

bp = Blueprint("voter", __name__)


def _hall() -> Hall:
    found: Hall = current_app.extensions["hall"]
    return found


@bp.before_request
def _in_memory() -> None:
    request.max_content_length = LARGEST_FORM
    request.max_form_memory_size = LARGEST_FORM


@bp.get("/")
def door() -> Response:
    """The root page."""
    return Response(render_template("voter/root.html", look=page_style), mimetype="text/html")


@bp.route("/v/<number>/<secret>", methods=["GET", "POST"])
@bp.route("/V/<number>/<secret>", methods=["GET", "POST"], alias=True)
def slip(number: str, secret: str) -> Response:
    """The address in the QR code, which holds capitals alone. Typed codes are not taken here."""
    token = tokens.parse(secret)
    if not isinstance(token, Token):
        raise SlipUnknown
    visit = voting.Visit(_hall(), number, token)
    return voting.take(visit, request.form) if request.method == "POST" else voting.show(visit)


@bp.route("/v", methods=["GET", "POST"], endpoint="any_code")
def any_code() -> Response:
    """The digits of a slip, and the number of its meeting."""
    if request.method != "POST":
        return typed_codes.form("")
    return typed_codes.take(_hall(), typed_codes.plain(request.form.get("number", "")))


@bp.route("/v/<number>", methods=["GET", "POST"])
@bp.route("/V/<number>", methods=["GET", "POST"], alias=True)
def code(number: str) -> Response:
    """The digits of a slip of this meeting."""
    return (
        typed_codes.take(_hall(), number) if request.method == "POST" else typed_codes.form(number)
    )


@bp.get("/v/about/<custody>")
def about(custody: str) -> Response:
    """Who can see what, in six sentences."""
    if custody not in list(Custody):
        raise SlipUnknown
    sentences = secrecy_claims.sentences(Custody(custody), _hall().transport)
    html = render_template("voter/about.html", look=page_style, sentences=sentences)
    return Response(html, mimetype="text/html")


def init_app(app: Flask, turns: Typing) -> None:
    """Register the pages, and for the organizer's the question whether codes are tried out.

    An address in capitals is answered at once: one scan, one request. Two slashes lead nowhere:
    an answer that names the way would name the slip, and the host that the request claims.
    """
    app.url_map.redirect_defaults = False
    app.url_map.merge_slashes = False
    app.register_blueprint(bp)
    app.register_error_handler(typing_turn.Awaited, lambda _: Response(status=503))
    app.extensions["typing"] = turns
    app.jinja_env.globals["tried_out"] = turns.is_tried_out
