"""The key of a box in custody server: made together with a run, kept outside the database."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ballot.box import elgamal, group
from ballot.domain.errors import Tampered
from ballot.usecases.hall import Hall

RUN_BYTES = 16


@dataclass(frozen=True, slots=True)
class Run:
    """A fresh run, and the public key of its box where the server holds the secret."""

    run: bytes
    pk: bytes | None


@contextmanager
def made(hall: Hall, *, held_by_server: bool) -> Iterator[Run]:
    """A new run. Its secret is on the disk before the block begins, so that no meeting is without.

    Where the block fails the secret is erased again.
    """
    run = secrets.token_bytes(RUN_BYTES)
    if not held_by_server:
        yield Run(run, None)
        return
    secret, pk = elgamal.make_key()
    hall.box_keys.put(run, secret)
    try:
        yield Run(run, pk)
    except BaseException:
        hall.box_keys.forget(run)
        raise


def secret_of(hall: Hall, run: bytes, pk: bytes | None) -> bytes:
    """The secret that belongs to ``pk``. Raises BoxKeyMissing, and Tampered("keys") otherwise."""
    secret = hall.box_keys.get(run)
    if pk != group.base(group.read_scalar(secret)):
        raise Tampered(what="keys")
    return secret
