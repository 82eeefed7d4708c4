"""The program works with its own tables and no others."""

from pathlib import Path

import pytest
from sqlalchemy import text

from ballot.domain.errors import DatabaseBehind
from ballot.storage import migrate
from ballot.storage.database import Database


def test_the_tables_are_those_of_the_program(database: Database) -> None:
    migrate.check(database)


def test_an_empty_database_is_behind(tmp_path: Path) -> None:
    opened = Database.connect(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    try:
        with pytest.raises(DatabaseBehind) as refused:
            migrate.check(opened)
        assert (refused.value.found, refused.value.wanted) == ("", migrate.head())
    finally:
        opened.dispose()


def test_tables_of_another_version_are_refused(database: Database) -> None:
    change = "UPDATE alembic_version SET version_num = '{}'"
    database.write(lambda db: db.execute(text(change.format("9999"))))
    try:
        with pytest.raises(DatabaseBehind):
            migrate.check(database)
    finally:
        database.write(lambda db: db.execute(text(change.format(migrate.head()))))


def test_the_migrations_lie_inside_the_package() -> None:
    assert (migrate.PLACE / "env.py").is_file()
    assert migrate.PLACE.parent == Path(migrate.__file__).parent
