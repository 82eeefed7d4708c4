"""What the program keeps for itself: its key set, the journal, work to do, interface keys."""

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Index,
    Table,
    Text,
    UniqueConstraint,
)

from ballot.storage.tables.base import (
    day,
    long,
    metadata,
    moment,
    of_meeting,
    one_of,
    position,
    raw,
    reference,
    serial,
    text,
    whole,
)

key_set = Table(
    "key_set",
    metadata,
    position("one"),
    raw("fingerprint"),
    CheckConstraint("one = 1", name="one"),
    long("fingerprint", 32),
)
"""The fingerprint of the key files that this database belongs to."""

journal = Table(
    "journal",
    metadata,
    Column("chain", Text, primary_key=True),
    position("sequence"),
    moment("at"),
    text("actor"),
    text("act"),
    text("detail"),
    raw("tag"),
    raw("head"),
    long("tag", 32),
    long("head", 32),
)
"""Organizers' acts, each tagged over the one before. No voter's doing is ever written here.

``chain`` is ``meeting:NUMBER``, ``assessment:ID`` or ``house``, ``sequence`` counts from 1 in each.
It is no foreign key: the journal outlives what it tells about. ``head`` is the public head of the
chain with this line in it (docs/bundle.md).
"""

bundle = Table(
    "bundle",
    metadata,
    of_meeting(),
    raw("sha256", key=True),
    text("file"),
    moment("at"),
    long("sha256", 32),
)
"""A signed audit bundle that was handed out; the file lies beside the database."""

outbox = Table(
    "outbox",
    metadata,
    serial(),
    text("kind"),
    Column("payload", JSON, nullable=False),
    moment("due_at"),
    moment("leased_until", empty=True),
    whole("tries"),
    Index(None, "due_at"),
)
"""Work for the housekeeping thread, claimed by one UPDATE with a lease. It never holds a token."""

api_key = Table(
    "api_key",
    metadata,
    serial(),
    reference("unit", "unit"),
    text("role"),
    text("name"),
    raw("digest"),
    moment("created_at"),
    day("used_on", empty=True),
    moment("revoked_at", empty=True),
    UniqueConstraint("name"),
    UniqueConstraint("digest"),
    one_of("role", "organizer", "observer"),
    long("digest", 32),
)
"""A key of the interface, bound to a unit and a role. A name stands once: the journal tells by it.

``used_on`` is a day, never a time: a key that asks for the result while people vote leaves no
moment behind.
"""

idempotency = Table(
    "idempotency",
    metadata,
    reference("api_key", "api_key", key=True),
    raw("digest", key=True),
    raw("request_sha256"),
    whole("status", empty=True),
    text("answer", empty=True),
    moment("at"),
    long("digest", 32),
    long("request_sha256", 32),
)
"""The effect of one ``Idempotency-Key``, for a day. ``answer`` never holds a token.

``status`` is empty while the request is under way.
"""

press = Table(
    "press",
    metadata,
    raw("digest", key=True),
    text("led"),
    moment("at"),
    long("digest", 32),
)
"""A form of the pages that was sent and done, and the page that it ``led`` to; for a month."""

job = Table(
    "job",
    metadata,
    serial(),
    reference("account", "account"),
    text("place"),
    text("kind"),
    Column("told", JSON, nullable=False),
    text("title"),
    text("language"),
    text("state"),
    text("said"),
    text("file"),
    text("content"),
    text("name"),
    moment("asked_at"),
    moment("ended_at", empty=True),
    one_of("state", "waiting", "working", "done", "refused", "failed"),
)
"""Work of thousands of rows for an ``account``, done in a process of its own; for a day.

``place`` is the data folder where it is done: several machines may share a database.
``told`` is what it is about, never a PIN, a key or a ballot. How far it has come stands in the data
folder: a vote that is written meanwhile waits for none of its notes. ``file`` is the name there of
what it made, ``content`` and ``name`` what a browser is told of it.
"""
