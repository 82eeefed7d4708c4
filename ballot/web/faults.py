"""What is shown when a page refuses or fails: voters by their own pages, organizers by theirs."""

from collections.abc import Mapping

from flask import Flask, Response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from ballot.domain.errors import BallotError, CouldNotCast, SlipUnknown
from ballot.serving import log
from ballot.web import kept_forms
from ballot.web.api import problems
from ballot.web.audience import is_api, is_voters
from ballot.web.voter import replies
from ballot.words import refusals
from ballot.words.language import Sentence, lazy_gettext
from ballot.words.language import gettext as _

WORDS: Mapping[int, Sentence] = {
    403: lazy_gettext("您没有做这件事的权限"),
    404: lazy_gettext("没有这一页"),
    405: lazy_gettext("这一页不能这样用"),
    408: lazy_gettext("网络不好，还没有交上，请再交一次"),
    413: lazy_gettext("送来的内容太大"),
    429: lazy_gettext("试得太多了，请过一分钟再试。"),
}


def init_app(app: Flask) -> None:
    """Answer refusals, wrong addresses and faults of our own in plain words."""
    app.register_error_handler(BallotError, _refuse)
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(Exception, _fail)


def _refuse(error: BallotError) -> Response:
    status = refusals.status(error)
    if status >= 500:
        log.failure(error, request.endpoint)
    if is_api(request.path):
        return problems.of(error)
    if is_voters(request.path):
        return replies.refused(CouldNotCast() if status >= 500 else error)
    return _page(refusals.words(error), status)


def _answer(error: HTTPException) -> Response:
    """A wrong address or form. A redirect, which Werkzeug raises too, passes."""
    status = error.code or 500
    if status < 400:
        return Response(error.get_response().response, status, error.get_headers())
    if is_api(request.path):
        return problems.of_http(error)
    if is_voters(request.path):
        if status == 404:
            return replies.refused(SlipUnknown())
        return replies.state(str(WORDS.get(status, _failed())), status, mark="✕")
    if isinstance(error, CSRFError):
        kept = kept_forms.again()
        if kept:
            return Response(kept, status, mimetype="text/html")
        return _page(_("页面放得太久了，请回去刷新，再做一次。"), status)
    return _page(str(WORDS.get(status, _failed())), status)


def _fail(error: Exception) -> Response:
    log.failure(error, request.endpoint)
    if is_api(request.path):
        return problems.of(BallotError())
    if is_voters(request.path):
        return replies.refused(CouldNotCast())
    return _page(_failed(), 500)


def _failed() -> str:
    return refusals.words(BallotError())


def _page(said: str, status: int) -> Response:
    html = render_template("refusals/refusal.html", said=said)
    return Response(html, status, mimetype="text/html")
