"""The figures of the hall are written down: 发出, 实到, 请假, 代写. The last word counts."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, OutOfRange, Refused
from ballot.domain.ledger.ledger_told import Figure
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.ledger import entries, settling
from ballot.usecases.verified import frozen_facts, printed_slips


def count_hall(hall: Hall, actor: Actor, number: str, figures: Mapping[Figure, int]) -> None:
    """Add what was counted; what stands already with the same number is not said twice.

    Raises Refused with a fault a figure (key: its word) that is negative or above its bound: 发出
    at most 印制, 实到 and 请假 at most 应参加, 代写 at most 印制. NotInState, SlipsSettled.
    """
    acts.carry_out(hall, lambda db: _count(hall, db, actor, number, figures))


def _count(
    hall: Hall, db: Session, actor: Actor, number: str, figures: Mapping[Figure, int]
) -> None:
    meeting = acts.hold_in_state(db, actor, number, Act.COUNT_HALL)
    said = settling.require_open(hall, db, number)
    facts = frozen_facts.of(hall, meeting)
    printed = printed_slips.of(db, facts)
    bounds = {Figure.PRESENT: facts.eligible, Figure.ON_LEAVE: facts.eligible}
    faults = [
        Fault(OutOfRange(value=str(amount), low="0", high=str(bound)), key=figure.value)
        for figure, amount in figures.items()
        if not 0 <= amount <= (bound := bounds.get(figure, printed))
    ]
    if faults:
        raise Refused(faults)
    for figure, amount in figures.items():
        if said.figures.get(figure) != amount:
            entries.add(hall, db, actor, Act.COUNT_HALL, number, line=figure.value, amount=amount)
