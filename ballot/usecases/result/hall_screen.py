"""The screen of a hall: how to join, where the kiosk stands, and the result when it is shown.

The result never comes by itself: who runs the meeting puts it on the screen, and may take it down
again. Either leaves a line in the journal of the house: that of the meeting ends with its opening,
and its bundle would no longer be the one that was signed.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import NotInState
from ballot.domain.meeting import State
from ballot.storage import unit_tree
from ballot.storage.hall import screens
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.verified import network_password


@dataclass(frozen=True, slots=True)
class HallScreen:
    """The network that phones join, where the kiosk stands, and whether the result is shown.

    ``password`` is None for whoever looks on and runs no meeting.
    """

    network: str
    password: str | None
    kiosk_place: str
    shows_result: bool


def see_screen(hall: Hall, actor: Actor, number: str) -> HallScreen:
    """What the screen of the hall tells. Raises MeetingUnknown, MayNot."""
    return hall.database.read(lambda db: _see(hall, db, actor, number))


def furnish_screen(
    hall: Hall, actor: Actor, number: str, network: str, password: str, kiosk_place: str
) -> None:
    """Write down how the hall joins; the password is kept sealed. Raises MeetingUnknown, MayNot."""
    sealed = network_password.seal(hall, number, password)
    values = {"network": network, "password": sealed, "kiosk_place": kiosk_place}
    hall.database.write(lambda db: _change(db, actor, number, **values))


def show_result(hall: Hall, actor: Actor, number: str, *, shown: bool) -> None:
    """Put the result on the screen, or take it down. Raises NotInState before the box is open."""
    acts.carry_out(hall, lambda db: _show(hall, db, actor, number, shown=shown))


def _see(hall: Hall, db: Session, actor: Actor, number: str) -> HallScreen:
    meeting = acts.find(db, actor, number, Act.SEE)
    row = screens.get(db, number)
    shows = row.shows_result and meeting.state.rehearsed is State.OPENED
    runs = access.may(actor, Act.PAIR_KIOSK, unit_tree.path_of(db, meeting.unit), number)
    password = network_password.opened(hall, number, row.password) if runs else None
    return HallScreen(row.network, password, row.kiosk_place, shows_result=shows)


def _change(db: Session, actor: Actor, number: str, **values: str) -> None:
    acts.hold(db, actor, number, Act.PAIR_KIOSK)
    screens.change(db, number, **values)


def _show(hall: Hall, db: Session, actor: Actor, number: str, *, shown: bool) -> None:
    meeting = acts.hold(db, actor, number, Act.SHOW_RESULT)
    if shown and meeting.state.rehearsed is not State.OPENED:
        raise NotInState(act=Act.SHOW_RESULT, state=meeting.state, allowed=(State.OPENED,))
    if screens.get(db, number).shows_result is not shown:
        screens.change(db, number, shows_result=shown)
        told = {"screen": number, "done": "shown" if shown else "taken_down"}
        acts.write_down(hall, db, actor, Act.SHOW_RESULT, None, **told)
