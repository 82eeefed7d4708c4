"""Results of meetings as they flow into their assessment: who was measured, where, and how."""

from dataclasses import dataclass, replace
from fractions import Fraction

from sqlalchemy.orm import Session

from ballot.domain import columns, rounding, satisfaction
from ballot.domain.errors import Tampered
from ballot.domain.meeting import State
from ballot.domain.person import BallotCount, Person
from ballot.domain.result import SMALLEST_CLASS, SubjectTally
from ballot.domain.satisfaction import SatisfactionRule
from ballot.domain.scheme import Scheme
from ballot.domain.tally import Tally
from ballot.storage import meetings, results, subjects
from ballot.storage.meetings import MeetingRow
from ballot.usecases import notice, record
from ballot.usecases.hall import Hall

FULL = 100


@dataclass(frozen=True, slots=True)
class Measured:
    """What a meeting says of one of its subjects; ``sha256`` is that of the signed result."""

    number: str
    sha256: str
    eligible: int
    tally: SubjectTally


def of_assessment(hall: Hall, db: Session, assessment: int) -> dict[int, Measured]:
    """By person the last opened meeting of which he is a subject; nobody else is in it.

    Of a chain of rounds only the last can be opened. Raises Tampered.
    """
    found: dict[int, Measured] = {}
    for meeting in meetings.of_assessment(db, assessment):
        found |= _of_meeting(hall, db, meeting)
    return found


def _of_meeting(hall: Hall, db: Session, meeting: MeetingRow) -> dict[int, Measured]:
    kept = results.find(db, meeting.number)
    if (kept is not None) != (meeting.state is State.OPENED):
        raise Tampered(what="result")
    if kept is None:
        return {}
    facts = notice.of(hall, meeting)
    notice.require_names(db, facts)
    tallies = record.read(hall, kept, meeting).tallies
    rows = subjects.subjects(db, meeting.number)
    return {
        row.person: Measured(meeting.number, kept.sha256.hex(), facts.eligible, tally)
        for row, tally in zip(rows, tallies, strict=True)
    }


def put(scheme: Scheme, person: Person, measured: Measured) -> Person:
    """The person with the ballots of the meeting.

    Where two items ask different people the same question (下级测评, 同级互评), no meeting can
    say whose answers it holds: neither is taken from it, and a file brings them in.
    """
    ballots: dict[str, BallotCount] = {}
    given: dict[str, Fraction] = dict(person.given)
    for item in scheme.items:
        rule = item.ballot
        if rule is None or not _alone(scheme, rule):
            continue
        tally = measured.tally.questions[rule.question]
        by_class = tuple(part[rule.question] for part in measured.tally.by_class)
        if columns.is_counted(scheme, item):
            if len(by_class) == len(scheme.classes):
                ballots[item.name] = BallotCount(measured.eligible, tally, by_class)
            continue
        given.pop(item.name, None)
        figure = satisfaction.of(rule, tally)
        if figure is not None:
            given[item.name] = figure.value * FULL
    return replace(person, ballots=ballots, given=given)


def _alone(scheme: Scheme, rule: SatisfactionRule) -> bool:
    """Whether no other item is made from the same question."""
    return (
        sum(1 for one in scheme.items if one.ballot and one.ballot.question == rule.question) == 1
    )


def texts(scheme: Scheme, person: Person) -> dict[str, str]:
    """The same as the cells of a row, so that a report shows what was counted.

    Counts of a class of fewer than eight are in no row.
    """
    found: dict[str, str] = {}
    for item in scheme.items:
        if item.ballot is None:
            continue
        if not columns.is_counted(scheme, item):
            if item.name in person.given:
                found[item.column] = rounding.shown(person.given[item.name])
        elif item.name in person.ballots:
            counted = person.ballots[item.name]
            names = [
                column.name
                for column in columns.coming_in(scheme)
                if column.role is columns.Role.COUNT and column.item == item.name
            ]
            parts = counted.by_class or (counted.tally,)
            cells = [str(counted.eligible), *(cell for part in parts for cell in _cells(part))]
            if not scheme.classes or all(part.returned >= SMALLEST_CLASS for part in parts):
                found |= dict(zip(names, cells, strict=True))
    return found


def _cells(tally: Tally) -> tuple[str, ...]:
    return tuple(str(count) for count in (*tally.counts, tally.blank, tally.invalid))
