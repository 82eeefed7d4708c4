"""A process that sends others to end a meeting, and kills each at the moment it was told.

It reads orders from standard input, one JSON a line, and answers each with the exit code of the
process that it sent. All have their imports from here, so that sending one takes no time.
"""

import json
import os
import signal
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from makers.meetings import a_hall
from sqlalchemy import event

from ballot.box import published
from ballot.domain.access import CONSOLE
from ballot.domain.errors import NotInState, SlipScanned
from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.meetings.result import Way
from ballot.slips.tokens import Token
from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.scan_slip import scan_slip
from ballot.usecases.ledger.settling import settle_slips
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.reset import reset
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.opening.send_partials import send_partials
from ballot.usecases.traces.seal_meetings import seal_meetings

BEFORE, AMID, UNMARKED, UNMARKING, NEVER = "before", "amid", "unmarked", "unmarking", "never"
"""Before a COMMIT; while it runs; after it, the mark in the key folder not yet touched; before the
new mark takes the place of the old one; not at all."""
AUDITED = {"fcntl.flock": UNMARKED, "os.rename": UNMARKING}
"""What a mark does first, and last."""


@dataclass(frozen=True, slots=True)
class Order:
    """One act to carry out, and at which COMMIT of it, from 1, the blow falls."""

    url: str
    folder: str
    number: str
    act: str
    value: str = ""
    blow: str = NEVER
    commit: int = 1
    every_statement: bool = False
    """Naive: commit as it goes."""


def carry_out(hall: Hall, order: Order) -> None:
    """The act as a command would do it; done already is no fault."""
    if order.act == "close":
        close_voting(hall, CONSOLE, order.number)
    elif order.act == "count":
        count_hall(hall, CONSOLE, order.number, {Figure.HANDED_OUT: int(order.value)})
    elif order.act == "scan":
        try:
            scan_slip(hall, CONSOLE, order.number, Token(order.value))
        except SlipScanned:
            return
    elif order.act == "settle":
        settle_slips(hall, CONSOLE, order.number)
    elif order.act == "send":
        sent = published.sent_from_json(order.value)
        send_partials(hall, CONSOLE, order.number, sent, Way.FILE)
    elif order.act == "open":
        open_box(hall, CONSOLE, order.number)
    elif order.act == "reset":
        with suppress(NotInState):
            reset(hall, CONSOLE, order.number, agreed=True)
    elif order.act == "seal":
        seal_meetings(hall)


class Blow:
    """Says through ``pipe`` that the moment has come; it is waited for, except amid a COMMIT."""

    def __init__(self, order: Order, pipe: int) -> None:
        self._order = order
        self._pipe = pipe
        self._commits = 0

    def on_commit(self, _connection: object) -> None:
        """A COMMIT is next."""
        self._commits += 1
        self._falls(BEFORE)
        self._falls(AMID)

    def on_audit(self, what: str, _about: tuple[Any, ...]) -> None:
        """The interpreter touches a file."""
        if what in AUDITED:
            self._falls(AUDITED[what])

    def _falls(self, moment: str) -> None:
        if (self._order.blow, self._order.commit) != (moment, self._commits):
            return
        os.write(self._pipe, b".")
        while moment != AMID:
            signal.pause()

    def commit_at_once(
        self, _connection: object, cursor: Any, statement: str, *_about: object
    ) -> None:
        """The naive version: whatever a statement writes is committed by itself."""
        if not statement.startswith(("INSERT", "UPDATE", "DELETE")):
            return
        self.on_commit(cursor.connection)
        cursor.connection.commit()
        if hasattr(cursor.connection, "in_transaction"):
            cursor.connection.execute("BEGIN IMMEDIATE")


def work(order: Order, pipe: int) -> None:
    """The life of the process that is sent."""
    database = Database.connect(order.url)
    blow = Blow(order, pipe)
    hall = a_hall(database, Path(order.folder))
    event.listen(database.engine, "commit", blow.on_commit)
    if order.every_statement:
        event.listen(database.engine, "after_cursor_execute", blow.commit_at_once)
    sys.addaudithook(blow.on_audit)
    carry_out(hall, order)


def send(order: Order) -> int:
    """The exit code of the process that carried the order out, -9 where it was killed."""
    here, there = os.pipe()
    process = os.fork()
    if not process:
        try:
            work(order, there)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(there)
    if os.read(here, 1):
        os.kill(process, signal.SIGKILL)
    os.close(here)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(f"{send(Order(**json.loads(line)))}\n")
        sys.stdout.flush()
