"""The audit bundle of a meeting that has ended, so that a stranger counts it again."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from ballot.bundle import layout
from ballot.bundle.layout import Cell, Line, Material, Opening
from ballot.domain import journal_line
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import CiphertextsErased, NotInState, Tampered
from ballot.domain.journal_line import JournalLine
from ballot.domain.ledger import rehearsals_told
from ballot.domain.meeting import WITH_OUTCOME
from ballot.storage import results, slips
from ballot.storage.assessment import assessments
from ballot.storage.meetings import MeetingRow
from ballot.storage.results import ResultRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.result import see_result
from ballot.usecases.verified import (
    box_roots,
    chain,
    frozen_facts,
    ledger,
    result_record,
    schemes,
)


def export_bundle(hall: Hall, actor: Actor, number: str) -> bytes:
    """The signed file; the same bytes as long as nothing is added to the meeting.

    Raises MeetingUnknown, MayNot, NotInState before the end, CiphertextsErased, and Tampered where
    the database is not as the program wrote it.
    """
    material = hall.database.read(lambda db: _collect(hall, db, actor, number))
    return layout.write(material, hall.sign)


def _collect(hall: Hall, db: Session, actor: Actor, number: str) -> Material:
    result = see_result.in_view(hall, db, number)
    meeting = acts.find(db, actor, number, Act.EXPORT)
    if meeting.state not in WITH_OUTCOME:
        raise NotInState(act=Act.EXPORT, state=meeting.state, allowed=WITH_OUTCOME)
    if meeting.erased_at is not None:
        raise CiphertextsErased()
    facts = frozen_facts.of(hall, meeting)
    lines = chain.of_meeting(hall, db, number)
    pinned = box_roots.told(lines)
    if box_roots.roots(db, number) != pinned.roots:
        raise Tampered(what="roots")
    kept = results.find(db, number)
    return Material(
        result=result,
        frozen=meeting.frozen or "",
        scheme=schemes.of_frozen(db, meeting, facts).text,
        overrides=assessments.get(db, meeting.assessment).overrides,
        slips=slips.in_order(db, number),
        ballots=_ballots(db, number),
        close=_close(lines),
        excluded=ledger.told(lines).excluded,
        journal=[_line(each) for each in lines],
        openings=_openings(hall, db, meeting, kept),
        record=None if kept is None else kept.text,
        record_signature=None if kept is None else kept.signature,
    )


def _close(lines: Sequence[JournalLine]) -> str:
    """What the close of the vote told, byte for byte."""
    ours = rehearsals_told.without(lines)
    return next(line.detail for line in ours if line.act == Act.CLOSE)


def _ballots(db: Session, number: str) -> dict[Cell, list[tuple[bytes, bytes, bytes]]]:
    return {
        cell: [(vote.id, vote.ct, vote.proof) for vote in listed]
        for cell, listed in box_roots.lists(db, number)
    }


def _line(line: JournalLine) -> Line:
    return Line(
        line.sequence,
        journal_line.moment(line.at),
        line.actor,
        line.act,
        line.detail,
        bytes(line.tag),
    )


def _openings(
    hall: Hall, db: Session, meeting: MeetingRow, kept: ResultRow | None
) -> list[Opening]:
    """What opened the sums. Where classes were not opened apart, a sum is that of them all."""
    if kept is None:
        return []
    apart = any(each.by_class for each in result_record.read(hall, kept, meeting).tallies)
    return [
        Opening(
            subject=each.subject,
            question=each.question,
            voter_class=each.voter_class if apart else None,
            number=each.scrutineer,
            points=bytes(each.points),
            proof=bytes(each.proof),
        )
        for each in results.partials(db, meeting.number)
    ]
