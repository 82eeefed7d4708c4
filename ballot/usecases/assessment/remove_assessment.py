"""An organizer removes an assessment that was begun by mistake, before anything was measured."""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import AssessmentInUse
from ballot.domain.meeting import State
from ballot.domain.meetings.subject_labels import labels
from ballot.domain.scoring.doubtful_people import NamedPerson
from ballot.storage import meetings
from ballot.storage.assessment import assessments, person_changes, rankings, reviews
from ballot.usecases import acts
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.hall import Hall

FEW = 10
"""So many of what holds an assessment fast are told."""


def what_holds(hall: Hall, actor: Actor, assessment: int) -> tuple[str, ...]:
    """For what an assessment cannot be removed, by name: its meetings, who was measured, which one
    follows it. Empty: it may be. Raises Refused, MayNot."""

    def work(db: Session) -> tuple[str, ...]:
        find(db, actor, assessment, Act.EDIT)
        return tuple(islice(_holding(db, assessment), FEW))

    return hall.database.read(work)


def remove_assessment(hall: Hall, actor: Actor, assessment: int, reason: str = "") -> None:
    """Let nobody see it any more; its row stays, as its journal does, and its title is free.

    Raises AssessmentInUse, Refused (there is none of this id), MayNot.
    """

    def work(db: Session) -> None:
        find(db, actor, assessment, Act.EDIT)
        reviews.hold(db, assessment)
        kept = find(db, actor, assessment, Act.EDIT)
        holding = tuple(_holding(db, assessment))
        if holding:
            raise AssessmentInUse(names=holding[:FEW])
        assessments.remove(db, assessment, hall.clock())
        told = {"removed": kept.title, "period": kept.period, "reason": reason.strip()}
        acts.write_down(hall, db, actor, Act.EDIT, None, assessment=assessment, **told)

    acts.carry_out(hall, work)


def _holding(db: Session, assessment: int) -> Iterator[str]:
    """A meeting that was cancelled measured nobody."""
    for meeting in meetings.of_assessment(db, assessment):
        if meeting.state is not State.CANCELLED:
            yield f"{meeting.number} {meeting.title}"
    yield from labels([NamedPerson(*each) for each in person_changes.entered(db, assessment)])
    if rankings.of_assessment(db, assessment):
        yield "排名"
    for later in assessments.followed_by(db, assessment):
        yield later.title
