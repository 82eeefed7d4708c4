"""An organizer writes down who helps in the hall: three 监票人, and two 计票人 where paper is."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from ballot.box.shares import NUMBERS
from ballot.domain import access
from ballot.domain.access import Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import (
    Fault,
    KeysAreMade,
    Missing,
    NameBarred,
    PlaceTaken,
    Refused,
    TwiceTheSame,
)
from ballot.domain.person_name import folded
from ballot.storage import badges, people, subjects, unit_tree
from ballot.storage.badges import BadgeRow
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.accounts.find_actor import of_account
from ballot.usecases.hall import Hall

SCRUTINEERS = len(NUMBERS)
TELLERS = 2
POSITIONS = SCRUTINEERS + TELLERS


def appoint(hall: Hall, actor: Actor, number: str, names: Sequence[str]) -> None:
    """Set the names of the places 1…5: three 监票人, then two 计票人, who may be left empty.

    A place whose name stays keeps its phone. Raises Refused with a fault a name, its key
    ``names[1]`` …; PlaceTaken where a phone was given already, KeysAreMade, NotInState, MayNot.
    """
    given = [" ".join(name.split()) for name in (*names, *[""] * POSITIONS)][:POSITIONS]
    acts.carry_out(hall, lambda db: _appoint(hall, db, actor, number, given))


def role_of(position: int) -> Role:
    """What somebody in a place is."""
    return Role.SCRUTINEER if position in NUMBERS else Role.TELLER


def require_free(db: Session, meeting: MeetingRow, position: int) -> None:
    """No key hangs on the place any more. Raises KeysAreMade."""
    rows = badges.of_meeting(db, meeting.number)
    if position in NUMBERS and sum(row.confirmed for row in rows) == SCRUTINEERS:
        raise KeysAreMade


def faults_of(db: Session, meeting: MeetingRow, names: dict[int, str]) -> list[Fault]:
    """What is wrong with the names by place: twice the same, on the paper, or who organizes."""
    assessed = {folded(each.name) for each in subjects.subjects(db, meeting.number)}
    faults = []
    for position, name in names.items():
        before = (other for place, other in names.items() if place < position)
        if folded(name) in map(folded, before):
            faults.append(Fault(TwiceTheSame(value=name), key=f"names[{position}]"))
        elif folded(name) in assessed or _organizes(db, meeting, name):
            faults.append(Fault(NameBarred(name=name), key=f"names[{position}]"))
    return faults


def _organizes(db: Session, meeting: MeetingRow, name: str) -> bool:
    path = unit_tree.path_of(db, meeting.unit)
    named = (each for each in people.accounts(db) if folded(each.name) == folded(name))
    return any(
        access.may(of_account(db, each.id, each.name), act, path)
        for each in named
        if each.active
        for act in (Act.OPEN, Act.CANCEL)
    )


def _appoint(hall: Hall, db: Session, actor: Actor, number: str, given: list[str]) -> None:
    meeting = acts.hold_in_state(db, actor, number, Act.APPOINT)
    names = {place: name for place, name in enumerate(given, start=1) if name}
    missing = [Fault(Missing(), key=f"names[{place}]") for place in NUMBERS if place not in names]
    faults = missing + faults_of(db, meeting, names)
    if faults:
        raise Refused(faults)
    before = {row.position: row for row in badges.of_meeting(db, number)}
    for place in range(1, POSITIONS + 1):
        if place in before and before[place].name != names.get(place):
            _leave(db, meeting, before.pop(place))
    new = [
        BadgeRow(number, place, role_of(place).value, name)
        for place, name in names.items()
        if place not in before
    ]
    badges.add(db, new)
    if new:
        told = {str(row.position): row.name for row in new}
        acts.write_down(hall, db, actor, Act.APPOINT, number, names=told)


def _leave(db: Session, meeting: MeetingRow, row: BadgeRow) -> None:
    if row.pin_hash is not None:
        raise PlaceTaken(name=row.name)
    require_free(db, meeting, row.position)
    badges.remove_position(db, row.meeting, row.position)
