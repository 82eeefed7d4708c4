"""印制: the slips that were printed whole."""

from sqlalchemy.orm import Session

from ballot.domain.meetings.frozen import Frozen
from ballot.storage import batches


def of(db: Session, facts: Frozen) -> int:
    """Those on the wall; a rehearsal begins without any and prints them as it goes on."""
    return batches.confirmed(db, facts.number) if facts.rehearsal else facts.slips
