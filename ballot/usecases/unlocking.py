"""Who can open a box, and the proofs that are kept of it."""

from sqlalchemy.orm import Session

from ballot.domain.errors import KeysNotConfirmed
from ballot.domain.meeting import Custody
from ballot.storage import results
from ballot.storage.meetings import MeetingRow
from ballot.storage.results import PartialRow
from ballot.usecases import box_key, tallying
from ballot.usecases.hall import Hall
from ballot.usecases.inspection import Inspected
from ballot.usecases.tallying import Unlock, Unlocked


def who_can(hall: Hall, meeting: MeetingRow, box: Inspected) -> Unlock:
    """What opens the sums of this box. Raises BoxKeyMissing, KeysNotConfirmed, Tampered("keys")."""
    if meeting.custody is not Custody.SERVER:
        raise KeysNotConfirmed(confirmed=0)
    return tallying.unlock_with_key(box_key.secret_of(hall, box.facts.run, box.facts.pk))


def unlock(db: Session, number: str, box: Inspected, by: Unlock) -> Unlocked:
    """Open the totals, and keep the proofs that the key opened them rightly."""
    totals = tallying.totals(box)
    unlocked = by(totals)
    rows = [
        PartialRow(
            scrutineer=made.number,
            subject=total.subject,
            question=total.question,
            voter_class=total.voter_class or 0,
            points=made.points,
            proof=made.proof,
        )
        for partials in unlocked.partials
        for total, made in zip(totals, partials, strict=True)
    ]
    results.keep_partials(db, number, rows)
    return unlocked
