"""The roster of a meeting: who is on it, how many have come, whether they are enough."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act, may_follow
from ballot.domain.errors import NotOnRoster
from ballot.domain.meeting import State
from ballot.domain.roster.voter import Parts, RosterVoter
from ballot.domain.scheme import quorum
from ballot.storage.hall import roster
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.verified import arrivals, kept_roster, schemes


@dataclass(frozen=True, slots=True)
class Attendance:
    """``persons`` on the roster, ``come`` of them; ``required`` is how many must come so that the
    quorum can be met at all. ``persons`` is 0 where there is no roster."""

    persons: int
    come: int
    required: int

    @property
    def is_used(self) -> bool:
        """Whether anybody was checked in."""
        return self.come > 0

    @property
    def short(self) -> int:
        """How many are missing for the quorum; 0: enough have come, or nobody keeps a check-in."""
        return max(0, self.required - self.come) if self.is_used else 0


NOBODY = Attendance(0, 0, 0)
"""Of a meeting without a roster, and where nobody is checked in any more."""


@dataclass(frozen=True, slots=True)
class ListedVoter:
    """Somebody on the roster, in his place, and whether he has come."""

    position: int
    voter: RosterVoter
    has_come: bool


@dataclass(frozen=True, slots=True)
class RosterView:
    """``parts``: 应参加 by category; ``allowed``: the categories that somebody may have."""

    number: str
    title: str
    state: State
    people: tuple[ListedVoter, ...]
    attendance: Attendance
    parts: Parts
    allowed: tuple[str, ...]

    @property
    def may_change(self) -> bool:
        """Whether somebody may be put on it or taken off."""
        return self.is_draft or may_follow(self.state, Act.CORRECT_ELIGIBLE)

    @property
    def has_categories(self) -> bool:
        """Whether people are told apart by more than one category."""
        return len(self.parts) > 1

    @property
    def is_draft(self) -> bool:
        """Whether it may be replaced or deleted as a whole."""
        return self.state is State.DRAFT

    @property
    def may_check_in(self) -> bool:
        """Whether people are checked in now."""
        return bool(self.people) and may_follow(self.state, Act.CHECK_IN)


def see_roster(hall: Hall, actor: Actor, number: str) -> RosterView:
    """The roster of a meeting; without people where it has none. Raises MeetingUnknown, MayNot,
    Tampered."""
    return hall.database.read(lambda db: _see(hall, db, actor, number))


def see_attendance(hall: Hall, actor: Actor, number: str) -> Attendance:
    """The numbers alone. Raises MeetingUnknown, MayNot, Tampered."""
    return hall.database.read(
        lambda db: attendance(hall, db, acts.find(db, actor, number, Act.SEE))
    )


def see_voter(hall: Hall, actor: Actor, number: str, position: int) -> ListedVoter:
    """Somebody in his place, for whoever checks in. Raises NotOnRoster, MayNot, MeetingUnknown."""
    return hall.database.read(lambda db: _voter(hall, db, actor, number, position))


def _voter(hall: Hall, db: Session, actor: Actor, number: str, position: int) -> ListedVoter:
    acts.find(db, actor, number, Act.CHECK_IN)
    come = arrivals.read(hall, db, number)
    for each in roster.of_meeting(db, number):
        if each.position == position:
            return ListedVoter(position, each.voter, position in come)
    raise NotOnRoster


def attendance(hall: Hall, db: Session, meeting: MeetingRow) -> Attendance:
    """The numbers of a meeting that was found already."""
    persons = roster.count(db, meeting.number)
    if not persons:
        return NOBODY
    come = len(arrivals.read(hall, db, meeting.number))
    return Attendance(persons, come, quorum.required(schemes.of(db, meeting).quorum, persons))


def _see(hall: Hall, db: Session, actor: Actor, number: str) -> RosterView:
    meeting = acts.find(db, actor, number, Act.EDIT)
    scheme = schemes.of(db, meeting)
    come = arrivals.read(hall, db, number)
    rows = roster.of_meeting(db, number)
    rules = kept_roster.rules(db, number, scheme)
    return RosterView(
        number=number,
        title=meeting.title,
        state=meeting.state,
        people=tuple(
            ListedVoter(each.position, each.voter, each.position in come) for each in rows
        ),
        attendance=attendance(hall, db, meeting),
        parts=kept_roster.parts(db, number, scheme),
        allowed=rules.classes or rules.allowed,
    )
