"""The opening by the 监票人 as the organizer and the hall see it: how many keys have come."""

from typing import Any

from flask import make_response, render_template, request
from werkzeug.wrappers import Response

from ballot.domain.meeting import State
from ballot.usecases.opening.watch_keys import Keys, of_scrutineers, watch_keys
from ballot.web.access import actor, hall
from ballot.web.organizer.pages import pages


@pages.get("/meetings/<number>/opening/now")
def opening_now(number: str) -> Response:
    """How many keys have come, asked every few seconds."""
    keys = of_scrutineers(hall(), actor(), number)
    answer = make_response(render_template("organizer/scrutineers/_keys_came.html", keys=keys))
    answer.add_etag()
    return answer.make_conditional(request)


def keys_of(number: str, state: State) -> dict[str, Any]:
    """The keys that came, while a closed box waits for them."""
    return {"keys": _keys(number) if state is State.CLOSED else None}


def is_settled(came: dict[str, Any]) -> bool:
    """Whether the slips are settled, so that keys can be used."""
    return bool(came["keys"] and came["keys"].settled)


def _keys(number: str) -> Keys | None:
    return watch_keys(hall(), actor(), number)
