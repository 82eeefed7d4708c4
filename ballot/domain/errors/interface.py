"""What another program meets at the interface: its key, its body, its repeated requests."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class KeyMissing(BallotError):
    """The request carries no key of the interface."""


@dataclass(eq=False)
class KeyUnknown(BallotError):
    """The key is none of ours, or was revoked (never says which)."""


@dataclass(eq=False)
class ApiKeyUnknown(BallotError):
    """There is no key of this name among those that the actor manages."""

    name: str = ""


@dataclass(eq=False)
class NotJson(BallotError):
    """The body is of another media type."""


@dataclass(eq=False)
class JsonUnreadable(BallotError):
    """The body is no JSON object, or holds a character that no text has."""


@dataclass(eq=False)
class AssessmentUnknown(BallotError):
    """There is no assessment of this id."""

    id: int = 0


@dataclass(eq=False)
class RepeatKeyWrong(BallotError):
    """The ``Idempotency-Key`` is empty, too long, or not of printable ASCII."""

    longest: int = 0


@dataclass(eq=False)
class RepeatedOtherwise(BallotError):
    """The same ``Idempotency-Key`` came with another request before."""


@dataclass(eq=False)
class StillUnderWay(BallotError):
    """The same request is under way, or broke off and nobody knows how far it came."""


@dataclass(eq=False)
class IssuedAlready(BallotError):
    """The same issue was answered before; its secrets are nowhere kept to be answered again."""

    batch: int = 0


@dataclass(eq=False)
class NotBase64(BallotError):
    """A text that should be the bytes of a file in base64."""
