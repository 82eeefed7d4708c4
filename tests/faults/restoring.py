"""A command that is killed at the moment it was told: ``restoring.py MOMENT WORD…``."""

import os
import signal
import sys
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from ballot.cli import main
from ballot.keyring.marks import MarkFiles
from ballot.storage.backup import backup_file, dump

WRITING, LOADING, COMMITTING, UNMARKED = "writing", "loading", "committing", "unmarked"
"""Amid the rows of a backup; amid those of a restore; all rows there and no COMMIT; after it, the
mark in the key folder not yet touched."""
TABLE = "slip"
"""Amid these rows the blow falls."""


def die(*_about: Any, **_more: Any) -> None:
    """As a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def arm(moment: str) -> None:
    """Lay the blow where it falls."""
    if moment == WRITING:
        lines = dump.lines
        dump.lines = lambda db, table: die() if table.name == TABLE else lines(db, table)
    elif moment == LOADING:
        load = dump.load
        dump.load = lambda db, table, found: (
            die() if table.name == TABLE else load(db, table, found)
        )
    elif moment == COMMITTING:
        whole = backup_file.load

        def loaded(*about: Any) -> None:
            whole(*about)
            event.listen(Engine, "commit", die)

        backup_file.load = loaded
    elif moment == UNMARKED:
        MarkFiles.note_journal = lambda _marks, ends: die() if ends else None


if __name__ == "__main__":
    arm(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
