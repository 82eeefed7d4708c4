"""Statements about corrections of a person, and the day on which he left: only ever added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from ballot.domain.scheme.scheme import KEY_COLUMNS
from ballot.storage.assessment.people_digests import note_changed
from ballot.storage.tables import (
    appeal,
    combining,
    flag,
    person,
    person_change,
    placing,
    review,
    score_entry,
)

LEFT_ON = "left_on"
"""The key of a change under which the day stands on which somebody left his post; empty: he is in
it again."""
NAMING = (placing, review, appeal)
"""Where somebody is named once he was ranked."""
ENTERED = (score_entry, flag, combining)
"""What is entered of somebody."""
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change as it was written down: column → text, before and after."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    reason: str
    by: str
    at: datetime


def add(
    db: Session,
    of_person: int,
    *,
    before: Mapping[str, str],
    after: Mapping[str, str],
    reason: str,
    by: str,
    at: datetime,
) -> None:
    """Write down what was changed of a person."""
    told = {"before": dict(before), "after": dict(after), "reason": reason, "by": by, "at": at}
    db.execute(insert(person_change).values(person=of_person, **told))
    note_changed(db, [of_person])


def of_person(db: Session, id: int) -> list[ChangeRow]:
    """All changes of a person, the newest first."""
    c = person_change.c
    statement = select(c.before, c.after, c.reason, c.by, c.at).where(c.person == id)
    return [ChangeRow(*row) for row in db.execute(statement.order_by(c.id.desc()))]


def left(db: Session, assessment: int) -> dict[int, str]:
    """By person the day on which he left, of those who have."""
    found: dict[int, str] = {}
    for who, after in _of_assessment(db, assessment, "after"):
        if LEFT_ON in after:
            found[who] = after[LEFT_ON]
    return {who: day for who, day in found.items() if day}


def former_keys(db: Session, people: Mapping[int, Key]) -> dict[int, tuple[Key, ...]]:
    """By person every 姓名, 单位, 村 that he had before the one of ``people``, the oldest first."""
    c = person_change.c
    rows = db.execute(
        select(c.person, c.before).where(c.person.in_(list(people))).order_by(c.id.desc())
    )
    now = dict(people)
    found: dict[int, tuple[Key, ...]] = {}
    for who, before in rows:
        then = tuple(
            before.get(name, text) for name, text in zip(KEY_COLUMNS, now[who], strict=True)
        )
        key = (then[0], then[1], then[2])
        if key != now[who]:
            found[who] = (key, *found.get(who, ()))
        now[who] = key
    return found


def set_key(db: Session, id: int, name: str, unit_name: str, village: str) -> None:
    """Give a person another 姓名, 单位, 村; whoever refers to him refers to him still."""
    values = {"name": name, "unit_name": unit_name, "village": village}
    db.execute(update(person).where(person.c.id == id).values(**values))
    note_changed(db, [id])


def is_named(db: Session, id: int) -> bool:
    """Whether a ranking, a review or an appeal names him."""
    return _is_in(db, id, NAMING)


def is_entered(db: Session, id: int) -> bool:
    """Whether a score, a flag, or what counts of several meetings was ever entered of him."""
    return _is_in(db, id, ENTERED)


def entered(db: Session, assessment: int) -> list[tuple[str, str, str]]:
    """姓名, 单位, 村 of those of whom anything was entered, in the order of their adding."""
    said = (select(table.c.person) for table in ENTERED)
    whose = or_(*(person.c.id.in_(each) for each in said))
    statement = select(person.c.name, person.c.unit_name, person.c.village).where(
        person.c.assessment == assessment, whose
    )
    return [(row[0], row[1], row[2]) for row in db.execute(statement.order_by(person.c.id))]


def _is_in(db: Session, id: int, tables: Sequence[Table]) -> bool:
    counts = (select(func.count()).select_from(t).where(t.c.person == id) for t in tables)
    return any(db.scalar(each) for each in counts)


def remove(db: Session, id: int) -> None:
    """Take a person out of his assessment, with all that was entered of him alone."""
    for table in (*ENTERED, person_change):
        db.execute(delete(table).where(table.c.person == id))
    db.execute(delete(person).where(person.c.id == id))


def _of_assessment(
    db: Session, assessment: int, column: str
) -> list[tuple[int, Mapping[str, str]]]:
    c = person_change.c
    statement = select(c.person, c[column]).join(person, person.c.id == c.person)
    rows = db.execute(statement.where(person.c.assessment == assessment).order_by(c.id))
    return [(who, told) for who, told in rows]
