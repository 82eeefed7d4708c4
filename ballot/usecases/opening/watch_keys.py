"""Whose keys have come to a closed box of 监票人, for all who stand in the hall."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.box import shares
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import NoSharesHere
from ballot.domain.meeting import Custody, State
from ballot.domain.meetings.result import OpenedBy
from ballot.storage import turnout
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.opening import unlocking


@dataclass(frozen=True, slots=True)
class Keys:
    """Where the meeting stands, and whose keys came, by their numbers.

    ``settled``: the slips are, and keys can be used. ``mine``: the one who asks is a 监票人 and his
    key is among them.
    """

    state: State
    holders: tuple[OpenedBy, ...]
    settled: bool
    mine: bool
    needed: int = shares.NEEDED

    @property
    def count(self) -> int:
        """How many keys came."""
        return len(self.holders)

    @property
    def is_enough(self) -> bool:
        """Whether they open the box."""
        return self.count >= self.needed


def watch_keys(hall: Hall, actor: Actor, number: str) -> Keys | None:
    """The keys that came; None where the server holds the key.

    Raises MeetingUnknown, MayNot, and Tampered where tables and journal disagree.
    """
    return hall.database.read(lambda db: _watch(hall, db, actor, number))


def of_scrutineers(hall: Hall, actor: Actor, number: str) -> Keys:
    """The same. Raises NoSharesHere where the server holds the key."""
    found = watch_keys(hall, actor, number)
    if found is None:
        raise NoSharesHere
    return found


def _watch(hall: Hall, db: Session, actor: Actor, number: str) -> Keys | None:
    meeting = acts.find(db, actor, number, Act.SEE)
    if meeting.custody is not Custody.SCRUTINEERS:
        return None
    holders = unlocking.came(hall, db, number).holders
    place = actor.badge.position if actor.badge else None
    return Keys(
        state=meeting.state,
        holders=holders,
        settled=bool(turnout.frozen(db, number)),
        mine=any(each.number == place for each in holders),
    )
