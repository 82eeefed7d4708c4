"""The consent of one of the three 监票人 to exactly one act."""

from dataclasses import dataclass, field

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class ConsentNeeded(BallotError):
    """Custody scrutineers: one of the three has to agree to exactly this act first.

    ``about`` is what his phone shows, ``digest`` covers what may be done.
    """

    act: str = ""
    about: dict[str, object] = field(default_factory=dict)
    digest: bytes = b""


@dataclass(eq=False)
class ConsentGone(BallotError):
    """What was asked has been answered, done or taken back meanwhile."""


@dataclass(eq=False)
class ExchangeNotAgreed(BallotError):
    """Custody scrutineers: no 监票人 has agreed to one exchange more."""


@dataclass(eq=False)
class ConsentNotNeeded(BallotError):
    """Custody server: the organizer does the act alone, and asks nobody."""

    act: str = ""
