"""The result of a meeting in whatever state it stands: no figure before its box is opened."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ballot.domain import excluded
from ballot.domain.errors import Tampered
from ballot.domain.ledger import remarks
from ballot.domain.ledger.ledger_told import Told
from ballot.domain.meeting import CASTING, UNUSED, State
from ballot.domain.meetings import result
from ballot.domain.meetings.frozen import Frozen
from ballot.domain.meetings.result import MeetingFacts, MeetingResult, Returned, SubjectFacts
from ballot.domain.meetings.result_by_class import ClassFacts
from ballot.domain.meetings.small_hall import SMALL
from ballot.domain.scheme.scheme import Scheme
from ballot.storage import batches, meetings, results, slips, subjects, turnout
from ballot.storage.meetings import MeetingRow
from ballot.storage.subjects import SubjectRow
from ballot.usecases.assessment import ranking_inputs
from ballot.usecases.assessment.ranking_inputs import Objective
from ballot.usecases.casting import admission
from ballot.usecases.hall import Hall
from ballot.usecases.ledger import settling
from ballot.usecases.verified import (
    chain,
    ending,
    entered_values,
    frozen_facts,
    ledger,
    printed_slips,
    result_record,
    schemes,
)
from ballot.usecases.verified.result_record import Record


@dataclass(frozen=True, slots=True)
class _Known:
    facts: MeetingFacts
    scheme: Scheme
    subjects: tuple[SubjectFacts, ...]
    tallies: tuple[result.SubjectTally, ...] | None
    told: Told


def see_result(hall: Hall, number: str) -> MeetingResult:
    """The result as ``result --json`` has it. Raises MeetingUnknown, and Tampered where state,
    figures, scores or result are not what the program wrote and the journal tells.

    While fewer than 30 vote the numbers of slips are those before the first one; only whether the
    quorum is met is true at every moment.
    """
    return hall.database.read(lambda db: in_view(hall, db, number))


def in_view(hall: Hall, db: Session, number: str) -> MeetingResult:
    """The same of one view of the database, for whoever tells it beside other things of it."""
    known = _know(hall, db, meetings.get(db, number))
    computed = result.compute(known.facts, known.scheme, known.subjects, known.tallies)
    whole = replace(computed, remarks=remarks.of(computed, known.told))
    if not is_hidden(known.facts.state, known.facts.eligible):
        return whole
    return replace(whole, facts=replace(known.facts, returned=Returned(), void=0))


def is_hidden(state: State, eligible: int) -> bool:
    """Whether only 已达到/未达到 may be shown."""
    return state in (*CASTING, State.PAUSED) and eligible < SMALL


def returned_now(db: Session, number: str) -> Returned:
    """收回 by way: as frozen when the slips were settled, else as the slips say now."""
    return settling.in_all(turnout.frozen(db, number) or turnout.by_class(db, number))


def _know(hall: Hall, db: Session, meeting: MeetingRow) -> _Known:
    lines = chain.of_meeting(hall, db, meeting.number)
    ending.require(db, lines, meeting)
    brought_in = chain.of_assessment(hall, db, meeting.assessment)
    rows = subjects.subjects(db, meeting.number)
    entered_values.require(db, brought_in, meeting.assessment, [each.person for each in rows])
    frozen = None if meeting.frozen is None else frozen_facts.of(hall, meeting)
    if frozen is None:
        scheme = schemes.of(db, meeting)
    else:
        scheme = schemes.of_frozen(db, meeting, frozen)
        frozen_facts.require_names(db, frozen)
    opened = _record(hall, db, meeting)
    returned = opened.returned if opened else returned_now(db, meeting.number)
    told = ledger.told(lines)
    return _Known(
        facts=replace(
            _facts(hall, db, meeting, frozen, returned, told),
            opened_by=opened.opened_by if opened else (),
            classes=_classes(db, frozen, scheme) if frozen else (),
        ),
        scheme=scheme,
        subjects=_subjects(db, meeting, rows, scheme, frozen),
        tallies=opened.tallies if opened else None,
        told=told,
    )


def _classes(db: Session, frozen: Frozen, scheme: Scheme) -> tuple[ClassFacts, ...]:
    """The classes of voters; what came back of each once the slips are settled."""
    settled = turnout.frozen(db, frozen.number)
    came = {each.voter_class: each.total for each in settled}
    return tuple(
        ClassFacts(
            name=each.name,
            weight=voters.weight,
            eligible=each.eligible,
            issued=each.slips,
            returned=came.get(at, 0) if settled else None,
        )
        for at, (each, voters) in enumerate(zip(frozen.classes, scheme.classes, strict=False))
    )


def _record(hall: Hall, db: Session, meeting: MeetingRow) -> Record | None:
    """What came out of the box. Raises Tampered("result") unless it is there exactly when opened.

    Whoever could take a result away, or the state that goes with it, would have a second round.
    """
    kept = results.find(db, meeting.number)
    if (kept is not None) != (meeting.state.rehearsed is State.OPENED):
        raise Tampered(what="result")
    return None if kept is None else result_record.read(hall, kept, meeting)


def _facts(
    hall: Hall,
    db: Session,
    meeting: MeetingRow,
    frozen: Frozen | None,
    returned: Returned,
    said: Told,
) -> MeetingFacts:
    counted = slips.counts(db, meeting.number)
    printed = _printed(db, meeting, frozen)
    unused = sum(n for (_, st), n in counted.items() if st == UNUSED)
    over = meeting.state in ending.OVER
    return MeetingFacts(
        meeting=meeting.number,
        title=frozen.title if frozen else meeting.title,
        custody=frozen.custody if frozen else meeting.custody,
        transport=frozen.transport if frozen else hall.transport,
        state=meeting.state,
        eligible=frozen.eligible if frozen else eligible_of(db, meeting.number),
        issued=printed,
        returned=returned,
        round=meeting.round,
        follows=meeting.follows,
        handed_out=said.handed_out,
        unissued=said.unissued,
        spoiled=said.voided,
        exchanged=said.exchanged,
        gone_over=said.gone_over,
        restored=said.restored,
        excluded=excluded.count(said.excluded),
        not_returned=ledger.not_returned(printed, returned.total, said) if over else 0,
        void=max(0, printed - unused - returned.phone - returned.kiosk),
        item=frozen.item if frozen else meeting.item,
    )


def _printed(db: Session, meeting: MeetingRow, frozen: Frozen | None) -> int:
    """印制: what was on the wall as the vote began, and before that what is confirmed by now."""
    if frozen is None or meeting.state in admission.BEFORE:
        return batches.confirmed(db, meeting.number)
    return printed_slips.of(db, frozen)


def eligible_of(db: Session, number: str) -> int:
    """应参加 of a meeting that is not frozen."""
    return sum(each.persons for each in subjects.eligible_parts(db, number))


def _subjects(
    db: Session,
    meeting: MeetingRow,
    rows: Sequence[SubjectRow],
    scheme: Scheme,
    frozen: Frozen | None,
) -> tuple[SubjectFacts, ...]:
    """By the names that stood on the paper, whatever was corrected since."""
    if frozen is not None:
        pairs = zip(rows, frozen.subjects, strict=True)
        rows = [
            replace(row, name=was.name, unit_name=was.unit, village=was.village)
            for row, was in pairs
        ]
    people = [each.person for each in rows]
    told = ranking_inputs.objectives(db, meeting.assessment, scheme, people)
    also = _also_measured(db, meeting, people)
    return tuple(_subject(each, told[each.person], also.get(each.person, ())) for each in rows)


def _subject(row: SubjectRow, told: Objective, also: tuple[str, ...]) -> SubjectFacts:
    waiting = told.lacks.words if told.lacks else ""
    return SubjectFacts(row.name, row.unit_name, row.village, told.text, waiting, also)


def _also_measured(
    db: Session, meeting: MeetingRow, people: Collection[int]
) -> dict[int, tuple[str, ...]]:
    """By person the other opened meetings that may fill the same item; one that names none may."""
    opened = subjects.opened_meetings_of(db, meeting.assessment, people)
    return {
        person: tuple(
            number
            for number, item in found
            if number != meeting.number and (item == meeting.item or not item or not meeting.item)
        )
        for person, found in opened.items()
    }
