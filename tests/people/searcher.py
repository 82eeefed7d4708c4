"""Who looks for a secret in everything that is kept."""

import io
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session


def spellings(secret: bytes) -> list[bytes]:
    """A secret as bytes and in hex."""
    return [secret, secret.hex().encode(), secret.hex().upper().encode()]


def everything(db: Session) -> bytes:
    """Every value of every table, bytes as they are and in hex."""
    found = io.BytesIO()
    for table in inspect(db.get_bind()).get_table_names():
        for row in db.execute(text(f'SELECT * FROM "{table}"')):
            for value in row:
                raw = bytes(value) if isinstance(value, bytes | memoryview) else b""
                found.write(raw + b"|" + raw.hex().encode() + b"|" + str(value).encode() + b"\n")
    return found.getvalue()


def files(folder: Path) -> bytes:
    """Every file below the folder, one after the other."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
