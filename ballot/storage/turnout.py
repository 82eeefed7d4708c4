"""收回: how many came back. Counted from the slips while the vote runs, frozen when they settle."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ballot.domain.meeting import SPENT_AT_KIOSK, SPENT_BY_PHONE
from ballot.storage import slips
from ballot.storage.rows import add_all
from ballot.storage.tables import turnout


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """Ballots that came back from one class of voters, by channel."""

    voter_class: int = 0
    phone: int = 0
    kiosk: int = 0
    paper: int = 0

    @property
    def total(self) -> int:
        """By all channels."""
        return self.phone + self.kiosk + self.paper


def received(db: Session, number: str) -> int:
    """How many slips were spent so far. No index helps it: one reading of the meeting's slips."""
    return slips.spent(db, number)


def by_class(db: Session, number: str) -> list[ReturnedRow]:
    """What the slips say now, of every class that has slips."""
    counts = slips.counts(db, number)
    return [
        ReturnedRow(
            voter_class=voter_class,
            phone=counts.get((voter_class, SPENT_BY_PHONE), 0),
            kiosk=counts.get((voter_class, SPENT_AT_KIOSK), 0),
        )
        for voter_class in sorted({each for each, _st in counts})
    ]


def freeze(db: Session, number: str, returned: Sequence[ReturnedRow]) -> None:
    """Freeze the figures of a meeting whose slips are settled."""
    rows = [
        {
            "meeting": number,
            "voter_class": each.voter_class,
            "phone": each.phone,
            "kiosk": each.kiosk,
            "paper": each.paper,
        }
        for each in returned
    ]
    add_all(db, turnout, rows)


def frozen(db: Session, number: str) -> list[ReturnedRow]:
    """The frozen figures by class; empty before the slips were settled."""
    columns = (turnout.c.voter_class, turnout.c.phone, turnout.c.kiosk, turnout.c.paper)
    statement = select(*columns).where(turnout.c.meeting == number).order_by(columns[0])
    return [ReturnedRow(*row) for row in db.execute(statement)]


def delete_all(db: Session, number: str) -> None:
    """Delete the frozen figures: of a rehearsal."""
    db.execute(delete(turnout).where(turnout.c.meeting == number))
