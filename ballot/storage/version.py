"""The version of the tables: that of the program, and that of a database.

Apart from ``migrate``, so that a command whose tables are there need not load the migrations.
"""

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from ballot.domain.errors import DatabaseAhead, DatabaseBehind, TablesDiffer
from ballot.storage.catalogue.differences import differences
from ballot.storage.database import Database

HEAD = "0013"
"""The newest of ``migrations/versions``."""
FEW = 3
"""So many differences are named; the others are counted."""


def current(db: Session) -> str:
    """The version of the tables that are there; empty where there are none."""
    if not inspect(db.connection()).has_table("alembic_version"):
        return ""
    return db.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def check(database: Database) -> None:
    """Raise DatabaseAhead, DatabaseBehind or TablesDiffer unless the tables are the program's."""
    database.read(_check)


def require_not_ahead(found: str) -> None:
    """Raise DatabaseAhead for tables of a program that came later: there is no way back."""
    if found > HEAD:
        raise DatabaseAhead(found=found, wanted=HEAD)


def _check(db: Session) -> None:
    found = current(db)
    require_not_ahead(found)
    if found != HEAD:
        raise DatabaseBehind(found=found, wanted=HEAD)
    require_same(db)


def require_same(db: Session) -> None:
    """Raise TablesDiffer where the tables are not those of the program."""
    places = differences(db)
    if places:
        raise TablesDiffer(places=len(places), examples=places[:FEW])
