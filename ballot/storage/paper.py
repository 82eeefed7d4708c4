"""Statements about the totals of paper ballots: one set a teller, the last one stands."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ballot.domain.ledger.paper_count import CellTotal, Totals
from ballot.storage.rows import add_all
from ballot.storage.tables import paper_total

FIELDS = tuple(CellTotal.__dataclass_fields__)
COLUMNS = (paper_total.c.teller, paper_total.c.salt, *(paper_total.c[name] for name in FIELDS))


@dataclass(frozen=True, slots=True)
class PaperRow:
    """What one teller handed in, and the 32 bytes that hide it in the journal's fingerprint."""

    salt: bytes
    totals: Totals


def replace(db: Session, number: str, teller: int, given: PaperRow) -> None:
    """Keep a teller's totals in the place of those he handed in before."""
    mine = (paper_total.c.meeting == number, paper_total.c.teller == teller)
    db.execute(delete(paper_total).where(*mine))
    rows = [
        {name: getattr(each, name) for name in FIELDS}
        | {"meeting": number, "teller": teller, "salt": given.salt, "counts": list(each.counts)}
        for each in given.totals
    ]
    add_all(db, paper_total, rows)


def of_meeting(db: Session, number: str) -> dict[int, PaperRow]:
    """What each teller handed in last."""
    statement = select(*COLUMNS).where(paper_total.c.meeting == number)
    order = ("teller", "subject", "question", "voter_class")
    found: dict[int, PaperRow] = {}
    for teller, salt, *values in db.execute(statement.order_by(*(paper_total.c[n] for n in order))):
        facts = dict(zip(FIELDS, values, strict=True))
        total = CellTotal(**facts | {"counts": tuple(facts["counts"])})
        before = found[teller].totals if teller in found else ()
        found[teller] = PaperRow(bytes(salt), (*before, total))
    return found


def delete_all(db: Session, number: str) -> None:
    """Delete what both tellers handed in: of a rehearsal."""
    db.execute(delete(paper_total).where(paper_total.c.meeting == number))
