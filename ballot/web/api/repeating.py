"""``Idempotency-Key``: a request that is sent again is answered again and has no second effect."""

import json
from collections.abc import Callable
from functools import wraps

from flask import Response, request
from werkzeug.exceptions import HTTPException

from ballot.domain.errors import BallotError, IssuedAlready
from ballot.usecases import repeats
from ballot.usecases.repeats import Kept
from ballot.web.access import hall
from ballot.web.api.pages import bearer, written

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
View = Callable[..., Response]
NOT_AGAIN = 409
"""The status under which an issue of slips is kept."""


def whole(answer: Response) -> Kept:
    """The answer as it is: it holds no secret."""
    return Kept(answer.status_code, answer.get_data(as_text=True))


def batch_alone(answer: Response) -> Kept:
    """Of an issue of slips the number of the batch: the secrets are nowhere kept."""
    return Kept(NOT_AGAIN, json.dumps({"batch": json.loads(answer.get_data())["batch"]}))


def once(view: View, kept_of: Callable[[Response], Kept] = whole) -> View:
    """A view that does its act once an ``Idempotency-Key``, where the request has one."""

    @wraps(view)
    def repeated(**parts: object) -> Response:
        text = request.headers.get(HEADER)
        if text is None:
            return view(**parts)
        content = (request.method.encode(), request.path.encode(), request.get_data())
        asked = repeats.request_of(bearer().id, text, *content)
        kept = repeats.begin(hall(), asked)
        if kept is not None:
            return _again(kept)
        try:
            answer = view(**parts)
        except (BallotError, HTTPException):
            repeats.free(hall(), asked)
            raise
        repeats.keep(hall(), asked, kept_of(answer))
        return answer

    return repeated


def _again(kept: Kept) -> Response:
    if kept.status == NOT_AGAIN:
        raise IssuedAlready(batch=json.loads(kept.answer)["batch"])
    answer = written(kept.answer.encode(), kept.status)
    answer.headers[REPLAYED] = "true"
    return answer
