"""What the pools want is had made, whatever befalls the maker, and none of it is used twice."""

import itertools
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from box.test_pool import CopiedPool, apart, in_a_child
from makers.meetings import a_hall, an_open_meeting
from people.searcher import everything, files

from ballot.box import elgamal, group
from ballot.box.envelope import CHOICE, KINDS, NUMBER, Kind
from ballot.box.pool import BATCH, Pool, Pools
from ballot.stock import keeper
from ballot.stock.maker_client import Maker, MakerFailed
from ballot.storage.database import Database
from ballot.usecases.casting.prepare_pools import prepare_pools

PK = group.read_key(elgamal.make_key()[1])
PATIENCE = 60


@pytest.fixture
def keep(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Pools], Maker]]:
    """Keepers that are in no hurry to end, and makers that are let go at the end of the test."""
    monkeypatch.setattr(keeper, "SOON", 0.01)
    monkeypatch.setattr(keeper, "AT_LAST", 0.05)
    kept: list[tuple[Pools, Maker]] = []

    def begin(pools: Pools) -> Maker:
        maker = Maker()
        kept.append((pools, maker))
        assert keeper.start(pools, maker).daemon
        return maker

    yield begin
    for pools, maker in kept:
        pools.want({})
        maker.end()


def wait_until(so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


class Killer(threading.Thread):
    """Kills the maker again and again, whatever it does at that moment."""

    def __init__(self, maker: Maker) -> None:
        super().__init__(daemon=True)
        self.maker, self.killed, self.ended = maker, set[int](), threading.Event()

    def run(self) -> None:
        """Until it is told to end; each time a little later, so that a slow machine makes some."""
        pause = 0.35
        while not self.ended.wait(pause):
            number = self.maker.number
            if number is not None:
                os.kill(number, signal.SIGKILL)
                self.killed.add(number)
                pause *= 1.25


def drawn(pool: Pool, ballots: int) -> bytes:
    """The c1 of both columns of so many ballots, each drawn as a cast draws them."""
    records = [each for _ in range(ballots) for each in pool.take(CHOICE, 2)]
    return b"".join(each[96:128] for each in records)


def test_10_000_ballots_over_a_fork_restarts_and_a_maker_killed_at_any_moment(
    keep: Callable[[Pools], Maker],
) -> None:
    pools = Pools()
    pools.want({PK: {CHOICE: 2500}})
    killer = Killer(keep(pools))
    killer.start()
    wait_until(lambda: pools.of(PK).ready(CHOICE) > 2 * BATCH)
    failed = drawn(pools.of(PK), 100)  # their COMMIT fails: what was drawn is not put back

    def worker() -> bytes:
        """Takes another's place: begins with nothing, and has a maker of its own."""
        assert pools.next_order() is None, "nothing lies there, and nothing is wanted yet"
        pools.want({PK: {CHOICE: 2500}})
        keep(pools)
        wait_until(lambda: pools.of(PK).ready(CHOICE) > BATCH)
        return drawn(pools.of(PK), 3000)

    child = in_a_child(worker)
    first = drawn(pools.of(PK), 3000)
    pools.want({PK: {CHOICE: 2500}})
    wait_until(lambda: len(killer.killed) > 3 and pools.of(PK).ready(CHOICE) > BATCH)
    second = drawn(pools.of(PK), 3900)
    killer.ended.set()
    firsts = apart(failed + first + second + child())
    assert len(firsts) == len(set(firsts)) == 20_000


class PuttingBack(Pool):
    """The naive pool: what a failed batch has drawn is used again."""

    def take(self, kind: Kind, count: int) -> list[bytes]:
        records = super().take(kind, count)
        self.add(kind, b"".join(records))
        return records


def test_the_control_a_record_handed_out_twice_is_seen(keep: Callable[[Pools], Maker]) -> None:
    pools = Pools()
    for naive in (PuttingBack(PK), CopiedPool(PK)):
        naive.want({CHOICE: 40}, {CHOICE: 40})
        with pools._lock:
            pools._pools[PK] = naive
        maker = keep(pools)
        wait_until(lambda naive=naive: not naive.all_lacking)
        child = in_a_child(lambda naive=naive: drawn(naive, 20))
        firsts = apart(drawn(naive, 10) + drawn(naive, 10) + drawn(naive, 10) + child())
        assert len(set(firsts)) < len(firsts)
        maker.end()


def test_a_vote_goes_on_while_no_maker_starts(
    keep: Callable[[Pools], Maker], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[float] = []

    def fail(self: Maker, kind: Kind, pk: group.Point, count: int) -> bytes:
        tried.append(time.monotonic())
        raise MakerFailed("ended")

    monkeypatch.setattr(Maker, "make", fail)
    monkeypatch.setattr(keeper, "SOON", 0.05)
    monkeypatch.setattr(keeper, "AT_LAST", 0.2)
    pools = Pools()
    pools.want({PK: {CHOICE: 10}})
    keep(pools)
    wait_until(lambda: len(tried) >= 6)
    assert len(apart(drawn(pools.of(PK), 3))) == 6
    pauses = [later - earlier for earlier, later in itertools.pairwise(tried)]
    for pause, least in zip(pauses, (0.05, 0.1, 0.2, 0.2, 0.2), strict=False):
        assert pause >= least, "each time it waits longer, up to a bound"


def test_a_maker_with_nothing_to_do_is_let_go_and_comes_again(
    keep: Callable[[Pools], Maker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "IDLE", 0.3)
    pools = Pools()
    pools.want({PK: {CHOICE: 5}})
    maker = keep(pools)
    for _ in range(2):
        wait_until(lambda: maker.number is not None)
        wait_until(lambda: not pools.of(PK).all_lacking and maker.number is None)
        pools.of(PK).take(CHOICE, 5)
        pools.want({PK: {CHOICE: 5}})


def test_the_stock_of_all_meetings_stays_within_the_memory_and_none_starves(
    keep: Callable[[Pools], Maker],
) -> None:
    limit = 8 * BATCH * CHOICE.size
    pools = Pools(limit=limit)
    keys = [elgamal.make_key()[1] for _ in range(3)]
    pools.want({keys[0]: {CHOICE: 50 * BATCH}, keys[1]: {CHOICE: 9}, keys[2]: {NUMBER: 9}})
    keep(pools)
    highest = 0
    while pools.next_order():
        highest = max(highest, sum(pools.of(pk).held for pk in keys))
        time.sleep(0.01)
    assert [pools.of(keys[1]).ready(CHOICE), pools.of(keys[2]).ready(NUMBER)] == [9, 9]
    assert 0.95 * limit < sum(pools.of(pk).held for pk in keys) <= limit
    assert highest <= limit


def test_nothing_of_the_stock_lies_in_any_file(
    sqlite_url: str,
    tmp_path: Path,
    keep: Callable[[Pools], Maker],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    database = Database.connect(sqlite_url)
    hall = replace(a_hall(database, tmp_path), pools=Pools())
    meeting = an_open_meeting(hall, slips=20)
    used: list[bytes] = []
    real = Pool.take

    def noted(pool: Pool, kind: Kind, count: int) -> list[bytes]:
        records = real(pool, kind, count)
        used.extend(records)
        return records

    monkeypatch.setattr(Pool, "take", noted)
    prepare_pools(hall)
    keep(hall.pools)
    (pool,) = hall.pools._pools.values()
    wait_until(lambda: not pool.all_lacking)
    meeting.cast_all([0, 1, 2])
    unused = [record for kind in KINDS for record in real(pool, kind, pool.ready(kind))]
    assert used
    assert unused
    kept = files(tmp_path) + hall.database.read(everything) + caplog.text.encode()
    firsts = [each[at : at + 32] for each in used for at in range(0, len(each), 32)]
    assert any(first in kept for first in firsts), "the control: c1 of a ballot does lie there"
    secrets = [each[at : at + 32] for each in used + unused for at in (0, 32, 64)]
    assert not any(secret in kept or secret.hex().encode() in kept for secret in secrets)
    assert not any(each in kept for each in unused)
    (scratch / "naive").write_bytes(b"".join(unused))
    assert unused[0][:32] in files(tmp_path), "the control: a stock on the disk is found"
    database.dispose()
