"""Casting on SQLite: one UPDATE and few INSERTs for all that share a transaction."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from sqlalchemy import LargeBinary, bindparam, exists

from ballot.domain.meeting import SlipState
from ballot.storage import meetings, slips, sqlite, votes
from ballot.storage.casting.compiled import SQLITE, Compiled, compiled
from ballot.storage.casting.group_commit import MOST, Cast, WholeBatchFailed
from ballot.storage.tables import slip

_Group = tuple[str, bytes, str, SlipState]
"""Number, run, column of the key, and what the slips become: what one UPDATE has in common."""


class _CountsDiffer(Exception):
    """An UPDATE spent fewer slips than were cast: they are tried again one by one."""


class SqliteBox:
    """The writer's own connection, opened with its first cast."""

    def __init__(
        self, connect: Callable[[], Any], one_writer: AbstractContextManager[object]
    ) -> None:
        """``one_writer`` is the lock that every writer of this process holds."""
        self._connect = connect
        self._one_writer = one_writer
        self._driver: Any = None

    def put(self, casts: Sequence[Cast]) -> list[bool]:
        """Spend and drop in, in one transaction; whether each slip voted now."""
        with self._one_writer:
            try:
                return self._in_one(casts, MOST)
            except _CountsDiffer:
                return self._in_one(casts, 1)

    def close(self) -> None:
        """Close the connection; the next cast opens another."""
        driver, self._driver = self._driver, None
        if driver is not None:
            driver.close()

    def _in_one(self, casts: Sequence[Cast], at_once: int) -> list[bool]:
        driver = self._begun()
        try:
            spent = _spend(driver, casts, at_once)
            _drop_in(driver, (cast for cast, its in zip(casts, spent, strict=True) if its))
            driver.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        return spent

    def _begun(self) -> Any:
        """The connection in a transaction. Raises WholeBatchFailed: one cast after another would
        wait as long for what another process holds.
        """
        try:
            if self._driver is None:
                self._driver = self._connect()
                self._driver.execute(sqlite.IMPATIENT)
            if not sqlite.begins_in_time(self._driver):
                self._driver.execute("BEGIN IMMEDIATE")
        except Exception as error:
            self.close()
            raise WholeBatchFailed from error
        return self._driver

    def _roll_back(self) -> None:
        """Make the connection ready for another transaction, or give it up."""
        try:
            if self._driver.in_transaction:
                self._driver.execute("ROLLBACK")
        except Exception:
            self.close()


def _spend(driver: Any, casts: Sequence[Cast], at_once: int) -> list[bool]:
    """Whether each cast is the one that spent its slip: of equal ones, the first in the queue."""
    first: dict[_Group, dict[bytes, Cast]] = {}
    for cast in casts:
        by, secret = slips.column_of(cast.key)
        first.setdefault((cast.number, cast.run, by, cast.channel), {}).setdefault(secret, cast)
    counted: set[int] = set()
    for group, tried in first.items():
        secrets = list(tried)
        for at in range(0, len(secrets), at_once):
            some = secrets[at : at + at_once]
            counted.update(id(tried[secret]) for secret in _spent(driver, group, some))
    return [id(cast) in counted for cast in casts]


def _spent(driver: Any, group: _Group, secrets: Sequence[bytes]) -> Sequence[bytes]:
    """Spend these slips: all or, of one alone, none. Raises _CountsDiffer."""
    number, run, by, channel = group
    # Few texts for all lengths; a secret that is listed twice is found once.
    marks = 1 << (len(secrets) - 1).bit_length()
    listed = [*secrets, *[secrets[-1]] * (marks - len(secrets))]
    given = {f"secret_{at}": secret for at, secret in enumerate(listed)}
    text = _spend_text(by, marks)
    values = text.values({"number": number, "run": run, "to": int(channel), **given})
    touched: int = driver.execute(text.sql, values).rowcount
    if touched == len(secrets):
        return secrets
    if touched or len(secrets) > 1:
        raise _CountsDiffer
    return []


def _drop_in(driver: Any, casts: Iterable[Cast]) -> None:
    """Drop the votes in, in the order of their keys, in as few INSERTs as lengths of texts."""
    rows = sorted((cast.number, *vote) for cast in casts for vote in cast.sealed)
    at = 0
    while at < len(rows):
        some = min(MOST, 1 << (len(rows) - at).bit_length() - 1)
        values = [value for row in rows[at : at + some] for value in row]
        touched = driver.execute(_drop_in_text(some), values).rowcount
        if touched != some:
            raise RuntimeError(f"{touched} of {some} rows were taken")
        at += some


@cache
def _spend_text(by: str, marks: int) -> Compiled:
    secrets = [bindparam(f"secret_{at}", type_=LargeBinary) for at in range(marks)]
    which = slip.c[by].in_(secrets) & exists(meetings.TAKES_BALLOTS)
    return compiled(slips.spend(which), SQLITE)


@cache
def _drop_in_text(rows: int) -> str:
    return compiled(votes.drop_in(rows), SQLITE).sql
