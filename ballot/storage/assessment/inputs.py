"""Statements about what a ranking is made from: the scores and flags of all people at once."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import JSON, Select, Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from ballot.storage.rows import add_all
from ballot.storage.tables import (
    combining,
    flag,
    people_import,
    person,
    person_change,
    score_entry,
)

AT_ONCE = 1_000
"""So many rows at a time make a digest."""
Texts = dict[int, dict[str, str]]
"""Texts by person and name of the item or flag."""


def entries(db: Session, assessment: int, only: Collection[int] | None = None) -> Texts:
    """The score of each item that counts, the last one entered, as decimal text; of ``only``
    these people where they are named."""
    c = score_entry.c
    statement = select(c.person, c.item, c.value).join(person, person.c.id == c.person)
    statement = statement.where(person.c.assessment == assessment)
    if only is not None:
        statement = statement.where(c.person.in_(list(only)))
    found: Texts = {}
    for who, item, value in db.execute(statement.order_by(c.id)):
        found.setdefault(who, {})[item] = value
    return found


def flags(db: Session, assessment: int) -> Texts:
    """The written ground of each flag that stands: the last one raised, unless it was lifted."""
    c = flag.c
    statement = select(c.person, c.kind, c.ground, c.lifted).join(person, person.c.id == c.person)
    rows = db.execute(statement.where(person.c.assessment == assessment).order_by(c.id))
    found: Texts = {}
    for who, kind, ground, lifted in rows:
        raised = found.setdefault(who, {})
        raised.pop(kind, None)
        if not lifted:
            raised[kind] = ground
    return found


@dataclass(frozen=True, slots=True)
class FlagLine:
    """A flag as it was raised or lifted; ``ground`` says why, in both cases."""

    kind: str
    ground: str
    lifted: bool
    by: str
    at: datetime


def flag_lines(db: Session, of_person: int) -> list[FlagLine]:
    """Everything that was ever flagged of a person, the newest first."""
    c = flag.c
    statement = select(c.kind, c.ground, c.lifted, c.by, c.at).where(c.person == of_person)
    return [FlagLine(*row) for row in db.execute(statement.order_by(c.id.desc()))]


def digest(db: Session, assessment: int) -> str:
    """SHA-256, in hex, over all that was ever entered, in its order: people, scores, flags, what
    counts of several meetings, and, where there are any, corrections and imports.

    An assessment of which nothing was entered has one too.
    """
    hashed = sha256(b"entered-v2|")
    for statement in (_people(assessment), *_of_people(assessment)):
        hashed.update(b"|")
        _take_in(hashed, db, statement)
    files = select(people_import).where(people_import.c.assessment == assessment)
    later = {b"|changes|": _of(person_change, assessment), b"|imports|": files}
    for mark, statement in later.items():
        _take_in(hashed, db, statement, mark)
    return hashed.hexdigest()


def digest_of(db: Session, assessment: int, people: Collection[int]) -> bytes:
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
    return select(person).where(person.c.assessment == assessment).order_by(person.c.id)


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


def _plain(value: datetime | bytes) -> str:
    if isinstance(value, bytes):
        return value.hex()
    return value.astimezone(UTC).isoformat(timespec="microseconds")


ENCODE = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=_plain).encode


def raise_flag(
    db: Session,
    of_person: int,
    kind: str,
    ground: str,
    *,
    by: str,
    at: datetime,
    lifted: bool = False,
) -> None:
    """Raise a flag, or lift it. Earlier ones stay; the last one counts."""
    values = {"kind": kind, "ground": ground, "lifted": lifted, "by": by, "at": at}
    db.execute(insert(flag).values(person=of_person, **values))


class NewPerson(NamedTuple):
    """Who is to be added to an assessment."""

    name: str
    unit_name: str
    village: str
    groups: Mapping[str, str]


class NewScore(NamedTuple):
    """A score to be entered, as decimal text."""

    person: int
    item: str
    value: str


class NewFlag(NamedTuple):
    """A flag to be raised or lifted."""

    person: int
    kind: str
    ground: str
    lifted: bool


def add_people(db: Session, assessment: int, people: Sequence[NewPerson]) -> None:
    """Add people who are not there yet, all at once, in their order."""
    who = {"assessment": assessment}
    add_all(db, person, [who | each._asdict() for each in people])


def enter_all(
    db: Session, scores: Sequence[NewScore], *, source: str, by: str, at: datetime
) -> None:
    """Enter scores, all at once. Earlier entries stay; the last one counts.

    Like every act that enters any, the act binds them into its line of the journal.
    """
    told = {"source": source, "reason": "", "voucher": "", "by": by, "at": at}
    add_all(db, score_entry, [told | each._asdict() for each in scores])


def raise_all(db: Session, flags: Sequence[NewFlag], *, by: str, at: datetime) -> None:
    """Raise or lift flags, all at once. Earlier ones stay; the last one counts."""
    add_all(db, flag, [{"by": by, "at": at, **each._asdict()} for each in flags])


def set_groups(db: Session, groups: Mapping[int, Mapping[str, str]]) -> None:
    """Set the group columns of people, as a file or a correction has them."""
    if groups:
        statement = update(person).where(person.c.id == bindparam("of"))
        rows = [{"of": who, "found": dict(found)} for who, found in groups.items()]
        db.connection().execute(statement.values(groups=bindparam("found", type_=JSON)), rows)


def choices(db: Session, assessment: int) -> Texts:
    """What counts of several meetings, by person and item: the last that was chosen."""
    c = combining.c
    rows = db.execute(
        select(c.person, c.item, c.how).where(c.assessment == assessment).order_by(c.id)
    )
    found: Texts = {}
    for who, item, how in rows:
        found.setdefault(who, {})[item] = how
    return found


def choose(
    db: Session,
    assessment: int,
    people: Iterable[int],
    *,
    item: str,
    how: str,
    reason: str,
    by: str,
    at: datetime,
) -> None:
    """Note what counts for these people in an item. Earlier choices stay; the last one counts."""
    told = {"assessment": assessment, "item": item, "how": how, "reason": reason}
    add_all(db, combining, [told | {"person": who, "by": by, "at": at} for who in people])
