"""Many answers are checked by other processes: they find what one would, in the same order."""

from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any

import pytest
from box.lists_of_phones import ALL, CELL, FIRST, KEYS, OTHER, QUESTIONS, RUN, SECOND

from ballot.box import checking
from ballot.box.checking import Answers, Found
from ballot.box.elgamal import Sealed
from ballot.box.opening import Cell
from ballot.domain.excluded import Flaw
from ballot.domain.paper import Question

WORKERS = 2


class Processes(ProcessPoolExecutor):
    """Notes how many batches went to another process, and how many waited for their result."""

    given: int
    waiting: int
    most: int

    def submit(self, fn: Callable[..., Any], /, *words: Any, **named: Any) -> Future[Any]:
        """Counts a batch as it goes, and again as its result is asked for."""
        of = type(self)
        of.given, of.waiting = of.given + 1, of.waiting + 1
        of.most = max(of.most, of.waiting)
        future = super().submit(fn, *words, **named)
        asked = future.result

        def result(timeout: float | None = None) -> Any:
            of.waiting -= 1
            return asked(timeout)

        vars(future)["result"] = result
        return future


@pytest.fixture(autouse=True)
def processes(monkeypatch: pytest.MonkeyPatch) -> type[Processes]:
    """Two cores, and a batch of each answer."""
    counted = type("Counted", (Processes,), {"given": 0, "waiting": 0, "most": 0})
    monkeypatch.setattr(checking, "ProcessPoolExecutor", counted)
    monkeypatch.setattr(checking, "BATCH", 1)
    monkeypatch.setattr(checking.os, "cpu_count", lambda: WORKERS)
    return counted


def answers(cell: Cell, asked: Question, listed: list[Sealed]) -> Answers:
    joined = b"".join(part for each in listed for part in (each.id, each.ct, each.proof))
    return Answers("", RUN, KEYS.pk, *cell, asked, joined)


LISTS = [answers(CELL, QUESTIONS[0], FIRST), answers(OTHER, QUESTIONS[1], SECOND)]
TOTAL = len(FIRST) + len(SECOND)
FAILING = {(each.cell, each.id) for each in ALL if each.why is Flaw.PROOF}


def checked(few: int) -> tuple[list[tuple[Cell, bytes, str]], list[tuple[int, int]]]:
    """What does not hold, and what was told meanwhile."""
    told: list[tuple[int, int]] = []
    found = checking.failing(LISTS, lambda *numbers: told.append(numbers), few=few)
    return [(each.cell, id, why) for each, id, why in found], told


def test_other_processes_find_what_one_finds_and_tell_of_each_batch_in_turn(
    processes: type[Processes],
) -> None:
    found, told = checked(TOTAL)
    assert processes.given == TOTAL
    assert {(cell, id) for cell, id, _why in found} == FAILING
    assert told == [(done, TOTAL) for done in range(1, TOTAL + 1)]
    assert (found, told) == checked(TOTAL + 1), "the control: one process, the same"
    assert processes.given == TOTAL, "one answer below the border none goes to another process"


def test_few_batches_wait_for_their_result_at_any_time(processes: type[Processes]) -> None:
    checked(1)
    assert processes.most == 4 * WORKERS + 1 < TOTAL


@pytest.mark.parametrize("cores", [1, None])
def test_one_core_checks_alone(
    cores: int | None, processes: type[Processes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking.os, "cpu_count", lambda: cores)
    found, _told = checked(1)
    assert {(cell, id) for cell, id, _why in found} == FAILING
    assert processes.given == 0


def test_answers_end_to_end_are_cut_into_batches_that_lose_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "BATCH", 5)
    _found, told = checked(TOTAL + 1)
    assert told == [(5, TOTAL), (7, TOTAL), (12, TOTAL), (14, TOTAL)]
    each: Found = checking.found_in(LISTS[0])
    assert {(CELL, id) for id, _why in each} == {key for key in FAILING if key[0] == CELL}
