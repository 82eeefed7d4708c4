"""One consent for so many exchanges: asked for once, used up one by one, taken back at any time.

The journal is what counts. The row in the table repeats number and answer for whoever reads the
database; it permits an exchange only where the journal tells the very same.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor, Badge
from ballot.domain.acts import Act
from ballot.domain.errors import (
    ConsentGone,
    ConsentNotNeeded,
    ExchangeNotAgreed,
    MayNot,
    OutOfRange,
    Tampered,
)
from ballot.domain.journal_line import JournalLine
from ballot.domain.ledger.exchanges_told import MOST, Agreements, Permit
from ballot.domain.ledger.ledger_told import Said
from ballot.domain.meetings.consent import AGREED, REFUSED, ConsentRow
from ballot.storage import badges, consents
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.accounts import badge_pins
from ballot.usecases.consents import consenting
from ballot.usecases.hall import Hall
from ballot.usecases.verified import chain

ACT = Act.EXCHANGE_SLIP


@dataclass(frozen=True, slots=True)
class Exchanges:
    """How far the consent to exchanges is.

    ``needed``: nobody exchanges alone. ``waiting`` is the number that is asked for and not
    answered, ``refused_by`` who said no to the last question. ``permits`` have something left.
    """

    needed: bool
    waiting: int | None = None
    refused_by: str = ""
    permits: tuple[Permit, ...] = ()

    @property
    def left(self) -> int:
        """How many may still be exchanged."""
        return sum(each.left for each in self.permits)


def about(most: int) -> dict[str, object]:
    """What the phone of the 监票人 shows."""
    return {"exchanges": most}


def see(hall: Hall, actor: Actor, number: str) -> Exchanges:
    """The consent as it stands. Raises MeetingUnknown, MayNot, Tampered."""
    return hall.database.read(lambda db: _see(hall, db, actor, number))


def ask(hall: Hall, actor: Actor, number: str, most: int) -> int:
    """Ask for ``most`` exchanges in all; the id of the question.

    The same number is not asked twice, and another one that waits is taken back. Raises
    OutOfRange, NotInState, MayNot, ConsentNotNeeded under custody server.
    """
    if not 1 <= most <= MOST:
        raise OutOfRange(value=str(most), low="1", high=str(MOST))
    return acts.carry_out(hall, lambda db: _ask(hall, db, actor, number, most))


def withdraw(hall: Hall, actor: Actor, number: str, id: int, pin: str) -> None:
    """Take back what is left of a consent; any of the 监票人, with his PIN.

    Raises ConsentGone where nothing is left, WrongPin, PinWaits, MayNot, Tampered.
    """
    if actor.badge is None:
        raise MayNot(act=Act.CONSENT)
    badge = actor.badge
    badge_pins.require(hall, number, badge.position, pin)
    acts.carry_out(hall, lambda db: _withdraw(hall, db, actor, badge, number, id))


def use_one(hall: Hall, db: Session, meeting: MeetingRow) -> dict[str, object]:
    """Use up one exchange, in the transaction that does it; what its journal row tells.

    ``meeting`` is held, so that two tellers use up two. Answers ``{}`` where none is needed.
    Raises ExchangeNotAgreed, Tampered("consent") for a row that the journal does not bear out.
    """
    if not consenting.is_needed(meeting, ACT):
        return {}
    agreed = [row for row in _rows(db, meeting) if row.answer == AGREED]
    if not agreed:
        raise ExchangeNotAgreed
    row = agreed[0]
    permit = _permit(_told(hall, db, meeting.number), meeting, row)
    if permit.left == 1:
        consents.use(db, row.id)
    return {"consent": row.id, "scrutineer": permit.by}


def require_asked(hall: Hall, db: Session, row: ConsentRow) -> dict[str, object]:
    """What the journal keeps of an answer beside the rest: the number, as it was asked for.

    Raises Tampered("consent") for a question, or a number, that nobody asked.
    """
    most = _told(hall, db, row.meeting).asked.get(row.id)
    if most is None or row.about != about(most):
        raise Tampered(what="consent")
    return about(most)


def _see(hall: Hall, db: Session, actor: Actor, number: str) -> Exchanges:
    meeting = acts.find(db, actor, number, Act.SEE)
    if not consenting.is_needed(meeting, ACT):
        return Exchanges(needed=False)
    rows = _rows(db, meeting)
    agreed = [row for row in rows if row.answer == AGREED]
    told = _fold(chain.of_meeting(hall, db, number)) if agreed else Agreements()
    asked = next((row for row in rows if row.answer is None), None)
    said_no = next((row for row in rows if row.answer == REFUSED), None)
    return Exchanges(
        needed=True,
        waiting=None if asked is None else asked.about.get("exchanges"),
        refused_by=badges.name_of(db, number, said_no.position or 0) if said_no else "",
        permits=tuple(_permit(told, meeting, row) for row in agreed),
    )


def _ask(hall: Hall, db: Session, actor: Actor, number: str, most: int) -> int:
    meeting = acts.hold_in_state(db, actor, number, ACT)
    if not consenting.is_needed(meeting, ACT):
        raise ConsentNotNeeded(act=ACT)
    wanted = about(most)
    for row in _rows(db, meeting):
        if row.answer is None and row.about == wanted:
            return row.id
        if row.answer is None:
            consents.take_back(db, row.id)
    digest = consenting.digest_of(meeting, ACT, wanted)
    by, at = actor.name, hall.clock()
    id = consents.ask(
        db, meeting=number, act=ACT, about=wanted, digest=digest, asked_by=by, asked_at=at
    )
    acts.write_down(hall, db, actor, Act.CONSENT, number, consent=id, asked=ACT, **wanted)
    return id


def _withdraw(hall: Hall, db: Session, actor: Actor, badge: Badge, number: str, id: int) -> None:
    meeting = acts.hold(db, actor, number, Act.CONSENT)
    row = consents.get(db, number, id)
    if row is None or (row.act, row.answer) != (ACT, AGREED):
        raise ConsentGone
    if not consenting.is_needed(meeting, ACT):
        raise ConsentGone
    left = _permit(_told(hall, db, number), meeting, row).left
    consents.use(db, id)
    told = {"consent": id, "withdrawn": ACT, "left": left, "position": badge.position}
    acts.write_down(hall, db, actor, Act.CONSENT, number, **told)


def _rows(db: Session, meeting: MeetingRow) -> list[ConsentRow]:
    return [row for row in consents.of_meeting(db, meeting.number) if row.act == ACT]


def _told(hall: Hall, db: Session, number: str) -> Agreements:
    return _fold(chain.of_meeting(hall, db, number))


def _fold(lines: Iterable[JournalLine]) -> Agreements:
    found = Agreements()
    for line in lines:
        said = Said.of(line.act, line.actor, line.detail)
        found.take(said.act, said.actor, said.detail)
    return found


def _permit(told: Agreements, meeting: MeetingRow, row: ConsentRow) -> Permit:
    """What the journal tells of a row that says it was agreed to. Raises Tampered("consent")."""
    permit = told.permits.get(row.id)
    if permit is None or not permit.left:
        raise Tampered(what="consent")
    wanted = about(permit.most)
    digest = consenting.digest_of(meeting, ACT, wanted)
    shown = consenting.shown_of(ACT, wanted)
    if (row.about, row.digest) != (wanted, digest):
        raise Tampered(what="consent")
    if (permit.digest, permit.shown) != (digest.hex(), shown):
        raise Tampered(what="consent")
    return permit
