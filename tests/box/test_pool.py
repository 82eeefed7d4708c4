"""One r used twice reveals two ballots: whatever happens, none is."""

import gc
import os
import signal
import threading
import warnings
from collections.abc import Callable

import pytest

from ballot.box import elgamal, pool, proofs
from ballot.box.elgamal import ProofContext
from ballot.box.envelope import CHOICE, KINDS, NUMBER, Kind
from ballot.box.pool import BATCH, PACE, Pool, Pools, Shelf, Wanted
from ballot.domain.errors import ProofRefused

SECRET, PK = elgamal.make_key()
PLACE = ProofContext(run=os.urandom(16), subject=0, question=0, voter_class=0, pk=PK)
DRAWN, EACH = elgamal.needs(2)


class CopiedPool(Pool):
    """The naive pool: a child of a fork keeps the copy that it finds in its memory."""

    def empty(self) -> None:
        if not hasattr(self, "_shelves"):
            super().empty()


def fill(filled: Pool, kind: Kind, count: int) -> Pool:
    filled.add(kind, b"".join(kind.make(filled.pk) for _ in range(count)))
    return filled


def blank(kind: Kind, count: int) -> bytes:
    """Records as they lie in memory; where they are only counted they need not be true."""
    return bytes(kind.size * count)


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
    pools = Pools()
    filled = fill(pools.of(PK), DRAWN, 1000)
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
    naive = fill(CopiedPool(PK), DRAWN, 20 * EACH)
    child = in_a_child(lambda: firsts(20, naive))
    assert set(apart(firsts(20, naive))) == set(apart(child()))


def test_a_fork_beside_a_thread_that_draws_leaves_the_child_a_free_lock() -> None:
    filled = fill(Pool(PK), DRAWN, 4)
    with filled._lock:
        child = in_a_child(lambda: firsts(1, filled))
        assert len(apart(child())) == 2
    assert filled.ready(DRAWN) == 4


def test_threads_that_draw_at_once_never_share_a_record() -> None:
    filled = fill(Pool(PK), DRAWN, 80 * EACH)
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
    assert filled.ready(DRAWN) == 0


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_is_drawn_is_gone(kind: Kind) -> None:
    filled = fill(fill(Pool(PK), kind, 4), kind, 2)
    drawn = [each for _ in range(4) for each in filled.take(kind, 2)]  # the fourth finds none left
    assert (filled.ready(kind), filled.held) == (0, 0)
    assert {len(each) for each in drawn} == {kind.size}
    assert len(set(drawn)) == 8


def test_an_answer_takes_what_it_is_said_to_need() -> None:
    for seal, (kind, count) in (
        (lambda of: elgamal.seal(PLACE, 1, 5, of), elgamal.needs(5)),
        (lambda of: elgamal.seal_number(PLACE, 7, True, of), elgamal.number_needs(blank=True)),
        (lambda of: elgamal.seal_number(PLACE, 7, False, of), elgamal.number_needs(blank=False)),
    ):
        filled = fill(Pool(PK), kind, count + 1)
        seal(filled)
        assert filled.ready(kind) == 1


def test_an_answer_from_the_pool_passes_like_one_made_at_once() -> None:
    kind, count = elgamal.needs(4)
    filled = fill(Pool(PK), kind, count + 1)
    for choice in range(3):  # the second takes one from the pool, the third none
        sealed = elgamal.seal(PLACE, choice, 4, filled)
        proofs.check(PLACE, 4, sealed)


def test_a_part_of_a_record_is_never_taken_in() -> None:
    filled = Pool(PK)
    with pytest.raises(ValueError, match="part"):
        filled.add(CHOICE, CHOICE.make(filled.pk) + bytes(CHOICE.size - 1))
    filled.add(CHOICE, b"")
    assert (filled.ready(CHOICE), filled.held) == (0, 0)


