"""Sixteen threads, and nobody can take the quota of another."""

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from makers.live import serving_front
from makers.meetings import a_hall, an_open_meeting
from makers.settings import settings
from web.front.raw import address, posted, said

from ballot.app import create_app
from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.web.front.application import Front
from ballot.web.front.quotas import KEPT, THREADS, Quota, Threads, quota_of


@pytest.mark.parametrize(
    ("path", "quota"),
    [
        ("/", Quota.VOTERS),
        ("/v/482913", Quota.VOTERS),
        ("/V/482913/x", Quota.VOTERS),
        ("/k", Quota.KIOSKS),
        ("/K/482913/step", Quota.KIOSKS),
        ("//v/482913", Quota.VOTERS),
        ("//k/482913", Quota.KIOSKS),
        ("/sign-in", Quota.DOOR),
        ("//sign-in", Quota.DOOR),
        ("/setup/abc", Quota.DOOR),
        ("/meetings/482913/result.bundle", Quota.DOWNLOADS),
        ("/meetings/482913/slips", Quota.DOWNLOADS),
        ("/api/v1/meetings/482913/bundle", Quota.DOWNLOADS),
        ("/assessments/3/print/roster.pdf", Quota.DOWNLOADS),
        ("/static/site.css", Quota.ORGANIZERS),
        ("/meetings/482913", Quota.ORGANIZERS),
        ("/meetings/482913/close", Quota.ORGANIZERS),
        ("/s/482913/keys", Quota.ORGANIZERS),
        ("/api/v1/meetings", Quota.ORGANIZERS),
    ],
)
def test_a_request_belongs_to_a_quota(path: str, quota: Quota) -> None:
    assert quota_of(path) is quota


@pytest.mark.parametrize("greedy", list(Quota))
def test_whoever_asks_without_end_leaves_the_others_their_threads(greedy: Quota) -> None:
    """Forty requests of one quota hold what they may; one of each other quota begins at once."""
    asyncio.run(_leaves_the_others_theirs(greedy))


async def _leaves_the_others_theirs(greedy: Quota) -> None:
    threads, goes_on = Threads(), Event()
    begun: list[Quota] = []

    async def hold(quota: Quota) -> None:
        await threads.run(quota, lambda: (begun.append(quota), goes_on.wait(10))[0])

    held = [asyncio.create_task(hold(greedy)) for _ in range(40)]
    await asyncio.sleep(0.2)
    left = THREADS - sum(KEPT.values())
    assert begun == [greedy] * (KEPT[greedy] + left)
    others = [each for each in Quota if each is not greedy]
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
                await threads.run(Quota.KIOSKS, fail)
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
