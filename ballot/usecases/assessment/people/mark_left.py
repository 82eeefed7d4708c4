"""An organizer marks somebody who has left his post (已离岗), or takes the mark back."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Missing, NothingChanged, Refused
from ballot.storage.assessment import person_changes
from ballot.storage.assessment.person_changes import LEFT_ON
from ballot.usecases import acts
from ballot.usecases.assessment import kept_sheet, reviewing
from ballot.usecases.assessment.people.person_texts import Said
from ballot.usecases.hall import Hall
from ballot.usecases.verified import entered_values


def mark_left(hall: Hall, actor: Actor, assessment: int, person: int, day: str, said: Said) -> None:
    """Since ``day`` (2026-06-30) he is not in his post: he stays on the list, without rank or
    place. Another day corrects the one that stands.

    Raises Refused with the key ``day`` or ``reason``, NothingChanged, ReviewUnderWay, NoticeHangs,
    AssessmentConcluded, MayNot.
    """
    if not day.strip():
        raise Refused([Fault(Missing(), key="day")])
    left = reviewing.read_day(hall, day, "day").isoformat()
    acts.carry_out(hall, lambda db: _mark(hall, db, actor, assessment, person, left, said))


def take_back_left(hall: Hall, actor: Actor, assessment: int, person: int, said: Said) -> None:
    """He is in his post after all. Raises the same."""
    acts.carry_out(hall, lambda db: _mark(hall, db, actor, assessment, person, "", said))


def _mark(
    hall: Hall, db: Session, actor: Actor, assessment: int, person: int, day: str, said: Said
) -> None:
    kept = reviewing.open_to(db, actor, assessment, Act.EDIT)
    reviewing.require_agreed(db, kept, agreed=said.agreed)
    kept_sheet.person_of(db, assessment, person)
    acts.require_reason(said.reason)
    stands = person_changes.left(db, assessment).get(person, "")
    if stands == day:
        raise NothingChanged
    why, at = said.reason.strip(), hall.clock()
    before, after = {LEFT_ON: stands}, {LEFT_ON: day}
    person_changes.add(db, person, before=before, after=after, reason=why, by=actor.name, at=at)
    told = {"before": before, "after": after, "reason": why}
    entered_values.write_down(hall, db, actor, assessment, person=person, **told)
