"""Statements about seals that were tried: what is done of them, and whom they wait for."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from ballot.storage.rows import insert_unless_there
from ballot.storage.tables import seal_try


@dataclass(frozen=True, slots=True)
class Holder:
    """Who still sees rows as they were: ``session prepared slot unknown``, and its name."""

    kind: str
    name: str


def note_rewritten(db: Session, number: str, version: int) -> None:
    """The rows of a meeting were written anew as it stood at ``version``; not once more then."""
    insert_unless_there(db, seal_try, ["meeting"], meeting=number, held_by="[]")
    this = update(seal_try).where(seal_try.c.meeting == number)
    db.execute(this.values(rewritten=version))


def is_rewritten(db: Session, number: str, version: int) -> bool:
    """Whether that was done, and nothing has changed since."""
    found = select(seal_try.c.rewritten).where(seal_try.c.meeting == number)
    return db.scalar(found) == version


def note_held(db: Session, numbers: Iterable[str], held_by: Sequence[Holder]) -> None:
    """These meetings wait for somebody."""
    told = json.dumps([astuple(each) for each in held_by], ensure_ascii=False)
    for number in numbers:
        insert_unless_there(db, seal_try, ["meeting"], meeting=number, held_by=told)
        this = update(seal_try).where(seal_try.c.meeting == number)
        db.execute(this.values(held_by=told))


def held_by(db: Session, number: str) -> tuple[Holder, ...]:
    """Whom the seal of a meeting waited for as it was last tried; empty where for nobody known."""
    found = db.scalar(select(seal_try.c.held_by).where(seal_try.c.meeting == number))
    return tuple(Holder(*each) for each in json.loads(found or "[]"))


def forget(db: Session, number: str) -> None:
    """The meeting is sealed: nothing is left to do."""
    db.execute(delete(seal_try).where(seal_try.c.meeting == number))
