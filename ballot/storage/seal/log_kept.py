"""What the log of a database keeps of the order in which ballots came, after their seal.

Every commit lies in it with its time, and a ballot with its slip. SQLite's is emptied by the seal.
PostgreSQL's is overwritten segment by segment, sooner where it is made to switch; whatever takes
copies of it keeps them for ever.
"""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

ARCHIVE = "SELECT setting FROM pg_settings WHERE name = 'archive_mode'"
SLOTS = "SELECT slot_name FROM pg_replication_slots ORDER BY 1"
STANDBYS = (
    "SELECT DISTINCT coalesce(nullif(application_name, ''), pid::text) FROM pg_stat_activity"
    " WHERE datid IS NULL AND usesysid IS NOT NULL AND pid IN"
    " (SELECT pid FROM pg_stat_replication) ORDER BY 1"
)


@dataclass(frozen=True, slots=True)
class LogKept:
    """Whether segments are archived; slots that hold them back, and standbys that take them."""

    archived: bool
    slots: tuple[str, ...]
    standbys: tuple[str, ...]


def of(db: Session) -> LogKept | None:
    """What this role may see of it; None on SQLite, where nothing is kept."""
    if db.get_bind().dialect.name == "sqlite":
        return None
    return LogKept(
        archived=db.scalar(text(ARCHIVE)) != "off",
        slots=tuple(db.scalars(text(SLOTS))),
        standbys=tuple(db.scalars(text(STANDBYS))),
    )
