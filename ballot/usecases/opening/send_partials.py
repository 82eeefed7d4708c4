"""What a 监票人's key makes of the list is taken in; with the second key the box opens.

One key opens one list, once: the root that was used first is stored and stands in the journal, and
another is refused for ever. What is refused leaves a line in the journal, and no secret: the first
lines of each person, for nobody shall fill the journal with keys that do not fit.
"""

from dataclasses import dataclass
from functools import partial as bound

from sqlalchemy.orm import Session

from ballot.box import partial, shares
from ballot.box.published import Sent
from ballot.box.shares import PublicKeys
from ballot.domain.access import Actor, Role
from ballot.domain.acts import Act, may_follow
from ballot.domain.errors import NotInState, ProofRefused, SentToAnother, ShareOfAnother, Tampered
from ballot.domain.meeting import WITH_OUTCOME
from ballot.domain.meetings.result import Way
from ballot.storage import badges, meetings, results
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.opening import before_opening, tallying, unlocking
from ballot.usecases.opening.inspection import Inspected
from ballot.usecases.opening.open_box import answer, open_inspected, stand
from ballot.usecases.verified import box_roots, chain

REFUSALS = 20
"""Lines of the journal that a person's refused sets may fill in a meeting."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """The key of ``scrutineer`` has come; of how many, and whether the box is open."""

    scrutineer: int
    count: int
    opened: bool


def send_partials(hall: Hall, actor: Actor, number: str, sent: Sent, way: Way) -> Arrived:
    """Take in a set that was made on another machine than this one; the same again changes nothing.

    Raises what ``before_opening.ready`` raises; SentToAnother, ShareOfAnother; ProofRefused:
    ``root`` for another list, ``partial``, ``point``, ``scalar`` or ``length`` for a set that
    this share did not make of these sums.
    """
    if sent.meeting != number:
        raise SentToAnother(number=sent.meeting)
    _require_own(actor, sent.number)
    try:
        _take_in(hall, actor, number, sent, way)
    except NotInState:
        # Two others may have opened it meanwhile: then this one's key has come too late to matter.
        if not is_over(hall, actor, number):
            raise
    return _at_the_end(hall, number, sent.number)


def _take_in(hall: Hall, actor: Actor, number: str, sent: Sent, way: Way) -> None:
    meeting, box = before_opening.ready(hall, actor, number)
    try:
        _check(box, sent)
    except ProofRefused as error:
        _write_refusal(hall, actor, number, way, error)
        raise
    kept = acts.carry_out(hall, bound(_keep, hall, actor=actor, box=box, sent=sent, way=way))
    if kept >= shares.NEEDED:
        open_inspected(hall, actor, meeting, box)


def send_share(hall: Hall, actor: Actor, number: str, secret: bytes) -> Arrived:
    """The fallback of fallbacks: the share itself (32 bytes), used here and not kept.

    Raises like ``send_partials``; ProofRefused ``share`` for a share of another meeting or run.
    """
    meeting, box = before_opening.ready(hall, actor, number)
    try:
        share = shares.find(_keys(box), secret)
    except ProofRefused as error:
        _write_refusal(hall, actor, number, Way.SERVER, error)
        raise
    _require_own(actor, share.number)
    made = tuple(partial.decrypt(share, total) for total in tallying.totals(box))
    sent = Sent(meeting.number, box_roots.overall(box.pins.roots), share.number, made)
    return send_partials(hall, actor, number, sent, Way.SERVER)


def is_over(hall: Hall, actor: Actor, number: str) -> bool:
    """Whether the box was opened, or the round ended without. Raises MeetingUnknown, MayNot."""
    meeting = hall.database.read(lambda db: acts.find(db, actor, number, Act.OPEN_BOX))
    return meeting.state in WITH_OUTCOME


def _at_the_end(hall: Hall, number: str, scrutineer: int) -> Arrived:
    """How it stands now. Raises QuorumMissed and RoundInvalid where they ended the round."""
    count, state = hall.database.read(lambda db: stand(hall, db, number))
    if state in WITH_OUTCOME:
        answer(hall, number)
    return Arrived(scrutineer, count, state in WITH_OUTCOME)


def _require_own(actor: Actor, number: int) -> None:
    """Nobody types another one's key into his own phone: it would then know two."""
    badge = actor.badge
    if badge is not None and badge.role is Role.SCRUTINEER and badge.position != number:
        raise ShareOfAnother(position=number)


def _check(box: Inspected, sent: Sent) -> None:
    if sent.root != box_roots.overall(box.pins.roots):
        raise ProofRefused(why="root")
    unlocking.check(_keys(box), tallying.totals(box), sent.partials)


def _keep(hall: Hall, db: Session, *, actor: Actor, box: Inspected, sent: Sent, way: Way) -> int:
    """Keep the set; how many there are now. A set that came already stays as it is."""
    meeting = acts.hold_in_state(db, actor, sent.meeting, Act.OPEN_BOX)
    before_opening.require_still(hall, db, meeting, box)
    found = unlocking.came(hall, db, sent.meeting)
    if {results.bind_root(db, sent.meeting, sent.root), found.root or sent.root} != {sent.root}:
        raise Tampered(what="roots")
    if hall.marks.bind_opened(meeting.run, sent.root) != sent.root:
        raise Tampered(what="roots")
    if sent.number in found.sets:
        return len(found.sets)
    unlocking.keep(db, sent.meeting, tallying.totals(box), sent.partials)
    said = {"scrutineer": sent.number, "way": way.value, "root": sent.root.hex()}
    name = badges.name_of(db, sent.meeting, sent.number)
    acts.write_down(hall, db, actor, Act.SEND_PARTIALS, sent.meeting, name=name, **said)
    return len(found.sets) + 1


def _write_refusal(hall: Hall, actor: Actor, number: str, way: Way, error: ProofRefused) -> None:
    """Tell of it; from the last line on that a person has, what else he sends is not told."""

    def write(db: Session) -> None:
        if not may_follow(meetings.lock_for_closing(db, number).state, Act.OPEN_BOX):
            return  # somebody else opened the box meanwhile
        left = REFUSALS - _refusals(hall, db, actor, number)
        if left > 0:
            said = {"refused": error.why, "way": way.value, **({} if left > 1 else {"last": True})}
            acts.write_down(hall, db, actor, Act.SEND_PARTIALS, number, **said)

    acts.carry_out(hall, write)


def _refusals(hall: Hall, db: Session, actor: Actor, number: str) -> int:
    """Lines of what was refused of this person."""
    lines = chain.of_meeting(hall, db, number)
    ours = (line for line in lines if line.act == Act.SEND_PARTIALS)
    return sum(line.actor == actor.name and '"refused"' in line.detail for line in ours)


def _keys(box: Inspected) -> PublicKeys:
    return PublicKeys(box.facts.pk, box.facts.vks)
