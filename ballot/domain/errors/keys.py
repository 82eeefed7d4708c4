"""The key ceremony of a box, and the shares that open it."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class SlipsPrinted(BallotError):
    """Slips are printed: the key of the box is not taken from the 监票人 any more."""


@dataclass(eq=False)
class KeysAreMade(BallotError):
    """Three 监票人 hold confirmed keys: whoever changes a place throws the keys away first."""


@dataclass(eq=False)
class KeyStepWrong(BallotError):
    """A step of the key ceremony whose turn it is not, or of one that was begun anew."""


@dataclass(eq=False)
class BoxKeyMissing(BallotError):
    """Custody server: the file with the key of this box is not there."""


@dataclass(eq=False)
class SharesNeeded(BallotError):
    """Custody scrutineers: two shares are needed to open."""

    given: int = 0


@dataclass(eq=False)
class NoSharesHere(BallotError):
    """Custody server: the box is opened by the server's key, and by no share."""


@dataclass(eq=False)
class ShareOfAnother(BallotError):
    """The key of another 监票人, number ``position``, on this one's phone."""

    position: int = 0


@dataclass(eq=False)
class SentToAnother(BallotError):
    """A partial decryption of the meeting ``number`` was sent to another meeting."""

    number: str = ""
