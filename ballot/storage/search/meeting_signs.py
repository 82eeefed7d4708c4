"""Statements about many meetings at once: what says of each where it stands. One reading each,
however many meetings there are."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ballot.domain.meeting import EXCHANGED, SPENT
from ballot.domain.meetings.consent import ConsentRow
from ballot.storage import consents
from ballot.storage.badges import KIOSK
from ballot.storage.batches import BatchRow
from ballot.storage.slips import ITS_BATCH
from ballot.storage.tables import (
    batch,
    consent,
    credential,
    eligible,
    person,
    slip,
    subject,
    turnout,
)


def batches(db: Session, numbers: Collection[str]) -> dict[str, list[BatchRow]]:
    """The batches of each in order."""
    columns = (batch.c.number, batch.c.voter_class, batch.c.count, batch.c.state)
    where = select(batch.c.meeting, *columns).where(batch.c.meeting.in_(numbers))
    found: dict[str, list[BatchRow]] = defaultdict(list)
    for number, *row in db.execute(where.order_by(batch.c.meeting, batch.c.number)):
        found[number].append(BatchRow(*row))
    return found


def eligible_parts(db: Session, numbers: Collection[str]) -> dict[str, list[tuple[str, int]]]:
    """应参加 of each, (category, persons) in order."""
    columns = (eligible.c.meeting, eligible.c.category, eligible.c.persons)
    where = select(*columns).where(eligible.c.meeting.in_(numbers))
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for number, category, persons in db.execute(where.order_by(columns[0], eligible.c.position)):
        found[number].append((category, persons))
    return found


def people(db: Session, numbers: Collection[str]) -> dict[str, list[tuple[str, str, str]]]:
    """Name, unit and village of whom each judges, in the order of the paper."""
    columns = (person.c.name, person.c.unit_name, person.c.village)
    joined = select(subject.c.meeting, *columns).join(person, person.c.id == subject.c.person)
    where = joined.where(subject.c.meeting.in_(numbers))
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for number, *row in db.execute(where.order_by(subject.c.meeting, subject.c.position)):
        name, unit, village = row
        found[number].append((name, unit, village))
    return found


def keys(db: Session, numbers: Collection[str]) -> dict[str, int]:
    """How many 监票人 of each have confirmed theirs."""
    confirmed = (credential.c.confirmed, credential.c.role != KIOSK)
    statement = select(credential.c.meeting, func.count()).where(
        credential.c.meeting.in_(numbers), *confirmed
    )
    return dict(db.execute(statement.group_by(credential.c.meeting)).all())


def asked(db: Session, numbers: Collection[str]) -> dict[str, list[ConsentRow]]:
    """What the 监票人 of each were asked and was not used up yet, in the order of asking."""
    where = (consent.c.meeting.in_(numbers), ~consent.c.used)
    columns = (consent.c.meeting, *consents.COLUMNS)
    found: dict[str, list[ConsentRow]] = defaultdict(list)
    for number, *row in db.execute(select(*columns).where(*where).order_by(consent.c.id)):
        found[number].append(ConsentRow(*row))
    return found


def returned(db: Session, numbers: Collection[str]) -> dict[str, int]:
    """收回 of each: as settled, else as the slips say now."""
    total = func.sum(turnout.c.phone + turnout.c.kiosk + turnout.c.paper)
    settled = select(turnout.c.meeting, total).where(turnout.c.meeting.in_(numbers))
    found = {each: int(n) for each, n in db.execute(settled.group_by(turnout.c.meeting))}
    return _slips(db, [each for each in numbers if each not in found], *SPENT) | found


def exchanged(db: Session, numbers: Collection[str]) -> dict[str, int]:
    """How many slips of each that were printed whole were exchanged for paper."""
    if not numbers:
        return {}
    its_batch = select(slip.c.meeting, func.count()).join(batch, ITS_BATCH)
    where = (slip.c.meeting.in_(numbers), slip.c.st == EXCHANGED, batch.c.state == "confirmed")
    return dict(db.execute(its_batch.where(*where).group_by(slip.c.meeting)).all())


def _slips(db: Session, numbers: Collection[str], *states: int) -> dict[str, int]:
    if not numbers:
        return {}
    where = (slip.c.meeting.in_(numbers), slip.c.st.in_(states))
    statement = select(slip.c.meeting, func.count()).where(*where)
    return dict(db.execute(statement.group_by(slip.c.meeting)).all())
