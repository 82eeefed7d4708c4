"""「已投但我没有投」: a complaint is written down; the box waits until its outcome is, too."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import ComplaintUnknown
from ballot.domain.ledger.ledger_told import COMPLAINT, OUTCOME
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.ledger import entries, settling


def complain(hall: Hall, actor: Actor, number: str, text: str) -> int:
    """Write a complaint down; its place. Who voted with which slip is never asked or stored.

    Raises Refused (key ``reason``) without a text, NotInState, SlipsSettled.
    """
    said = entries.trimmed(text)
    return acts.carry_out(hall, lambda db: _add(hall, db, actor, number, COMPLAINT, 0, said))


def minute(hall: Hall, actor: Actor, number: str, position: int, outcome: str) -> None:
    """Minute what came of the complaint at ``position``. Raises ComplaintUnknown besides."""
    said = entries.trimmed(outcome)
    acts.carry_out(hall, lambda db: _add(hall, db, actor, number, OUTCOME, position, said))


def _add(
    hall: Hall, db: Session, actor: Actor, number: str, line: str, amount: int, reason: str
) -> int:
    acts.hold_in_state(db, actor, number, Act.COMPLAIN)
    told = settling.require_open(hall, db, number)
    if line == OUTCOME and amount not in [each.position for each in told.waiting]:
        raise ComplaintUnknown(position=amount)
    made = entries.add(
        hall, db, actor, Act.COMPLAIN, number, line=line, amount=amount, reason=reason
    )
    return made.position
