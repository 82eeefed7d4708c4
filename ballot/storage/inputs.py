"""Statements about what a ranking is made from: the scores and flags of all people at once."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from ballot.storage.rows import add_all
from ballot.storage.tables import combining, flag, person, score_entry

Texts = dict[int, dict[str, str]]
"""Texts by person and name of the item or flag."""


def entries(db: Session, assessment: int) -> Texts:
    """The score of each item that counts, the last one entered, as decimal text."""
    c = score_entry.c
    statement = select(c.person, c.item, c.value).join(person, person.c.id == c.person)
    rows = db.execute(statement.where(person.c.assessment == assessment).order_by(c.id))
    found: Texts = {}
    for who, item, value in rows:
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
    """SHA-256, in hex, over all that was ever entered, in its order: people, scores, flags,
    and what counts of several meetings.

    An assessment of which nothing was entered has one too.
    """
    people = select(person).where(person.c.assessment == assessment)
    parts = [db.execute(people.order_by(person.c.id)).mappings()]
    for table in (score_entry, flag, combining):
        rows = select(table).join(person, person.c.id == table.c.person)
        rows = rows.where(person.c.assessment == assessment).order_by(table.c.id)
        parts.append(db.execute(rows).mappings())
    lists = [[dict(row) for row in part] for part in parts]
    text = json.dumps(lists, sort_keys=True, separators=(",", ":"), default=_instant)
    return sha256(b"entered-v1|" + text.encode()).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


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


def set_groups(db: Session, of_person: int, groups: Mapping[str, str]) -> None:
    """Set the group columns of a person who came by a meeting without them."""
    db.execute(update(person).where(person.c.id == of_person).values(groups=dict(groups)))


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
