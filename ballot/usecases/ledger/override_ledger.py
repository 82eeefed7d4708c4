"""Two 监票人 go on over a difference of the ledger, with a reason that is printed everywhere."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import MayNot, NothingToOverride
from ballot.domain.ledger.ledger_told import OVERRIDE
from ballot.usecases import acts
from ballot.usecases.accounts import badge_pins
from ballot.usecases.hall import Hall
from ballot.usecases.ledger import entries, settling
from ballot.usecases.verified import chain, frozen_facts, ledger


def override_ledger(hall: Hall, actor: Actor, number: str, reason: str, pin: str) -> int:
    """One of the three goes on over what is open just now; how many of them do by then.

    A consent holds for exactly these equations: another difference asks again. Raises MayNot
    for anybody but a 监票人 with his phone, Refused (key ``reason``), WrongPin, PinWaits,
    NothingToOverride, NotInState, SlipsSettled.
    """
    badge = actor.badge
    if badge is None or badge.role is not Role.SCRUTINEER:
        raise MayNot(act=Act.OVERRIDE.value)
    said = entries.trimmed(reason)
    badge_pins.require(hall, number, badge.position, pin)
    place = badge.position
    return acts.carry_out(hall, lambda db: _override(hall, db, actor, number, place, said))


def _override(hall: Hall, db: Session, actor: Actor, number: str, place: int, reason: str) -> int:
    meeting = acts.hold_in_state(db, actor, number, Act.OVERRIDE)
    settling.require_open(hall, db, number)
    facts = frozen_facts.of(hall, meeting)
    broken = ledger.read(db, facts, chain.of_meeting(hall, db, number)).to_override
    if not broken:
        raise NothingToOverride
    entries.add(
        hall,
        db,
        actor,
        Act.OVERRIDE,
        number,
        line=OVERRIDE,
        amount=place,
        reason=reason,
        broken=list(broken),
    )
    told = ledger.told(chain.of_meeting(hall, db, number))
    return len(told.goes_on(broken))
