"""Statements about slips. A slip is known by the digest of its token or of its typed code.

Nothing here tells when a slip changed or which ballot it gave; a change is one byte in place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import BindParameter, ColumnElement, Update, bindparam, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ballot.domain.errors import TwiceTheSame
from ballot.domain.meeting import SPENT, UNUSED, VOID, SlipState
from ballot.storage.rows import add_all, touched
from ballot.storage.tables import batch, slip

ROWS_AT_ONCE = 1000
"""Rows added in one transaction at most, so that no voter waits long behind an issue of slips."""


def _of_confirmed(number: str | BindParameter[str]) -> ColumnElement[bool]:
    confirmed = select(batch.c.number).where(
        batch.c.meeting == number, batch.c.state == "confirmed"
    )
    return slip.c.batch.in_(confirmed)


NUMBER = bindparam("number", type_=slip.c.meeting.type)
ITS_BATCH = (batch.c.meeting == slip.c.meeting) & (batch.c.number == slip.c.batch)

FIND = {
    by: select(slip.c.st, slip.c.voter_class, slip.c.batch, batch.c.state)
    .join(batch, ITS_BATCH)
    .where(slip.c.meeting == NUMBER, slip.c[by] == bindparam("secret"))
    for by in ("h", "code_h")
}


def spend(which: ColumnElement[bool]) -> Update:
    """Spend those slips of the meeting ``number`` that are unused; they become ``to``.

    One UPDATE: of all who try a slip, its row count tells exactly one that it is his. A slip of
    a batch that nobody confirmed, or that was voided, is not spent.
    """
    unused = (slip.c.meeting == NUMBER) & which & (slip.c.st == UNUSED)
    return update(slip).where(unused, _of_confirmed(NUMBER)).values(st=bindparam("to"))


@dataclass(frozen=True, slots=True)
class ByToken:
    """A slip by the 32-byte digest of its token."""

    h: bytes


@dataclass(frozen=True, slots=True)
class ByCode:
    """A slip by the 32-byte HMAC of its typed code."""

    code_h: bytes


SlipKey = ByToken | ByCode


@dataclass(frozen=True, slots=True)
class NewSlip:
    """A slip to be added: the digests of both of its secrets."""

    h: bytes
    code_h: bytes


@dataclass(frozen=True, slots=True)
class SlipRow:
    """What is known of a slip. ``confirmed`` says whether its batch was printed whole."""

    st: SlipState
    voter_class: int
    batch: int
    confirmed: bool


def add(db: Session, number: str, batch: int, voter_class: int, slips: Sequence[NewSlip]) -> None:
    """Add unused slips to a batch, at most 1,000 in a transaction.

    Raises TwiceTheSame where a code is taken (twelve digits may meet by chance); the transaction
    is then lost and the caller mints again.
    """
    if len(slips) > ROWS_AT_ONCE:
        raise ValueError(f"more than {ROWS_AT_ONCE} slips in one transaction")
    rows = [
        {
            "meeting": number,
            "h": each.h,
            "code_h": each.code_h,
            "voter_class": voter_class,
            "batch": batch,
            "st": UNUSED,
        }
        for each in sorted(slips, key=lambda each: each.h)
    ]
    try:
        add_all(db, slip, rows)
    except IntegrityError:
        raise TwiceTheSame(value="code") from None


def find(db: Session, number: str, key: SlipKey) -> SlipRow | None:
    """The slip as it stands, None where the meeting has none of that secret."""
    by, secret = column_of(key)
    row = db.connection().execute(FIND[by], {"number": number, "secret": secret}).one_or_none()
    if row is None:
        return None
    st, voter_class, of_batch, state = row
    return SlipRow(SlipState(st), voter_class, of_batch, confirmed=state == "confirmed")


def secret_of(key: SlipKey) -> bytes:
    """The 32 bytes by which a slip is found."""
    return column_of(key)[1]


def column_of(key: SlipKey) -> tuple[str, bytes]:
    """The column by which a slip is found, and the 32 bytes that stand there."""
    return ("h", key.h) if isinstance(key, ByToken) else ("code_h", key.code_h)


def settle(db: Session, number: str, key: SlipKey, to: SlipState) -> bool:
    """Whether this slip was unused and is now ``to``: void, exchanged, or scanned undrawn."""
    return _set(db, to, *_is(number, key), slip.c.st == UNUSED) == 1


def void(db: Session, number: str, key: SlipKey) -> bool:
    """Whether this slip was unused and is now void."""
    return settle(db, number, key, VOID)


def void_unused(db: Session, number: str) -> int:
    """Void every slip that nobody used; how many."""
    return _set(db, VOID, slip.c.meeting == number, slip.c.st == UNUSED)


def void_of_batch(db: Session, number: str, batch: int) -> int:
    """Void the unused slips of a batch; how many."""
    return _set(db, VOID, slip.c.meeting == number, slip.c.batch == batch, slip.c.st == UNUSED)


def count(db: Session, number: str) -> int:
    """How many slips the meeting has, in any state."""
    where = slip.c.meeting == number
    return db.scalar(select(func.count()).select_from(slip).where(where)) or 0


def counts(db: Session, number: str) -> Mapping[tuple[int, SlipState], int]:
    """How many slips stand in each (voter class, state) that occurs."""
    columns = (slip.c.voter_class, slip.c.st)
    statement = select(*columns, func.count()).where(slip.c.meeting == number).group_by(*columns)
    return {(voter_class, SlipState(st)): n for voter_class, st, n in db.execute(statement)}


def printed_counts(db: Session, number: str) -> Mapping[SlipState, int]:
    """How many of the slips that were printed whole stand in each state that occurs."""
    where = (slip.c.meeting == number, _of_confirmed(number))
    statement = select(slip.c.st, func.count()).where(*where).group_by(slip.c.st)
    return {SlipState(st): n for st, n in db.execute(statement)}


def unused(db: Session, numbers: Iterable[str]) -> Mapping[str, int]:
    """How many slips that were printed whole can still vote, for each meeting that has any."""
    its_batch = select(slip.c.meeting, func.count()).join(batch, ITS_BATCH)
    where = (slip.c.meeting.in_(list(numbers)), slip.c.st == UNUSED, batch.c.state == "confirmed")
    statement = its_batch.where(*where).group_by(slip.c.meeting)
    return dict(db.execute(statement).all())


def spent(db: Session, number: str) -> int:
    """收回 so far by phone and kiosk: spent slips, counted among the slips themselves.

    There is no counter: a row that every cast changes would make the voters wait for each other.
    """
    where = (slip.c.meeting == number, slip.c.st.in_(SPENT))
    return db.scalar(select(func.count()).select_from(slip).where(*where)) or 0


def root(db: Session, number: str, voter_class: int | None = None) -> tuple[int, bytes]:
    """How many slips were printed whole, and the SHA-256 over their digests in order.

    Over ``slips-v1|`` and the 32-byte digests of all slips of confirmed batches, sorted; of one
    class of voters, or of all. It stands on the wall before the vote.
    """
    digest, rows = sha256(b"slips-v1|"), 0
    for h, _st in _printed(db, number, voter_class):
        digest.update(h)
        rows += 1
    return rows, digest.digest()


def state_root(db: Session, number: str) -> bytes:
    """The SHA-256 over ``slip-states-v1|`` and digest plus state byte of each printed slip."""
    digest = sha256(b"slip-states-v1|")
    for h, st in _printed(db, number, None):
        digest.update(h + bytes([st]))
    return digest.digest()


def in_order(db: Session, number: str) -> list[tuple[bytes, int, SlipState]]:
    """(digest, voter class, state) of every printed slip in the order of the digests."""
    columns = (slip.c.h, slip.c.voter_class, slip.c.st)
    statement = select(*columns).where(slip.c.meeting == number, _of_confirmed(number))
    rows = db.execute(statement.order_by(slip.c.h))
    return [(bytes(h), voter_class, SlipState(st)) for h, voter_class, st in rows]


def delete_all(db: Session, number: str) -> None:
    """Delete the slips and batches of a meeting: for a rehearsal that ends."""
    db.execute(delete(slip).where(slip.c.meeting == number))
    db.execute(delete(batch).where(batch.c.meeting == number))


def _is(number: str, key: SlipKey) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    by, secret = column_of(key)
    return slip.c.meeting == number, slip.c[by] == secret


def _set(db: Session, to: SlipState, *where: ColumnElement[bool]) -> int:
    return touched(db, update(slip).where(*where).values(st=to))


def _printed(db: Session, number: str, voter_class: int | None) -> list[tuple[bytes, int]]:
    statement = select(slip.c.h, slip.c.st).where(slip.c.meeting == number, _of_confirmed(number))
    if voter_class is not None:
        statement = statement.where(slip.c.voter_class == voter_class)
    return [(h, st) for h, st in db.execute(statement.order_by(slip.c.h)).all()]
