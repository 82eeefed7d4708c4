"""The four values of a meeting that stand on signed paper (docs/bundle.md)."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.box import signed_values
from ballot.bundle import canonical
from ballot.domain.acts import Act
from ballot.domain.journal_line import JournalLine
from ballot.domain.ledger import rehearsals_told
from ballot.domain.meeting import WITH_OUTCOME
from ballot.domain.meetings.frozen import fingerprint
from ballot.domain.meetings.result import MeetingResult
from ballot.exports import result_as_json
from ballot.storage import meetings, results
from ballot.storage.meetings import MeetingRow
from ballot.usecases.hall import Hall
from ballot.usecases.verified import box_roots, chain, frozen_facts, result_record


@dataclass(frozen=True, slots=True)
class SignedValues:
    """Each 64 hex digits, None before its paper is printed.

    ``fingerprint`` and ``key`` stand on the notice, ``close`` on the close form, ``code`` on the
    report.
    """

    fingerprint: str | None
    close: str | None
    key: str
    code: str | None


def see_signed_values(hall: Hall, result: MeetingResult) -> SignedValues:
    """The values of the meeting whose result this is, as it was read. Raises Tampered."""
    return hall.database.read(lambda db: _see(hall, db, result))


def _see(hall: Hall, db: Session, result: MeetingResult) -> SignedValues:
    meeting = meetings.get(db, result.facts.meeting)
    key = signed_values.public_key(hall.sign).hex()
    if meeting.frozen is None or frozen_facts.of(hall, meeting).rehearsal:
        return SignedValues(None, None, key, None)
    lines = rehearsals_told.without(chain.of_meeting(hall, db, meeting.number))
    is_closed = any(line.act == Act.CLOSE for line in lines)
    return SignedValues(
        fingerprint=fingerprint(meeting.frozen),
        close=box_roots.told(lines).close_value.hex() if is_closed else None,
        key=key,
        code=_code(hall, db, meeting, lines, result),
    )


def _code(
    hall: Hall, db: Session, meeting: MeetingRow, lines: list[JournalLine], result: MeetingResult
) -> str | None:
    """Over the record; of a round that was not opened over its result."""
    if meeting.state not in WITH_OUTCOME or result.facts.state is not meeting.state:
        return None
    kept = results.find(db, meeting.number)
    if kept is not None:
        head = bytes.fromhex(result_record.read(hall, kept, meeting).head)
        return signed_values.code(kept.text.encode(), head).hex()
    head = next(line.head for line in lines if line.act == Act.OPEN_BOX)
    return signed_values.code(canonical.write(result_as_json.value(result)), head).hex()
