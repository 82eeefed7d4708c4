"""Who may do what: one table that the web, the command line and the interface all ask.

A role is held in a unit (a county, a township) and reaches everything below it. An administrator
makes accounts and cancels; he is no organizer of a meeting. Voters need no account and are not
here; 监票人 and 计票人, chosen in the hall, wear the badge of one meeting and have no account.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ballot.domain.acts import Act
from ballot.domain.errors import MayNot


class Role(StrEnum):
    """What a person is in a unit."""

    ADMINISTRATOR = "administrator"
    ORGANIZER = "organizer"
    SCRUTINEER = "scrutineer"
    TELLER = "teller"
    OBSERVER = "observer"
    DOOR = "door"
    """A tablet at the door: whoever holds it checks people in, and does nothing else."""


@dataclass(frozen=True, slots=True)
class Badge:
    """The credential of one meeting, given in the hall to a phone; 监票人 have places 1, 2, 3."""

    meeting: str
    role: Role
    position: int


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``roles`` are (unit id, role); ``console`` holds the machine and may everything."""

    id: int | None
    name: str
    roles: tuple[tuple[int, Role], ...] = ()
    console: bool = False
    badge: Badge | None = None


class Who(StrEnum):
    """Who acted: a person with an account or a phone, a program by its key, the console."""

    PERSON = "person"
    PROGRAM = "program"
    CONSOLE = "console"


PROGRAM = "API "
"""Stands before the name of a program's key in the journal, so that no key looks like a person."""

CONSOLE = Actor(id=None, name="console", console=True)
"""Whoever runs a command on the machine (docs/commands.md): the same guards, no sign-in."""

HOUSE = Actor(id=None, name="housekeeping")
"""The program itself, where a time has run out and nobody has to do anything."""

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
    Act.EXCHANGE_SLIP,
    Act.CLOSE,
    Act.RESUME,
    Act.COUNT_HALL,
    Act.COMPLAIN,
    Act.SCAN_SLIP,
    Act.SETTLE,
    Act.APPOINT,
    Act.PAIR_KIOSK,
    Act.CHECK_IN,
    Act.KEYS,
    Act.OPEN_BOX,
    Act.SHOW_RESULT,
    Act.ROUND_TWO,
    Act.REVIEW,
    Act.FLAG,
    Act.APPEAL,
    Act.PUBLISH,
}

MAY: dict[Role, frozenset[Act]] = {
    Role.ADMINISTRATOR: _SEES | {Act.CANCEL, Act.ERASE, Act.MANAGE_PEOPLE, Act.READ_JOURNAL},
    Role.ORGANIZER: _ORGANIZES | {Act.READ_JOURNAL},
    Role.SCRUTINEER: frozenset({Act.SEE, Act.SETTLE, Act.READ_JOURNAL}),
    Role.TELLER: frozenset({Act.SEE, Act.SETTLE, Act.VOID_SLIP}),
    Role.OBSERVER: _SEES,
}
"""The acts of each role (docs/architecture.md, the column “who”)."""


BADGE_MAY: dict[Role, frozenset[Act]] = {
    Role.SCRUTINEER: frozenset(
        {Act.SEE, Act.KEYS, Act.CONSENT, Act.OPEN_BOX, Act.READ_JOURNAL}
        | {Act.COUNT_HALL, Act.COMPLAIN, Act.SCAN_SLIP, Act.OVERRIDE, Act.SETTLE}
    ),
    Role.TELLER: frozenset(
        {Act.SEE, Act.VOID_SLIP, Act.EXCHANGE_SLIP, Act.COUNT_HALL, Act.ENTER_PAPER}
    ),
    Role.DOOR: frozenset({Act.CHECK_IN}),
}
"""The acts of a badge, in its own meeting alone."""


def may(actor: Actor, act: Act, unit_path: Iterable[int], meeting: str | None = None) -> bool:
    """Whether the actor may do the act to something of a unit, or to a meeting of it.

    ``unit_path`` is the unit and all units above it: a role in any of them reaches down. A badge
    reaches nothing but its meeting.
    """
    if actor.console:
        return True
    if actor.badge is not None:
        return actor.badge.meeting == meeting and act in BADGE_MAY[actor.badge.role]
    units = set(unit_path)
    return any(unit in units and act in MAY[role] for unit, role in actor.roles)


def require(actor: Actor, act: Act, unit_path: Iterable[int], meeting: str | None = None) -> None:
    """Raises MayNot unless the actor may."""
    if not may(actor, act, unit_path, meeting):
        raise MayNot(act=act.value)
