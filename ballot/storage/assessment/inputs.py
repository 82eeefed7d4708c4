"""Statements about what a ranking is made from: the scores and flags of all people at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import JSON, bindparam, insert, select, update
from sqlalchemy.orm import Session

from ballot.storage.assessment.people_digests import note_changed
from ballot.storage.rows import add_all
from ballot.storage.tables import combining, flag, person, score_entry

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
    note_changed(db, [of_person])


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
    db: Session,
    scores: Sequence[NewScore],
    *,
    source: str,
    by: str,
    at: datetime,
    reason: str = "",
    voucher: str = "",
) -> None:
    """Enter scores, all at once. Earlier entries stay; the last one counts.

    Like every act that enters any, the act binds them into its line of the journal.
    """
    told = {"source": source, "reason": reason, "voucher": voucher, "by": by, "at": at}
    add_all(db, score_entry, [told | each._asdict() for each in scores])
    note_changed(db, (each.person for each in scores))


def raise_all(db: Session, flags: Sequence[NewFlag], *, by: str, at: datetime) -> None:
    """Raise or lift flags, all at once. Earlier ones stay; the last one counts."""
    add_all(db, flag, [{"by": by, "at": at, **each._asdict()} for each in flags])
    note_changed(db, (each.person for each in flags))


def set_groups(db: Session, groups: Mapping[int, Mapping[str, str]]) -> None:
    """Set the group columns of people, as a file or a correction has them."""
    if groups:
        statement = update(person).where(person.c.id == bindparam("of"))
        rows = [{"of": who, "found": dict(found)} for who, found in groups.items()]
        db.connection().execute(statement.values(groups=bindparam("found", type_=JSON)), rows)
        note_changed(db, groups)


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
    whom = list(people)
    add_all(db, combining, [told | {"person": who, "by": by, "at": at} for who in whom])
    note_changed(db, whom)
