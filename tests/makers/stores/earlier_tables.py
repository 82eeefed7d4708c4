"""A database as the first state of migration 0001 made it: the number of today, other tables."""

from pathlib import Path

from sqlalchemy import text

from ballot.storage import version
from ballot.storage.database import Database

PLACE = Path(__file__).parents[2] / "storage" / "catalogue"


def make(url: str, number: str = version.HEAD) -> None:
    """Put the earlier tables in the place of all that is at ``url``, under this number."""
    opened = Database.connect(url)
    try:
        made = (PLACE / f"earlier_{opened.dialect}.sql").read_text(encoding="ascii")
        if opened.dialect == "postgresql":
            made = f"DROP SCHEMA public CASCADE; CREATE SCHEMA public; {made}"
        statements = [each for each in made.split(";") if each.strip()]
        statements.append(f"UPDATE alembic_version SET version_num = '{number}'")
        opened.write(lambda db: [db.execute(text(each)) for each in statements])
    finally:
        opened.dispose()
