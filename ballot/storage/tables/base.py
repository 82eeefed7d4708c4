"""What all tables share: the catalogue, the moment, and short words for columns.

There is no mixin with a time of creation: a table has a time only where a person put one there
on purpose, and ``slip`` and ``sealed_vote`` never do.
"""

from datetime import UTC, date, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
)
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware time; SQLite keeps it as UTC without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone, which would mean another hour on another machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the time back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


NUMBER = String(6)
"""A meeting's number: six digits, the only key of a meeting."""


def serial() -> "Column[int]":
    """A key of rows about which the order of creation tells nothing."""
    return Column("id", Integer, primary_key=True)


def of_meeting(*, key: bool = True) -> "Column[str]":
    """A reference to a meeting, as a rule the first part of the key."""
    return Column("meeting", NUMBER, ForeignKey("meeting.number"), primary_key=key, nullable=False)


def position(name: str = "position") -> "Column[int]":
    """A place in an order that was fixed by hand, from 0."""
    return Column(name, Integer, primary_key=True, autoincrement=False)


def reference(name: str, target: str, *, empty: bool = False, key: bool = False) -> "Column[int]":
    """A foreign key to the serial ``id`` of ``target``, with ``key`` a part of the own key."""
    place = ForeignKey(f"{target}.id")
    return Column(name, Integer, place, nullable=empty, primary_key=key, autoincrement=False)


def text(name: str, *, empty: bool = False) -> "Column[str]":
    """A text of any length."""
    return Column(name, Text, nullable=empty)


def whole(name: str, *, empty: bool = False) -> "Column[int]":
    """A whole number."""
    return Column(name, Integer, nullable=empty)


def raw(name: str, *, empty: bool = False, key: bool = False) -> "Column[bytes]":
    """Bytes; a fixed length is held by ``long``."""
    return Column(name, LargeBinary, nullable=empty, primary_key=key)


def moment(name: str, *, empty: bool = False) -> "Column[datetime]":
    """A time that a person's act left on purpose."""
    return Column(name, Moment, nullable=empty)


def day(name: str, *, empty: bool = False) -> "Column[date]":
    """A day of the calendar on a wall, without an hour."""
    return Column(name, Date, nullable=empty)


def long(column: str, octets: int) -> CheckConstraint:
    """Hold ``column`` to a length in bytes."""
    return CheckConstraint(f"length({column}) = {octets}", name=f"{column}_length")


def one_of(column: str, *words: str) -> CheckConstraint:
    """Hold ``column`` to words of a list."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
