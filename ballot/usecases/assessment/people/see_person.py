"""An organizer looks at one person: who he is, what was corrected, whether he may be removed."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.review.uses_of_result import Brought
from ballot.domain.scheme.columns import Column
from ballot.domain.scoring.people.person_traces import Traces
from ballot.storage.assessment import person_changes
from ballot.storage.assessment.assessments import PersonRow
from ballot.storage.assessment.person_changes import ChangeRow
from ballot.usecases.assessment import kept_sheet, reviewing
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.assessment.people import person_texts, traces, what_binds
from ballot.usecases.hall import Hall
from ballot.usecases.verified import schemes


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person. ``texts`` is what stands in each of the ``columns``; ``left`` the day on which he
    left his post, or empty; ``reopens`` the step of the review that a change would undo."""

    assessment: int
    person: PersonRow
    columns: tuple[Column, ...]
    texts: dict[str, str]
    left: str
    binds: tuple[Brought, ...]
    """What his grade, or one before, brings for years and still binds him."""
    changes: tuple[ChangeRow, ...]
    """The newest first."""
    traces: Traces
    drafts: tuple[str, ...]
    """Meetings that have not begun, of which he is a subject."""
    reopens: str


def see_person(hall: Hall, actor: Actor, assessment: int, person: int) -> PersonCard:
    """The card of a person. Raises Refused, MayNot, Tampered."""
    return hall.database.read(lambda db: _see(hall, db, actor, assessment, person))


def _see(hall: Hall, db: Session, actor: Actor, assessment: int, person: int) -> PersonCard:
    kept = find(db, actor, assessment, Act.SEE)
    who = kept_sheet.person_of(db, assessment, person)
    scheme = schemes.of_assessment(kept)
    found = traces.of_person(db, who)
    with_him = traces.meetings_with(db, who)
    return PersonCard(
        assessment=kept.id,
        person=who,
        columns=person_texts.columns_of(scheme),
        texts=person_texts.stored(scheme, who),
        left=person_changes.left(db, assessment).get(person, ""),
        binds=what_binds.of_person(hall, db, kept, who),
        changes=tuple(person_changes.of_person(db, person)),
        traces=found,
        drafts=tuple(each.number for each in with_him if each.number not in found.meetings),
        reopens=reviewing.resting_step(db, kept),
    )
