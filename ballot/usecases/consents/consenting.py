"""What an organizer does only with the consent of a 监票人: “+S” in the table of states.

A consent is for one act with one content, once. The journal is what counts: the row in the table
says what was asked, and an answer that the journal does not tell was given by nobody.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any, Protocol, TypeVar

from sqlalchemy.orm import Session

from ballot.box.transcript import framed
from ballot.domain.access import Actor
from ballot.domain.acts import WITH_CONSENT, Act
from ballot.domain.errors import ConsentNeeded, Tampered
from ballot.domain.journal_line import JournalLine
from ballot.domain.meeting import Custody, State
from ballot.domain.meetings.consent import AGREED, ConsentRow
from ballot.domain.meetings.frozen import Frozen
from ballot.storage import consents
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.verified import chain, ledger

T = TypeVar("T")

AFTER_FREEZING = (
    *(Act.ISSUE_SLIPS, Act.OPEN, Act.VOID_SLIP, Act.EXCHANGE_SLIP),
    *(Act.CORRECT_ELIGIBLE, Act.RESUME),
)
"""Acts of a frozen meeting under custody scrutineers, none of which the organizer does alone."""


def carry_out(hall: Hall, actor: Actor, number: str, work: Callable[[Session], T]) -> T:
    """``acts.carry_out``; where a consent is missing the 监票人 are asked for it, and it raises.

    Raises ConsentNeeded, after which the question stands on the phones of the three.
    """
    try:
        return acts.carry_out(hall, work)
    except ConsentNeeded as needed:
        hall.database.write(partial(_ask, hall, actor, number, needed))
        raise


class UnderCustody(Protocol):
    """A meeting as far as it says who keeps its key, and where it stands."""

    @property
    def custody(self) -> Custody: ...
    @property
    def state(self) -> State: ...


def is_needed(meeting: UnderCustody, act: Act) -> bool:
    """Whether the organizer may not do the act alone, as the meeting stands."""
    asks = meeting.custody is Custody.SCRUTINEERS
    return asks and meeting.state in WITH_CONSENT.get(act, ())


def require(
    hall: Hall,
    db: Session,
    meeting: MeetingRow,
    act: Act,
    about: Mapping[str, object],
    secret: bytes = b"",
) -> dict[str, object]:
    """Use up a consent to ``act`` with exactly this content; what the journal row of the act tells.

    ``meeting`` is held. ``about`` are plain values that the phone shows; ``secret`` belongs to
    the content too and is neither shown nor stored. Answers ``{}`` where none is needed. Raises
    ConsentNeeded, Tampered("consent") for an answer that the journal does not know.
    """
    if not is_needed(meeting, act):
        return {}
    digest = digest_of(meeting, act, about, secret)
    for row in consents.of_meeting(db, meeting.number):
        if row.digest == digest and row.answer == AGREED:
            by = _told(hall, db, row, shown_of(act, about))
            consents.use(db, row.id)
            if not secret:  # of several slips each is asked for by itself
                consents.withdraw(db, meeting.number, act)
            return {"consent": row.id, "scrutineer": by}
    raise ConsentNeeded(act=act, about=dict(about), digest=digest)


def require_all(facts: Frozen, lines: Sequence[JournalLine]) -> None:
    """Nothing was done alone since the freeze that a 监票人 agrees to first.

    Custody and state are columns: with another word in one of them for a moment, an act would have
    asked nobody. No more slips were exchanged than was agreed to. ``lines`` are those of a verified
    chain. Raises Tampered("consent").
    """
    if facts.custody is not Custody.SCRUTINEERS:
        return
    frozen = max((at for at, line in enumerate(lines) if line.act == Act.FREEZE), default=0)
    done = (line for line in lines[frozen:] if line.act in AFTER_FREEZING)
    if any("consent" not in _detail(line.detail) for line in done):
        raise Tampered(what="consent")
    if ledger.told(lines).uncovered:
        raise Tampered(what="consent")


def digest_of(
    meeting: MeetingRow, act: Act, about: Mapping[str, object], secret: bytes = b""
) -> bytes:
    """What a consent covers, 32 bytes: meeting, run, act, content."""
    fields = (meeting.number.encode(), meeting.run, act.encode(), _text(about).encode(), secret)
    return sha256(framed(b"consent-v1", *fields)).digest()


def shown_of(act: str, about: Mapping[str, object]) -> str:
    """The fingerprint, in hex, of what a 监票人 is shown before he answers: act and content.

    The digest does not tell it, for what is secret goes into that too.
    """
    return sha256(framed(b"consent-shown-v1", act.encode(), _text(about).encode())).hexdigest()


def _text(about: Mapping[str, object]) -> str:
    return json.dumps(about, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _told(hall: Hall, db: Session, row: ConsentRow, shown: str) -> str:
    """Who agreed, as the journal tells, where nothing was done with it yet.

    He was shown just this: the words in the table may be somebody else's.
    """
    lines = chain.of_meeting(hall, db, row.meeting)
    details = [(line, _detail(line.detail)) for line in lines]
    about = [(line, told) for line, told in details if told.get("consent") == row.id]
    if [line.act for line, _told in about] != [Act.CONSENT]:
        raise Tampered(what="consent")
    line, told = about[0]
    said = (told.get("answer"), told.get("digest"), told.get("shown"))
    if said != (AGREED, row.digest.hex(), shown):
        raise Tampered(what="consent")
    return line.actor


def _detail(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text or "{}")
    return found


def _ask(hall: Hall, actor: Actor, number: str, needed: ConsentNeeded, db: Session) -> None:
    consents.ask(
        db,
        meeting=number,
        act=needed.act,
        about=needed.about,
        digest=needed.digest,
        asked_by=actor.name,
        asked_at=hall.clock(),
    )
