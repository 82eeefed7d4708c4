"""How far meetings have come on their way to the vote, and how many came, of many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.acts import Act
from ballot.domain.errors import Tampered
from ballot.domain.meeting import Custody, State
from ballot.domain.meetings import voter_classes
from ballot.domain.meetings.consent import ConsentRow
from ballot.domain.meetings.voter_classes import PlannedClass
from ballot.domain.scheme import quorum
from ballot.storage import batches
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.storage.batches import BatchRow
from ballot.storage.meetings import MeetingRow
from ballot.storage.search import meeting_signs
from ballot.usecases.consents import consenting
from ballot.usecases.hall import Hall
from ballot.usecases.result.watch_turnout import Turnout, turnout_of
from ballot.usecases.verified import frozen_facts, schemes

HAVE_COUNTS = (State.OPEN, State.PAUSED, State.CLOSED, State.NO_QUORUM)
"""States in which a list tells how many came."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a meeting stands. ``eligible`` is as planned; ``slips`` are those printed whole,
    ``keys`` the 监票人 that have confirmed theirs, ``consents`` what they were asked and is still
    needed.

    ``turnout`` is None before the vote and after its outcome, and where the frozen facts do not
    bear their tag: ``tampered``.
    """

    state: State
    custody: Custody
    eligible: int
    slips: int
    keys: int
    classes: tuple[PlannedClass, ...]
    unconfirmed: tuple[BatchRow, ...]
    consents: tuple[ConsentRow, ...]
    turnout: Turnout | None = None
    tampered: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of all of them, by number."""

    batches: Mapping[str, list[BatchRow]]
    parts: Mapping[str, list[tuple[str, int]]]
    keys: Mapping[str, int]
    asked: Mapping[str, list[ConsentRow]]
    returned: Mapping[str, int]
    exchanged: Mapping[str, int]


def of(
    hall: Hall, db: Session, rows: Sequence[MeetingRow], kept: Mapping[int, AssessmentRow]
) -> dict[str, Progress]:
    """By number. ``kept`` are their assessments by id."""
    numbers = [each.number for each in rows]
    counted = [each.number for each in rows if each.state in HAVE_COUNTS]
    closed = [each.number for each in rows if each.state is State.CLOSED]
    read = _Read(
        batches=meeting_signs.batches(db, numbers),
        parts=meeting_signs.eligible_parts(db, numbers),
        keys=meeting_signs.keys(db, numbers),
        asked=meeting_signs.asked(db, numbers),
        returned=meeting_signs.returned(db, counted),
        exchanged=meeting_signs.exchanged(db, closed),
    )
    return {each.number: _one(hall, each, kept[each.assessment], read) for each in rows}


def _one(hall: Hall, row: MeetingRow, kept: AssessmentRow, read: _Read) -> Progress:
    number = row.number
    issued = read.batches.get(number, [])
    parts = read.parts.get(number, [])
    by_class = batches.confirmed_by_class(issued)
    try:
        turnout, tampered = _turnout(hall, row, kept, read), False
    except Tampered:
        turnout, tampered = None, True
    return Progress(
        state=row.state,
        custody=row.custody,
        eligible=sum(persons for _, persons in parts),
        slips=sum(by_class.values()),
        keys=read.keys.get(number, 0),
        classes=voter_classes.planned(schemes.of_kept(kept, row).classes, parts, by_class),
        unconfirmed=tuple(each for each in issued if each.state == "issued"),
        consents=tuple(
            each for each in read.asked.get(number, []) if consenting.is_needed(row, Act(each.act))
        ),
        turnout=turnout,
        tampered=tampered,
    )


def _turnout(hall: Hall, row: MeetingRow, kept: AssessmentRow, read: _Read) -> Turnout | None:
    """Raises Tampered."""
    if row.state not in HAVE_COUNTS:
        return None
    if row.frozen is None:
        eligible = sum(persons for _, persons in read.parts.get(row.number, []))
        required = quorum.required(schemes.of_kept(kept, row).quorum, eligible)
    else:
        facts = frozen_facts.of(hall, row)
        eligible, required = facts.eligible, facts.minimum
    papers = read.exchanged.get(row.number, 0)
    return turnout_of(row.state, eligible, required, read.returned.get(row.number, 0), papers)
