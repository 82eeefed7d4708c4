"""The result as it is kept: canonical JSON, written once, signed, never changed."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ballot.domain.errors import Tampered
from ballot.domain.ledger.paper_count import CellTotal, Totals
from ballot.domain.meeting import Custody
from ballot.domain.meetings.frozen import fingerprint
from ballot.domain.meetings.result import OpenedBy, Returned, SubjectTally, Way
from ballot.domain.tally import Tally
from ballot.storage.meetings import MeetingRow
from ballot.storage.results import ResultRow
from ballot.usecases.hall import Hall
from ballot.usecases.verified.ledger import Book

FORMAT = 2
OF_A_REHEARSAL = b"rehearsal-v1|"
"""Stands before the text of a rehearsal's record as it is signed: no verifier of records takes the
signature, and none of a vote is taken for one of a rehearsal."""


@dataclass(frozen=True, slots=True)
class PaperKept:
    """The totals of the paper, and the salts that tie them to what each teller handed in."""

    salts: dict[str, str]
    totals: Totals


@dataclass(frozen=True, slots=True)
class Record:
    """What came out of the box, under which facts and over which lists, and who opened it."""

    meeting: str
    fingerprint: str
    roots: dict[str, str]
    slip_states: str
    custody: Custody
    opened_by: tuple[OpenedBy, ...]
    returned: Returned
    tallies: tuple[SubjectTally, ...]
    """Box and paper together."""
    head: str
    """The public head of the journal with the line of the opening in it, in hex."""
    paper: PaperKept | None = None
    unbalanced: tuple[str, ...] = ()
    """Kinds of remarks for which a ranking stops (``ledger.remarks.stopping``)."""


def paper_of(book: Book) -> PaperKept | None:
    """What the record keeps of the paper on which two tellers agreed; None where none was."""
    if book.paper is None:
        return None
    salts = {str(teller): row.salt.hex() for teller, row in sorted(book.entered.items())}
    return PaperKept(salts, book.paper)


def to_text(record: Record) -> str:
    """The one canonical spelling."""
    facts = asdict(record) | {"format": FORMAT}
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sign(hall: Hall, text: str, *, rehearsal: bool = False) -> bytes:
    """The Ed25519 signature of the exact text, 64 bytes; a rehearsal's holds for nothing else."""
    return Ed25519PrivateKey.from_private_bytes(hall.sign).sign(_signed(text, rehearsal))


def _signed(text: str, rehearsal: bool) -> bytes:
    return (OF_A_REHEARSAL if rehearsal else b"") + text.encode("utf-8")


def read(hall: Hall, row: ResultRow, meeting: MeetingRow) -> Record:
    """Read the record of a meeting back, its signature checked. Raises Tampered("result").

    A signed record of another meeting, or under other frozen facts, is none of this one; nor is
    that of a rehearsal one of a vote, or the other way round, whatever the row says.
    """
    key = Ed25519PrivateKey.from_private_bytes(hall.sign).public_key()
    try:
        key.verify(row.signature or b"", _signed(row.text, meeting.state.is_rehearsal))
    except InvalidSignature:
        raise Tampered(what="result") from None
    record = _from_text(row.text)
    if (record.meeting, record.fingerprint) != (meeting.number, fingerprint(meeting.frozen or "")):
        raise Tampered(what="result")
    return record


def _from_text(text: str) -> Record:
    facts: dict[str, Any] = json.loads(text)
    return Record(
        meeting=facts["meeting"],
        fingerprint=facts["fingerprint"],
        roots=facts["roots"],
        slip_states=facts["slip_states"],
        custody=Custody(facts["custody"]),
        opened_by=tuple(_holder(each) for each in facts["opened_by"]),
        returned=Returned(**facts["returned"]),
        tallies=tuple(_subject(each) for each in facts["tallies"]),
        paper=_paper(facts["paper"]),
        head=facts["head"],
        unbalanced=tuple(facts["unbalanced"]),
    )


def _paper(facts: dict[str, Any] | None) -> PaperKept | None:
    if facts is None:
        return None
    totals = (CellTotal(**each | {"counts": tuple(each["counts"])}) for each in facts["totals"])
    return PaperKept(facts["salts"], tuple(totals))


def _holder(facts: dict[str, Any]) -> OpenedBy:
    return OpenedBy(**facts | {"way": Way(facts["way"])})


def _subject(facts: dict[str, Any]) -> SubjectTally:
    return SubjectTally(
        questions=tuple(_tally(each) for each in facts["questions"]),
        by_class=tuple(tuple(_tally(each) for each in part) for part in facts["by_class"]),
    )


def _tally(facts: dict[str, Any]) -> Tally:
    return Tally(**facts | {"counts": tuple(facts["counts"])})
