"""A second round: a meeting of its own with a number, slips and a key of its own."""

from dataclasses import asdict, replace

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import NoRoundLeft
from ballot.domain.meeting import Custody
from ballot.storage import meetings, subjects
from ballot.storage.hall import roster, screens
from ballot.storage.hall.screens import ScreenRow
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import box_key, planning
from ballot.usecases.meeting.box_key import Run
from ballot.usecases.scrutineers import carry_devices
from ballot.usecases.verified import arrivals, network_password, schemes


def round_two(hall: Hall, actor: Actor, number: str) -> str:
    """The number of the second round, in draft: the same paper, the same 应参加, no slips yet.

    People, phones with their PINs, kiosks, roster and tablets at the door come along; nobody has a
    key or is checked in.

    The first round stays on record. Raises NoRoundLeft where there is one already or the meeting
    is a second round itself, NotInState; Tampered("phone") where a phone is not the one that came.
    """
    custody = hall.database.read(lambda db: meetings.get(db, number)).custody
    with box_key.made(hall, held_by_server=custody is Custody.SERVER) as run:
        return acts.carry_out(hall, lambda db: _round_two(hall, db, actor, number, run))


def _round_two(hall: Hall, db: Session, actor: Actor, number: str, run: Run) -> str:
    first = acts.hold_in_state(db, actor, number, Act.ROUND_TWO)
    if first.round != 1 or meetings.follower(db, number) is not None:
        raise NoRoundLeft
    second = meetings.insert(
        db,
        unit=first.unit,
        assessment=first.assessment,
        title=first.title,
        place=first.place,
        item=first.item,
        custody=first.custody,
        announce=first.announce,
        run=run.run,
        pk=run.pk,
        follows=number,
        at=hall.clock(),
    )
    _copy_plan(db, first, second)
    carry_roster(hall, db, number, second)
    _carry_screen(hall, db, number, second)
    told = {"title": first.title, "scheme": schemes.of(db, first).sha256, "custody": first.custody}
    new = {"run": run.run.hex(), "follows": number}
    acts.write_down(hall, db, actor, Act.CREATE, second, **told, **new)
    carry_devices.carry(hall, db, actor, number, second)
    acts.write_down(hall, db, actor, Act.ROUND_TWO, number, second=second)
    return second


def _copy_plan(db: Session, first: MeetingRow, second: str) -> None:
    people = [each.person for each in subjects.subjects(db, first.number)]
    subjects.put_subjects(db, second, people)
    planning.put_form(db, second, schemes.of(db, first))
    subjects.put_eligible(db, second, subjects.eligible_parts(db, first.number))


def carry_roster(hall: Hall, db: Session, first: str, second: str) -> None:
    """The second round has the roster of the first; everybody is checked in anew. Nothing is done
    where the first has none."""
    rows = roster.of_meeting(db, first)
    if rows:
        roster.put(db, second, rows, arrivals.nobody(hall, second, rows[-1].position + 1))


def _carry_screen(hall: Hall, db: Session, first: str, second: str) -> None:
    told = screens.get(db, first)
    if told != ScreenRow():
        password = network_password.opened(hall, first, told.password)
        sealed = network_password.seal(hall, second, password)
        screens.change(db, second, **asdict(replace(told, password=sealed, shows_result=False)))
