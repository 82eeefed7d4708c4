"""Statements about the meetings that a list is narrowed to: counted, and read by the page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, true
from sqlalchemy.orm import Session

from ballot.domain.meeting import State
from ballot.storage import meetings
from ballot.storage.meetings import MeetingRow
from ballot.storage.tables import assessment, meeting, person, subject, turnout, unit

_SETTLED = exists().where(turnout.c.meeting == meeting.c.number)
_FIRST = (State.OPEN, State.PAUSED)
_SECOND = (State.CLOSED, State.NO_QUORUM)
_LAST = (State.OPENED, State.INVALID, State.CANCELLED)

Standing = tuple[State, bool]
"""A state, and whether what came back was settled."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which meetings: of these units (None: of all), of an assessment, with these words.

    Each word is in the title, the place, the name of a subject or of his village, the title of the
    assessment, or begins the number.
    """

    units: tuple[int, ...] | None
    words: tuple[str, ...] = ()
    assessment: int | None = None


def counts(db: Session, wanted: Wanted) -> dict[Standing, int]:
    """How many stand where."""
    settled = case((_SETTLED, 1), else_=0)
    columns = (meeting.c.state, settled)
    statement = select(*columns, func.count()).where(_are(wanted)).group_by(*columns)
    return {(State(state), bool(is_settled)): n for state, is_settled, n in db.execute(statement)}


def page(
    db: Session, wanted: Wanted, standing: Collection[Standing], first: int, most: int, today: date
) -> list[MeetingRow]:
    """At most ``most`` of those that stand so, ``first`` of them left out: those that vote, then
    those that are to be held today by the hour, then those that wait for the hall, then the
    newest."""
    where = or_(*(_stands(each) for each in standing))
    statement = _pressing_first(select(meeting).where(_are(wanted), where), today)
    rows = db.execute(statement.offset(first).limit(most)).mappings()
    return [meetings.row(each) for each in rows]


def of_numbers(
    db: Session, units: tuple[int, ...] | None, numbers: Collection[str], today: date
) -> list[MeetingRow]:
    """Those of these units (None: of all) that bear one of these numbers, in the same order."""
    statement = select(meeting).where(_are(Wanted(units)), meeting.c.number.in_(numbers))
    return [meetings.row(each) for each in db.execute(_pressing_first(statement, today)).mappings()]


def _pressing_first(statement: Select[Any], today: date) -> Select[Any]:
    """Those that vote, then those that are to be held today by the hour, then those that wait for
    the hall, then the newest."""
    is_today = and_(meeting.c.starts.startswith(today.isoformat()), meeting.c.state.not_in(_LAST))
    places = (meeting.c.state.in_(_FIRST), 0), (is_today, 1), (meeting.c.state.in_(_SECOND), 2)
    hour = case((is_today, meeting.c.starts), else_="")
    newest = (meeting.c.created_at.desc(), meeting.c.number)
    return statement.order_by(case(*places, else_=3), hour, *newest)


def settled_of(db: Session, numbers: Collection[str]) -> frozenset[str]:
    """Those of which what came back was settled."""
    statement = select(turnout.c.meeting).where(turnout.c.meeting.in_(numbers))
    return frozenset(db.scalars(statement))


def units_with_any(db: Session, units: Collection[int] | None) -> list[tuple[int, str]]:
    """(id, name) of the units, among these, that have a meeting; by id."""
    statement = select(unit.c.id, unit.c.name).where(exists().where(meeting.c.unit == unit.c.id))
    if units is not None:
        statement = statement.where(unit.c.id.in_(units))
    return [(id, name) for id, name in db.execute(statement.order_by(unit.c.id))]


def assessments_of_several(
    db: Session, units: Collection[int] | None, most: int
) -> list[tuple[int, str]]:
    """(id, title) of the newest assessments of these units that have more than one meeting."""
    grouped = select(meeting.c.assessment).group_by(meeting.c.assessment)
    if units is not None:
        grouped = grouped.where(meeting.c.unit.in_(units))
    several = grouped.having(func.count() > 1)
    named = (assessment.c.id.in_(several), assessment.c.title != "")
    statement = select(assessment.c.id, assessment.c.title).where(*named)
    rows = db.execute(statement.order_by(assessment.c.id.desc()).limit(most))
    return [(id, title) for id, title in rows]


def _are(wanted: Wanted) -> ColumnElement[bool]:
    parts = [_says(word) for word in wanted.words]
    if wanted.units is not None:
        parts.append(meeting.c.unit.in_(wanted.units))
    if wanted.assessment is not None:
        parts.append(meeting.c.assessment == wanted.assessment)
    return and_(true(), *parts)


def _says(word: str) -> ColumnElement[bool]:
    def has(column: ColumnElement[str]) -> ColumnElement[bool]:
        return column.icontains(word, autoescape=True)

    ours = (subject.c.meeting == meeting.c.number, subject.c.person == person.c.id)
    titled = select(assessment.c.id).where(has(assessment.c.title))
    return or_(
        has(meeting.c.title),
        has(meeting.c.place),
        meeting.c.number.startswith(word, autoescape=True),
        meeting.c.assessment.in_(titled),
        exists().where(*ours, or_(has(person.c.name), has(person.c.village))),
    )


def _stands(standing: Standing) -> ColumnElement[bool]:
    state, is_settled = standing
    return and_(meeting.c.state == state, _SETTLED if is_settled else ~_SETTLED)
