"""A slip that cannot vote."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class SlipUnknown(BallotError):
    """No slip of this meeting has that secret."""


@dataclass(eq=False)
class SlipOfAnotherMeeting(BallotError):
    """The slip belongs to another meeting, whose title is given."""

    title: str = ""


@dataclass(eq=False)
class SlipSpent(BallotError):
    """The slip has voted. The first ballot counts."""

    rehearsal: bool = False


@dataclass(eq=False)
class SlipVoid(BallotError):
    """The slip was voided, exchanged for paper or found undrawn."""

    rehearsal: bool = False


@dataclass(eq=False)
class SlipNotConfirmed(BallotError):
    """The batch of the slip has not been confirmed as printed whole."""


@dataclass(eq=False)
class NotOpenYet(BallotError):
    """The meeting has not begun to vote."""


@dataclass(eq=False)
class VotingClosed(BallotError):
    """The meeting votes no longer."""

    rehearsal: bool = False


@dataclass(eq=False)
class RoundShort(BallotError):
    """The round ended with so many ballots too few; None where the number is not told."""

    short_by: int | None = None
    rehearsal: bool = False


@dataclass(eq=False)
class VotedInShortRound(RoundShort):
    """The same of a slip that is one of those that came."""


@dataclass(eq=False)
class VotingPaused(BallotError):
    """The meeting was restored from a copy and waits for its organizer."""


@dataclass(eq=False)
class TooManyTyping(BallotError):
    """The queue for typed codes is full; nothing was evaluated."""


@dataclass(eq=False)
class CouldNotCast(BallotError):
    """The database did not take the ballot; the slip is unspent and may be sent again."""
