"""The program works with its own tables and no others."""

from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from ballot.domain.errors import DatabaseAhead, DatabaseBehind
from ballot.storage import migrate, version
from ballot.storage.database import Database


def test_the_version_of_the_program_is_the_newest_migration() -> None:
    settings = Config()
    settings.set_main_option("script_location", str(migrate.PLACE).replace("%", "%%"))
    assert ScriptDirectory.from_config(settings).get_heads() == [version.HEAD]


def test_the_tables_are_those_of_the_program(database: Database) -> None:
    version.check(database)


def test_an_empty_database_is_behind(tmp_path: Path) -> None:
    opened = Database.connect(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    try:
        with pytest.raises(DatabaseBehind) as refused:
            version.check(opened)
        assert (refused.value.found, refused.value.wanted) == ("", version.HEAD)
    finally:
        opened.dispose()


@pytest.mark.parametrize(("found", "error"), [("0000", DatabaseBehind), ("9999", DatabaseAhead)])
def test_tables_of_another_version_are_refused(
    database: Database, found: str, error: type[Exception]
) -> None:
    change = "UPDATE alembic_version SET version_num = '{}'"
    database.write(lambda db: db.execute(text(change.format(found))))
    try:
        with pytest.raises(error):
            version.check(database)
    finally:
        database.write(lambda db: db.execute(text(change.format(version.HEAD))))


def test_the_migrations_lie_inside_the_package() -> None:
    assert (migrate.PLACE / "env.py").is_file()
    assert migrate.PLACE.parent == Path(migrate.__file__).parent
