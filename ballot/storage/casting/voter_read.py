"""How a meeting and one of its slips stand: the one read of everything that a voter does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from ballot.domain.meeting import SlipState, State
from ballot.storage.slips import ITS_BATCH, SlipRow
from ballot.storage.tables import batch, meeting, slip

READ = {
    by: select(
        meeting.c.state,
        meeting.c.version,
        meeting.c.run,
        meeting.c.frozen,
        meeting.c.frozen_tag,
        slip.c.st,
        slip.c.voter_class,
        slip.c.batch,
        batch.c.state,
    )
    .select_from(
        meeting.outerjoin(
            slip, (slip.c.meeting == meeting.c.number) & (slip.c[by] == bindparam("secret"))
        ).outerjoin(batch, ITS_BATCH)
    )
    .where(meeting.c.number == bindparam("number", type_=meeting.c.number.type))
    for by in ("h", "code_h")
}
"""The meeting, and beside it the slip if it has one of that secret."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A meeting at one moment, and the slip that was asked for; None where it has none.

    ``version`` counts up with every act on the meeting, ``run`` are its 16 bytes, and ``frozen``
    with its 32-byte tag is None before the freeze.
    """

    number: str
    state: State
    version: int
    run: bytes
    frozen: str | None
    frozen_tag: bytes | None
    slip: SlipRow | None


def of_row(number: str, row: Sequence[Any]) -> Standing:
    """What a row of ``READ`` says."""
    state, version, run, frozen, frozen_tag, st, voter_class, of_batch, batch_state = row
    found = None
    if st is not None:
        found = SlipRow(SlipState(st), voter_class, of_batch, batch_state == "confirmed")
    return Standing(number, State(state), version, run, frozen, frozen_tag, found)
