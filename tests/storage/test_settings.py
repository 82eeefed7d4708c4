"""With a setting under which a ballot could be lost or read, the program refuses to run."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, text

from ballot.domain.errors import DatabaseUnreachable, SettingWrong
from ballot.storage import settings, sqlite
from ballot.storage.database import Database

OTHER_PRAGMAS = {
    "journal_mode": "PRAGMA journal_mode=DELETE",
    "synchronous": "PRAGMA synchronous=NORMAL",
    "secure_delete": "PRAGMA secure_delete=OFF",
    "temp_store": "PRAGMA temp_store=FILE",
    "foreign_keys": "PRAGMA foreign_keys=OFF",
    "busy_timeout": "PRAGMA busy_timeout=0",
}

OTHER_SETTINGS = {
    "synchronous_commit": "off",
    "log_statement": "mod",
    "log_min_duration_statement": "0",
    "log_min_duration_sample": "0",
    "log_transaction_sample_rate": "1",
    "log_parameter_max_length_on_error": "64",
    "log_duration": "on",
    "debug_print_parse": "on",
    "debug_print_rewritten": "on",
    "debug_print_plan": "on",
}
"""Those that a database can have by itself."""

OF_THE_SERVER = {"fsync": "off", "full_page_writes": "off"}
"""Those that a reload of the server changes."""

NOT_CHANGEABLE = {
    "server_encoding",
    "track_commit_timestamp",
    "auto_explain.log_min_duration",
    "pgaudit.log_parameter",
}
"""Those that need a restart, another cluster or an extension: their comparison is tested alone."""


def test_every_setting_has_a_wrong_one_here() -> None:
    assert set(OTHER_PRAGMAS) == set(settings.SQLITE)
    assert {*OTHER_SETTINGS, *OF_THE_SERVER, *NOT_CHANGEABLE} == set(settings.POSTGRESQL)


def test_the_right_settings_are_taken(database_url: str) -> None:
    Database.connect(database_url).dispose()


@pytest.mark.parametrize("name", OTHER_PRAGMAS)
def test_sqlite_with_another_setting_is_refused(
    sqlite_url: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pragmas = (*sqlite.PRAGMAS, OTHER_PRAGMAS[name])
    monkeypatch.setattr(sqlite, "PRAGMAS", pragmas)
    with pytest.raises(SettingWrong) as refused:
        Database.connect(sqlite_url)
    assert refused.value.name == name


def test_an_old_sqlite_is_refused(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(SettingWrong) as refused:
        Database.connect(sqlite_url)
    assert refused.value.name == "sqlite"


def test_an_old_postgresql_is_refused(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "OLDEST_POSTGRESQL", 990000)
    with pytest.raises(SettingWrong) as refused:
        Database.connect(postgres_url)
    assert refused.value.name == "postgresql"


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://host/db", "nonsense"])
def test_a_database_that_keeps_nothing_or_is_another_kind_is_refused(url: str) -> None:
    with pytest.raises(SettingWrong):
        Database.connect(url)


@pytest.mark.parametrize("name", OTHER_SETTINGS)
def test_postgresql_with_another_setting_is_refused(postgres_alone: str, name: str) -> None:
    _execute(
        postgres_alone,
        f"ALTER DATABASE {_name(postgres_alone)} SET {name} = {OTHER_SETTINGS[name]}",
    )
    with pytest.raises(SettingWrong) as refused:
        Database.connect(postgres_alone)
    assert refused.value.name == name


@pytest.mark.parametrize("name", OF_THE_SERVER)
def test_a_server_that_does_not_write_through_is_refused(postgres_url: str, name: str) -> None:
    changed = _server_setting(postgres_url, name, OF_THE_SERVER[name])
    with changed, pytest.raises(SettingWrong) as refused:
        Database.connect(postgres_url)
    assert refused.value.name == name


@pytest.mark.parametrize("name", sorted(NOT_CHANGEABLE))
def test_a_setting_is_compared_by_its_value(name: str) -> None:
    right = {each: allowed[0] for each, allowed in settings.POSTGRESQL.items()}
    settings.check(right, settings.POSTGRESQL)
    settings.check({**right, "not asked for": "x"}, settings.POSTGRESQL)
    with pytest.raises(SettingWrong) as refused:
        settings.check({**right, name: "another"}, settings.POSTGRESQL)
    assert refused.value.name == name
    assert refused.value.found == "another"


def test_a_stronger_commit_is_taken() -> None:
    settings.check({"synchronous_commit": "remote_apply"}, settings.POSTGRESQL)


def test_what_cannot_be_reached_is_said_without_its_password(tmp_path: Path) -> None:
    url = f"postgresql://somebody:geheim@/nowhere?host={tmp_path}"
    with pytest.raises(DatabaseUnreachable) as refused:
        Database.connect(url)
    assert "geheim" not in refused.value.where
    assert "nowhere" in refused.value.where


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    path = tmp_path / "ballot.sqlite3"
    path.write_text("这不是数据库" * 100)
    path.chmod(0o600)
    with pytest.raises(DatabaseUnreachable):
        Database.connect(f"sqlite:///{path}")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_file_that_others_may_read_or_write_is_refused(sqlite_url: str, mode: int) -> None:
    path = Path(str(make_url(sqlite_url).database))
    path.chmod(mode)
    with pytest.raises(SettingWrong) as refused:
        Database.connect(sqlite_url)
    assert (refused.value.found, refused.value.wanted) == (f"{path} {mode:04o}", "0600")
    assert path.stat().st_mode & 0o777 == mode
    path.chmod(0o600)
    Database.connect(sqlite_url).dispose()


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "ballot.sqlite3"
    opened = Database.connect(f"sqlite:///{path}")
    try:
        opened.write(lambda db: db.connection().exec_driver_sql("CREATE TABLE t (x)"))
        modes = {each.name: each.stat().st_mode & 0o777 for each in path.parent.iterdir()}
        assert set(modes) >= {"ballot.sqlite3", "ballot.sqlite3-wal"}
        assert set(modes.values()) == {0o600}
        assert path.parent.stat().st_mode & 0o777 == 0o700
    finally:
        opened.dispose()


def test_no_error_shows_a_parameter(database: Database) -> None:
    with pytest.raises(Exception, match="hide_parameters") as shown:
        database.read(
            lambda db: db.execute(text("SELECT nothing FROM nowhere WHERE x = :x"), {"x": "GEHEIM"})
        )
    assert "GEHEIM" not in str(shown.value)


@contextmanager
def _server_setting(url: str, name: str, value: str) -> Iterator[None]:
    _execute(url, f"ALTER SYSTEM SET {name} = {value}")
    _reload(url, name, value)
    try:
        yield
    finally:
        _execute(url, f"ALTER SYSTEM RESET {name}")
        _reload(url, name, "on")


def _reload(url: str, name: str, value: str) -> None:
    """Reload, and wait until a new connection sees it."""
    _execute(url, "SELECT pg_reload_conf()")
    while _execute(url, f"SHOW {name}") != value:
        pass


def _execute(url: str, statement: str) -> object:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as db:
        done = db.execute(statement.encode())
        row = done.fetchone() if done.description else None
        return None if row is None else row[0]


def _name(url: str) -> str:
    return str(make_url(url).database)
