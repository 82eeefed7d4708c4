"""The words in which tables are compared: a line a column, key, reference, index, check, trigger.

The same on both databases, save the types and the text of a check.
"""

import re
from collections.abc import Iterable

LITERAL = re.compile(r"'((?:[^']|'')*)'|\b(\d+)\b")


def column(table: str, name: str, kind: str, *, empty: bool, default: str = "") -> str:
    """``meeting.item TEXT not null``."""
    return f"{table}.{name} {kind}{'' if empty else ' not null'}{default and f' default {default}'}"


def of_columns(table: str, what: str, columns: Iterable[str]) -> str:
    """``subject unique (meeting, person)``; ``what`` is ``key``, ``unique`` or ``index``."""
    return f"{table} {what} ({', '.join(columns)})"


def reference(table: str, columns: Iterable[str], other: str, others: Iterable[str]) -> str:
    """``subject refers (meeting) to meeting (number)``."""
    return f"{table} refers ({', '.join(columns)}) to {other} ({', '.join(others)})"


def check(table: str, name: str, text: str) -> str:
    """``meeting check ck_meeting_run_length 16``: the name with the words and numbers of the check.

    PostgreSQL keeps its meaning and not its text: ``IN`` comes back as ``= ANY (ARRAY[…])``.
    """
    said = sorted("".join(found) for found in LITERAL.findall(text))
    return " ".join((table, "check", name, *said))


def without_rowid(table: str) -> str:
    """No number tells in what order the rows of an SQLite table came."""
    return f"{table} without rowid"


def trigger(table: str, name: str) -> str:
    """A trigger: the program has none."""
    return f"{table} trigger {name}"
