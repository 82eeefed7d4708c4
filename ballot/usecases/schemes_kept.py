"""The scheme of a meeting: the copy in its assessment, whatever has become of the file since."""

from functools import lru_cache

from sqlalchemy.orm import Session

from ballot import schemes
from ballot.domain.errors import Tampered
from ballot.domain.scheme import Scheme
from ballot.storage import assessments
from ballot.storage.assessments import AssessmentRow
from ballot.storage.meetings import MeetingRow


@lru_cache(maxsize=64)
def _read(text: str, file: str, overrides: tuple[tuple[str, str], ...]) -> Scheme:
    return schemes.read(text, file, dict(overrides))


def of(db: Session, meeting: MeetingRow) -> Scheme:
    """The scheme of the assessment that the meeting belongs to."""
    return of_assessment(assessments.get(db, meeting.assessment))


def of_assessment(kept: AssessmentRow) -> Scheme:
    """The scheme as the assessment copied it when it was created."""
    overrides = tuple(sorted(kept.overrides.items()))
    return _read(kept.scheme_text, kept.scheme_id, overrides)


def of_sha256(db: Session, meeting: MeetingRow, sha256: str) -> Scheme:
    """The same, held to the digest that was frozen. Raises Tampered("frozen")."""
    scheme = of(db, meeting)
    if scheme.sha256 != sha256:
        raise Tampered(what="frozen")
    return scheme