@pytest.mark.parametrize(
    ("drawn", "most", "left"),
    [
        (0, 6, 6),  # as much as is wanted
        (0, 5, 6),  # a piece goes whole or not at all
        (0, 4, 4),
        (0, 0, 0),
        (3, 3, 3),  # the first piece is used up
        (1, 1, 3),  # of the first piece three are left
        (1, 0, 0),
    ],
)
def test_what_is_over_is_thrown_away_in_whole_pieces(drawn: int, most: int, left: int) -> None:
    shelf = Shelf(1)
    for piece in (b"abcd", b"ef"):
        shelf.add(piece)
    shelf.take(drawn)
    shelf.trim(most)
    assert shelf.count == left
    assert shelf.take(9) == [bytes([each]) for each in b"abcdef"[drawn : drawn + left]]
    shelf.add(b"gh")
    assert shelf.take(9) == [b"g", b"h"]


def test_no_pool_is_made_for_what_is_no_key() -> None:
    pools = Pools()
    with pytest.raises(ProofRefused):
        pools.of(bytes(32))
    assert pools.next_order() is None


def test_each_key_has_one_pool() -> None:
    pools = Pools()
    other = elgamal.make_key()[1]
    assert pools.of(PK) is pools.of(PK)
    assert pools.of(PK) is not pools.of(other)
    assert pools.of(other).pk == other


def test_a_closed_meeting_is_forgotten() -> None:
    pools = Pools()
    before = pools.of(PK)
    pools.forget(PK)
    pools.forget(PK)
    assert pools.of(PK) is not before


def keys(count: int) -> list[bytes]:
    return [elgamal.make_key()[1] for _ in range(count)]


def ordered(pools: Pools, rounds: int) -> list[tuple[bytes, Kind, int]]:
    """What a maker is asked for, who delivers each time."""
    orders = []
    for _ in range(rounds):
        order = pools.next_order()
        assert order is not None
        filling, kind, count = order
        filling.add(kind, blank(kind, count))
        orders.append((bytes(filling.pk), kind, count))
    return orders


def test_what_is_wanted_is_made_and_no_more() -> None:
    pools = Pools()
    pools.want({PK: {CHOICE: BATCH + 9, NUMBER: 2}})
    assert pools.of(PK).all_lacking
    expected = [(PK, CHOICE, BATCH), (PK, CHOICE, 9), (PK, NUMBER, 2)]
    assert ordered(pools, 3) == expected
    assert pools.next_order() is None
    assert not pools.of(PK).all_lacking
    pools.of(PK).take(CHOICE, 4)
    pools.want({PK: {CHOICE: BATCH + 9, NUMBER: 2}})
    assert pools.next_order() == (pools.of(PK), CHOICE, 4)


def test_no_meeting_waits_until_another_has_all() -> None:
    pools, (large, small) = Pools(), keys(2)
    pools.want({large: {CHOICE: 50 * BATCH}, small: {CHOICE: BATCH + 5}})
    assert [pk for pk, _kind, _count in ordered(pools, 5)] == [large, small, large, small, large]
    assert not pools.of(small).all_lacking


def test_the_pools_of_all_other_meetings_are_let_go() -> None:
    pools, (kept, gone) = Pools(), keys(2)
    held, other = pools.of(kept), pools.of(gone)
    pools.want({kept: {CHOICE: 1}})
    assert pools.of(kept) is held
    assert pools.of(gone) is not other


@pytest.mark.parametrize(
    ("sizes", "given"),
    [
        ((), ()),
        ((10,), (10,)),
        ((90, 10), (60, 10)),  # of 70: the small one has all, the large one the rest
        ((90, 60), (35, 35)),
        ((90, 10, 60), (30, 10, 30)),
    ],
)
def test_the_memory_is_shared_out(sizes: tuple[int, ...], given: tuple[int, ...]) -> None:
    names = [bytes([place]) for place in range(len(sizes))]
    shared = pool.shares(70, dict(zip(names, sizes, strict=True)))
    assert tuple(shared[name] for name in names) == given


