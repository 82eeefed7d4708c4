"""An organizer takes out somebody who does not belong there, before anything was measured."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.storage import subjects
from ballot.storage.assessment import person_changes
from ballot.storage.assessment.assessments import PersonRow
from ballot.usecases import acts
from ballot.usecases.assessment import kept_sheet, ranking_inputs, reviewing
from ballot.usecases.assessment.people import traces
from ballot.usecases.assessment.people.person_texts import Said
from ballot.usecases.hall import Hall
from ballot.usecases.verified import entered_values


def remove_person(hall: Hall, actor: Actor, assessment: int, person: int, said: Said) -> None:
    """Take him out, and out of the drafts of meetings that have others beside him.

    Raises PersonMeasured, OnlySubject, ReviewUnderWay, NoticeHangs, AssessmentConcluded, Refused
    (nobody of this id), MayNot.
    """

    def work(db: Session) -> None:
        traces.hold_drafts(db, actor, assessment, person)
        kept = reviewing.open_to(db, actor, assessment, Act.EDIT)
        reviewing.require_agreed(db, kept, agreed=said.agreed)
        who = kept_sheet.person_of(db, assessment, person)
        traces.require_removable(db, who)
        take_out(db, who)
        gone = ranking_inputs.key_texts(who) | dict(who.groups)
        told = {"person": person, "removed": gone, "reason": said.reason.strip()}
        entered_values.write_down(hall, db, actor, assessment, **told)

    acts.carry_out(hall, work)


def take_out(db: Session, who: PersonRow) -> None:
    """Remove his row and his places in meetings that never began."""
    for meeting in traces.meetings_with(db, who):
        rows = subjects.subjects(db, meeting.number)
        others = [each.person for each in rows if each.person != who.id]
        subjects.put_subjects(db, meeting.number, others)
    person_changes.remove(db, who.id)
