"""Which key files a database belongs to."""

from hmac import compare_digest

from sqlalchemy import select
from sqlalchemy.orm import Session

from ballot.domain.errors import KeysDoNotMatch
from ballot.storage import tables
from ballot.storage.rows import insert_unless_there

SHOWN = 8
"""Characters of a fingerprint in an error."""


def belong(db: Session, fingerprint: bytes) -> None:
    """Bind an empty database to a key set, or compare. Raises KeysDoNotMatch for another set.

    With other keys every tag would be wrong, every slip unknown, and every box shut.
    """
    if insert_unless_there(db, tables.key_set, ["one"], one=1, fingerprint=fingerprint):
        return
    found = of(db)
    if not compare_digest(found, fingerprint):
        raise KeysDoNotMatch(found=fingerprint.hex()[:SHOWN], wanted=found.hex()[:SHOWN])


def of(db: Session) -> bytes:
    """The fingerprint of the key set to which this database belongs."""
    return bytes(db.execute(select(tables.key_set.c.fingerprint)).scalar_one())
