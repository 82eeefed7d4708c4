"""The lint of the tables: a new column or index fails until somebody has thought of the voters.

Before you add a line to ``schema.txt``, answer: whoever holds a copy of the database, or two, or
its log, what does this column tell him about who voted when, with which slip, and what?
"""

from pathlib import Path

import pytest
from makers.catalogue import definitions, outline
from sqlalchemy import text

from ballot.storage import migrate, tables, version
from ballot.storage.database import Database

FROZEN = Path(__file__).with_name("schema.txt")

SLIP = ["meeting", "h", "code_h", "voter_class", "batch", "st"]
SEALED_VOTE = ["meeting", "subject", "question", "voter_class", "id", "ct", "proof", "tag"]


def test_every_column_and_index_has_been_considered(database: Database) -> None:
    considered = FROZEN.read_text(encoding="utf-8").splitlines()
    assert database.read(outline) == considered


def test_a_slip_and_a_vote_are_what_the_specification_says() -> None:
    assert list(tables.slip.c.keys()) == SLIP
    assert list(tables.sealed_vote.c.keys()) == SEALED_VOTE
    for table in (tables.slip, tables.sealed_vote):
        assert not table.foreign_keys
        assert not table.indexes
        assert all(column.default is None for column in table.c)
        assert all(column.server_default is None for column in table.c)
        assert all(column.onupdate is None for column in table.c)


def test_nothing_refers_to_a_slip_or_a_vote(database: Database) -> None:
    lines = database.read(outline)
    assert any(" refers " in line for line in lines)
    assert not [line for line in lines if line.endswith(("→ slip", "→ sealed_vote"))]


def test_slips_and_votes_have_no_row_number_on_sqlite(sqlite_url: str) -> None:
    opened = Database.connect(sqlite_url)
    try:
        for table in ("slip", "sealed_vote"):
            with pytest.raises(Exception, match="no such column"):
                opened.read(lambda db, t=table: db.execute(text(f"SELECT rowid FROM {t}")).all())
    finally:
        opened.dispose()


def test_there_is_no_trigger_and_no_view(database: Database) -> None:
    lines = database.read(definitions)
    assert not [
        line for line in lines if line.upper().startswith(("CREATE TRIGGER", "CREATE VIEW"))
    ]
    assert not [line for line in lines if line.startswith(("trigger ", "view "))]


def test_the_head_of_the_migrations_equals_the_tables_on_sqlite(
    sqlite_url: str, tmp_path: Path
) -> None:
    _compare(sqlite_url, f"sqlite:///{tmp_path / 'other.sqlite3'}")


def test_the_head_of_the_migrations_equals_the_tables_on_postgresql(
    postgres_url: str, postgres_alone: str
) -> None:
    _compare(postgres_url, postgres_alone)


def _compare(migrated: str, other: str) -> None:
    """Tables by the migrations in one database, by ``create_all`` in the other."""
    one, two = Database.connect(migrated), Database.connect(other)
    try:
        two.write(lambda db: tables.metadata.drop_all(db.connection()))
        two.write(lambda db: db.execute(text("DROP TABLE IF EXISTS alembic_version")))
        two.write(lambda db: tables.metadata.create_all(db.connection()))
        found = [line for line in one.read(definitions) if "alembic_version" not in line]
        assert found == two.read(definitions)
    finally:
        one.dispose()
        two.dispose()


def test_an_upgrade_of_what_is_there_changes_nothing(database: Database, database_url: str) -> None:
    before = database.read(definitions)
    migrate.upgrade(database_url)
    assert database.read(definitions) == before
    assert database.read(version.current) == version.HEAD
