"""An organizer adds one person to an assessment, typed by hand."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Missing, Refused, TwiceTheSame
from ballot.domain.scheme.scheme import NAME
from ballot.storage.assessment import assessments
from ballot.usecases import acts
from ballot.usecases.assessment import reviewing
from ballot.usecases.assessment.people import people_rows, person_texts, rows_kept
from ballot.usecases.assessment.people.coming import Coming
from ballot.usecases.assessment.people.person_texts import Said
from ballot.usecases.hall import Hall
from ballot.usecases.verified import entered_values, schemes


def add_person(
    hall: Hall, actor: Actor, assessment: int, texts: Mapping[str, str], said: Said
) -> int:
    """Add somebody by the columns that say who he is; his id.

    Raises Refused with the column of each fault (somebody of this name is there; may be there, and
    nobody said that he is not), ReviewUnderWay, NoticeHangs, AssessmentConcluded, MayNot.
    """

    def work(db: Session) -> int:
        kept = reviewing.open_to(db, actor, assessment, Act.EDIT)
        reviewing.require_agreed(db, kept, agreed=said.agreed)
        scheme = schemes.of_assessment(kept)
        person_texts.require_known(scheme, texts)
        file = person_texts.file_of(scheme, texts, distinct=said.distinct)
        read = people_rows.read(db, kept, file, adding=True)
        if faults := read.faults or read.doubts or _nobody_new(read.coming):
            raise Refused([Fault(each.error, column=each.column) for each in faults])
        rows_kept.keep(db, read, assessment, source="", by=actor.name, at=hall.clock())
        added = assessments.people(db, assessment)[-1]
        told = {"person": added.id, "added": read.coming[0].texts, "reason": said.reason.strip()}
        entered_values.write_down(hall, db, actor, assessment, **told)
        return added.id

    return acts.carry_out(hall, work)


def _nobody_new(coming: Sequence[Coming]) -> list[Fault]:
    """No name at all, or the name of somebody who is there."""
    if not coming:
        return [Fault(Missing(), column=NAME)]
    first = coming[0]
    return [] if first.id is None else [Fault(TwiceTheSame(value=first.person.name), column=NAME)]
