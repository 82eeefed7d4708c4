"""Sixteen threads, and nobody can take the share of another."""

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from live import serving_front
from makers import a_hall, an_open_meeting
from web.conftest import settings
from web.front.test_served import address, posted, said

from ballot.app import create_app
from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.web.front.front import Front
from ballot.web.front.shares import KEPT, THREADS, Share, Threads, share_of


@pytest.mark.parametrize(
    ("path", "share"),
    [
        ("/", Share.VOTERS),
        ("/v/482913", Share.VOTERS),
        ("/V/482913/x", Share.VOTERS),
        ("/k", Share.KIOSKS),
        ("/K/482913/step", Share.KIOSKS),
        ("/sign-in", Share.DOOR),
        ("/setup/abc", Share.DOOR),
        ("/meetings/482913/result.bundle", Share.DOWNLOADS),
        ("/meetings/482913/slips", Share.DOWNLOADS),
        ("/api/v1/meetings/482913/bundle", Share.DOWNLOADS),
        ("/assessments/3/print/roster.pdf", Share.DOWNLOADS),
        ("/static/site.css", Share.ORGANIZERS),
        ("/meetings/482913", Share.ORGANIZERS),
        ("/meetings/482913/close", Share.ORGANIZERS),
        ("/s/482913/keys", Share.ORGANIZERS),
        ("/api/v1/meetings", Share.ORGANIZERS),
    ],
)
def test_a_request_is_answered_in_its_share(path: str, share: Share) -> None:
    assert share_of(path) is share


@pytest.mark.parametrize("greedy", list(Share))
def test_whoever_asks_without_end_leaves_the_others_their_threads(greedy: Share) -> None:
    """Forty requests of one share hold what they may; one of each other share begins at once."""
    asyncio.run(_leaves_the_others_theirs(greedy))


async def _leaves_the_others_theirs(greedy: Share) -> None:
    threads, goes_on = Threads(), Event()
    begun: list[Share] = []

    async def hold(share: Share) -> None:
        await threads.run(share, lambda: (begun.append(share), goes_on.wait(10))[0])

    held = [asyncio.create_task(hold(greedy)) for _ in range(40)]
    await asyncio.sleep(0.2)
    left = THREADS - sum(KEPT.values())
    assert begun == [greedy] * (KEPT[greedy] + left)
    others = [each for each in Share if each is not greedy]
    more = [asyncio.create_task(hold(each)) for each in others for _ in range(KEPT[each])]
    await asyncio.sleep(0.2)
    assert len(begun) == THREADS
    goes_on.set()
    await asyncio.gather(*held, *more)
    assert begun.count(greedy) == 40
    threads.close()


def test_a_work_that_fails_gives_its_thread_back() -> None:
    def fail() -> None:
        raise OSError

    async def run() -> None:
        threads = Threads()
        for _ in range(50):
            with pytest.raises(OSError):  # noqa: PT011
                await threads.run(Share.KIOSKS, fail)
        threads.close()

    asyncio.run(run())


@pytest.fixture
def far(postgres_url: str, tmp_path: Path) -> Iterator[Hall]:
    """A hall on PostgreSQL. SQLite is read in the loop: a file beside the program is not away."""
    database = Database.connect(postgres_url)
    yield a_hall(database, tmp_path)
    database.dispose()


def test_a_database_that_is_away_stops_no_other_page(
    far: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = an_open_meeting(far)
    front = Front(create_app(settings(tmp_path, far.database), far))
    standing, comes_back = Database.standing, Event()

    def wait(*given: object) -> object:
        comes_back.wait(10)
        return standing(*given)

    monkeypatch.setattr(Database, "standing", wait)
    with serving_front(front) as port, ThreadPoolExecutor(10) as phones:
        forms = [
            phones.submit(said, port, posted(address(meeting, place % 3), "a1_1=1"))
            for place in range(10)
        ]
        began = time.monotonic()
        page = said(port, "GET /v HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert time.monotonic() - began < 2
        assert "200 OK" in page
        comes_back.set()
        told = [each.result() for each in forms]
    assert sum("已经投好了" in each for each in told) == 3
