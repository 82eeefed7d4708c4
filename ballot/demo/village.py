"""The meeting of a village, from its draft as far as its life goes; every ballot is cast."""

import random
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from ballot.demo import formal
from ballot.demo.county import Life, Secretary
from ballot.domain.access import CONSOLE
from ballot.domain.errors import QuorumMissed
from ballot.domain.paper import Ballot
from ballot.slips.tokens import Minted
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips

AT_ONCE = 8
"""Voters who cast at one moment: the machine's disk is asked once for all of them."""


def hold(hall: Hall, who: Secretary, assessment: str, year: str) -> tuple[str, list[Minted]]:
    """Hold the meeting of ``who``; its number, and its slips in the order of minting."""
    number = create_meeting(hall, CONSOLE, who.plan(assessment, year))
    return number, LIVES[who.life](hall, number, who)


def issue(hall: Hall, number: str, count: int) -> list[Minted]:
    """Print so many slips."""
    made = issue_slips(hall, CONSOLE, number, count)
    confirm_batch(hall, CONSOLE, number, made.batch)
    return made.slips


def _draft(hall: Hall, number: str, who: Secretary) -> list[Minted]:
    return issue(hall, number, who.eligible)


def _rehearsal(hall: Hall, number: str, who: Secretary) -> list[Minted]:
    rehearse(hall, CONSOLE, number)
    return issue(hall, number, who.eligible)


def _frozen(hall: Hall, number: str, who: Secretary) -> list[Minted]:
    slips = issue(hall, number, who.eligible)
    freeze(hall, CONSOLE, number)
    return slips


def _open(hall: Hall, number: str, who: Secretary) -> list[Minted]:
    slips = issue(hall, number, who.eligible)
    open_voting(hall, CONSOLE, number)
    return slips


def _closed(hall: Hall, number: str, who: Secretary) -> list[Minted]:
    slips = _open(hall, number, who)
    _cast(hall, number, slips, who.answers)
    close_voting(hall, CONSOLE, number)
    return slips


def _opened(hall: Hall, number: str, who: Secretary) -> list[Minted]:
    slips = _closed(hall, number, who)
    with suppress(QuorumMissed):
        open_box(hall, CONSOLE, number)
    return slips


def _cast(hall: Hall, number: str, slips: Iterable[Minted], answers: list[int]) -> None:
    """Several at once, as in a hall, and nobody knows who came first."""
    random.SystemRandom().shuffle(answers)

    def cast(slip: Minted, answer: int) -> None:
        cast_ballot(hall, number, slip.token, Ballot((answer,)))

    with ThreadPoolExecutor(AT_ONCE) as voters:
        for _done in voters.map(cast, slips, answers):
            pass


LIVES: Mapping[Life, Callable[[Hall, str, Secretary], list[Minted]]] = {
    Life.OPENED: _opened,
    Life.FORMAL: lambda hall, number, who: formal.hold(
        hall, number, issue(hall, number, who.eligible), who.answers
    ),
    Life.NO_QUORUM: _opened,
    Life.CLOSED: _closed,
    Life.FROZEN: _frozen,
    Life.REHEARSAL: _rehearsal,
    Life.DRAFT: _draft,
    Life.OPEN: _open,
}
