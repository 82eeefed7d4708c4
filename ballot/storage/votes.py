"""Statements about sealed votes. Each answer lies alone: a ballot's answers never lie together."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Insert, bindparam, delete, func, insert, select, tuple_
from sqlalchemy.orm import Session

from ballot.storage.tables import sealed_vote

KEY = (
    sealed_vote.c.subject,
    sealed_vote.c.question,
    sealed_vote.c.voter_class,
    sealed_vote.c.id,
)
REST = (sealed_vote.c.ct, sealed_vote.c.proof, sealed_vote.c.tag)
PAGE = 1000
"""Sealed answers in memory at once, about 1.5 KB each."""

Cell = tuple[int, int, int]
"""(subject, question, voter class): one list of ciphertexts, opened as one sum."""


class SealedVote(NamedTuple):
    """A sealed answer. ``id`` are the 16 bytes that follow from its ciphertexts and its place.

    ``tag`` are the 32 bytes over all of it.
    """

    subject: int
    question: int
    voter_class: int
    id: bytes
    ct: bytes
    proof: bytes
    tag: bytes


def drop_in(rows: int) -> Insert:
    """Drop so many answers into the box: the columns of one, then those of the next."""
    names = [column.name for column in sealed_vote.columns]
    marks: list[dict[str, BindParameter[Any]]] = [
        {name: bindparam(f"{name}_{row}") for name in names} for row in range(rows)
    ]
    return insert(sealed_vote).values(marks)


def counts(db: Session, number: str) -> Mapping[Cell, int]:
    """How many sealed answers lie in each cell that has any."""
    statement = select(*KEY[:3], func.count()).where(sealed_vote.c.meeting == number)
    return {(s, q, c): n for s, q, c, n in db.execute(statement.group_by(*KEY[:3]))}


def in_order(db: Session, number: str, cell: Cell | None = None) -> Iterator[SealedVote]:
    """The sealed answers of one cell, or of all, in the order of their keys; a page at a time.

    Pages and no open cursor: whoever stops half-way leaves nothing behind in the connection.
    """
    statement = select(*KEY, *REST).where(sealed_vote.c.meeting == number).order_by(*KEY)
    if cell is not None:
        statement = statement.where(tuple_(*KEY[:3]) == tuple_(*cell))
    page = statement.limit(PAGE)
    while rows := db.execute(page).all():
        yield from (SealedVote(*row) for row in rows)
        page = statement.where(tuple_(*KEY) > tuple_(*rows[-1][:4])).limit(PAGE)


def delete_all(db: Session, number: str) -> None:
    """Delete the sealed votes of a meeting: a rehearsal that ends, or ciphertexts erased."""
    db.execute(delete(sealed_vote).where(sealed_vote.c.meeting == number))
