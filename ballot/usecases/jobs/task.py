"""What a job is about, and what each kind of job is to those who ask, do and fetch it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ballot.domain.access import Actor
from ballot.usecases.hall import Hall

Told = Mapping[str, Any]
"""What a job is about, as JSON keeps it; never a PIN, a key or a ballot."""
Tell = Callable[[int, int], None]
"""Says how much is done, of how much."""


def tell_nobody(_done: int, _total: int) -> None:
    """Whoever waits for the answer itself needs no bar."""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that a job made: its content, what kind of content that is, its name; and what is told
    to whoever asked, where it is more than that the file is there."""

    content: bytes
    kind: str
    name: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What a job did that makes no file, as it is told to whoever asked."""

    said: str


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of job.

    ``allow`` raises what the page raises where the same is asked for; ``title`` names it to people;
    ``make`` does it, and says what it did or what it made.
    """

    allow: Callable[[Hall, Actor, Told], None]
    title: Callable[[Hall, Actor, Told], str]
    make: Callable[[Hall, Actor, Told, Tell], MadeFile | Done]
    asks_password: Callable[[Told], bool] = field(default=lambda _told: False)
    """Whether a person typed the password for it: it is typed again before it is begun again, and
    what has waited too long is not done."""


@dataclass(frozen=True, slots=True)
class FileKind(JobKind):
    """A kind that makes a file for whoever asked to keep."""

    make: Callable[[Hall, Actor, Told, Tell], MadeFile]
