"""Statements about what the 监票人 were asked to agree to, and what they answered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ballot.domain.meetings.consent import AGREED, REFUSED, ConsentRow
from ballot.storage.rows import add_one, touched
from ballot.storage.tables import consent

COLUMNS = tuple(consent.c[name] for name in ConsentRow.__dataclass_fields__)


def ask(
    db: Session,
    *,
    meeting: str,
    act: str,
    about: Mapping[str, Any],
    digest: bytes,
    asked_by: str,
    asked_at: datetime,
) -> int:
    """Ask for one act; what waits already is not asked twice, a refusal is out of date. Its id."""
    for row in of_meeting(db, meeting):
        if row.digest == digest and row.answer is None:
            return row.id
        if row.act == act and row.answer == REFUSED:
            db.execute(update(consent).where(consent.c.id == row.id).values(used=True))
    values = {"about": dict(about), "asked_by": asked_by, "asked_at": asked_at, "used": False}
    return add_one(db, consent, meeting=meeting, act=act, digest=digest, **values)


def of_meeting(db: Session, number: str) -> list[ConsentRow]:
    """All that was asked in a meeting and not used up yet, in the order of asking."""
    where = (consent.c.meeting == number, ~consent.c.used)
    statement = select(*COLUMNS).where(*where).order_by(consent.c.id)
    return [ConsentRow(*row) for row in db.execute(statement)]


def get(db: Session, number: str, id: int) -> ConsentRow | None:
    """One of them; None where it is used up, or belongs to another meeting."""
    return next((row for row in of_meeting(db, number) if row.id == id), None)


def answer(db: Session, id: int, position: int, said: str) -> bool:
    """Answer what nobody has answered; whether that was so."""
    open_one = (consent.c.id == id, consent.c.answer.is_(None))
    values = {"position": position, "answer": said}
    return touched(db, update(consent).where(*open_one).values(**values)) == 1


def use(db: Session, id: int) -> bool:
    """Use a consent up; whether it was unused."""
    unused = (consent.c.id == id, ~consent.c.used, consent.c.answer == AGREED)
    return touched(db, update(consent).where(*unused).values(used=True)) == 1


def take_back(db: Session, id: int) -> None:
    """Ask no longer for one thing: it is asked for differently."""
    db.execute(update(consent).where(consent.c.id == id, ~consent.c.used).values(used=True))


def withdraw(db: Session, number: str, act: str) -> None:
    """Take back what was asked of one act and not used: it was done or is asked differently."""
    these = (consent.c.meeting == number, consent.c.act == act, ~consent.c.used)
    db.execute(update(consent).where(*these).values(used=True))
