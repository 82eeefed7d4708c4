"""Statements about who may vote at a meeting, and the one sealed value of who has come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from ballot.domain.errors import NoRoster
from ballot.domain.meeting import ENDED
from ballot.domain.roster.voter import RosterVoter
from ballot.storage.rows import add_all, touched
from ballot.storage.tables import arrivals, meeting, roster


@dataclass(frozen=True, slots=True)
class RosterRow:
    """Somebody in his place of the roster, with the letters by which he is found."""

    position: int
    voter: RosterVoter
    initials: str


def put(db: Session, number: str, rows: Sequence[RosterRow], marks: bytes) -> None:
    """Set the roster of a meeting and its arrivals; what was there before is gone."""
    remove(db, number)
    add(db, number, rows)
    add_all(db, arrivals, [{"meeting": number, "marks": marks}])


def add(db: Session, number: str, rows: Iterable[RosterRow]) -> None:
    """Add people in places that are free."""
    values = [
        {
            "meeting": number,
            "position": each.position,
            "name": each.voter.name,
            "unit": each.voter.unit,
            "categories": list(each.voter.categories),
            "id_tail": each.voter.id_tail,
            "initials": each.initials,
        }
        for each in rows
    ]
    add_all(db, roster, values)


def take_away(db: Session, number: str, position: int) -> bool:
    """Remove somebody; whether he was there."""
    where = (roster.c.meeting == number, roster.c.position == position)
    return touched(db, delete(roster).where(*where)) == 1


def remove(db: Session, number: str) -> int:
    """Remove the whole roster with its arrivals; how many people were on it."""
    db.execute(delete(arrivals).where(arrivals.c.meeting == number))
    return touched(db, delete(roster).where(roster.c.meeting == number))


def of_meeting(db: Session, number: str) -> list[RosterRow]:
    """The people of a roster by place; none where the meeting has no roster."""
    c = roster.c
    columns = (c.position, c.name, c.unit, c.categories, c.id_tail, c.initials)
    statement = select(*columns).where(c.meeting == number).order_by(c.position)
    return [
        RosterRow(place, RosterVoter(name, unit, tuple(categories), tail), letters)
        for place, name, unit, categories, tail, letters in db.execute(statement)
    ]


def count(db: Session, number: str) -> int:
    """How many people are on it; 0 where the meeting has none."""
    where = roster.c.meeting == number
    return db.scalar(select(func.count()).select_from(roster).where(where)) or 0


def marks(db: Session, number: str) -> bytes | None:
    """The sealed arrivals, None where the meeting has no roster."""
    return db.scalar(select(arrivals.c.marks).where(arrivals.c.meeting == number))


def hold_marks(db: Session, number: str) -> bytes:
    """The same, held until the transaction ends. Raises NoRoster."""
    where = select(arrivals.c.marks).where(arrivals.c.meeting == number)
    found: bytes | None = db.scalar(where.with_for_update())
    if found is None:
        raise NoRoster
    return found


def put_marks(db: Session, number: str, sealed: bytes) -> None:
    """Set the sealed arrivals, in place."""
    db.execute(update(arrivals).where(arrivals.c.meeting == number).values(marks=sealed))


def of_ended(db: Session) -> list[str]:
    """The numbers of ended meetings that still have a roster."""
    ended = meeting.c.state.in_([state.value for state in ENDED])
    joined = select(arrivals.c.meeting).join(meeting, meeting.c.number == arrivals.c.meeting)
    return list(db.scalars(joined.where(ended).order_by(arrivals.c.meeting)))
