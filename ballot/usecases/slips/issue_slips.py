"""An organizer issues slips: minted, stored hashed, committed; only then are they printed.

The secrets leave this function once and are nowhere else. Until somebody confirms that all of a
batch came out of the printer none of its slips votes; a broken print is voided whole.
"""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import FROM, Act
from ballot.domain.errors import NotInState, OutOfRange, TooManySlips, TwiceTheSame
from ballot.domain.meetings import voter_classes
from ballot.domain.meetings.plan import MOST_ELIGIBLE
from ballot.slips import tokens
from ballot.slips.tokens import Minted
from ballot.storage import batches, meetings, slips
from ballot.storage.meetings import MeetingRow
from ballot.storage.slips import NewSlip
from ballot.usecases import acts
from ballot.usecases.consents import consenting
from ballot.usecases.hall import Hall
from ballot.usecases.verified import schemes

AT_ONCE = slips.ROWS_AT_ONCE


@dataclass(frozen=True, slots=True)
class Issue:
    """One batch, with the secrets of its slips in the random order of minting.

    ``class_name`` is the class of voters whose slips they are, empty where there are none.
    """

    batch: int
    slips: list[Minted]
    class_name: str = ""


def issue_slips(hall: Hall, actor: Actor, number: str, count: int, class_name: str = "") -> Issue:
    """Issue ``count`` more slips, committed before this returns.

    ``class_name`` is the class of voters who draw them; it must be named where voters come in
    classes, and nowhere else. Raises OutOfRange below 1, ClassNeeded, NoClasses, NotOneOf,
    TooManySlips over 100,000 in all, NotInState once open, ConsentNeeded where the meeting is
    frozen under custody scrutineers.
    """
    if count < 1:
        raise OutOfRange(value=str(count), low="1", high=str(MOST_ELIGIBLE))
    meeting, batch, voter_class = consenting.carry_out(
        hall, actor, number, lambda db: _begin(hall, db, actor, number, count, class_name)
    )
    minted: list[Minted] = []
    while len(minted) < count:
        minted += _add(hall, meeting, batch, voter_class, min(AT_ONCE, count - len(minted)))
    return Issue(batch=batch, slips=minted, class_name=class_name)


def _begin(
    hall: Hall, db: Session, actor: Actor, number: str, count: int, class_name: str
) -> tuple[MeetingRow, int, int]:
    act = Act.ISSUE_SLIPS
    meeting = acts.hold_in_state(db, actor, number, act)
    voter_class = voter_classes.place(schemes.of(db, meeting).classes, class_name)
    have = batches.in_force(db, number)
    if have + count > MOST_ELIGIBLE:
        raise TooManySlips(asked=count, have=have, limit=MOST_ELIGIBLE)
    about: dict[str, object] = {"count": count, "voter_class": voter_class}
    if class_name:
        about["class_name"] = class_name
    agreed = consenting.require(hall, db, meeting, act, about)
    batch = batches.add(db, number, count, voter_class)
    told = {"batch": batch, "count": count, "voter_class": voter_class}
    acts.write_down(hall, db, actor, act, number, **told, **agreed)
    return meeting, batch, voter_class


def _add(hall: Hall, meeting: MeetingRow, batch: int, voter_class: int, count: int) -> list[Minted]:
    """Add a thousand at most; where two typed codes meet by chance all of them are minted anew."""
    while True:
        minted = [tokens.mint(secrets.token_bytes) for _ in range(count)]
        rows = [_row(hall, meeting, each) for each in minted]
        with suppress(TwiceTheSame):
            hall.database.write(partial(_insert, meeting, batch, voter_class, rows))
            return minted


def _insert(
    meeting: MeetingRow, batch: int, voter_class: int, rows: list[NewSlip], db: Session
) -> None:
    now = meetings.lock_for_closing(db, meeting.number)
    acts.require_state(now, Act.ISSUE_SLIPS)
    if now.run != meeting.run:
        raise NotInState(act=Act.ISSUE_SLIPS, state=now.state, allowed=FROM[Act.ISSUE_SLIPS])
    slips.add(db, meeting.number, batch, voter_class, rows)


def _row(hall: Hall, meeting: MeetingRow, minted: Minted) -> NewSlip:
    return NewSlip(
        h=tokens.digest(meeting.run, minted.token),
        code_h=tokens.code_digest(hall.pepper, meeting.run, meeting.number, minted.code),
    )
