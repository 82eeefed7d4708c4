"""The tables of a database are held against those of the program, not their number alone."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from makers.stores import earlier_tables
from sqlalchemy import text
from sqlalchemy.orm import Session

from ballot.domain.errors import TablesDiffer
from ballot.storage import migrate, version
from ballot.storage.catalogue.differences import differences
from ballot.storage.database import Database

CHANGES = [
    (["ALTER TABLE meeting ADD COLUMN note TEXT"], ["+meeting.note TEXT"]),
    (["ALTER TABLE question DROP COLUMN blank"], ["−question.blank BOOLEAN not null"]),
    (
        ["ALTER TABLE question RENAME COLUMN text TO said"],
        ["−question.text TEXT not null", "+question.said TEXT not null"],
    ),
    (["DROP INDEX ix_meeting_unit"], ["−meeting index (unit)"]),
    (["CREATE INDEX arrived ON slip (st)"], ["+slip index (st)"]),
    (["CREATE UNIQUE INDEX once ON meeting (title, unit)"], ["+meeting unique (title, unit)"]),
    (["CREATE TABLE notes (id INTEGER, meeting TEXT)"], []),  # of somebody else
]
QUESTION = """CREATE TABLE question (
    meeting VARCHAR(6) NOT NULL,
    position INTEGER,
    text {kind},
    options JSON NOT NULL,
    blank BOOLEAN NOT NULL,
    PRIMARY KEY (position, meeting),
    FOREIGN KEY(meeting) REFERENCES unit (name)
)"""
ON_SQLITE = [
    (
        ["DROP TABLE question", QUESTION.format(kind="VARCHAR(9) NOT NULL")],
        [
            "−question key (meeting, position)",
            "−question refers (meeting) to meeting (number)",
            "−question.position INTEGER not null",
            "−question.text TEXT not null",
            "+question key (position, meeting)",
            "+question refers (meeting) to unit (name)",
            "+question.position INTEGER",
            "+question.text VARCHAR(9) not null",
        ],
    ),
    (
        ["CREATE TRIGGER told AFTER UPDATE ON slip BEGIN SELECT 1; END"],
        ["+slip trigger told"],
    ),
]
ON_POSTGRESQL = [
    (
        ["ALTER TABLE meeting ALTER COLUMN title TYPE VARCHAR(9)"],
        ["−meeting.title TEXT not null", "+meeting.title VARCHAR(9) not null"],
    ),
    (
        ["ALTER TABLE meeting ALTER COLUMN title DROP NOT NULL"],
        ["−meeting.title TEXT not null", "+meeting.title TEXT"],
    ),
    (
        ["ALTER TABLE meeting ALTER COLUMN title SET DEFAULT 'x'"],
        ["−meeting.title TEXT not null", "+meeting.title TEXT not null default 'x'"],
    ),
    (
        ["ALTER TABLE meeting DROP CONSTRAINT ck_meeting_run_length"],
        ["−meeting check ck_meeting_run_length 16"],
    ),
    (
        [
            "ALTER TABLE meeting DROP CONSTRAINT ck_meeting_run_length",
            "ALTER TABLE meeting ADD CONSTRAINT ck_meeting_run_length CHECK (length(run) = 8)",
        ],
        ["−meeting check ck_meeting_run_length 16", "+meeting check ck_meeting_run_length 8"],
    ),
    (
        ["ALTER TABLE question DROP CONSTRAINT fk_question_meeting"],
        ["−question refers (meeting) to meeting (number)"],
    ),
    (
        ["ALTER TABLE question DROP CONSTRAINT pk_question"],
        ["−question key (meeting, position)"],
    ),
    (
        [
            "CREATE FUNCTION told() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "CREATE TRIGGER told AFTER UPDATE ON slip FOR EACH ROW EXECUTE FUNCTION told()",
        ],
        ["+slip trigger told"],
    ),
]


class Undone(Exception):
    """Takes a change of the tables back."""


def found_after(database: Database, statements: list[str]) -> list[str]:
    """The differences after a change, which is taken back."""
    found: list[str] = []

    def work(db: Session) -> None:
        for each in statements:
            db.execute(text(each))
        found.extend(differences(db))
        raise Undone

    with suppress(Undone):
        database.write(work)
    return found


def test_tables_made_by_the_migrations_are_those_of_the_program(database: Database) -> None:
    assert database.read(differences) == ()
    version.check(database)


@pytest.mark.parametrize(("statements", "lines"), CHANGES)
def test_every_change_is_found(database: Database, statements: list[str], lines: list[str]) -> None:
    assert found_after(database, statements) == lines


@pytest.fixture
def on_sqlite(sqlite_url: str) -> Iterator[Database]:
    opened = Database.connect(sqlite_url)
    yield opened
    opened.dispose()


@pytest.fixture
def on_postgresql(postgres_url: str) -> Iterator[Database]:
    opened = Database.connect(postgres_url)
    yield opened
    opened.dispose()


@pytest.mark.parametrize(("statements", "lines"), ON_SQLITE)
def test_every_change_is_found_on_sqlite(
    on_sqlite: Database, statements: list[str], lines: list[str]
) -> None:
    assert found_after(on_sqlite, statements) == lines


@pytest.mark.parametrize(("statements", "lines"), ON_POSTGRESQL)
def test_every_change_is_found_on_postgresql(
    on_postgresql: Database, statements: list[str], lines: list[str]
) -> None:
    assert found_after(on_postgresql, statements) == lines


def test_slips_that_sqlite_numbers_in_their_order_are_found(on_sqlite: Database) -> None:
    made = on_sqlite.read(
        lambda db: db.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'slip'"))
    )
    assert made.rstrip().endswith("WITHOUT ROWID")
    other = made.replace("WITHOUT ROWID", "").replace("BETWEEN 2 AND 7", "BETWEEN 2 AND 8")
    assert found_after(on_sqlite, ["DROP TABLE slip", other]) == [
        "−slip check ck_slip_st 2 7",
        "−slip without rowid",
        "+slip check ck_slip_st 2 8",
    ]


def test_an_earlier_database_of_the_same_number_is_refused_on_sqlite(tmp_path: Path) -> None:
    _refused(f"sqlite:///{tmp_path / 'earlier.sqlite3'}")


def test_an_earlier_database_of_the_same_number_is_refused_on_postgresql(
    postgres_alone: str,
) -> None:
    _refused(postgres_alone)


def _refused(url: str) -> None:
    earlier_tables.make(url)
    with pytest.raises(TablesDiffer):
        migrate.upgrade(url)  # by its number nothing is to be done
    opened = Database.connect(url)
    try:
        assert opened.read(version.current) == version.HEAD
        with pytest.raises(TablesDiffer) as refused:
            version.check(opened)
        assert refused.value.places > 50
        assert len(refused.value.examples) == 3
        assert "−meeting.item TEXT not null" in opened.read(differences)
    finally:
        opened.dispose()
