"""An undrawn slip is scanned in the hall after the close: it must say 未使用, and is void then."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import (
    BallotError,
    SlipExchanged,
    SlipNotConfirmed,
    SlipScanned,
    SlipSpent,
    SlipUnknown,
    SlipVoid,
)
from ballot.domain.meeting import EXCHANGED, SPENT_AT_KIOSK, SPENT_BY_PHONE, UNDRAWN, VOID
from ballot.slips.tokens import Secret
from ballot.storage import slips
from ballot.usecases import acts
from ballot.usecases.casting import admission
from ballot.usecases.hall import Hall
from ballot.usecases.ledger import settling

WHY: dict[int, type[BallotError]] = {
    SPENT_BY_PHONE: SlipSpent,
    SPENT_AT_KIOSK: SlipSpent,
    EXCHANGED: SlipExchanged,
    UNDRAWN: SlipScanned,
    VOID: SlipVoid,
}
"""What a slip says that is not unused."""


def scan_slip(hall: Hall, actor: Actor, number: str, secret: Secret) -> int:
    """Find an unused slip undrawn; how many have been found so far.

    The journal pins the states of all slips anew: nobody who drew this slip has voted with it, so
    that the moment of its scan is nobody's. Raises SlipUnknown, SlipSpent, SlipVoid,
    SlipExchanged, SlipScanned, SlipNotConfirmed, SlipsSettled, NotInState; then nothing
    has changed.
    """
    return acts.carry_out(hall, lambda db: _scan(hall, db, actor, number, secret))


def _scan(hall: Hall, db: Session, actor: Actor, number: str, secret: Secret) -> int:
    meeting = acts.hold_in_state(db, actor, number, Act.SCAN_SLIP)
    settling.require_open(hall, db, number)
    key = admission.key(hall, number, meeting.run, secret)
    slip = slips.find(db, number, key)
    if slip is None:
        raise SlipUnknown
    if not slip.confirmed:
        raise SlipNotConfirmed
    if not slips.settle(db, number, key, UNDRAWN):
        raise WHY[slip.st]
    found = slips.printed_counts(db, number).get(UNDRAWN, 0)
    states = slips.state_root(db, number).hex()
    acts.write_down(hall, db, actor, Act.SCAN_SLIP, number, unissued=found, slip_states=states)
    return found
