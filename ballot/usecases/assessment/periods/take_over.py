"""An organizer takes over what finished parts say: months into their quarter, with their source.

What stands already and says something else is never written over by itself: it is asked about.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from ballot.domain import garbage_collection
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import BallotError, Fault, Missing, PartsApart, Refused, StandsOtherwise
from ballot.domain.scoring.assessment import PeopleFile
from ballot.domain.scoring.periods import taken_over
from ballot.domain.scoring.periods.taken_over import Standing
from ballot.storage.assessment import inputs
from ballot.storage.assessment.assessments import PersonRow
from ballot.storage.assessment.inputs import NewScore
from ballot.usecases import acts
from ballot.usecases.assessment import ranking_inputs, reviewing
from ballot.usecases.assessment.people import people_rows
from ballot.usecases.assessment.periods import offers
from ballot.usecases.assessment.periods.offers import CarriedValue, Offers
from ballot.usecases.hall import Hall
from ballot.usecases.verified import entered_values


class Otherwise(StrEnum):
    """What becomes of a value that stands and that no part says."""

    ASK = "ask"
    """Nothing is taken over before somebody has said."""
    KEEP = "keep"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class TakenOver:
    """How many values of how many people came in, and out of which parts."""

    values: int
    people: int
    parts: tuple[int, ...]


def take_over(
    hall: Hall,
    actor: Actor,
    assessment: int,
    otherwise: Otherwise = Otherwise.ASK,
    reason: str = "",
) -> TakenOver:
    """Take what is new and what a part says anew by now; of what stands ``otherwise`` as it is
    said, a value that is replaced with the ``reason``.

    Raises Refused with person and column of each contradiction, key ``reason`` where it is missing;
    AssessmentConcluded, NoticeHangs, MayNot, Tampered.
    """

    def work(db: Session) -> TakenOver:
        kept = reviewing.open_to(db, actor, assessment, Act.EDIT)
        found = offers.find(hall, db, kept)
        for part in found.parts:
            reviewing.stands(hall, db, part.kept)
        _require_said(found, otherwise, reason)
        chosen = _chosen(found, otherwise)
        _require_fitting(db, found, chosen)
        return _keep(hall, db, actor, found, chosen, reason.strip())

    with garbage_collection.unsearched():
        return acts.carry_out(hall, work)


def _require_said(found: Offers, otherwise: Otherwise, reason: str) -> None:
    faults = []
    if otherwise is not Otherwise.KEEP:
        faults += [_fault(each, _apart(found, each)) for each in found.of(Standing.APART)]
    if otherwise is Otherwise.ASK:
        faults += [_fault(each, _stands(found, each)) for each in found.of(Standing.OTHERWISE)]
    if otherwise is Otherwise.REPLACE and not reason.strip():
        faults.append(Fault(Missing(), key="reason"))
    if faults:
        raise Refused(faults)


def _chosen(found: Offers, otherwise: Otherwise) -> list[CarriedValue]:
    """What comes in. Of a month of which people have to say what counts first, nothing does."""
    chosen = [*found.of(Standing.NEW), *found.of(Standing.OUTDATED)]
    if otherwise is Otherwise.REPLACE:
        chosen += found.of(Standing.OTHERWISE)
    waiting = {_month(each) for each in found.of(Standing.APART) if not each.stands}
    return [each for each in chosen if _month(each) not in waiting]


def _month(each: CarriedValue) -> tuple[int, str]:
    return (each.person.id, taken_over.period_of(each.column))


def _fault(each: CarriedValue, error: BallotError) -> Fault:
    return Fault(error, key=who(each.person), column=each.column)


def who(person: PersonRow) -> str:
    """A person by all that tells him from others."""
    return " ".join(filter(None, (person.name, person.unit_name, person.village)))


def _apart(found: Offers, each: CarriedValue) -> PartsApart:
    said = tuple(f"{found.part(one.source).name} {one.text}" for one in each.offered)
    return PartsApart(said=said)


def _stands(found: Offers, each: CarriedValue) -> StandsOtherwise:
    first = each.offered[0]
    source = (each.entry.source or each.entry.by) if each.entry else ""
    part = found.part(first.source).name
    return StandsOtherwise(value=each.stands, source=source, other=first.text, part=part)


def _require_fitting(db: Session, found: Offers, chosen: Sequence[CarriedValue]) -> None:
    """With what stands it makes rows that a file might have. Raises Refused."""
    rows: dict[int, dict[str, str]] = {}
    for each in chosen:
        row = rows.setdefault(each.person.id, ranking_inputs.key_texts(each.person))
        row[each.column] = each.offered[0].text
    if not rows:
        return
    names = tuple(dict.fromkeys(name for row in rows.values() for name in row))
    given = PeopleFile("", names, tuple(rows.values()), first_row=0)
    read = people_rows.read(db, found.kept, given, adding=False)
    if read.faults:
        named = {each.person.id: who(each.person) for each in chosen}
        whose = [named[id] for id in rows]
        raise Refused([Fault(e.error, key=whose[e.row or 0], column=e.column) for e in read.faults])


def _keep(
    hall: Hall, db: Session, actor: Actor, found: Offers, chosen: list[CarriedValue], reason: str
) -> TakenOver:
    by, at = actor.name, hall.clock()
    taken = tuple(dict.fromkeys(each.offered[0].source for each in chosen))
    for id in taken:
        part = found.part(id)
        ours = [each for each in chosen if each.offered[0].source == id]
        for why, some in (("", _fresh(ours)), (reason, _replacing(ours))):
            inputs.enter_all(
                db,
                [NewScore(each.person.id, each.column, each.offered[0].text) for each in some],
                source=part.name,
                voucher=offers.voucher(part),
                reason=why,
                by=by,
                at=at,
            )
    made = TakenOver(len(chosen), len({each.person.id for each in chosen}), taken)
    if chosen:
        lines = {str(id): found.part(id).line for id in taken}
        told: dict[str, object] = {"people": made.people, "values": made.values, "taken": lines}
        entered_values.write_down(hall, db, actor, found.kept.id, **told)
    return made


def _fresh(chosen: Iterable[CarriedValue]) -> list[CarriedValue]:
    return [each for each in chosen if each.standing is not Standing.OTHERWISE]


def _replacing(chosen: Iterable[CarriedValue]) -> list[CarriedValue]:
    return [each for each in chosen if each.standing is Standing.OTHERWISE]
