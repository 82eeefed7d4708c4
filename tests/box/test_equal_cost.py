"""Neither length nor work of a sealed answer tells which it is (docs/secrecy.md, test 12)."""

import os
import sys
from collections import Counter
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

import pytest

from ballot.box import elgamal, envelope, group
from ballot.box.elgamal import ProofContext, Sealed
from ballot.box.pool import Pool

SECRET, PK = elgamal.make_key()
PLACE = ProofContext(run=os.urandom(16), subject=0, question=0, voter_class=0, pk=PK)

OPERATIONS = ("base", "mul", "add", "sub", "plus", "minus", "times", "random_scalar", "reduce")
OPERATIONS += ("reduced", "inverses")
CURVE = {"base", "mul", "add", "sub"}


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each operation of the group was done since the counter was cleared."""
    counts: Counter[str] = Counter()

    def count(name: str) -> Callable[..., Any]:
        real = getattr(group, name)

        def counting(*operands: Any) -> Any:
            counts[name] += 1
            return real(*operands)

        return counting

    for name in OPERATIONS:
        monkeypatch.setattr(group, name, count(name))
    return counts


def all_answers(pool: Pool | None) -> list[list[Callable[[], Sealed]]]:
    """Every choice out of four and out of five; numbers that differ in every bit, and 弃权."""
    values = (0, 37, 64, 100, None)
    return [
        [lambda c=choice: elgamal.seal(PLACE, c, 4, pool) for choice in range(4)],
        [lambda c=choice: elgamal.seal(PLACE, c, 5, pool) for choice in range(5)],
        [lambda v=value: elgamal.seal_number(PLACE, v, True, pool) for value in values],
        [lambda v=value: elgamal.seal_number(PLACE, v, False, pool) for value in values[:-1]],
    ]


@pytest.mark.parametrize("pooled", [True, False])
def test_no_answer_is_longer_or_costs_more_operations_than_another(
    pooled: bool, counted: Counter[str]
) -> None:
    pool = Pool(PK) if pooled else None
    if pool:
        for kind in envelope.KINDS:
            pool.add(kind, b"".join(kind.make(pool.pk) for _ in range(200)))
    for answers in all_answers(pool):
        seen = set()
        for seal in answers:
            counted.clear()
            sealed = seal()
            seen.add((len(sealed.ct), len(sealed.proof), tuple(sorted(counted.items()))))
        assert len(seen) == 1
        assert bool(CURVE & counted.keys()) is not pooled


def test_a_seal_that_skips_the_work_for_a_nought_would_be_seen(counted: Counter[str]) -> None:
    """The control: the textbook way, m·G only where m is 1, costs a different count."""
    costs = set()
    for bit in (0, 1):
        counted.clear()
        point = group.mul(group.random_scalar(), group.BASE)
        if bit:
            group.add(point, group.BASE)
        costs.add(tuple(sorted(counted.items())))
    assert len(costs) == 2


Seen = Counter[tuple[CodeType, int]]
"""How often each place in the code of the box was passed."""


def passed(seal: Callable[[], object]) -> Seen:
    """Every instruction of the interpreter that a seal takes, but those of random numbers."""
    seen: Seen = Counter()

    def trace(frame: FrameType, event: str, _: object) -> Any:
        if f"{os.sep}ballot{os.sep}box{os.sep}" not in frame.f_code.co_filename:
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        if event == "opcode":
            seen[frame.f_code, frame.f_lasti] += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        seal()
    finally:
        sys.settrace(before)
    return seen


def a_pool() -> Pool:
    pool = Pool(PK)
    for kind in envelope.KINDS:
        pool.add(kind, b"".join(kind.make(pool.pk) for _ in range(100)))
    return pool


def test_every_choice_takes_the_same_way_through_the_code() -> None:
    """Which column is chosen picks places by index: no instruction is passed once more or less."""
    for answers in all_answers(a_pool())[:2]:
        ways = [passed(seal) for seal in answers]
        assert sum(ways[0].values()) > 500
        assert all(way == ways[0] for way in ways)


WALKING = """def inverses(numbers):
    place = 0
    while numbers[place] != 1:
        place += 1
    return real(numbers)
"""


def test_a_seal_that_looks_for_its_choice_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: whoever walks to the true branch goes further for a later one."""
    names: dict[str, Any] = {"real": group.inverses}
    exec(compile(WALKING, f"{os.sep}ballot{os.sep}box{os.sep}walking.py", "exec"), names)  # noqa: S102
    monkeypatch.setattr(group, "inverses", names["inverses"])
    ways = [sum(passed(seal).values()) for seal in all_answers(a_pool())[0]]
    assert ways == sorted(set(ways))
