"""States of a meeting and of its slips (docs/architecture.md, the table of states)."""

from enum import StrEnum


class State(StrEnum):
    """Where a meeting stands. The value is the word of the interface."""

    DRAFT = "draft"
    REHEARSAL = "rehearsal"
    FROZEN = "frozen"
    OPEN = "open"
    CLOSED = "closed"
    OPENED = "opened"
    NO_QUORUM = "no_quorum"
    INVALID = "invalid"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    REHEARSAL_CLOSED = "rehearsal_closed"
    REHEARSAL_OPENED = "rehearsal_opened"
    REHEARSAL_NO_QUORUM = "rehearsal_no_quorum"
    REHEARSAL_INVALID = "rehearsal_invalid"

    @property
    def is_rehearsal(self) -> bool:
        """Whether nothing that is done counts, and all of it is deleted at the end."""
        return self in REHEARSED

    @property
    def rehearsed(self) -> "State":
        """The state of the vote that is tried here; of every other state itself."""
        return REHEARSED.get(self, self)

    def after(self, to: "State") -> "State":
        """Where an act leads from here that leads a vote ``to``: a rehearsal stays one."""
        return IN_REHEARSAL[to] if self.is_rehearsal else to


IN_REHEARSAL = {
    State.OPEN: State.REHEARSAL,
    State.CLOSED: State.REHEARSAL_CLOSED,
    State.OPENED: State.REHEARSAL_OPENED,
    State.NO_QUORUM: State.REHEARSAL_NO_QUORUM,
    State.INVALID: State.REHEARSAL_INVALID,
}
"""What is tried of a vote, and the state of its own in which it is. What asks for a state of the
vote never finds a rehearsal in its place."""

REHEARSED = {tried: state for state, tried in IN_REHEARSAL.items()}


CASTING = (State.OPEN, State.REHEARSAL)
"""States in which slips are spent. A rehearsal has a run and a key of its own."""

WITH_OUTCOME = (State.OPENED, State.NO_QUORUM, State.INVALID)
"""States in which a round has its outcome: what came back is settled, and counts no more."""

COUNTED = (State.CLOSED, *WITH_OUTCOME)
"""States in which equations are shown: before the close they would count the voters."""

ENDED = (*WITH_OUTCOME, State.CANCELLED)
"""States that no act but the erasing of ciphertexts leaves."""

REHEARSAL_COUNTED = tuple(IN_REHEARSAL[state] for state in COUNTED)
"""The same of a rehearsal: closed, and with its outcome."""


class Custody(StrEnum):
    """Who holds the key of the box."""

    SERVER = "server"
    SCRUTINEERS = "scrutineers"


class Transport(StrEnum):
    """How a voter's answer travels to the program."""

    LOCAL = "local"
    HTTPS = "https"
    PLAIN = "plain"


class Sealing(StrEnum):
    """Who seals the answers: the program as they arrive, or the voter's phone before it sends."""

    SERVER = "server"
    PHONE = "phone"


class SlipState(int):
    """The one byte ``slip.st``: every change is in place (docs/secrecy.md)."""


UNUSED = SlipState(2)
SPENT_BY_PHONE = SlipState(3)
SPENT_AT_KIOSK = SlipState(4)
EXCHANGED = SlipState(5)
UNDRAWN = SlipState(6)
VOID = SlipState(7)

SPENT = (SPENT_BY_PHONE, SPENT_AT_KIOSK)
