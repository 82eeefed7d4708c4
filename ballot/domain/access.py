"""Who may do what: one table that the web, the command line and the interface all ask.

A role is held in a unit (a county, a township) and reaches everything below it. An administrator
makes accounts and cancels; he is no organizer of a meeting. Voters need no account and are not
here; scrutineers and tellers of the hall come by credentials of one meeting.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ballot.domain.errors import MayNot
from ballot.domain.meeting import Act


class Role(StrEnum):
    """What a person is in a unit."""

    ADMINISTRATOR = "administrator"
    ORGANIZER = "organizer"
    SCRUTINEER = "scrutineer"
    TELLER = "teller"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``roles`` are (unit id, role); ``console`` holds the machine and may everything."""

    id: int | None
    name: str
    roles: tuple[tuple[int, Role], ...] = ()
    console: bool = False


CONSOLE = Actor(id=None, name="console", console=True)
"""Whoever runs a command on the machine (COMMANDS.md): the same guards, no sign-in."""

_SEES = frozenset({Act.SEE, Act.EXPORT})
_ORGANIZES = _SEES | {
    Act.CREATE,
    Act.EDIT,
    Act.ISSUE_SLIPS,
    Act.CONFIRM_SLIPS,
    Act.VOID_SLIP,
    Act.REHEARSE,
    Act.RESET,
    Act.FREEZE,
    Act.UNFREEZE,
    Act.OPEN,
    Act.CORRECT_ELIGIBLE,
    Act.CLOSE,
    Act.SETTLE,
    Act.OPEN_BOX,
    Act.ROUND_TWO,
}

MAY: dict[Role, frozenset[Act]] = {
    Role.ADMINISTRATOR: _SEES | {Act.CANCEL, Act.ERASE, Act.MANAGE_PEOPLE, Act.READ_JOURNAL},
    Role.ORGANIZER: _ORGANIZES | {Act.READ_JOURNAL},
    Role.SCRUTINEER: frozenset({Act.SEE, Act.SETTLE, Act.READ_JOURNAL}),
    Role.TELLER: frozenset({Act.SEE, Act.SETTLE, Act.VOID_SLIP}),
    Role.OBSERVER: _SEES,
}
"""The acts of each role (HOUSE.md §2, the column “who”)."""


def may(actor: Actor, act: Act, unit_path: Iterable[int]) -> bool:
    """Whether the actor may do the act to something of a unit.

    ``unit_path`` is the unit and all units above it: a role in any of them reaches down.
    """
    if actor.console:
        return True
    units = set(unit_path)
    return any(unit in units and act in MAY[role] for unit, role in actor.roles)


def require(actor: Actor, act: Act, unit_path: Iterable[int]) -> None:
    """Raises MayNot unless the actor may."""
    if not may(actor, act, unit_path):
        raise MayNot(act=act.value)
