"""The version of the tables: that of the program, and that of a database.

Apart from ``migrate``, so that a command whose tables are there need not load the migrations.
"""

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from ballot.domain.errors import DatabaseBehind
from ballot.storage.database import Database

HEAD = "0001"
"""The newest of ``migrations/versions``."""


def current(db: Session) -> str:
    """The version of the tables that are there; empty where there are none."""
    if not inspect(db.connection()).has_table("alembic_version"):
        return ""
    return db.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def check(database: Database) -> None:
    """Raise DatabaseBehind unless the tables are those of this program."""
    found = database.read(current)
    if found != HEAD:
        raise DatabaseBehind(found=found, wanted=HEAD)
