"""Makers of rows below the use cases: a meeting of any state, its slips, sealed answers."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from ballot.domain.meeting import Custody, State
from ballot.storage import assessments, batches, meetings, people, slips, tables
from ballot.storage.database import Database
from ballot.storage.slips import ByToken, NewSlip
from ballot.storage.votes import SealedVote

NOON = datetime(2026, 12, 20, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stored:
    """A meeting's number and the digests of its slips."""

    number: str
    slips: list[NewSlip]

    def key(self, index: int) -> ByToken:
        """How the slip of this index is found by its token."""
        return ByToken(self.slips[index].h)


def a_slip() -> NewSlip:
    """Digests that no slip has."""
    return NewSlip(h=os.urandom(32), code_h=os.urandom(32))


def a_stored_meeting(
    database: Database, *, slips: int = 3, state: State = State.OPEN, confirmed: bool = True
) -> Stored:
    """A meeting in ``state`` with one batch of ``slips``."""
    return database.write(lambda db: _make(db, slips, state, confirmed))


def _make(db: Session, count: int, state: State, confirmed: bool) -> Stored:
    number = a_draft_row(db)
    made = [a_slip() for _ in range(count)]
    if made:
        batch = batches.add(db, number, count)
        slips.add(db, number, batch, 0, made)
        if confirmed:
            batches.confirm(db, number, batch)
    db.execute(update(tables.meeting).where(tables.meeting.c.number == number).values(state=state))
    return Stored(number, made)


def a_draft_row(db: Session, **values: object) -> str:
    """A meeting without anything; its number."""
    unit = people.add_unit(db, "测试县")
    assessment = assessments.add(
        db, unit=unit, title="年度考核", scheme_id="jiaozhou-village", scheme_text="办法", at=NOON
    )
    plan = {"title": "测评会", "custody": Custody.SERVER, "run": os.urandom(16), "at": NOON}
    return meetings.insert(db, unit=unit, assessment=assessment, **{**plan, **values})


def votes_of(answers: Sequence[bytes], cell: tuple[int, int, int] = (0, 0, 0)) -> list[SealedVote]:
    """Sealed answers that hold these bytes as ciphertexts."""
    return [SealedVote(*cell, os.urandom(16), ct, b"proof", bytes(32)) for ct in answers]
