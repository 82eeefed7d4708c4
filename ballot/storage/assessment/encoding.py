"""Rows as JSON, the same of every kind of database: what a digest is made of."""

import json
from datetime import UTC, datetime


def _plain(value: datetime | bytes) -> str:
    if isinstance(value, bytes):
        return value.hex()
    return value.astimezone(UTC).isoformat(timespec="microseconds")


ENCODE = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=_plain).encode
