"""Whoever copies the live database links every slip to its sealed vote, and learns no choice.

docs/secrecy.md, tests 1, 2 and 3 (a copy between every two votes is one step of the replay). Each
attack must succeed on the usual “anonymous” schema, and with the key of the box on ours.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from makers.meetings import BAD, FAIR, GOOD, VERY, AMeeting, a_hall, an_open_meeting
from people.thief import Linked, WalWatch, best_guess, chance, relink_by_xmin
from sqlalchemy import make_url, text
from sqlalchemy.orm import Session

from ballot.box import opening
from ballot.slips import tokens
from ballot.storage import meetings
from ballot.storage.database import Database

CASTS = 200
CHOICES = [VERY] * 90 + [GOOD] * 60 + [FAIR] * 30 + [BAD] * 20
COLUMNS = 5
CIPHERTEXT = 64 * COLUMNS

OF_OURS = {
    "sqlite": ("SELECT h, st FROM slip", "SELECT ct, proof, tag, id FROM sealed_vote"),
    "postgresql": (
        "SELECT xmin::text, h FROM slip",
        "SELECT xmin::text, ct, proof, tag, id FROM sealed_vote",
    ),
}
OF_NAIVE = {
    "sqlite": ("SELECT h, used FROM naive_slip", "SELECT id, choice FROM naive_vote"),
    "postgresql": (
        "SELECT xmin::text, h FROM naive_slip",
        "SELECT xmin::text, id, choice FROM naive_vote",
    ),
}
NAIVE = (
    "CREATE TABLE naive_slip (h {blob} PRIMARY KEY, used INTEGER NOT NULL)",
    "CREATE TABLE naive_vote (id {blob} PRIMARY KEY, choice INTEGER NOT NULL)",
)
"""No foreign key, no time, random keys: what is usually called anonymous."""


def relink(
    database: Database,
    tmp_path: Path,
    queries: dict[str, tuple[str, str]],
    cast: Callable[[], None],
) -> list[Linked]:
    """Watch the database while ``cast`` runs, and link what can be linked."""
    slips, votes = queries[database.dialect]
    if database.dialect == "postgresql":
        cast()
        return database.read(lambda db: relink_by_xmin(db, slips, votes))
    watch = WalWatch(Path(str(make_url(str(database.engine.url)).database)), tmp_path)
    cast()
    return watch.relink(slips, votes)


@pytest.fixture
def shuffled() -> list[int]:
    """The choices in an order that nobody knows."""
    return sorted(CHOICES, key=lambda _choice: os.urandom(8))


@pytest.fixture
def meeting(database: Database, tmp_path: Path) -> AMeeting:
    return an_open_meeting(a_hall(database, tmp_path), slips=CASTS, eligible=CASTS)


def test_the_thief_links_every_slip_and_names_no_choice(
    meeting: AMeeting, database: Database, tmp_path: Path, shuffled: list[int]
) -> None:
    linked = relink(database, tmp_path, OF_OURS, lambda: meeting.cast_all(shuffled))
    choices = choices_of(meeting, shuffled)
    assert len(linked) == CASTS
    named, asked, most = best_guess(linked, choices)
    assert named <= chance(asked, most)
    assert opened(meeting, linked) == choices


def test_the_control_a_schema_without_a_sealed_box_names_them(
    database: Database, postgres_alone: str, tmp_path: Path, shuffled: list[int]
) -> None:
    slips = [os.urandom(32) for _ in range(CASTS)]
    blob = "BYTEA" if database.dialect == "postgresql" else "BLOB"
    target = Database.connect(postgres_alone) if database.dialect == "postgresql" else database
    target.write(lambda db: [db.execute(text(each.format(blob=blob))) for each in NAIVE])
    target.write(lambda db: [_add_naive(db, h) for h in slips])

    def cast() -> None:
        for h, choice in zip(slips, shuffled, strict=True):
            target.write(lambda db, h=h, c=choice: _cast_naive(db, h, c))

    linked = relink(target, tmp_path, OF_NAIVE, cast)
    named, asked, _most = best_guess(linked, dict(zip(slips, shuffled, strict=True)))
    if target is not database:
        target.dispose()
    assert len(linked) == CASTS
    assert named >= 0.95 * asked


def choices_of(meeting: AMeeting, cast: list[int]) -> dict[bytes, int]:
    """What was chosen with the slip of each digest."""
    run = meeting.hall.database.read(lambda db: meetings.get(db, meeting.number)).run
    digests = [tokens.digest(run, minted.token) for minted in meeting.slips]
    return dict(zip(digests, cast, strict=True))


def opened(meeting: AMeeting, linked: list[Linked]) -> dict[bytes, int]:
    """The control with the key: whoever holds it opens every linked vote."""
    run = meeting.hall.database.read(lambda db: meetings.get(db, meeting.number)).run
    secret = meeting.hall.box_keys.get(run)
    return {
        each.h: opening.open_sum(secret, each.found[:CIPHERTEXT], COLUMNS, 1).index(1)
        for each in linked
    }


def _add_naive(db: Session, h: bytes) -> None:
    db.execute(text("INSERT INTO naive_slip (h, used) VALUES (:h, 0)"), {"h": h})


def _cast_naive(db: Session, h: bytes, choice: int) -> None:
    spent = "UPDATE naive_slip SET used = 1 WHERE h = :h AND used = 0"
    db.execute(text(spent), {"h": h})
    vote = "INSERT INTO naive_vote (id, choice) VALUES (:id, :choice)"
    db.execute(text(vote), {"id": os.urandom(16), "choice": choice})
