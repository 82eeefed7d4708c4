"""One r used twice reveals two ballots: whatever happens, none is."""

import gc
import os
import signal
import threading
import warnings
from collections.abc import Callable

import pytest

from ballot.box import elgamal, pool, proofs
from ballot.box.elgamal import Context
from ballot.box.pool import Pool, Pools
from ballot.domain.errors import ProofRefused

SECRET, PK = elgamal.make_key()
PLACE = Context(run=os.urandom(16), subject=0, question=0, voter_class=0, id=os.urandom(16), pk=PK)


class CopiedPool(Pool):
    """The naive pool: a child of a fork keeps the copy that it finds in its memory."""

    def empty(self) -> None:
        if not hasattr(self, "_envelopes"):
            super().empty()


def in_a_child(work: Callable[[], bytes]) -> Callable[[], bytes]:
    """Fork, do the work there, and return what awaits its answer."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # Newer Pythons warn of every fork beside threads; here it is what is tested.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        signal.alarm(300)  # a child that waits for a lock for ever is a failure, not a guest
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(work())
        os._exit(0)
    os.close(writing)

    def answer() -> bytes:
        with os.fdopen(reading, "rb") as pipe:
            return pipe.read()

    return answer


def firsts(count: int, of: Pool) -> bytes:
    """The c1 of both columns of ``count`` fresh ballots, one after another."""
    sealed = [elgamal.seal(PLACE, index % 2, 2, of) for index in range(count)]
    return b"".join(each.ct[:32] + each.ct[64:96] for each in sealed)


def apart(raw: bytes) -> list[bytes]:
    return [raw[at : at + 32] for at in range(0, len(raw), 32)]


def test_10_000_ballots_over_forks_restarts_and_failed_batches_share_no_c1() -> None:
    pools = Pools(limit=1000)
    filled = pools.of(PK)
    while filled.fill(1000):
        pass
    failed = firsts(50, filled)  # their COMMIT fails: what was drawn is not put back

    def worker() -> bytes:
        """Votes, is restarted at once, and goes on beside its successor until it is drained."""
        successor = in_a_child(lambda: firsts(2500, pools.of(PK)))
        return firsts(2500, pools.of(PK)) + successor()

    child = in_a_child(worker)
    drawn = apart(failed + firsts(5000 - 50, filled) + child())
    assert len(drawn) == len(set(drawn)) == 20_000


def test_a_pool_copied_by_fork_would_show_equal_c1() -> None:
    """The control: without the emptying the attack works."""
    naive = CopiedPool(PK)
    naive.fill(40)
    child = in_a_child(lambda: firsts(20, naive))
    assert set(apart(firsts(20, naive))) == set(apart(child()))


def test_a_fork_beside_a_thread_that_draws_leaves_the_child_a_free_lock() -> None:
    filled = Pool(PK)
    filled.fill(4)
    with filled._lock:
        child = in_a_child(lambda: firsts(1, filled))
        assert len(apart(child())) == 2
    assert filled.ready == 4


def test_threads_that_draw_at_once_never_share_an_envelope() -> None:
    filled = Pool(PK)
    filled.fill(100)
    drawn: list[bytes] = []
    start = threading.Barrier(8)

    def draw() -> None:
        start.wait()
        drawn.extend(apart(firsts(10, filled)))

    threads = [threading.Thread(target=draw) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(drawn) == len(set(drawn)) == 160
    assert filled.ready == 0


def test_what_is_drawn_is_gone() -> None:
    filled = Pool(PK)
    assert filled.fill(6) == 6
    drawn = [filled.take(2) for _ in range(4)]  # the fourth finds the pool empty
    assert (filled.ready, len(filled._masks)) == (0, 0)
    assert len({each.r for envelopes, _ in drawn for each in envelopes}) == 8
    assert len({mask.k for _, mask in drawn}) == 4


def test_an_answer_from_the_pool_passes_like_one_made_at_once() -> None:
    filled = Pool(PK)
    filled.fill(5)
    for choice in range(3):  # the second takes one from the pool, the third none
        sealed = elgamal.seal(PLACE, choice, 4, filled)
        proofs.check(PLACE, 4, sealed.ct, sealed.proof)


def test_a_pool_is_never_fuller_than_its_limit() -> None:
    small = Pool(PK, limit=3)
    assert small.fill(10) == 3
    assert small.fill(10) == 0
    assert small.ready == 3


def test_filling_stops_when_a_voter_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    filling = Pool(PK)
    real = pool.make_envelope

    def a_voter_comes(pk: pool.Point) -> pool.Envelope:
        filling.taken += 1
        return real(pk)

    monkeypatch.setattr(pool, "make_envelope", a_voter_comes)
    assert filling.fill(10) == 1


def test_there_is_a_mask_for_every_second_envelope() -> None:
    filled = Pool(PK)
    filled.fill(9)
    assert len(filled._masks) == 5


def test_no_pool_is_made_for_what_is_no_key() -> None:
    pools = Pools()
    with pytest.raises(ProofRefused):
        pools.of(bytes(32))
    assert pools.fill_idle() == 0


def test_each_key_has_one_pool() -> None:
    pools = Pools()
    other = elgamal.make_key()[1]
    assert pools.of(PK) is pools.of(PK)
    assert pools.of(PK) is not pools.of(other)
    assert pools.of(other).pk == other


def test_idle_time_fills_the_pool_in_use_first_and_ends() -> None:
    pools = Pools(limit=8)
    old, new = pools.of(PK), pools.of(elgamal.make_key()[1])
    assert pools.fill_idle(most=3) == 3
    assert (new.ready, old.ready) == (3, 0)
    assert [pools.fill_idle(most=4), pools.fill_idle(most=4)] == [4, 1]
    assert (new.ready, old.ready) == (4, 4)
    assert pools.fill_idle() == 0


def test_idle_time_ends_when_a_voter_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    pools = Pools()
    filling = pools.of(PK)
    real = pool.make_envelope

    def a_voter_comes(pk: pool.Point) -> pool.Envelope:
        filling.taken += 1
        return real(pk)

    monkeypatch.setattr(pool, "make_envelope", a_voter_comes)
    assert pools.fill_idle() == 0
    assert filling.ready == 1


def test_the_pools_share_one_limit_of_memory() -> None:
    pools = Pools(limit=12)
    first = pools.of(PK)
    assert pools.fill_idle() == 12
    other = elgamal.make_key()[1]
    second = pools.of(other)
    assert (first.ready, first.limit, second.limit) == (6, 6, 6)
    assert len(first._masks) == 3
    assert pools.fill_idle() == 6
    pools.forget(PK)
    assert second.limit == 12


def test_the_key_unused_for_the_longest_gives_way() -> None:
    pools = Pools(most_keys=2)
    keys = [elgamal.make_key()[1] for _ in range(3)]
    first = pools.of(keys[0])
    second = pools.of(keys[1])
    assert pools.of(keys[0]) is first
    pools.of(keys[2])
    assert pools.of(keys[0]) is first
    assert pools.of(keys[1]) is not second


def test_a_closed_meeting_is_forgotten() -> None:
    pools = Pools()
    before = pools.of(PK)
    pools.forget(PK)
    pools.forget(PK)
    assert pools.of(PK) is not before


def test_the_pools_of_all_other_meetings_are_let_go() -> None:
    pools, (kept, gone) = Pools(), [elgamal.make_key()[1] for _ in range(2)]
    held, other = pools.of(kept), pools.of(gone)
    pools.keep_only({kept})
    assert pools.of(kept) is held
    assert pools.of(gone) is not other


def test_at_its_birth_a_child_empties_every_pool_there_is() -> None:
    pools, alone = Pools(), Pool(PK)
    held = pools.of(PK)
    held.fill(3)
    alone.fill(3)
    gc.collect()
    pool._empty_all()
    assert (held.ready, alone.ready) == (0, 0)
    assert not held._masks
    assert not alone._masks
    assert pools.of(PK) is not held
