"""Housekeeping gets ready for voters: how much randomness the boxes that vote soon will take."""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress

from sqlalchemy.orm import Session

from ballot.box.envelope import Kind
from ballot.box.pool import Wanted
from ballot.domain.errors import ProofRefused, Tampered
from ballot.domain.frozen import Frozen
from ballot.domain.meeting import State
from ballot.storage import meetings, slips
from ballot.usecases import notice, sealing
from ballot.usecases.hall import Hall

STOCKED = (State.FROZEN, *meetings.VOTING)
"""States in which key and paper are fixed and slips can still vote, now or later."""


def prepare_pools(hall: Hall) -> None:
    """Say what is wanted for each meeting that votes, from its freeze on.

    What was left for a meeting that votes no more is thrown away. Making it is left to others.
    """
    hall.pools.want(hall.database.read(lambda db: _demand(hall, db)))


def wanted(frozen: Frozen, unused: int) -> Wanted:
    """How many records of each kind ``unused`` slips of a meeting will take."""
    a_ballot: Counter[Kind] = Counter()
    for _, question in frozen.paper.cells:
        kind, count = sealing.needs(frozen.questions[question])
        a_ballot[kind] += count
    return {kind: count * unused for kind, count in a_ballot.items()}


def _demand(hall: Hall, db: Session) -> Mapping[bytes, Wanted]:
    rows = meetings.in_states(db, STOCKED)
    unused = slips.unused(db, [row.number for row in rows])
    demand = {}
    for row in rows:
        with suppress(Tampered, ProofRefused):  # nobody votes there before that is settled
            frozen = notice.of(hall, row)
            demand[frozen.pk] = wanted(frozen, unused.get(row.number, 0))
    return demand
