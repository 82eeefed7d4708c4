"""The controls: the same attacks on versions as one writes them first, where they succeed.

Each has its row in docs/secrecy.md beside the test that the product passes.
"""

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from makers.catalogue import outline
from makers.stores.stored import a_cast, a_stored_meeting, drop_in, spend, state_of, voted, votes_of
from sqlalchemy import text
from sqlalchemy.orm import Session

from ballot.box import elgamal, opening, partial, shares
from ballot.box.partial import Total
from ballot.box.transcript import ProofContext
from ballot.domain.acts import Act
from ballot.domain.meeting import UNUSED, State
from ballot.storage import meetings, votes
from ballot.storage.database import Database

RUN = bytes(16)


def in_the_box(database: Database, number: str) -> int:
    """How many ciphertexts there are."""
    return sum(database.read(lambda db: votes.counts(db, number)).values())


def test_5_whoever_looks_first_and_writes_then_counts_a_slip_three_times(
    database: Database,
) -> None:
    """``if slip is unused: cast`` in two transactions."""
    held = a_stored_meeting(database, slips=20)

    def vote(index: int, together: Barrier) -> None:
        key = held.key(index)
        unused = state_of(database, held, key) == UNUSED
        together.wait()
        if unused:
            database.write(lambda db: write(db, index))

    def write(db: Session, index: int) -> None:
        spend(db, held, held.key(index))
        drop_in(db, held, votes_of([b"x"]))

    with ThreadPoolExecutor(3) as threads:
        for index in range(20):
            together = Barrier(3)
            list(threads.map(lambda _turn, i=index, t=together: vote(i, t), range(3)))
    assert in_the_box(database, held.number) == 60


def test_6_roots_that_are_taken_before_the_state_changes_leave_a_ballot_out(
    database: Database,
) -> None:
    """The list is read, and the vote closed in a transaction after it."""
    held = a_stored_meeting(database, slips=2)
    roots = {vote.id for vote in database.read(lambda db: list(votes.in_order(db, held.number)))}

    acknowledged = voted(database, a_cast(held, held.key(0)))
    database.write(lambda db: meetings.move(db, held.number, Act.CLOSE, State.CLOSED))
    assert acknowledged
    assert in_the_box(database, held.number) == 1
    assert roots == set()


class Hasty(Database):
    """Answers as soon as the statements have run, whatever becomes of the COMMIT."""

    def hasten(self, work: Callable[[Session], object]) -> object:
        answers: list[object] = []
        with contextlib.suppress(Exception):
            self.write(lambda db: answers.append(work(db)) or _commit_fails())
        return answers[0]


def _commit_fails() -> None:
    raise OSError("no space left on device")


def test_7_an_answer_before_the_commit_loses_what_it_acknowledged(database: Database) -> None:
    held = a_stored_meeting(database, slips=3)
    hasty = Hasty(database.engine)

    def cast(db: Session, index: int) -> bool:
        spent = spend(db, held, held.key(index))
        drop_in(db, held, votes_of([b"x"]))
        return spent

    acknowledged = [hasty.hasten(lambda db, i=index: cast(db, i)) for index in range(3)]
    assert acknowledged == [True, True, True]
    assert in_the_box(database, held.number) == 0


def test_23_two_lists_that_differ_in_one_ballot_open_that_ballot() -> None:
    """What a key that opens any list would tell: the difference of two sums is one choice."""
    keys, split = shares.split()
    choices = [0, 1, 1, 3, 0]
    place = ProofContext(RUN, 0, 0, 0, keys.pk)
    cts = [elgamal.seal(place, choice, 4).ct for choice in choices]

    def opened(listed: list[bytes]) -> tuple[int, ...]:
        total = Total(RUN, bytes(32), 0, 0, None, opening.add(listed, 4))
        made = [partial.decrypt(share, total) for share in split[:2]]
        return partial.combine(keys, total, made, len(listed))

    for victim, choice in enumerate(choices):
        without = cts[:victim] + cts[victim + 1 :]
        told = [all_ - rest for all_, rest in zip(opened(cts), opened(without), strict=True)]
        assert told.index(1) == choice


def test_4_a_time_and_an_index_on_a_slip_are_seen(sqlite_url: str) -> None:
    """As a mixin with ``created_at`` would bring them."""
    considered = Path(__file__).parents[1] / "storage" / "schema.txt"
    seen = [considered.read_text(encoding="utf-8").splitlines()]
    opened = Database.connect(sqlite_url)
    for change in (
        "ALTER TABLE slip ADD COLUMN created_at TEXT",
        "CREATE INDEX ix_slip_st ON slip (st)",
    ):
        opened.write(lambda db, each=change: db.execute(text(each)) and None)
        seen.append(opened.read(outline))
    opened.dispose()
    assert seen[0] != seen[1] != seen[2]
