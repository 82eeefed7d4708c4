"""What still binds a person: what his decided grade brings for years, here and from before."""

from sqlalchemy.orm import Session

from ballot.domain.review import uses_of_result
from ballot.domain.review.uses_of_result import Brought, From
from ballot.domain.scheme import columns
from ballot.storage.assessment import person_changes
from ballot.storage.assessment.assessments import AssessmentRow, PersonRow
from ballot.usecases.assessment import earlier_results, reviewing, worked_out
from ballot.usecases.hall import Hall
from ballot.usecases.verified import schemes


def of_person(hall: Hall, db: Session, kept: AssessmentRow, who: PersonRow) -> tuple[Brought, ...]:
    """Each with its last day, those of this assessment first. Raises Tampered."""
    key = (who.name, who.unit_name, who.village)
    known_as = (key, *person_changes.former_keys(db, {who.id: key}).get(who.id, ()))
    day = reviewing.today(hall)
    before = worked_out.of(
        hall, db, kept, "before", lambda: earlier_results.bound_on(db, kept, day)
    )
    still = uses_of_result.of_earlier(earlier_results.of(known_as, before))
    return (*_own(hall, db, kept, who.id), *still)


def _own(hall: Hall, db: Session, kept: AssessmentRow, person: int) -> tuple[Brought, ...]:
    if not columns.lasts(schemes.of_assessment(kept)):
        return ()
    desk = reviewing.stands(hall, db, kept)
    if desk.latest is None:
        return ()
    found = reviewing.settled(hall, db, desk, desk.latest)
    brought = reviewing.brought(hall, db, desk, found)
    mine = (
        each for id, those in zip(found.ids, brought, strict=True) if id == person for each in those
    )
    return tuple(each for each in mine if each.kind is From.GRADE and each.until)
