"""A line of the log: an event and what is known of it, in logfmt, on stderr.

No library of logs: those that we know load one for drawing tracebacks in colour, 5 MB in every
process that serves, and a traceback is the last thing that may stand here.
"""

import json
import re
import sys
from contextlib import suppress
from datetime import UTC, datetime
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TextIO

_BARE = re.compile(r'[^\s"=\\]*')
"""What needs no quotes."""


def write(level: str, event: str, **known: object) -> None:
    """Write a line. A disk that is full, or a reader who has left, ends nothing but the line."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    facts = {"timestamp": at, "level": level, "event": event, **known}
    line = " ".join(f"{name}={_spelt(value)}" for name, value in facts.items())
    with suppress(OSError):
        sys.stderr.write(f"{line}\n")
    drop_unwritten()


def drop_unwritten() -> None:
    """Flush the standard streams; one that cannot be written begins anew, with nothing in it.

    What could not be written stays in a stream, and raises again in whoever flushes it next: the
    start of a process does, and a service whose log nobody reads would start no worker any more.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        try:
            stream.flush()
        except OSError:
            setattr(sys, name, _anew(stream))


def _anew(stream: TextIO) -> TextIO:
    """The same place to write to, without what waits in the stream."""
    return TextIOWrapper(
        BufferedWriter(FileIO(stream.fileno(), "w", closefd=False)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=True,
    )


def _spelt(value: object) -> str:
    text = "" if value is None else str(value)
    return text if _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)
