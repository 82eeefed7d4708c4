"""The ledger of slips and the count of paper."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class LedgerOpen(BallotError):
    """The ledger of slips does not balance yet; ``lines`` name the equations."""

    lines: tuple[str, ...] = ()


@dataclass(eq=False)
class NotSettled(BallotError):
    """Custody scrutineers: the slips are settled before a key of the box is used."""


@dataclass(eq=False)
class ProofsUnchecked(BallotError):
    """Phones sealed, and not every proof was checked yet: nothing is settled, shown or opened."""


@dataclass(eq=False)
class SlipsSettled(BallotError):
    """The slips are settled: no figure of slips or paper changes any more."""


@dataclass(eq=False)
class SlipScanned(BallotError):
    """The slip has been found undrawn before: it counts once."""


@dataclass(eq=False)
class SlipExchanged(BallotError):
    """The slip was exchanged for a paper ballot."""


@dataclass(eq=False)
class SheetsDiffer(BallotError):
    """Totals of paper ballots that sum up to ``sheets`` where ``expected`` were counted."""

    sheets: int = 0
    expected: int = 0


@dataclass(eq=False)
class ComplaintUnknown(BallotError):
    """No complaint of that place waits to be minuted."""

    position: int = 0


@dataclass(eq=False)
class NothingToOverride(BallotError):
    """No equation of the ledger is open: nobody has to go on over a difference."""
