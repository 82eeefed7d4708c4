"""The life of a meeting: an act whose time has not come or is over."""

from dataclasses import dataclass
from datetime import datetime

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class MeetingUnknown(BallotError):
    """No meeting has that number."""

    number: str = ""


@dataclass(eq=False)
class NotInState(BallotError):
    """The act is not possible in the meeting's present state."""

    act: str = ""
    state: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(eq=False)
class RehearsalCounted(BallotError):
    """A rehearsal was closed, and its reset deletes what was counted: somebody has to say so."""


@dataclass(eq=False)
class MeasuredOtherwise(BallotError):
    """A person has a meeting for the whole of an item, or for one of its bodies: ``name``."""

    name: str = ""


@dataclass(eq=False)
class NoSlips(BallotError):
    """A meeting without a slip cannot be frozen."""


@dataclass(eq=False)
class TooManySlips(BallotError):
    """More slips than a meeting may have (1…100,000 in all)."""

    asked: int = 0
    have: int = 0
    limit: int = 100_000


@dataclass(eq=False)
class BatchesNotConfirmed(BallotError):
    """Batches of slips that nobody has confirmed or voided yet."""

    batches: tuple[int, ...] = ()


@dataclass(eq=False)
class BatchUnknown(BallotError):
    """The meeting has no batch of that number."""

    batch: int = 0


@dataclass(eq=False)
class ClassTooSmall(BallotError):
    """A class of voters with fewer than eight entitled persons."""

    name: str = ""
    eligible: int = 0
    least: int = 8


@dataclass(eq=False)
class ClassNeeded(BallotError):
    """Voters come in classes, and it was not said for which of them the slips are."""

    classes: tuple[str, ...] = ()


@dataclass(eq=False)
class NoClasses(BallotError):
    """A class was named where nobody votes in classes."""

    name: str = ""


@dataclass(eq=False)
class ClassesNotPlanned(BallotError):
    """应参加 is not told class by class where voters come in classes."""

    classes: tuple[str, ...] = ()


@dataclass(eq=False)
class ClassWithoutSlips(BallotError):
    """A class of voters for which no slip was printed."""

    name: str = ""
    eligible: int = 0


@dataclass(eq=False)
class KeysNotConfirmed(BallotError):
    """Custody scrutineers: fewer than three 监票人 have confirmed their keys."""

    confirmed: int = 0


@dataclass(eq=False)
class PlainTransport(BallotError):
    """Custody scrutineers does not open for voting over an unencrypted network."""


@dataclass(eq=False)
class TransportChanged(BallotError):
    """Votes would travel otherwise than the frozen notice says."""

    frozen: str = ""
    now: str = ""


@dataclass(eq=False)
class QuorumMissed(BallotError):
    """Too few ballots came back: nothing is opened."""

    returned: int = 0
    required: int = 0


@dataclass(eq=False)
class RoundInvalid(BallotError):
    """More came back than was handed out or than there are voters: the round is void."""

    returned: int = 0
    bound: int = 0


@dataclass(eq=False)
class RoundInvalidByClass(RoundInvalid):
    """More came back of a class than it has voters: the round is void."""

    name: str = ""


@dataclass(eq=False)
class NoRoundLeft(BallotError):
    """A second round is only for a meeting without quorum or an invalid one, and once."""


@dataclass(eq=False)
class ObjectionsRunning(BallotError):
    """The vote may be objected to ``until`` a moment: its ciphertexts are needed so long."""

    until: datetime | None = None


@dataclass(eq=False)
class CiphertextsErased(BallotError):
    """The ciphertexts were deleted: counts, roots and result are there, no proof of them."""
