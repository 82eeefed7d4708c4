"""Statements about the screen of a hall."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ballot.storage.rows import insert_unless_there
from ballot.storage.tables import screen


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """The network that phones join, where the kiosk stands, and whether the result is shown."""

    network: str = ""
    password: str = ""
    kiosk_place: str = ""
    shows_result: bool = False


COLUMNS = tuple(screen.c[name] for name in ScreenRow.__dataclass_fields__)


def get(db: Session, number: str) -> ScreenRow:
    """What the screen of a meeting tells; nothing yet where nobody has said anything."""
    row = db.execute(select(*COLUMNS).where(screen.c.meeting == number)).one_or_none()
    return ScreenRow() if row is None else ScreenRow(*row)


def change(db: Session, number: str, **values: Any) -> None:
    """Change columns of the screen of a meeting."""
    insert_unless_there(db, screen, ["meeting"], meeting=number, **asdict(ScreenRow()))
    db.execute(update(screen).where(screen.c.meeting == number).values(**values))
