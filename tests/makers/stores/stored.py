"""Makers of rows below the use cases: a meeting of any state, its slips, sealed answers."""

import os
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from ballot.domain.meeting import SPENT_BY_PHONE, Custody, SlipState, State
from ballot.storage import batches, meetings, slips, tables, unit_tree
from ballot.storage.assessment import assessments
from ballot.storage.casting import driver
from ballot.storage.casting.group_commit import Cast, Outcome
from ballot.storage.database import Database
from ballot.storage.slips import ByToken, NewSlip, SlipKey
from ballot.storage.votes import SealedVote

NOON = datetime(2026, 12, 20, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stored:
    """A meeting's number, its run and the digests of its slips."""

    number: str
    run: bytes
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
    return Stored(number, meetings.get(db, number).run, made)


def a_draft_row(db: Session, **values: object) -> str:
    """A meeting without anything; its number."""
    unit = unit_tree.add_unit(db, "测试县")
    assessment = assessments.add(
        db, unit=unit, title="年度考核", scheme_id="jiaozhou-village", scheme_text="办法", at=NOON
    )
    plan = {"title": "测评会", "custody": Custody.SERVER, "run": os.urandom(16), "at": NOON}
    return meetings.insert(db, unit=unit, assessment=assessment, **{**plan, **values})


def votes_of(answers: Sequence[bytes], cell: tuple[int, int, int] = (0, 0, 0)) -> list[SealedVote]:
    """Sealed answers that hold these bytes as ciphertexts."""
    return [SealedVote(*cell, os.urandom(16), ct, b"proof", bytes(32)) for ct in answers]


def a_cast(
    held: Stored,
    key: SlipKey,
    sealed: Sequence[SealedVote] = (),
    channel: SlipState = SPENT_BY_PHONE,
) -> Cast:
    """A cast with this slip, of one answer where no other are given."""
    return Cast(held.number, held.run, key, channel, sealed or votes_of([b"x"]))


def queued(database: Database, cast: Cast) -> "Future[bool]":
    """Cast without waiting: the outcome, or the exception that is told."""
    told: Future[bool] = Future()

    def answered(of: Cast, outcome: Outcome) -> None:
        assert of is cast
        if isinstance(outcome, Exception):
            told.set_exception(outcome)
        else:
            told.set_result(outcome)

    database.drop_in(cast, answered)
    return told


def voted(database: Database, cast: Cast) -> bool:
    """Cast, and wait for the commit: whether the slip voted."""
    return queued(database, cast).result()


def spend(db: Session, held: Stored, key: SlipKey, to: SlipState = SPENT_BY_PHONE) -> bool:
    """Spend a slip alone, as no cast does: for controls that drop their votes in otherwise."""
    by, secret = slips.column_of(key)
    statement = slips.spend(tables.slip.c[by] == secret)
    done = db.connection().execute(statement, {"number": held.number, "to": int(to)})
    return done.rowcount == 1


def drop_in(db: Session, held: Stored, votes: Sequence[SealedVote]) -> None:
    """Drop votes in without a slip: for controls, and for what only looks at the box."""
    rows = [{"meeting": held.number, **vote._asdict()} for vote in votes]
    db.execute(insert(tables.sealed_vote), rows)


def state_of(database: Database, held: Stored, key: SlipKey) -> SlipState | None:
    """What the slip is now, None where the meeting has none of that secret."""
    standing = database.standing(held.number, key)
    assert standing is not None
    return None if standing.slip is None else standing.slip.st


class NoCommit:
    """A driver's connection whose COMMIT fails, with everything before it done; ``also`` fails."""

    def __init__(self, driver: Any, failed: Exception, also: str = "") -> None:
        self._driver = driver
        self._failed = failed
        self._failing = ("COMMIT", also)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)

    def execute(self, sql: str, *values: Any, **how: Any) -> Any:
        if sql in self._failing:
            raise self._failed
        return self._driver.execute(sql, *values, **how)

    def commit(self) -> None:
        raise self._failed


def no_commits(monkeypatch: pytest.MonkeyPatch, also: str = "") -> None:
    """No writer whose connection is opened from now on can commit, nor do what ``also`` names."""
    own = driver.own
    failed = OSError("disk full")
    monkeypatch.setattr(driver, "own", lambda engine: NoCommit(own(engine), failed, also))
