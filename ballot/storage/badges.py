"""Statements about the phones of a meeting: 监票人, 计票人 and kiosks, each in its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from ballot.storage.rows import add_all, touched
from ballot.storage.tables import credential


@dataclass(frozen=True, slots=True)
class BadgeRow:
    """A phone or kiosk of one meeting; what it has not done yet is None."""

    meeting: str
    position: int
    role: str
    name: str
    digest: bytes | None = None
    pin_hash: str | None = None
    page_key: bytes | None = None
    vk: bytes | None = None
    sealed_share: bytes | None = None
    confirmed: bool = False
    tries: int = 0
    wait_until: datetime | None = None


KIOSK, DOOR = "kiosk", "door"
"""The roles of devices: at which many vote, and that stand at the door. Every other row is a
person's phone."""

COLUMNS = tuple(credential.c[name] for name in BadgeRow.__dataclass_fields__)
_OF_A_PERSON = credential.c.role.not_in((KIOSK, DOOR))


def add(db: Session, rows: list[BadgeRow]) -> None:
    """Add phones in places that are free."""
    names = BadgeRow.__dataclass_fields__
    add_all(db, credential, [{name: getattr(row, name) for name in names} for row in rows])


def of_meeting(db: Session, number: str) -> list[BadgeRow]:
    """The phones of 监票人 and 计票人 of a meeting, by place."""
    return _rows(db, credential.c.meeting == number, _OF_A_PERSON)


def kiosks(db: Session, number: str) -> list[BadgeRow]:
    """The kiosks of a meeting, by place."""
    return _rows(db, credential.c.meeting == number, credential.c.role == KIOSK)


def doors(db: Session, number: str) -> list[BadgeRow]:
    """The tablets at the door of a meeting, by place."""
    return _rows(db, credential.c.meeting == number, credential.c.role == DOOR)


def by_digest(db: Session, digest: bytes) -> BadgeRow | None:
    """The phone or kiosk that holds the secret of this digest."""
    row = db.execute(select(*COLUMNS).where(credential.c.digest == digest)).one_or_none()
    return None if row is None else BadgeRow(*row)


def held(db: Session, number: str, digests: Iterable[bytes]) -> BadgeRow | None:
    """The phone or kiosk of this meeting that is stored under one of these digests."""
    found = _rows(db, credential.c.digest.in_(list(digests)))
    return next((each for each in found if each.meeting == number), None)


def name_of(db: Session, number: str, position: int) -> str:
    """Who sits in a place; empty where nobody does."""
    where = (credential.c.meeting == number, credential.c.position == position)
    return db.scalar(select(credential.c.name).where(*where)) or ""


def at_position(db: Session, number: str, position: int) -> BadgeRow | None:
    """The phone of a person's place, held until the transaction ends."""
    where = (credential.c.meeting == number, credential.c.position == position, _OF_A_PERSON)
    row = db.execute(select(*COLUMNS).where(*where).with_for_update()).one_or_none()
    return None if row is None else BadgeRow(*row)


def take(db: Session, link: bytes, **values: Any) -> bool:
    """Let a phone take the place of an unused link; whether it was there. One UPDATE decides."""
    unused = (credential.c.digest == link, credential.c.pin_hash.is_(None))
    return touched(db, update(credential).where(*unused).values(**values)) == 1


def forget_keys(db: Session, number: str) -> None:
    """Take every key of a ceremony away: it is begun anew, or its run is over."""
    none = {"page_key": None, "vk": None, "sealed_share": None, "confirmed": False}
    db.execute(update(credential).where(credential.c.meeting == number).values(**none))


def change(db: Session, number: str, position: int, **values: Any) -> bool:
    """Change columns of one phone; whether it was there."""
    where = (credential.c.meeting == number, credential.c.position == position)
    return touched(db, update(credential).where(*where).values(**values)) == 1


def remove_position(db: Session, number: str, position: int) -> None:
    """Remove the person or the kiosk of one place."""
    where = (credential.c.meeting == number, credential.c.position == position)
    db.execute(delete(credential).where(*where))


def _rows(db: Session, *where: ColumnElement[bool]) -> list[BadgeRow]:
    statement = select(*COLUMNS).where(*where).order_by(credential.c.position)
    return [BadgeRow(*row) for row in db.execute(statement)]
