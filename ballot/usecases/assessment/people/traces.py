"""What stands in the way of taking somebody out of an assessment, or of writing him otherwise."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import (
    Fault,
    NameBarred,
    NameOnPaper,
    OnlySubject,
    PersonMeasured,
    Refused,
)
from ballot.domain.meeting import State
from ballot.domain.person_name import folded
from ballot.domain.scheme.scheme import NAME
from ballot.domain.scoring.people.person_traces import ON_PAPER, Traces, has_begun
from ballot.storage import badges, meetings, subjects
from ballot.storage.assessment import people_imports, person_changes, score_entries
from ballot.storage.assessment.assessments import PersonRow
from ballot.storage.meetings import MeetingRow
from ballot.usecases.assessment import kept_sheet
from ballot.usecases.assessment.find_assessment import find


def of_person(db: Session, who: PersonRow) -> Traces:
    """Every way in which he was measured."""
    begun = (
        each.number
        for each in meetings_with(db, who)
        if has_begun(each.state, was_frozen=each.frozen is not None)
    )
    return Traces(
        meetings=tuple(begun),
        is_scored=person_changes.is_entered(db, who.id),
        files=_files(db, who),
        is_named=person_changes.is_named(db, who.id),
    )


def _files(db: Session, who: PersonRow) -> tuple[str, ...]:
    """The files that still stand behind a value of him."""
    latest = {each.item: each for each in score_entries.of_person(db, who.id)}
    sources = {each.source for each in latest.values() if each.value}
    return tuple(each for each in people_imports.files_behind(db, who.id) if each in sources)


def meetings_with(db: Session, who: PersonRow) -> list[MeetingRow]:
    """The meetings of which he is a subject, those that were cancelled too."""
    return [meetings.get(db, number) for number in subjects.numbers_with(db, who.id)]


def hold_drafts(db: Session, actor: Actor, assessment: int, person: int) -> None:
    """Hold the drafts of which he is a subject: every act holds a meeting before its assessment.

    Raises MayNot, and Refused where there is no such person.
    """
    find(db, actor, assessment, Act.EDIT)
    for number in subjects.numbers_with(db, kept_sheet.person_of(db, assessment, person).id):
        if meetings.get(db, number).state is State.DRAFT:
            meetings.lock_for_closing(db, number)


def require_removable(db: Session, who: PersonRow) -> None:
    """Nothing was measured of him, and no draft is left empty. Raises PersonMeasured,
    OnlySubject."""
    found = of_person(db, who)
    if found.is_measured:
        raise PersonMeasured(
            name=who.name,
            meetings=found.meetings,
            is_scored=found.is_scored,
            files=found.files,
            is_named=found.is_named,
        )
    for meeting in meetings_with(db, who):
        alone = len(subjects.subjects(db, meeting.number)) == 1
        if alone and meeting.state is State.DRAFT:
            raise OnlySubject(name=who.name, number=meeting.number)


def require_unprinted(db: Session, who: PersonRow) -> None:
    """No paper that may still be made anew names him as he was. Raises NameOnPaper."""
    for meeting in meetings_with(db, who):
        if meeting.state in ON_PAPER:
            raise NameOnPaper(name=who.name, number=meeting.number)


def require_no_helper(db: Session, who: PersonRow, name: str) -> None:
    """Nobody of this name counts a vote that will be on him. Raises Refused, column 姓名."""
    for meeting in meetings_with(db, who):
        helpers = {folded(each.name) for each in badges.of_meeting(db, meeting.number)}
        if meeting.state is State.DRAFT and folded(name) in helpers:
            raise Refused([Fault(NameBarred(name=name), column=NAME)])