def test_all_pools_together_hold_no_more_than_the_limit() -> None:
    limit = 40 * BATCH * CHOICE.size
    pools, (first, second) = Pools(limit=limit), keys(2)
    much: Wanted = {CHOICE: 60 * BATCH, NUMBER: 15 * BATCH}
    pools.want({first: much})
    while pools.next_order():
        ordered(pools, 1)
    assert 0.99 * limit < pools.of(first).held <= limit
    assert pools.of(first).ready(CHOICE) == pytest.approx(
        4 * pools.of(first).ready(NUMBER), rel=0.01
    )
    pools.want({first: much, second: much})
    assert pools.of(first).held <= limit // 2 + 2 * BATCH * NUMBER.size, "the other has room"
    while pools.next_order():
        ordered(pools, 1)
        assert pools.of(first).held + pools.of(second).held <= limit + 2 * BATCH * NUMBER.size
    assert pools.of(second).held == pytest.approx(limit // 2, rel=0.01)


def test_what_a_meeting_has_stays_while_there_is_room() -> None:
    pools = Pools()
    pools.want({PK: {CHOICE: 4 * BATCH}})
    ordered(pools, 4)
    pools.want({PK: {CHOICE: BATCH}})
    assert pools.of(PK).ready(CHOICE) == 4 * BATCH


def test_workers_divide_demand_and_memory() -> None:
    two = [Pools(workers=2) for _ in range(2)]
    for pools in two:
        pools.want({PK: {CHOICE: 101}})
    assert [ordered(pools, 1) for pools in two] == [[(PK, CHOICE, 51)]] * 2
    pools = Pools(limit=8 * CHOICE.size, workers=2)
    pools.want({PK: {CHOICE: 101}})
    assert ordered(pools, 1) == [(PK, CHOICE, 4)]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_time_left_follows_what_is_lacking_here_and_before_its_turn(workers: int) -> None:
    pools, (mine, other) = Pools(workers=workers), keys(2)
    demand = {CHOICE: 8 * BATCH}
    alone = PACE * 8 * BATCH / workers
    assert pools.seconds_for(mine, demand) == pytest.approx(alone), "also of a key that is new here"
    pools.want({mine: demand, other: {NUMBER: 2 * BATCH}})
    in_turn = PACE * 2 * BATCH / workers
    assert pools.seconds_for(mine, demand) == pytest.approx(alone + in_turn)
    while pools.next_order():
        ordered(pools, 1)
    assert pools.seconds_for(mine, demand) == 0
    assert pools.seconds_for(mine, {CHOICE: 9 * BATCH}) == pytest.approx(PACE * BATCH / workers)


def test_the_time_left_follows_the_pace_of_this_machine() -> None:
    pools = Pools()
    for _ in range(60):
        pools.note_pace(BATCH, 10 * PACE * BATCH)
    assert pools.seconds_for(PK, {CHOICE: BATCH}) == pytest.approx(10 * PACE * BATCH, rel=0.01)
    patient = Pools()
    patient.note_pace(1, 0.3)  # one record, and the start of the maker with it
    assert patient.seconds_for(PK, {CHOICE: BATCH}) < 2 * PACE * BATCH


def test_at_its_birth_a_child_empties_every_pool_there_is() -> None:
    pools, alone = Pools(), Pool(PK)
    held = pools.of(PK)
    for each in (held, alone):
        fill(each, CHOICE, 3)
    gc.collect()
    pool._empty_all()
    assert (held.held, alone.held) == (0, 0)
    assert pools.of(PK) is not held


def test_what_was_drawn_for_its_voter_is_not_made_again() -> None:
    pools = Pools()
    pools.want({PK: {CHOICE: 100}})
    pool = pools.of(PK)
    pool.add(CHOICE, blank(CHOICE, 100))
    pool.take(CHOICE, 30)
    assert pools.next_order() is None, "the other seventy wait for their voters"
    pools.want({PK: {CHOICE: 100}})
    assert pools.next_order() == (pool, CHOICE, 30), "thirty were drawn in vain: more are to come"


def test_where_memory_holds_a_part_what_is_drawn_is_made_again() -> None:
    pools = Pools(limit=50 * CHOICE.size)
    pools.want({PK: {CHOICE: 200}})
    pool = pools.of(PK)
    pool.add(CHOICE, blank(CHOICE, 50))
    pool.take(CHOICE, 30)
    assert pools.next_order() == (pool, CHOICE, 30)
    for _each in range(14):
        pool.take(CHOICE, 10)
    assert pool.wanted == {CHOICE: 30}, "as many as are still to come"
