"""Who of a roster has come: a mark a place, unreadable in the database and in every log of it.

A log of a database tells what changed at each commit. So the marks lie there as one value of one
length, sealed anew with a fresh nonce at every change under a key outside the database: two copies
of it differ everywhere, whoever came (docs/secrecy.md).
"""

from sqlalchemy.orm import Session

from ballot.storage.hall import roster
from ballot.usecases.hall import Hall
from ballot.usecases.verified import sealed_values

PURPOSE = "arrivals-v1"
AWAY, COME = 0, 1


def nobody(hall: Hall, number: str, places: int) -> bytes:
    """The sealed marks of so many places, before anybody has come."""
    return _sealed(hall, number, bytes(places))


def read(hall: Hall, db: Session, number: str) -> frozenset[int]:
    """The places of those who have come. Raises Tampered("arrivals")."""
    return _places(_opened(hall, number, roster.marks(db, number)))


def hold(hall: Hall, db: Session, number: str) -> frozenset[int]:
    """The same, held until the transaction ends. Raises NoRoster too."""
    return _places(_opened(hall, number, roster.hold_marks(db, number)))


def put(hall: Hall, db: Session, number: str, come: frozenset[int], places: int) -> None:
    """Keep who has come, of so many places; the caller holds them."""
    marks = bytes(COME if place in come else AWAY for place in range(places))
    roster.put_marks(db, number, _sealed(hall, number, marks))


def clear(hall: Hall, db: Session, number: str) -> None:
    """Nobody has come any more; nothing is done where the meeting has no roster."""
    sealed = roster.marks(db, number)
    if sealed is not None:
        places = len(_opened(hall, number, sealed))
        roster.put_marks(db, number, nobody(hall, number, places))


def _places(marks: bytes) -> frozenset[int]:
    return frozenset(place for place, mark in enumerate(marks) if mark == COME)


def _sealed(hall: Hall, number: str, marks: bytes) -> bytes:
    return sealed_values.seal(hall, PURPOSE, number, marks)


def _opened(hall: Hall, number: str, sealed: bytes | None) -> bytes:
    if sealed is None:
        return b""
    return sealed_values.opened(hall, PURPOSE, number, sealed, "arrivals")
