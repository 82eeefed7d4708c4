"""A 监票人 answers what an organizer asks, on the phone or at the console, with the PIN."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor, Badge
from ballot.domain.acts import Act
from ballot.domain.errors import ConsentGone, MayNot
from ballot.domain.meetings.consent import AGREED, REFUSED, ConsentRow
from ballot.storage import consents
from ballot.usecases import acts
from ballot.usecases.accounts import badge_pins
from ballot.usecases.consents import agreed_exchanges, consenting
from ballot.usecases.hall import Hall


def answer(
    hall: Hall,
    actor: Actor,
    number: str,
    id: int,
    pin: str,
    *,
    agrees: bool,
    shown: str | None = None,
) -> None:
    """Agree or refuse, once.

    ``shown`` is the fingerprint of what was on the page (``consenting.shown_of``), None where
    nothing was shown before this call. Raises ConsentGone, where it reads differently by now too;
    WrongPin, PinWaits, MayNot.
    """
    if actor.badge is None:
        raise MayNot(act=Act.CONSENT)
    badge = actor.badge
    badge_pins.require(hall, number, badge.position, pin)
    acts.carry_out(hall, lambda db: _answer(hall, db, actor, badge, number, id, agrees, shown))


def waiting(hall: Hall, actor: Actor, number: str) -> list[ConsentRow]:
    """What waits for an answer, or was agreed to and is not done yet, as the meeting stands.

    With the state in which an act is possible its consent ends too. Raises MayNot.
    """
    return hall.database.read(lambda db: _waiting(db, actor, number))


def _waiting(db: Session, actor: Actor, number: str) -> list[ConsentRow]:
    meeting = acts.find(db, actor, number, Act.SEE)
    rows = consents.of_meeting(db, number)
    return [row for row in rows if consenting.is_needed(meeting, Act(row.act))]


def _answer(
    hall: Hall,
    db: Session,
    actor: Actor,
    badge: Badge,
    number: str,
    id: int,
    agrees: bool,
    shown: str | None,
) -> None:
    meeting = acts.hold(db, actor, number, Act.CONSENT)
    row = consents.get(db, number, id)
    said = AGREED if agrees else REFUSED
    if row is None or not consenting.is_needed(meeting, Act(row.act)):
        raise ConsentGone
    reads = consenting.shown_of(row.act, row.about)
    if shown not in (None, reads) or not consents.answer(db, id, badge.position, said):
        raise ConsentGone
    told = {"consent": id, "answer": said, "to": row.act, "digest": row.digest.hex()}
    told["shown"] = reads
    if row.act == Act.EXCHANGE_SLIP:
        told |= agreed_exchanges.require_asked(hall, db, row)
    acts.write_down(hall, db, actor, Act.CONSENT, number, position=badge.position, **told)
