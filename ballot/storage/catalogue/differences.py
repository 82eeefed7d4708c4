"""The tables that are there, held against those of the program.

A version number alone tells too little: tables of one number may have been made by an earlier
state of the same migration, and what then fails first is the opening of a box.
"""

from sqlalchemy.orm import Session

from ballot.storage.catalogue import of_postgresql, of_sqlite, of_tables
from ballot.storage.tables import metadata

_TOLD = {"sqlite": of_sqlite.told, "postgresql": of_postgresql.told}


def differences(db: Session) -> tuple[str, ...]:
    """Lines that are missing, each after a −, and then those that nobody expected, after a +.

    Tables of others in the same database are left alone.
    """
    dialect = db.get_bind().dialect
    wanted = set(of_tables.told(dialect))
    found = {line for table, line in _TOLD[dialect.name](db) if table in metadata.tables}
    missing = (f"−{line}" for line in sorted(wanted - found))
    return (*missing, *(f"+{line}" for line in sorted(found - wanted)))
