"""The program works with its own tables and no others."""

from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from makers.stores.stored import a_stored_meeting
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ballot.domain.errors import DatabaseAhead, DatabaseBehind, UpgradeFailed
from ballot.storage import meetings, migrate, version
from ballot.storage.database import Database
from ballot.storage.hall import screens


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


def test_a_password_that_stood_readable_is_taken_away(sqlite_url: str) -> None:
    opened = Database.connect(sqlite_url)
    held = a_stored_meeting(opened).number

    def before(db: Session) -> None:
        screens.change(db, held, network="村委会", password="12345678")
        db.execute(text("UPDATE alembic_version SET version_num = '0011'"))

    opened.write(before)
    migrate.upgrade(sqlite_url, "0012")
    row = opened.read(lambda db: screens.get(db, held))
    assert (row.network, row.password) == ("村委会", "")
    opened.dispose()


def test_on_sqlite_a_row_that_refers_to_none_undoes_the_whole_upgrade(sqlite_url: str) -> None:
    """There no reference is held while tables are altered; it is looked at afterwards."""
    opened = Database.connect(sqlite_url)
    held = a_stored_meeting(opened)
    with pytest.raises(IntegrityError):
        opened.write(lambda db: db.execute(text("DELETE FROM unit")))
    with pytest.raises(migrate.ReferenceAstray, match="to unit"):
        _leave_nothing_of_units(opened)
    assert opened.read(lambda db: meetings.get(db, held.number)).unit
    opened.dispose()


def _leave_nothing_of_units(database: Database) -> None:
    with database.engine.execution_options(ballot_alters=True).begin() as connection:
        connection.execute(text("DELETE FROM unit"))
        migrate.run(connection)


def test_what_goes_wrong_in_an_upgrade_is_said_by_its_kind(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_words: object) -> None:
        raise LookupError

    monkeypatch.setattr(migrate.command, "upgrade", fail)
    with pytest.raises(UpgradeFailed) as failed:
        migrate.upgrade(sqlite_url)
    assert (failed.value.why, failed.value.wanted) == ("LookupError", version.HEAD)


def test_the_migrations_lie_inside_the_package() -> None:
    assert (migrate.PLACE / "env.py").is_file()
    assert migrate.PLACE.parent == Path(migrate.__file__).parent
