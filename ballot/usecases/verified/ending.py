"""How a meeting ended is believed only as the journal tells it.

A state is one word in a row, and 收回 a few numbers in another: whoever writes 票数不足 into the
database would take a result away, or give a round that was never due.
"""

import json
from collections.abc import Sequence

from sqlalchemy.orm import Session

from ballot.domain.acts import Act
from ballot.domain.errors import Tampered
from ballot.domain.journal_line import JournalLine
from ballot.domain.ledger import rehearsals_told
from ballot.domain.meeting import ENDED, REHEARSAL_COUNTED, State
from ballot.storage import slips, turnout
from ballot.storage.meetings import MeetingRow

LEADS_TO = {
    Act.REHEARSE: State.REHEARSAL,
    Act.RESET: State.DRAFT,
    Act.OPEN: State.OPEN,
    Act.RESUME: State.OPEN,
    Act.CLOSE: State.CLOSED,
    Act.CANCEL: State.CANCELLED,
}
"""Acts with one outcome; the opening of a box tells its own."""

OVER = (State.CLOSED, *ENDED, *REHEARSAL_COUNTED)


def require(db: Session, lines: Sequence[JournalLine], meeting: MeetingRow) -> None:
    """The vote is over exactly if the journal says so, in that way and with those figures.

    ``lines`` are those of its chain, which was verified. Raises Tampered: ``state``, ``turnout``.
    """
    state, told = _told(lines)
    if state is not meeting.state and (state in OVER or meeting.state in OVER):
        raise Tampered(what="state")
    if "received" in told:
        _require_turnout(db, meeting.number, told)


def _told(lines: Sequence[JournalLine]) -> tuple[State | None, dict[str, object]]:
    """The state after the last act that leads to one, and what the opening of the box told."""
    state: State | None = None
    told: dict[str, object] = {}
    for line in rehearsals_told.without(lines):
        if line.act == Act.CLOSE and state is not None:
            state = state.after(State.CLOSED)
        elif line.act in LEADS_TO:
            state = LEADS_TO[Act(line.act)]
        elif line.act == Act.RESTORE:
            state = State(json.loads(line.detail)["state"])
        elif line.act == Act.OPEN_BOX:
            told = json.loads(line.detail)
            state = (
                state.after(State(str(told["outcome"]))) if state and "outcome" in told else state
            )
    return state, told


def _require_turnout(db: Session, number: str, told: dict[str, object]) -> None:
    """收回 as it was frozen is what the slips say, and no slip was touched since."""
    frozen = turnout.frozen(db, number)
    by_slips = {each.voter_class: (each.phone, each.kiosk) for each in turnout.by_class(db, number)}
    if (
        {each.voter_class: (each.phone, each.kiosk) for each in frozen} != by_slips
        or sum(each.phone + each.kiosk for each in frozen) != told["received"]
        or sum(each.paper for each in frozen) != told["paper"]
        or slips.state_root(db, number).hex() != told["slip_states"]
    ):
        raise Tampered(what="turnout")
