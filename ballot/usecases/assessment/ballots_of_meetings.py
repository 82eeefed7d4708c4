"""Results of meetings as they flow into their assessment: who was measured, where, and how."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from ballot.domain.errors import Tampered
from ballot.domain.meeting import State
from ballot.domain.scheme.scheme import Combine
from ballot.domain.scoring.measured_person import Measured
from ballot.storage import meetings, results, subjects
from ballot.storage.meetings import MeetingRow
from ballot.storage.results import ResultRow
from ballot.storage.subjects import SubjectRow
from ballot.usecases.hall import Hall
from ballot.usecases.verified import frozen_facts, result_record

WAYS = (Combine.SUM_VOTES.value, Combine.MEAN.value)
"""All ballots together, or the mean of the figures; else one meeting by its number."""


def of_assessment(hall: Hall, db: Session, assessment: int) -> dict[int, tuple[Measured, ...]]:
    """By person every opened meeting of which he is a subject, the oldest first.

    Of a chain of rounds only the last can be opened. Raises Tampered.
    """
    found: dict[int, tuple[Measured, ...]] = {}
    kept, rows = results.of_assessment(db, assessment), subjects.by_meeting(db, assessment)
    for meeting in meetings.of_assessment(db, assessment):
        number = meeting.number
        there = _of_meeting(hall, db, meeting, kept.get(number), rows.get(number, []))
        for person, measured in there.items():
            found[person] = (*found.get(person, ()), measured)
    return found


def _nothing(hall: Hall, kept: ResultRow | None, meeting: MeetingRow) -> dict[int, Measured]:
    """Nobody is measured by a rehearsal. Raises Tampered where it is a vote that is called so."""
    if kept is not None:
        result_record.read(hall, kept, meeting)
    return {}


def _of_meeting(
    hall: Hall,
    db: Session,
    meeting: MeetingRow,
    kept: ResultRow | None,
    rows: Sequence[SubjectRow],
) -> dict[int, Measured]:
    if (kept is not None) != (meeting.state.rehearsed is State.OPENED):
        raise Tampered(what="result")
    if kept is None or meeting.state.is_rehearsal:
        return _nothing(hall, kept, meeting)
    facts = frozen_facts.of(hall, meeting)
    frozen_facts.require_names_in(db, facts, rows)
    record = result_record.read(hall, kept, meeting)
    said = (meeting.number, kept.sha256.hex(), facts.eligible)
    return {
        row.person: Measured(*said, tally, facts.item, record.unbalanced)
        for row, tally in zip(rows, record.tallies, strict=True)
    }
