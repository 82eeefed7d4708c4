"""Bringing a database to the tables of this program, by the migrations inside the package."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from ballot.storage import version
from ballot.storage.database import Database

PLACE = Path(__file__).parent / "migrations"
LOCK = 0x62616C6C6F74
"""Any number: two programs that upgrade one PostgreSQL at once wait for each other."""


def upgrade(url: str) -> None:
    """Create or upgrade the tables at ``url``; already there is no fault.

    Raises what ``Database.connect`` raises, and DatabaseAhead. One transaction: a failed upgrade
    changes nothing.
    """
    database = Database.connect(url)
    try:
        database.read(lambda db: version.require_not_ahead(version.current(db)))
        database.write(lambda db: run(db.connection()))
    finally:
        database.dispose()


def run(connection: Connection) -> None:
    """Run the migrations inside the transaction of ``connection``."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    # A percent sign in a path would be read as an interpolation.
    config.set_main_option("script_location", str(PLACE).replace("%", "%%"))
    return config
