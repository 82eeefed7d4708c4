"""Whom a helper at the door means: by a part of the name, or the first letters of its pinyin."""

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import Act, may_follow
from ballot.domain.errors import NoRoster, NotOnRoster, SeveralOnRoster
from ballot.domain.meeting import State
from ballot.domain.person_name import folded
from ballot.domain.roster import finding
from ballot.storage import meetings, unit_tree
from ballot.storage.hall import roster
from ballot.storage.hall.roster import RosterRow
from ballot.usecases.hall import Hall
from ballot.usecases.roster import see_roster
from ballot.usecases.roster.see_roster import Attendance, ListedVoter
from ballot.usecases.verified import arrivals

MOST = 12
"""People who are shown at once: more, and the helper types another letter."""


@dataclass(frozen=True, slots=True)
class DoorView:
    """What a tablet at the door shows: the numbers, and who fits what was ``asked``.

    ``more`` fit besides. ``stamp`` is another one as soon as anybody was checked in anywhere.
    """

    number: str
    title: str
    state: State
    attendance: Attendance
    stamp: str
    asked: str = ""
    found: tuple[ListedVoter, ...] = ()
    more: int = 0

    @property
    def is_open(self) -> bool:
        """Whether people are checked in now."""
        return bool(self.attendance.persons) and may_follow(self.state, Act.CHECK_IN)


def find_voter(hall: Hall, actor: Actor, number: str, asked: str = "") -> DoorView:
    """The people who fit, best first; nobody where nothing was asked.

    Raises MayNot, MeetingUnknown, Tampered.
    """
    return hall.database.read(lambda db: _find(hall, db, actor, number, asked))


def place_of(hall: Hall, number: str, name: str, told_by: str = "") -> int:
    """The place of the one whose whole name this is; ``told_by``: a part of his unit, a category or
    the last characters of his document, where several have it. For the console.

    Raises NoRoster, NotOnRoster, SeveralOnRoster, MeetingUnknown.
    """
    rows = hall.database.read(lambda db: roster.of_meeting(db, meetings.get(db, number).number))
    if not rows:
        raise NoRoster
    named = [each for each in rows if folded(each.voter.name) == folded(name)]
    meant = [each for each in named if told_by in _words(each)]
    if not meant:
        raise NotOnRoster(name=f"{name} {told_by}".strip())
    if len(meant) > 1:
        raise SeveralOnRoster(name=name, names=tuple(map(_words, meant)))
    return meant[0].position


def _words(row: RosterRow) -> str:
    voter = row.voter
    return " ".join(part for part in (voter.unit, *voter.categories, voter.id_tail) if part)


def _find(hall: Hall, db: Session, actor: Actor, number: str, asked: str) -> DoorView:
    meeting = meetings.get(db, number)
    access.require(actor, Act.CHECK_IN, unit_tree.path_of(db, meeting.unit), number)
    come = arrivals.read(hall, db, number)
    rows = roster.of_meeting(db, number) if asked.strip() else []
    ranked = [
        (at, each.position, each)
        for each in rows
        if (at := finding.rank(asked, each.voter.name, each.initials)) is not None
    ]
    fitting = [each for _, _, each in sorted(ranked, key=lambda one: one[:2])]
    told = f"{meeting.version} {meeting.state} {sorted(come)}"
    return DoorView(
        number=number,
        title=meeting.title,
        state=meeting.state,
        attendance=see_roster.attendance(hall, db, meeting),
        stamp=sha256(told.encode()).hexdigest()[:32],
        asked=asked,
        found=tuple(
            ListedVoter(each.position, each.voter, each.position in come) for each in fitting[:MOST]
        ),
        more=max(0, len(fitting) - MOST),
    )
