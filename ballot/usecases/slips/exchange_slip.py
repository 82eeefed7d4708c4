"""A voter gives back a slip for a paper ballot while the vote runs: the slip votes no more."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import SlipExchanged, SlipNotConfirmed, SlipSpent, SlipUnknown, SlipVoid
from ballot.domain.ledger.paper_count import FEW
from ballot.domain.meeting import EXCHANGED, SPENT
from ballot.slips.tokens import Secret
from ballot.storage import slips
from ballot.usecases import acts
from ballot.usecases.casting import admission
from ballot.usecases.consents import agreed_exchanges
from ballot.usecases.hall import Hall


def exchange_slip(hall: Hall, actor: Actor, number: str, secret: Secret) -> bool:
    """Exchange an unused slip; whether so few are exchanged by now that the kiosk is better.

    The journal tells that a slip was exchanged and never which one. Raises SlipUnknown, SlipSpent,
    SlipVoid, SlipExchanged, SlipNotConfirmed, NotInState; ExchangeNotAgreed where no 监票人 has
    agreed to one more.
    """
    return acts.carry_out(hall, lambda db: _exchange(hall, db, actor, number, secret))


def _exchange(hall: Hall, db: Session, actor: Actor, number: str, secret: Secret) -> bool:
    meeting = acts.hold_in_state(db, actor, number, Act.EXCHANGE_SLIP)
    key = admission.key(hall, number, meeting.run, secret)
    slip = slips.find(db, number, key)
    if slip is None:
        raise SlipUnknown
    if slip.st in SPENT:
        raise SlipSpent
    if slip.st == EXCHANGED:
        raise SlipExchanged
    if not slip.confirmed:
        raise SlipNotConfirmed
    # He agreed to a number of exchanges; which slips they were stands nowhere.
    agreed = agreed_exchanges.use_one(hall, db, meeting)
    if not slips.settle(db, number, key, EXCHANGED):
        raise SlipVoid
    acts.write_down(hall, db, actor, Act.EXCHANGE_SLIP, number, **agreed)
    return slips.printed_counts(db, number).get(EXCHANGED, 0) < FEW
