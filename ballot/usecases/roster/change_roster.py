"""Somebody is put on a roster or taken off it: in a draft by the organizer alone, after the freeze
as a correction of 应参加, with a reason that is printed and, under custody scrutineers, a consent.
"""

from collections.abc import Callable

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, HasCome, NoRoster, NotOnRoster, OutOfRange, Refused
from ballot.domain.meeting import State
from ballot.domain.roster import entries
from ballot.domain.roster.entries import Row
from ballot.storage.hall import roster
from ballot.storage.hall.roster import RosterRow
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.consents import consenting
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import correct_eligible
from ballot.usecases.roster import bring_in_roster
from ballot.usecases.verified import arrivals, kept_roster, schemes

Change = Callable[[Session, MeetingRow, list[RosterRow]], None]


def add_voter(hall: Hall, actor: Actor, number: str, row: Row, reason: str = "") -> None:
    """Add somebody whom a row of the roster's columns says, at its end.

    Raises Refused with a fault a column, NoRoster, NotInState, ConsentNeeded, MayNot.
    """

    def change(db: Session, meeting: MeetingRow, there: list[RosterRow]) -> None:
        rules = kept_roster.rules(db, number, schemes.of(db, meeting))
        voter, wrong = entries.voter_of(row, rules)
        if wrong:
            raise Refused([Fault(error, column=column) for column, error in wrong])
        place = there[-1].position + 1
        roster.add(db, number, [bring_in_roster.in_place(place, voter)])
        come = arrivals.hold(hall, db, number)
        arrivals.put(hall, db, number, come, place + 1)

    _carry_out(hall, actor, number, change, reason)


def remove_voter(hall: Hall, actor: Actor, number: str, position: int, reason: str = "") -> None:
    """Take somebody off. Raises NotOnRoster, HasCome for somebody who is checked in, and what
    ``add_voter`` raises."""

    def change(db: Session, _meeting: MeetingRow, there: list[RosterRow]) -> None:
        row = next((each for each in there if each.position == position), None)
        if row is None:
            raise NotOnRoster
        if position in arrivals.hold(hall, db, number):
            raise HasCome(name=row.voter.name)
        if len(there) == 1:
            raise Refused([Fault(OutOfRange(value="0", low="1"), key="eligible")])
        roster.take_away(db, number, position)

    _carry_out(hall, actor, number, change, reason)


def delete_roster(hall: Hall, actor: Actor, number: str) -> int:
    """Delete the roster of a draft with its check-ins; how many people it had. 应参加 stays as a
    number that is typed from then on. Raises NoRoster, NotInState, MayNot."""
    return acts.carry_out(hall, lambda db: _delete(hall, db, actor, number))


def _delete(hall: Hall, db: Session, actor: Actor, number: str) -> int:
    meeting = acts.hold_in_state(db, actor, number, Act.EDIT)
    persons = roster.remove(db, number)
    if not persons:
        raise NoRoster
    bring_in_roster.write_down(hall, db, actor, meeting, roster=0, deleted=persons)
    return persons


def _carry_out(hall: Hall, actor: Actor, number: str, change: Change, reason: str) -> None:
    consenting.carry_out(
        hall, actor, number, lambda db: _change(hall, db, actor, number, change, reason)
    )


def _change(
    hall: Hall, db: Session, actor: Actor, number: str, change: Change, reason: str
) -> None:
    meeting = acts.hold(db, actor, number, Act.CORRECT_ELIGIBLE)
    act = Act.EDIT if meeting.state is State.DRAFT else Act.CORRECT_ELIGIBLE
    acts.require_state(meeting, act)
    there = roster.of_meeting(db, number)
    if not there:
        raise NoRoster
    if act is Act.CORRECT_ELIGIBLE:
        acts.require_reason(reason)
    change(db, meeting, there)
    scheme = schemes.of(db, meeting)
    if act is Act.EDIT:
        bring_in_roster.follow(db, meeting, scheme)
        persons = roster.count(db, number)
        bring_in_roster.write_down(hall, db, actor, meeting, roster=persons, was=len(there))
    else:
        parts = kept_roster.parts(db, number, scheme)
        correct_eligible.carry_out(hall, db, actor, meeting, parts, reason)
