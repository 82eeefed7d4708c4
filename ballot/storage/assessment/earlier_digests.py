"""Digests as programs before ``people_digests`` wrote them into journal and imports."""

from collections.abc import Collection
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, Table, select
from sqlalchemy.orm import Session

from ballot.storage.assessment.encoding import ENCODE
from ballot.storage.tables import combining, flag, people_import, person, person_change, score_entry

AT_ONCE = 1_000
"""So many rows at a time make a digest."""
WHO = tuple(person.c[n] for n in ("id", "assessment", "name", "unit_name", "village", "groups"))
FILE = tuple(
    people_import.c[name]
    for name in ("id", "assessment", "file", "brought", "after_sha256", "by", "at", "undone_at")
)


def of_assessment(db: Session, assessment: int) -> str:
    """SHA-256, in hex, over all that was ever entered, in its order: people, scores, flags, what
    counts of several meetings, and, where there are any, corrections and imports.

    An assessment of which nothing was entered has one too.
    """
    hashed = sha256(b"entered-v2|")
    for statement in (_people(assessment), *_of_people(assessment)):
        hashed.update(b"|")
        _take_in(hashed, db, statement)
    files = select(*FILE).where(people_import.c.assessment == assessment)
    later = {b"|changes|": _of(person_change, assessment), b"|imports|": files}
    for mark, statement in later.items():
        _take_in(hashed, db, statement, mark)
    return hashed.hexdigest()


def of_people(db: Session, assessment: int, people: Collection[int]) -> bytes:
    """SHA-256 over the same of these people alone: by it a change of any of them is noticed."""
    hashed = sha256(b"people-v1|")
    whose = set(people)
    for row in db.execute(_people(assessment)):
        if row.id in whose:
            hashed.update(ENCODE(tuple(row)).encode())
    for statement in (*_of_people(assessment), _of(person_change, assessment)):
        hashed.update(b"|")
        for row in db.execute(statement):
            if row.person in whose:
                hashed.update(ENCODE(tuple(row)).encode())
    return hashed.digest()


def _people(assessment: int) -> Select[Any]:
    return select(*WHO).where(person.c.assessment == assessment).order_by(person.c.id)


def _of_people(assessment: int) -> tuple[Select[Any], ...]:
    return tuple(_of(table, assessment) for table in (score_entry, flag, combining))


def _of(table: Table, assessment: int) -> Select[Any]:
    rows = select(table).join(person, person.c.id == table.c.person)
    return rows.where(person.c.assessment == assessment).order_by(table.c.id)


def _take_in(hashed: Any, db: Session, statement: Select[Any], mark: bytes = b"") -> None:
    """Hash all rows, ``mark`` before the first where there is any."""
    for part in db.execute(statement).partitions(AT_ONCE):
        hashed.update(mark + ENCODE([tuple(row) for row in part]).encode())
        mark = b""
