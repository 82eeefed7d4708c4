"""The turn of a request at typing, where the server waits for it outside of any thread.

Such a server lays a ``Turn`` into the environ. A page that finds that it needs one notes what it
needs and ends; the server waits in its queue and asks the page again. So the pages alone decide
who needs a turn, and who waits holds no thread.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import current_app, request

from ballot.domain.errors import TooManyTyping
from ballot.web.voter.typing_limits import Typing

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

KEY = "ballot.turn"
"""Where it lies in the environ."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A turn at one code: of which meeting, from which address, at which kiosk if at one."""

    number: str
    address: str | None
    kiosk: int | None


@dataclass(slots=True)
class Turn:
    """What is known of a turn. ``wanted`` is set by the page, the others by the server."""

    wanted: Wanted | None = None
    taken: bool = False
    refused: bool = False


class Awaited(Exception):
    """The page ends here, and is asked again once its turn has come."""


def take(number: str, *, kiosk: int | None = None) -> None:
    """Go on in one's turn. Raises TooManyTyping, Awaited."""
    turn: Turn | None = request.environ.get(KEY)
    if turn is None:
        turns: Typing = current_app.extensions["typing"]
        turns.wait(number, request.remote_addr, kiosk=kiosk)
    elif turn.refused:
        raise TooManyTyping
    elif not turn.taken:
        turn.wanted = Wanted(number, request.remote_addr, kiosk)
        raise Awaited


def is_awaited(environ: "WSGIEnvironment") -> bool:
    """Whether the page that was asked ended because its turn had not come."""
    turn: Turn = environ[KEY]
    return turn.wanted is not None and not (turn.taken or turn.refused)
