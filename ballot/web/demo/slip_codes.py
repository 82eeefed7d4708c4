"""Twelve slips of the open meeting, to scan or to press, and which of them have voted."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from ballot.demo.folder import KeptSlip
from ballot.domain.errors import BallotError, SlipSpent
from ballot.slips import address, qr
from ballot.usecases.casting.view_paper import view_paper
from ballot.usecases.hall import Hall

DOZEN = 12


@dataclass(frozen=True, slots=True)
class ShownSlip:
    """A slip on the page. ``can_vote`` is False too where the vote is over."""

    place: int
    number: str
    token: str
    code: Markup
    spent: bool
    can_vote: bool


def of(hall: Hall, slips: Sequence[KeptSlip]) -> list[ShownSlip]:
    """The first twelve of which one can still vote; the last twelve where none can."""
    found: list[ShownSlip] = []
    for first in range(0, len(slips), DOZEN):
        some = enumerate(slips[first : first + DOZEN], start=first + 1)
        found = [_shown(hall, place, slip) for place, slip in some]
        if any(each.can_vote for each in found):
            break
    return found


def _shown(hall: Hall, place: int, slip: KeptSlip) -> ShownSlip:
    spent = can_vote = False
    try:
        view_paper(hall, slip.number, slip.token)
        can_vote = True
    except SlipSpent:
        spent = True
    except BallotError:
        can_vote = False
    code = _code(address.in_capitals(address.url(hall.public_url, slip.number, slip.token)))
    return ShownSlip(place, slip.number, slip.token.text, code, spent, can_vote)


@lru_cache(maxsize=8 * DOZEN)
def _code(text: str) -> Markup:
    """The QR code. Only slips of an example are ever kept here, as they are on its disk."""
    return Markup(qr.svg(text))  # noqa: S704 - drawn here, of capitals and digits
