"""Slips and sealed votes, exactly as docs/secrecy.md has them, and the batches that are printed.

Neither has a time, a sequence, an address or a foreign key, and there is no index on a slip's
state: every column here is a road to a voter. ``tests/storage`` holds a frozen list of them.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    UniqueConstraint,
)

from ballot.storage.tables.base import (
    NUMBER,
    long,
    metadata,
    of_meeting,
    one_of,
    position,
    text,
    whole,
)

batch = Table(
    "batch",
    metadata,
    of_meeting(),
    position("number"),
    whole("voter_class"),
    whole("count"),
    text("state"),
    one_of("state", "issued", "confirmed", "void"),
    CheckConstraint("count BETWEEN 1 AND 100000", name="count"),
)
"""One issue of slips. None of them votes before somebody confirms that it was printed whole."""

slip = Table(
    "slip",
    metadata,
    Column("meeting", NUMBER, nullable=False),
    Column("h", LargeBinary, nullable=False),
    Column("code_h", LargeBinary, nullable=False),
    Column("voter_class", Integer, nullable=False),
    Column("batch", Integer, nullable=False),
    Column("st", SmallInteger, nullable=False),
    PrimaryKeyConstraint("meeting", "h"),
    UniqueConstraint("meeting", "code_h"),
    CheckConstraint("st BETWEEN 2 AND 7", name="st"),
    long("h", 32),
    long("code_h", 32),
    sqlite_with_rowid=False,
)
"""A one-time slip by its digests. ``st`` is one byte, changed in place, and never indexed."""

sealed_vote = Table(
    "sealed_vote",
    metadata,
    Column("meeting", NUMBER, nullable=False),
    Column("subject", Integer, nullable=False),
    Column("question", Integer, nullable=False),
    Column("voter_class", Integer, nullable=False),
    Column("id", LargeBinary, nullable=False),
    Column("ct", LargeBinary, nullable=False),
    Column("proof", LargeBinary, nullable=False),
    Column("tag", LargeBinary, nullable=False),
    PrimaryKeyConstraint("meeting", "subject", "question", "voter_class", "id"),
    long("id", 16),
    long("tag", 32),
    sqlite_with_rowid=False,
)
"""A sealed answer. It has no time, no order and no road back to a slip."""
