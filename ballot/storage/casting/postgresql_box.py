"""Casting on PostgreSQL: one statement spends and drops in, each step reading only the one before.

A close that wins the race is seen by the locked meeting row, so that no slip is spent without
its votes. The statement and the COMMIT of all that share a transaction are two round trips.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ARRAY, LargeBinary, bindparam, column, func, insert, select
from sqlalchemy.sql.dml import Insert

from ballot.domain.meeting import SlipState
from ballot.storage import meetings, slips
from ballot.storage.casting.compiled import Compiled, compiled, postgresql
from ballot.storage.casting.group_commit import Cast, WholeBatchFailed
from ballot.storage.tables import sealed_vote, slip
from ballot.storage.votes import SealedVote

_Group = tuple[str, bytes, str, SlipState]
"""Number, run, column of the key, and what the slips become: what one statement has in common."""


def _cast(by: str) -> Insert:
    """Spend the slips ``secrets`` and drop in those of the rows whose slip was spent just now.

    Rows come as one array a column, with the secret of their slip beside them.
    """
    m = meetings.TAKES_BALLOTS.with_for_update(read=True).cte("m")
    secrets = bindparam("secrets", type_=ARRAY(LargeBinary))
    which = (slip.c.meeting == m.c.number) & (slip.c[by] == func.any(secrets))
    s = slips.spend(which).returning(slip.c.meeting, slip.c[by].label("secret")).cte("s")
    own = [each for each in sealed_vote.columns if each.name != "meeting"]
    columns = [column("secret", LargeBinary), *(column(each.name, each.type) for each in own)]
    arrays = [bindparam(each.name, type_=ARRAY(each.type)) for each in own]
    rows = (
        func.unnest(bindparam("of", type_=ARRAY(LargeBinary)), *arrays)
        .table_valued(*columns, name="rows")
        .render_derived()
    )
    values = [rows.c[each.name] for each in own]
    chosen = select(s.c.meeting, *values).join_from(s, rows, rows.c.secret == s.c.secret)
    names = [each.name for each in sealed_vote.columns]
    ordered = chosen.order_by(*values[:4])
    return insert(sealed_vote).from_select(names, ordered).returning(sealed_vote.c.id)


@cache
def _cast_text(by: str) -> Compiled:
    return compiled(_cast(by), postgresql())


@cache
def _queue_text() -> Compiled:
    return compiled(meetings.QUEUE_FOR_CASTING, postgresql())


class PostgresqlBox:
    """The writer's own connection, opened with its first cast and after it was lost."""

    def __init__(self, connect: Callable[[], Any]) -> None:
        self._connect = connect
        self._driver: Any = None

    def put(self, casts: Sequence[Cast]) -> list[bool]:
        """Spend and drop in, in one transaction; whether each slip voted now."""
        was_idle = self._driver is not None
        try:
            return self._in_one(casts)
        except WholeBatchFailed:
            raise
        except Exception:
            # Surely not committed: the COMMIT was not sent. The server was started again
            # while nobody cast.
            if not (was_idle and self._driver is None):
                raise
            return self._in_one(casts)

    def close(self) -> None:
        """Close the connection; the next cast opens another."""
        driver, self._driver = self._driver, None
        if driver is not None:
            driver.close()

    def _in_one(self, casts: Sequence[Cast]) -> list[bool]:
        driver = self._connected()
        try:
            spent = _work(driver, casts)
        except BaseException:
            self._roll_back()
            raise
        try:
            driver.commit()
        except Exception as error:
            self.close()
            raise WholeBatchFailed from error
        return spent

    def _connected(self) -> Any:
        if self._driver is None:
            try:
                self._driver = self._connect()
            except Exception as error:
                raise WholeBatchFailed from error
        return self._driver

    def _roll_back(self) -> None:
        """Make the connection ready for another transaction, or give it up."""
        try:
            self._driver.rollback()
        except Exception:
            self.close()


def _work(driver: Any, casts: Sequence[Cast]) -> list[bool]:
    """Send one statement a group without waiting between them, then see what each dropped in."""
    groups: dict[_Group, dict[bytes, Cast]] = {}
    for cast in casts:
        by, secret = slips.column_of(cast.key)
        groups.setdefault((cast.number, cast.run, by, cast.channel), {}).setdefault(secret, cast)
    with driver.pipeline():
        sent = [_send(driver, *each) for each in groups.items()]
    dropped = {bytes(id) for cursor in sent for (id,) in cursor.fetchall()}
    tried = {id(cast) for group in groups.values() for cast in group.values()}
    return [id(cast) in tried and _lies(cast, dropped) for cast in casts]


def _send(driver: Any, group: _Group, tried: dict[bytes, Cast]) -> Any:
    number, run, by, channel = group
    queue, text = _queue_text(), _cast_text(by)
    place = {"key": meetings.QUEUE, "number": int(number)}
    driver.execute(queue.sql, queue.values(place), prepare=True)
    rows = sorted((*vote, secret) for secret, cast in tried.items() for vote in cast.sealed)
    columns = zip((*SealedVote._fields, "of"), zip(*rows, strict=True), strict=True)
    arrays = {name: list(values) for name, values in columns}
    given = {**arrays, "number": number, "run": run, "to": int(channel), "secrets": sorted(tried)}
    return driver.execute(text.sql, text.values(given), prepare=True, binary=True)


def _lies(cast: Cast, dropped: set[bytes]) -> bool:
    """Whether all votes of a cast were dropped in, or none. Raises where some were."""
    lie = sum(vote.id in dropped for vote in cast.sealed)
    if lie not in (0, len(cast.sealed)):
        raise RuntimeError(f"{lie} of {len(cast.sealed)} rows were taken")
    return lie > 0
