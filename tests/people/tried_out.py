"""Somebody who tries out typed codes: two hundred wrong ones a second, from one address."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread

import pytest
from werkzeug.test import TestResponse

from ballot.web.proxy import Application
from ballot.web.voter import voting

WRONG = "000000000000"
ADDRESS = "10.0.0.66"
"""Where the flood comes from."""
THREADS = 40
LASTS = 3.0
"""Seconds."""


@dataclass
class Flood:
    """What came of it: how the flood was answered, and when any code was evaluated."""

    statuses: Counter[int] = field(default_factory=Counter)
    evaluated: list[float] = field(default_factory=list)

    @property
    def most_in_one_second(self) -> int:
        """The most evaluations within a second that one of them begins."""
        moments = self.evaluated
        return max(sum(start <= moment < start + 1 for moment in moments) for start in moments)


@contextmanager
def flooded(app: Application, number: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flood]:
    """What is done while the flood has run for a second; it is over at the end."""
    flood = Flood()
    see = voting.Visit.see

    def noted(visit: voting.Visit) -> object:
        flood.evaluated.append(time.monotonic())
        return see(visit)

    monkeypatch.setattr(voting.Visit, "see", noted)
    end = time.monotonic() + LASTS

    def pour() -> None:
        while time.monotonic() < end:
            flood.statuses[post(app, number, WRONG, ADDRESS).status_code] += 1
            time.sleep(0.15)

    threads = [Thread(target=pour) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    yield flood
    for thread in threads:
        thread.join()


def post(app: Application, number: str, code: str, address: str) -> TestResponse:
    """Type a code at some address."""
    client = app.test_client(use_cookies=False)
    environ = {"REMOTE_ADDR": address}
    return client.post(f"/v/{number}", data={"code": code}, environ_base=environ)


def timed(ask: Callable[[], TestResponse]) -> tuple[TestResponse, float]:
    """The answer, and the seconds that it took."""
    asked = time.monotonic()
    answer = ask()
    return answer, time.monotonic() - asked
