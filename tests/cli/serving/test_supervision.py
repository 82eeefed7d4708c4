"""Workers that die, that never answer, that give way: against a clock that is moved by hand."""

import signal
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from ballot.cli.serving import supervision
from ballot.cli.serving.supervision import (
    APART,
    DRAIN_SECONDS,
    LONGEST,
    SELDOM,
    SETTLE_SECONDS,
    SOON,
    START_SECONDS,
    Supervisor,
)


@dataclass
class Process:
    """A worker that lives until somebody ends it. It takes SIGTERM only if it ``obeys``."""

    pid: int
    began: float
    exitcode: int | None = None
    answers: bool = False
    obeys: bool = True
    told: list[int] = field(default_factory=list)

    def is_alive(self) -> bool:
        return self.exitcode is None

    def terminate(self) -> None:
        self.told.append(signal.SIGTERM)
        if self.obeys:
            self.exitcode = -signal.SIGTERM

    def kill(self) -> None:
        self.exitcode = -signal.SIGKILL

    def join(self) -> None:
        assert not self.is_alive()

    def close(self) -> None:
        assert not self.is_alive()


class Hall:
    """A supervisor, its clock, and every worker that was ever started."""

    def __init__(self, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        self.all: list[Process] = []
        self.lines: list[tuple[str, dict[str, object]]] = []
        self.is_full = False
        self.supervisor = Supervisor(
            count, self._spawn, self._answers, self._log, clock=lambda: self.now
        )
        monkeypatch.setattr(supervision.os, "kill", self._signal)
        self.supervisor.look()

    def _spawn(self, index: int) -> Process:
        if self.is_full:
            raise BlockingIOError
        self.all.append(Process(100 + len(self.all), self.now))
        return self.all[-1]

    def _answers(self, number: int) -> bool:
        return self.all[number - 100].answers

    def _signal(self, number: int, sent: int) -> None:
        self.all[number - 100].told.append(sent)

    def _log(self, event: str, **known: object) -> None:
        self.lines.append((event, known))

    def all_answer(self) -> None:
        for each in self.all:
            each.answers = True
        self.supervisor.look()
        assert self.supervisor.is_complete()

    def go_on(self, seconds: float) -> None:
        """Let time pass, with a look as often as the parent looks."""
        until = self.now + seconds
        while self.now < until:
            self.supervisor.look()
            self.now += min(self.supervisor.pause(), SOON)

    def starts(self) -> list[float]:
        return [each.began for each in self.all]


def gaps(times: list[float]) -> list[float]:
    return [later - sooner for sooner, later in pairwise(times)]


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> Hall:
    return Hall(2, monkeypatch)


def test_one_that_dies_is_followed_at_once_and_the_other_is_not_touched(hall: Hall) -> None:
    hall.all_answer()
    hall.now += 30
    first, second = hall.all
    first.exitcode = -9
    hall.go_on(0.1)
    assert [each.is_alive() for each in hall.all] == [False, True, True]
    assert hall.starts()[-1] == 1030
    assert second.told == []
    assert hall.lines == [
        ("died", {"worker": 1, "process": 100, "exit": -9}),
        ("started again", {"worker": 1, "process": 102}),
    ]


def test_those_that_never_answer_are_tried_later_each_time_and_for_ever(hall: Hall) -> None:
    hall.all_answer()
    hall.now += 30
    hall.all[0].exitcode = -9
    for _ in range(400):
        hall.go_on(LONGEST + 1)
        hall.all[-1].exitcode = 1
    assert len(hall.all) > 400
    assert max(gaps(hall.starts()[2:])) <= 2 * LONGEST + 2
    assert hall.all[1].is_alive()


def test_the_waits_grow_from_half_a_second_to_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = Hall(1, monkeypatch)
    for _ in range(int(120 / SOON)):
        hall.all[-1].exitcode = 1
        hall.go_on(SOON)
    wanted_waits = (0.5, 1, 2, 4, 8, 10, 10, 10)
    waits = gaps(hall.starts())[: len(wanted_waits)]
    for wait, wanted in zip(waits, wanted_waits, strict=True):
        assert wanted <= wait < wanted + 4 * SOON
    hall.go_on(LONGEST + 1)
    hall.all_answer()
    hall.go_on(1)
    hall.all[-1].exitcode = 1
    count = len(hall.all)
    hall.go_on(4 * SOON)
    assert len(hall.all) == count + 1, "who answered is followed at once"


def test_one_that_answers_and_dies_at_once_is_not_started_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hall = Hall(1, monkeypatch)
    for _ in range(int(10 / SOON / 2)):
        hall.all[-1].answers = True
        hall.go_on(2 * SOON)
        if hall.supervisor.is_complete():
            hall.all[-1].exitcode = -11
    assert len(hall.all) > 10
    assert APART <= min(gaps(hall.starts())) <= max(gaps(hall.starts())) < 2 * APART


def test_one_that_does_not_come_to_answer_is_given_up(hall: Hall) -> None:
    hall.all[0].answers = True
    hall.go_on(START_SECONDS + 5)
    assert hall.all[0].is_alive()
    assert hall.all[1].exitcode == -9
    hall.all_answer()


def test_on_a_slow_machine_the_next_one_has_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = Hall(1, monkeypatch)
    for _ in range(400):
        hall.go_on(1)
        for each in hall.all:
            each.answers = hall.now > each.began + 2.5 * START_SECONDS
    assert hall.supervisor.is_complete()
    assert len(hall.all) == 3


def test_where_there_is_no_room_for_a_process_it_is_tried_again(hall: Hall) -> None:
    hall.all_answer()
    hall.now += 30
    hall.is_full = True
    hall.all[0].exitcode = -9
    hall.go_on(60)
    assert ("not started", {"worker": 1, "error": "BlockingIOError"}) in hall.lines
    hall.supervisor.replace()
    hall.is_full = False
    hall.go_on(LONGEST + 1)
    assert len(hall.all) == 3
    hall.all_answer()


def test_the_new_answer_before_the_old_give_way(hall: Hall) -> None:
    hall.all_answer()
    hall.supervisor.replace()
    hall.go_on(1)
    old, new = hall.all[:2], hall.all[2:]
    assert [each.told for each in old] == [[], []]
    new[0].answers = True
    hall.go_on(1)
    assert [each.told for each in old] == [[], []]
    new[1].answers = True
    for each in old:
        each.obeys = False
    hall.go_on(SETTLE_SECONDS / 2)
    assert [each.told for each in old] == [[signal.SIGUSR2]] * 2
    hall.go_on(SETTLE_SECONDS)
    assert [each.told for each in old] == [[signal.SIGUSR2, signal.SIGTERM]] * 2
    assert all(each.is_alive() for each in old)
    hall.go_on(DRAIN_SECONDS)
    assert [each.exitcode for each in old] == [-9, -9]
    hall.go_on(1)
    assert hall.supervisor.workers() == new
    assert hall.supervisor.pause() == SELDOM


def test_where_a_new_one_dies_the_old_stay(hall: Hall) -> None:
    hall.all_answer()
    hall.supervisor.replace()
    hall.all[2].answers = True
    hall.all[3].exitcode = 1
    hall.go_on(1)
    assert [each.is_alive() for each in hall.all] == [True, True, False, False]
    assert hall.all[0].told == hall.all[1].told == []
    assert hall.supervisor.is_complete()
    hall.supervisor.replace()
    assert len(hall.all) == 6, "and can be asked to give way again"


def test_a_death_while_old_ones_finish_is_seen_at_once(hall: Hall) -> None:
    hall.all_answer()
    hall.supervisor.replace()
    hall.all_answer()
    for each in hall.all[:2]:
        each.obeys = False
    hall.go_on(SETTLE_SECONDS + 1)
    hall.all[2].exitcode = -9
    hall.go_on(APART + SOON)
    assert len(hall.all) == 5
    hall.supervisor.replace()
    assert len(hall.all) == 5, "nothing is replaced before the last replacement has ended"
