"""An organizer corrects 应参加 after the freeze, with a reason that is printed on the report."""

from collections import Counter

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import (
    BallotError,
    EligibleOfRoster,
    Fault,
    OutOfRange,
    Refused,
    TwiceTheSame,
)
from ballot.domain.meetings import voter_classes
from ballot.domain.meetings.plan import MOST_ELIGIBLE
from ballot.domain.scheme.scheme import Scheme
from ballot.storage.hall import roster
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.consents import consenting
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import freezing, planning
from ballot.usecases.verified import schemes

Parts = tuple[tuple[str, int], ...]


def correct_eligible(hall: Hall, actor: Actor, number: str, parts: Parts, reason: str) -> None:
    """Set 应参加 to ``parts`` (category, persons); one number is a part without a name.

    The quorum follows and the facts are frozen anew. Raises Refused, ClassesNotPlanned,
    ClassTooSmall, NotInState, ConsentNeeded; EligibleOfRoster where the meeting has a roster, which
    is corrected instead.
    """
    acts.require_reason(reason)
    total = sum(persons for _, persons in parts)
    if any(persons < 0 for _, persons in parts) or not 1 <= total <= MOST_ELIGIBLE:
        error: BallotError = OutOfRange(value=str(total), low="1", high=str(MOST_ELIGIBLE))
        raise Refused([Fault(error=error, key="eligible")])
    twice = sorted(name for name, times in Counter(name for name, _ in parts).items() if times > 1)
    if twice:  # a 监票人 would be shown one of the two numbers and agree to both
        error = TwiceTheSame(value=twice[0])
        raise Refused([Fault(error=error, key=f"eligible.{twice[0]}")])
    consenting.carry_out(
        hall, actor, number, lambda db: _correct(hall, db, actor, number, parts, reason)
    )


def _correct(hall: Hall, db: Session, actor: Actor, number: str, parts: Parts, reason: str) -> None:
    meeting = acts.hold_in_state(db, actor, number, Act.CORRECT_ELIGIBLE)
    persons = roster.count(db, number)
    if persons:
        raise EligibleOfRoster(given=sum(each for _, each in parts), persons=persons)
    carry_out(hall, db, actor, meeting, parts, reason)


def carry_out(
    hall: Hall, db: Session, actor: Actor, meeting: MeetingRow, parts: Parts, reason: str
) -> None:
    """The same of a meeting that is held, in the transaction of the caller."""
    act, number = Act.CORRECT_ELIGIBLE, meeting.number
    scheme = schemes.of(db, meeting)
    freezing.require_large_classes(scheme, parts)
    about: dict[str, object] = {"parts": dict(parts), "reason": reason}
    agreed = consenting.require(hall, db, meeting, act, about)
    planning.put_eligible(db, number, scheme, parts, reason)
    shown = freezing.renew(hall, db, meeting, act)
    told = {"fingerprint": shown, "by_class": _by_class(scheme, parts)}
    acts.write_down(hall, db, actor, act, number, **told, **about, **agreed)


def _by_class(scheme: Scheme, parts: Parts) -> list[int]:
    """应参加 class by class; one number where nobody votes in classes."""
    told = voter_classes.eligible(scheme.classes, parts)
    return [each or 0 for each in told] or [sum(persons for _, persons in parts)]
