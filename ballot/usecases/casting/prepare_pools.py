"""Housekeeping gets ready for voters: how much randomness the boxes that vote soon will take."""

from collections import Counter
from collections.abc import Set
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.box.envelope import Kind
from ballot.box.pool import Wanted
from ballot.domain.errors import ProofRefused, Tampered
from ballot.domain.meeting import State
from ballot.domain.meetings.frozen import Frozen
from ballot.storage import meetings, slips
from ballot.storage.meetings import MeetingRow
from ballot.usecases.casting import sealing
from ballot.usecases.hall import Hall
from ballot.usecases.verified import frozen_facts

STOCKED = (State.FROZEN, *meetings.VOTING)
"""States in which key and paper are fixed and slips can still vote, now or later."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What the slips of a meeting that can still vote will take."""

    run: bytes
    pk: bytes
    voting: bool
    wanted: Wanted


def prepare_pools(hall: Hall, ready: Set[bytes] = frozenset()) -> frozenset[bytes]:
    """Say what is wanted for each meeting that votes, from its freeze on; which runs are ready.

    ``ready`` are those that were before: while votes come, a run that was ready stays so, for
    what lies there goes down with the slips that still want it. What was left for a meeting that
    votes no more is thrown away. Making what is wanted is left to others.
    """
    demands = hall.database.read(lambda db: _demands(hall, db))
    hall.pools.want({each.pk: each.wanted for each in demands})
    return frozenset(
        each.run
        for each in demands
        if (each.voting and each.run in ready)
        or (any(each.wanted.values()) and not hall.pools.of(each.pk).all_lacking)
    )


def demand(hall: Hall, meeting: MeetingRow, unused: int) -> Demand:
    """What ``unused`` slips of a meeting will take. Raises Tampered."""
    frozen = frozen_facts.of(hall, meeting)
    voting = meeting.state in meetings.VOTING
    return Demand(meeting.run, frozen.pk, voting, _wanted(frozen, unused))


def _wanted(frozen: Frozen, unused: int) -> Wanted:
    a_ballot: Counter[Kind] = Counter()
    for _subject, question in frozen.paper.cells:
        kind, count = sealing.needs(frozen.questions[question])
        a_ballot[kind] += count
    return {kind: count * unused for kind, count in a_ballot.items()}


def _demands(hall: Hall, db: Session) -> list[Demand]:
    rows = meetings.in_states(db, STOCKED)
    unused = slips.unused(db, [row.number for row in rows])
    found = []
    for row in rows:
        with suppress(Tampered, ProofRefused):  # nobody votes there before that is settled
            found.append(demand(hall, row, unused.get(row.number, 0)))
    return found
