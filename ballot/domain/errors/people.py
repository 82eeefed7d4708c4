"""Accounts, and what they may do."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class NotSignedIn(BallotError):
    """The page is for people with an account."""


@dataclass(eq=False)
class MayNot(BallotError):
    """This account may not do that."""

    act: str = ""


@dataclass(eq=False)
class WrongPassword(BallotError):
    """Name and password do not belong together (never says which of them is wrong)."""


@dataclass(eq=False)
class SignInAgain(BallotError):
    """The act asks for a fresh sign-in."""


@dataclass(eq=False)
class WeakPassword(BallotError):
    """The password is shorter than ``least`` characters, or is a well-known one."""

    least: int = 10


@dataclass(eq=False)
class InvitationInvalid(BallotError):
    """The one-time link was used, has run out, or was altered."""


@dataclass(eq=False)
class DownloadLinkInvalid(BallotError):
    """The link to a file has run out, was altered, or its giver has no account any more."""


@dataclass(eq=False)
class SignedInHere(BallotError):
    """The browser is signed in to an account: nobody is organizer and 监票人 at once."""
