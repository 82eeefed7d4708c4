"""A request that is sent again has no second effect (``Idempotency-Key``).

The key is claimed before the act and answered after it. A refusal has changed nothing and frees
the key; of what broke off in between nobody knows how far it came, and it is not done again.
"""

import hashlib
import time
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from ballot.box.transcript import framed
from ballot.domain.errors import RepeatedOtherwise, RepeatKeyWrong, StillUnderWay
from ballot.storage import repeats
from ballot.storage.repeats import RepeatRow
from ballot.usecases.hall import Hall

LIFE = timedelta(hours=24)
"""So long a request is known again."""
LONGEST = 255
PATIENCE = 5.0
"""Seconds that the second of two waits for the first."""
LOOK = 0.02


@dataclass(frozen=True, slots=True)
class Request:
    """A request of one key of the interface under one ``Idempotency-Key``, as digests."""

    api_key: int
    digest: bytes
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """How it was answered the first time."""

    status: int
    answer: str


def request_of(api_key: int, text: str, *parts: bytes) -> Request:
    """What to know it again by; ``parts`` are method, address and body. Raises RepeatKeyWrong."""
    if not (0 < len(text) <= LONGEST and text.isascii() and text.isprintable()):
        raise RepeatKeyWrong(longest=LONGEST)
    digest = hashlib.sha256(framed(b"repeat-key-v1", text.encode())).digest()
    return Request(api_key, digest, hashlib.sha256(framed(b"repeat-v1", *parts)).digest())


def begin(hall: Hall, request: Request) -> Kept | None:
    """None where the act is to be done now, by whoever asked; else how it was answered.

    Waits while the same request is under way. Raises RepeatedOtherwise, StillUnderWay.
    """
    until = time.monotonic() + PATIENCE
    while not hall.database.write(lambda db: _claim(hall, db, request)):
        kept = _awaited(hall, request, until)
        if kept is not None:
            return kept
    return None


def keep(hall: Hall, request: Request, kept: Kept) -> None:
    """The act is done; ``kept`` holds no secret."""
    id, digest = request.api_key, request.digest
    hall.database.write(
        lambda db: repeats.keep(db, id, digest, status=kept.status, answer=kept.answer)
    )


def free(hall: Hall, request: Request) -> None:
    """The act was refused and may be tried again."""
    hall.database.write(lambda db: repeats.free(db, request.api_key, request.digest))


def _claim(hall: Hall, db: Session, request: Request) -> bool:
    at = hall.clock()
    repeats.forget(db, at - LIFE)
    return repeats.claim(db, request.api_key, request.digest, request_sha256=request.sha256, at=at)


def _awaited(hall: Hall, request: Request, until: float) -> Kept | None:
    """How the other one was answered; None where it was refused and the key is free again."""
    while (row := _seen(hall, request)) is not None:
        if row.status is not None:
            return Kept(row.status, row.answer or "")
        if time.monotonic() > until:
            raise StillUnderWay
        time.sleep(LOOK)
    return None


def _seen(hall: Hall, request: Request) -> RepeatRow | None:
    row = hall.database.read(lambda db: repeats.find(db, request.api_key, request.digest))
    if row is not None and row.request_sha256 != request.sha256:
        raise RepeatedOtherwise
    return row
