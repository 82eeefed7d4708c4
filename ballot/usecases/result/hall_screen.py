"""The screen of a hall: how to join, where the kiosk stands, and the result when it is shown.

The result never comes by itself: who runs the meeting puts it on the screen, and may take it down
again. That is no act on the meeting and leaves no line: what was decided stands elsewhere.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import NotInState
from ballot.domain.meeting import State
from ballot.storage.hall import screens
from ballot.usecases import acts
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class HallScreen:
    """The network that phones join, where the kiosk stands, and whether the result is shown."""

    network: str
    password: str
    kiosk_place: str
    shows_result: bool


def see_screen(hall: Hall, actor: Actor, number: str) -> HallScreen:
    """What the screen of the hall tells. Raises MeetingUnknown, MayNot."""
    return hall.database.read(lambda db: _see(db, actor, number))


def furnish_screen(
    hall: Hall, actor: Actor, number: str, network: str, password: str, kiosk_place: str
) -> None:
    """Write down how the hall joins. Raises MeetingUnknown, MayNot."""
    values = {"network": network, "password": password, "kiosk_place": kiosk_place}
    hall.database.write(lambda db: _change(db, actor, number, **values))


def show_result(hall: Hall, actor: Actor, number: str, *, shown: bool) -> None:
    """Put the result on the screen, or take it down. Raises NotInState before the box is open."""
    hall.database.write(lambda db: _show(db, actor, number, shown=shown))


def _see(db: Session, actor: Actor, number: str) -> HallScreen:
    meeting = acts.find(db, actor, number, Act.SEE)
    row = screens.get(db, number)
    shows = row.shows_result and meeting.state is State.OPENED
    return HallScreen(row.network, row.password, row.kiosk_place, shows_result=shows)


def _change(db: Session, actor: Actor, number: str, **values: str) -> None:
    acts.hold(db, actor, number, Act.PAIR_KIOSK)
    screens.change(db, number, **values)


def _show(db: Session, actor: Actor, number: str, *, shown: bool) -> None:
    meeting = acts.hold(db, actor, number, Act.PAIR_KIOSK)
    if shown and meeting.state is not State.OPENED:
        raise NotInState(act=Act.SEE, state=meeting.state, allowed=(State.OPENED,))
    screens.change(db, number, shows_result=shown)
