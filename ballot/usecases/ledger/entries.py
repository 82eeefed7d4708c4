"""An entry of the ledger: a row that pages read, and the line of the journal that it rests on."""

from dataclasses import asdict

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.ledger.ledger_told import LedgerEntry
from ballot.storage import ledger
from ballot.usecases import acts
from ballot.usecases.hall import Hall

LONGEST = 500
"""Characters of a reason, a complaint or its outcome."""


def add(
    hall: Hall,
    db: Session,
    actor: Actor,
    act: Act,
    number: str,
    *,
    line: str,
    amount: int,
    reason: str = "",
    **also: object,
) -> LedgerEntry:
    """Add an entry in the transaction of its act. The caller holds the meeting."""
    made = ledger.add(
        db, number, line=line, amount=amount, reason=reason, by=actor.name, at=hall.clock()
    )
    told = {name: value for name, value in asdict(made).items() if name != "by"}
    acts.write_down(hall, db, actor, act, number, entry=told, **also)
    return made


def trimmed(text: str) -> str:
    """What a person wrote, without the spaces around it, at most ``LONGEST`` characters.

    Raises Refused, key ``reason``, where nothing is left.
    """
    acts.require_reason(text)
    return text.strip()[:LONGEST]
