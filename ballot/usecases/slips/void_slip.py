"""A teller or organizer voids one slip that was torn, by scanning or typing it."""

from sqlalchemy.orm import Session

from ballot.domain import short_text
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Refused, SlipSpent, SlipUnknown, SlipVoid
from ballot.domain.ledger.ledger_told import Spoiled
from ballot.domain.meeting import SPENT, UNUSED, State
from ballot.slips.tokens import Secret
from ballot.storage import slips
from ballot.usecases import acts
from ballot.usecases.casting import admission
from ballot.usecases.consents import consenting
from ballot.usecases.hall import Hall


def void_slip(
    hall: Hall,
    actor: Actor,
    number: str,
    secret: Secret,
    *,
    spoiled: Spoiled | None = None,
    reason: str = "",
) -> None:
    """Void an unused slip, torn before it was handed out or after; unsaid: after, once it votes.

    While people vote only with a reason, which every form of the result tells. Raises SlipUnknown,
    SlipSpent, SlipVoid, NotInState, ConsentNeeded; Refused without the reason, or with one that is
    no line of text, key ``reason``.

    The journal tells that a slip was voided and never which one.
    """

    def work(db: Session) -> None:
        _void(hall, db, actor, number, secret, spoiled, " ".join(reason.split()))

    consenting.carry_out(hall, actor, number, work)


def _void(
    hall: Hall,
    db: Session,
    actor: Actor,
    number: str,
    secret: Secret,
    spoiled: Spoiled | None,
    reason: str,
) -> None:
    meeting = acts.hold_in_state(db, actor, number, Act.VOID_SLIP)
    wrong = short_text.wrong(reason, needed=meeting.state is State.OPEN)
    if wrong is not None:
        raise Refused([Fault(wrong, key="reason")])
    key = admission.key(hall, number, meeting.run, secret)
    slip = slips.find(db, number, key)
    if slip is None:
        raise SlipUnknown
    if slip.st != UNUSED:
        raise SlipSpent if slip.st in SPENT else SlipVoid
    when = spoiled or (Spoiled.AFTER if meeting.state is State.OPEN else Spoiled.BEFORE)
    # The 监票人 agrees to this slip alone; which one it is stands nowhere.
    about = {"spoiled": when.value, **({"reason": reason} if reason else {})}
    secret_of_it = slips.secret_of(key)
    agreed = consenting.require(hall, db, meeting, Act.VOID_SLIP, about, secret=secret_of_it)
    slips.void(db, number, key)
    told = {"of_batch": slip.batch, **about, **agreed}
    acts.write_down(hall, db, actor, Act.VOID_SLIP, number, **told)
