"""A database as the first state of migration 0001 made it: the number of today, other tables."""

from pathlib import Path

from sqlalchemy import text

from ballot.storage.database import Database

PLACE = Path(__file__).parents[2] / "storage" / "catalogue"


def make(url: str) -> None:
    """Put the earlier tables in the place of all that is at ``url``."""
    opened = Database.connect(url)
    try:
        made = (PLACE / f"earlier_{opened.dialect}.sql").read_text(encoding="ascii")
        if opened.dialect == "postgresql":
            made = f"DROP SCHEMA public CASCADE; CREATE SCHEMA public; {made}"
        statements = [each for each in made.split(";") if each.strip()]
        opened.write(lambda db: [db.execute(text(each)) for each in statements])
    finally:
        opened.dispose()
