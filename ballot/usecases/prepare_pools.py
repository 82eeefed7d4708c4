"""Housekeeping gets ready for voters: randomness for the boxes of the meetings that vote now."""

from ballot.domain.meeting import State
from ballot.storage import meetings
from ballot.usecases.hall import Hall

MOST = 8
"""Meetings made ready before their first voter comes: a full pool takes ten megabytes."""


def prepare_pools(hall: Hall) -> None:
    """Begin a pool for the key of each open meeting, the latest opened first, ``MOST`` at most.

    Filling it is left to ``hall.pools.fill_idle``, which gives way to voters. What was left for a
    meeting that votes no more is thrown away.
    """
    voting = hall.database.read(lambda db: meetings.in_states(db, meetings.VOTING))
    hall.pools.keep_only({row.pk for row in voting if row.pk is not None})
    rows = [row for row in voting if row.state is State.OPEN]
    rows.sort(key=lambda row: row.opened_at or row.created_at)
    for row in rows[-MOST:]:
        if row.pk is not None:
            hall.pools.of(row.pk)
