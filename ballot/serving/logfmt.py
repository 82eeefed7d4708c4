"""A line of the log: an event and what is known of it, in logfmt, on stderr.

No library of logs: those that we know load one for drawing tracebacks in colour, 5 MB in every
process that serves, and a traceback is the last thing that may stand here.
"""

import json
import re
import sys
from contextlib import suppress
from datetime import UTC, datetime

_BARE = re.compile(r'[^\s"=\\]*')
"""What needs no quotes."""


def write(level: str, event: str, **known: object) -> None:
    """Write a line. A disk that is full, or a reader who has left, ends nothing but the line."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    facts = {"timestamp": at, "level": level, "event": event, **known}
    line = " ".join(f"{name}={_spelt(value)}" for name, value in facts.items())
    with suppress(OSError):
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


def _spelt(value: object) -> str:
    text = "" if value is None else str(value)
    return text if _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)
