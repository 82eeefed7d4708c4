"""Bringing a database to the tables of this program, by the migrations inside the package."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from ballot.domain.errors import BallotError, UpgradeFailed
from ballot.storage import version
from ballot.storage.database import Database

PLACE = Path(__file__).parent / "migrations"
LOCK = 0x62616C6C6F74
"""Any number: two programs that upgrade one PostgreSQL at once wait for each other."""


class ReferenceAstray(Exception):
    """A migration left a row that refers to none."""


def upgrade(url: str, to: str = "head") -> None:
    """Create or upgrade the tables at ``url``, up to a version; already there is no fault.

    Raises what ``Database.connect`` raises, DatabaseAhead, UpgradeFailed, and TablesDiffer where
    the migrations do not lead to the tables of this program: then those that were there were none
    of a release. One transaction: a failed or interrupted upgrade changes nothing.
    """
    database = Database.connect(url)
    try:
        database.read(lambda db: version.require_not_ahead(version.current(db)))
        with database.engine.execution_options(ballot_alters=True).begin() as connection:
            run(connection, to)
            if to == "head":
                version.require_same(Session(connection))
    except BallotError:
        raise
    except Exception as error:
        raise UpgradeFailed(why=type(error).__name__, wanted=version.HEAD) from error
    finally:
        database.dispose()


def run(connection: Connection, to: str = "head") -> None:
    """Run the migrations inside the transaction of ``connection``."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    if connection.dialect.name == "sqlite":
        _require_references(connection)


def _require_references(connection: Connection) -> None:
    """While tables are altered SQLite holds no reference; at the end none may lead nowhere."""
    astray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if astray is not None:
        raise ReferenceAstray(f"{astray[0]} to {astray[2]}")


def _config() -> Config:
    config = Config()
    # A percent sign in a path would be read as an interpolation.
    config.set_main_option("script_location", str(PLACE).replace("%", "%%"))
    return config
