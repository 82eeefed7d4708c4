"""The subjects of a meeting as planned, and what the ranking will still ask for of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.meetings.plan import SubjectPlan
from ballot.domain.meetings.subject_labels import labels
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.why import Reason, Why
from ballot.domain.scoring import needs
from ballot.storage import subjects
from ballot.storage.assessment import assessments
from ballot.storage.meetings import MeetingRow
from ballot.usecases.assessment import ranking_inputs


@dataclass(frozen=True, slots=True)
class SubjectsTold:
    """In the order of the paper; a remark names its person."""

    subjects: tuple[SubjectPlan, ...]
    remarks: tuple[str, ...]


def of_meeting(db: Session, meeting: MeetingRow, scheme: Scheme) -> SubjectsTold:
    """The subjects with the scores that count, and the remarks."""
    rows = subjects.subjects(db, meeting.number)
    whose = [each.person for each in rows]
    told = ranking_inputs.objectives(db, meeting.assessment, scheme, whose)
    people = {each.id: each for each in assessments.people(db, meeting.assessment, whose)}
    found = tuple(
        SubjectPlan(
            name=each.name,
            unit=each.unit_name,
            village=each.village,
            objective_score=told[each.person].text,
            groups=people[each.person].groups,
        )
        for each in rows
    )
    remarks = tuple(
        f"{label}：{reason.words}"
        for label, subject, row in zip(labels(found), found, rows, strict=True)
        for reason in _asked(scheme, subject, told[row.person].lacks)
    )
    return SubjectsTold(found, remarks)


def _asked(scheme: Scheme, subject: SubjectPlan, lacks: Reason | None) -> Iterator[Reason]:
    """A score that nobody has brought in yet is no remark: it comes later."""
    if lacks is not None and lacks.kind is Why.PARTS:
        yield lacks
    groups = needs.of_groups(scheme, subject.groups)
    if groups is not None:
        yield groups
