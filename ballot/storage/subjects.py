"""Statements about what a meeting asks of whom: subjects, questions, classes, the eligible."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from ballot.domain.meeting import State
from ballot.storage.rows import add_all
from ballot.storage.tables import eligible, meeting, person, question, subject, voter_class


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A subject of a meeting, in the order of the paper."""

    position: int
    person: int
    name: str
    unit_name: str
    village: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question; without options it asks for a whole number 0…100."""

    text: str
    options: tuple[str, ...]
    blank: bool


@dataclass(frozen=True, slots=True)
class VoterClassRow:
    """A class of voters; ``weight`` is decimal text, None where classes do not weigh."""

    name: str
    weight: str | None = None


@dataclass(frozen=True, slots=True)
class EligibleRow:
    """应参加: distinct persons of a category; a correction gives its reason."""

    category: str
    persons: int
    voter_class: int = 0
    reason: str | None = None


def put_subjects(db: Session, number: str, people: Sequence[int]) -> None:
    """Set the subjects of a meeting, by the ids of the persons, in this order."""
    db.execute(delete(subject).where(subject.c.meeting == number))
    rows = [
        {"meeting": number, "position": place, "person": who} for place, who in enumerate(people)
    ]
    add_all(db, subject, rows)


def subjects(db: Session, number: str) -> list[SubjectRow]:
    """The subjects of a meeting in the order of the paper."""
    columns = (subject.c.position, person.c.id, person.c.name, person.c.unit_name, person.c.village)
    statement = select(*columns).join(person, person.c.id == subject.c.person)
    where = statement.where(subject.c.meeting == number).order_by(subject.c.position)
    return [SubjectRow(*row) for row in db.execute(where)]


def by_meeting(db: Session, assessment: int) -> dict[str, list[SubjectRow]]:
    """The same of all meetings of an assessment, by their numbers."""
    columns = (subject.c.position, person.c.id, person.c.name, person.c.unit_name, person.c.village)
    joined = select(subject.c.meeting, *columns).join(person, person.c.id == subject.c.person)
    ours = joined.join(meeting, meeting.c.number == subject.c.meeting)
    found: dict[str, list[SubjectRow]] = {}
    for number, *row in db.execute(
        ours.where(meeting.c.assessment == assessment).order_by(*columns[:1])
    ):
        found.setdefault(number, []).append(SubjectRow(*row))
    return found


def meetings_of(
    db: Session, assessment: int, people: Collection[int] | None = None
) -> dict[int, list[tuple[str, str]]]:
    """By person (number, item) of all meetings of an assessment of which he is a subject; of these
    ``people`` alone where they are named.

    A cancelled meeting measures nobody and is left out.
    """
    ours = () if people is None else (subject.c.person.in_(people),)
    held = (meeting.c.assessment == assessment, meeting.c.state != State.CANCELLED)
    return _meetings(db, *held, *ours)


def opened_meetings_of(
    db: Session, assessment: int, people: Collection[int]
) -> dict[int, list[tuple[str, str]]]:
    """The same of these people alone, and of meetings whose box was opened."""
    ours = subject.c.person.in_(people)
    return _meetings(db, meeting.c.assessment == assessment, meeting.c.state == State.OPENED, ours)


def _meetings(db: Session, *where: ColumnElement[bool]) -> dict[int, list[tuple[str, str]]]:
    joined = select(subject.c.person, meeting.c.number, meeting.c.item).join(
        meeting, meeting.c.number == subject.c.meeting
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for who, number, item in db.execute(joined.where(*where).order_by(meeting.c.number)):
        found.setdefault(who, []).append((number, item))
    return found


def numbers_with(db: Session, of_person: int) -> list[str]:
    """The numbers of all meetings of which somebody is a subject, cancelled ones too."""
    statement = select(subject.c.meeting).where(subject.c.person == of_person)
    return list(db.scalars(statement.order_by(subject.c.meeting)))


def before_any(db: Session, assessment: int) -> frozenset[int]:
    """The people of an assessment who are subjects of any meeting."""
    who = select(subject.c.person).join(person, person.c.id == subject.c.person)
    return frozenset(db.scalars(who.where(person.c.assessment == assessment).distinct()))


def put_questions(db: Session, number: str, questions: Sequence[QuestionRow]) -> None:
    """Set the questions of a meeting in this order."""
    db.execute(delete(question).where(question.c.meeting == number))
    rows = [
        {
            "meeting": number,
            "position": place,
            "text": each.text,
            "options": list(each.options),
            "blank": each.blank,
        }
        for place, each in enumerate(questions)
    ]
    add_all(db, question, rows)


def questions(db: Session, number: str) -> list[QuestionRow]:
    """The questions of a meeting in order."""
    columns = (question.c.text, question.c.options, question.c.blank)
    statement = select(*columns).where(question.c.meeting == number).order_by(question.c.position)
    return [
        QuestionRow(text, tuple(options), blank) for text, options, blank in db.execute(statement)
    ]


def put_classes(db: Session, number: str, classes: Sequence[VoterClassRow]) -> None:
    """Set the classes of voters; their place in this order is the class of slip and vote."""
    db.execute(delete(voter_class).where(voter_class.c.meeting == number))
    rows = [
        {"meeting": number, "position": place, "name": each.name, "weight": each.weight}
        for place, each in enumerate(classes)
    ]
    add_all(db, voter_class, rows)


def classes(db: Session, number: str) -> list[VoterClassRow]:
    """The classes of voters in order."""
    columns = (voter_class.c.name, voter_class.c.weight)
    statement = select(*columns).where(voter_class.c.meeting == number)
    return [VoterClassRow(*row) for row in db.execute(statement.order_by(voter_class.c.position))]


def put_eligible(db: Session, number: str, parts: Sequence[EligibleRow]) -> None:
    """Set 应参加 by category; where only one number is known, one part without a name."""
    db.execute(delete(eligible).where(eligible.c.meeting == number))
    rows = [
        {
            "meeting": number,
            "position": place,
            "category": each.category,
            "voter_class": each.voter_class,
            "persons": each.persons,
            "reason": each.reason,
        }
        for place, each in enumerate(parts)
    ]
    add_all(db, eligible, rows)


def eligible_parts(db: Session, number: str) -> list[EligibleRow]:
    """应参加 by category in order."""
    c = eligible.c
    statement = select(c.category, c.persons, c.voter_class, c.reason).where(c.meeting == number)
    return [EligibleRow(*row) for row in db.execute(statement.order_by(c.position))]
