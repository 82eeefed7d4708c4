"""The scheme of a meeting: the copy in its assessment, whatever has become of the file since."""

from sqlalchemy.orm import Session

from ballot import schemes
from ballot.domain.errors import Tampered
from ballot.domain.meetings.frozen import Frozen
from ballot.domain.scheme import meeting_items
from ballot.domain.scheme.scheme import Scheme
from ballot.storage.assessment import assessments
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.storage.meetings import MeetingRow


def of(db: Session, meeting: MeetingRow) -> Scheme:
    """The scheme of the assessment that the meeting belongs to, as far as the meeting fills it."""
    return of_kept(assessments.get(db, meeting.assessment), meeting)


def of_kept(kept: AssessmentRow, meeting: MeetingRow) -> Scheme:
    """The same, of a meeting whose assessment was read already."""
    return meeting_items.narrowed(of_assessment(kept), meeting.item)


def whole_of(db: Session, meeting: MeetingRow) -> Scheme:
    """The same with everything that other meetings of the assessment fill."""
    return of_assessment(assessments.get(db, meeting.assessment))


def of_assessment(kept: AssessmentRow) -> Scheme:
    """The scheme as the assessment copied it when it was created."""
    overrides = dict(sorted(kept.overrides.items()))
    return schemes.read(kept.scheme_text, kept.scheme_id, overrides)


def of_frozen(db: Session, meeting: MeetingRow, facts: Frozen) -> Scheme:
    """The same, held to the digest and the item that were frozen. Raises Tampered("frozen")."""
    scheme = of(db, meeting)
    if (scheme.sha256, meeting.item) != (facts.scheme_sha256, facts.item):
        raise Tampered(what="frozen")
    return scheme
