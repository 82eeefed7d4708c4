"""Tags: HMAC-SHA-256 under keys that the database has never seen.

Whoever can write the database but not read the keys cannot insert, alter or move a row unseen.
All fields are framed by their lengths, so that no two lists of fields share a tag.
"""

import hmac
from dataclasses import dataclass

from ballot.box.transcript import framed, number
from ballot.domain.errors import Tampered


@dataclass(frozen=True, slots=True)
class TagKeys:
    """One derived 32-byte key a purpose."""

    row: bytes
    frozen: bytes
    journal: bytes


def row_tag(
    keys: TagKeys,
    run: bytes,
    subject: int,
    question: int,
    voter_class: int,
    id: bytes,
    ct: bytes,
    proof: bytes,
) -> bytes:
    """The tag of a sealed answer, 32 bytes; its place is part of it."""
    place = (number(subject), number(question), number(voter_class))
    return _tag(keys.row, run, *place, id, ct, proof)


def frozen_tag(keys: TagKeys, run: bytes, text: bytes) -> bytes:
    """The tag of a meeting's frozen data."""
    return _tag(keys.frozen, run, text)


def journal_tag(keys: TagKeys, previous: bytes, *fields: bytes) -> bytes:
    """The tag of a row of the journal: it covers the tag before it (empty at the first row)."""
    return _tag(keys.journal, previous, *fields)


def is_same(found: bytes, expected: bytes) -> bool:
    """Whether two tags are equal, in a time that tells nothing of where they differ."""
    return hmac.compare_digest(found, expected)


def require(found: bytes, expected: bytes, what: str) -> None:
    """Raise Tampered(what) unless the tags are equal."""
    if not is_same(found, expected):
        raise Tampered(what=what)


def _tag(key: bytes, *fields: bytes) -> bytes:
    return hmac.digest(key, framed(*fields), "sha256")
