"""Statements by which it is known whether anything of an assessment has changed: few, and cheap.

What a page of many people shows is worked out once for each of these answers.
"""

from collections.abc import Collection
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ballot.domain import journal_line
from ballot.domain.meeting import State
from ballot.storage.tables import assessment, journal, meeting, person, result, subject


def count_people(db: Session, of_assessment: int) -> int:
    """How many people an assessment has."""
    return db.scalar(select(func.count()).where(person.c.assessment == of_assessment)) or 0


def of_results(db: Session, of_assessment: int) -> bytes:
    """The digests of all results of its meetings, as one of 32 bytes."""
    joined = select(result.c.meeting, result.c.sha256).join(
        meeting, meeting.c.number == result.c.meeting
    )
    hashed = sha256()
    for number, digest in db.execute(
        joined.where(meeting.c.assessment == of_assessment).order_by(result.c.meeting)
    ):
        hashed.update(number.encode() + bytes(digest))
    return hashed.digest()


def of_subjects(db: Session, of_assessment: int) -> bytes:
    """Who is before which of its meetings, and what each fills, as 32 bytes."""
    c = meeting.c
    columns = (
        c.number,
        c.item,
        func.count(),
        func.min(subject.c.person),
        func.sum(subject.c.person),
    )
    joined = select(*columns).join(subject, subject.c.meeting == c.number)
    ours = joined.where(c.assessment == of_assessment, c.state != State.CANCELLED)
    hashed = sha256()
    for row in db.execute(ours.group_by(c.number, c.item).order_by(c.number)):
        hashed.update(repr(tuple(map(str, row))).encode())
    return hashed.digest()


def of_others(db: Session, assessments: Collection[int]) -> bytes:
    """How long the chains of these assessments are, as 32 bytes."""
    c = journal.c
    names = [journal_line.of_assessment(each) for each in assessments]
    lengths = select(c.chain, func.max(c.sequence)).where(c.chain.in_(names))
    rows = db.execute(lengths.group_by(c.chain).order_by(c.chain))
    return sha256(repr([tuple(row) for row in rows]).encode()).digest()


def alike(db: Session, unit: int, scheme_id: str) -> list[int]:
    """The ids of the assessments of a unit under one policy that were not removed."""
    c = assessment.c
    statement = select(c.id).where(c.unit == unit, c.scheme_id == scheme_id)
    return list(db.scalars(statement.where(c.removed_at.is_(None)).order_by(c.id)))
