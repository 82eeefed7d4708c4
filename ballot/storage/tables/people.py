"""Units, accounts, what an account may do where, and the one-time links that make accounts."""

from sqlalchemy import Boolean, Column, Table, Text, UniqueConstraint

from ballot.storage.tables.base import (
    long,
    metadata,
    moment,
    one_of,
    raw,
    reference,
    serial,
    text,
)

unit = Table(
    "unit",
    metadata,
    serial(),
    reference("parent", "unit", empty=True),
    text("name"),
    text("custody", empty=True),
    UniqueConstraint("parent", "name"),
)
"""A county, and under it its townships. ``custody`` is who it asks to keep the keys of new
meetings; None: what the unit above it asks."""

account = Table(
    "account",
    metadata,
    serial(),
    text("name"),
    text("password_hash"),
    Column("active", Boolean, nullable=False),
    moment("created_at"),
    UniqueConstraint("name"),
)

membership = Table(
    "membership",
    metadata,
    reference("account", "account", key=True),
    reference("unit", "unit", key=True),
    Column("role", Text, primary_key=True),
    one_of("role", "administrator", "organizer", "scrutineer", "teller", "observer"),
)

invitation = Table(
    "invitation",
    metadata,
    raw("digest", key=True),
    text("purpose"),
    reference("unit", "unit"),
    text("role"),
    moment("expires_at"),
    moment("used_at", empty=True),
    long("digest", 32),
)
"""A one-time link by the digest of its text."""
