"""The page of a meeting says, before the vote, whether the server is ready for its voters."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from makers.meetings import a_draft
from makers.settings import settings
from people.desk import Desk, a_desk

from ballot.app import create_app
from ballot.domain.access import CONSOLE
from ballot.usecases.casting.prepare_pools import prepare_pools
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips

READY = "服务器已备好"
PREPARING = "服务器还在准备"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here asks the database anything that the kinds could answer differently."""
    return sqlite_url


@dataclass
class Workers:
    """What the processes that serve tell: ready, not ready, or None where nobody serves."""

    told: bool | None = False

    def is_stocked(self, run: bytes) -> bool | None:
        """The same of every run."""
        return self.told


@pytest.fixture
def workers() -> Workers:
    return Workers()


@pytest.fixture
def served(hall: Hall, workers: Workers) -> Hall:
    return replace(hall, is_stocked=workers.is_stocked)


@pytest.fixture
def desk(served: Hall, tmp_path: Path) -> Desk:
    return a_desk(create_app(settings(tmp_path, served.database), served), served)


def page(desk: Desk, number: str) -> str:
    desk.look(f"/meetings/{number}")
    return desk.page


def test_the_page_says_how_it_stands_until_the_vote_begins(
    served: Hall, workers: Workers, desk: Desk
) -> None:
    meeting = a_draft(served, slips=600)
    assert PREPARING not in page(desk, meeting.number)
    freeze(served, CONSOLE, meeting.number)
    shown = page(desk, meeting.number)
    assert f"{PREPARING}，约 " in shown, "also where this process has not looked yet"
    assert "现在就开始也可以" in shown
    prepare_pools(served)
    while order := served.pools.next_order():
        pool, kind, count = order
        pool.add(kind, bytes(kind.size * count))
    assert f"{PREPARING}。" in page(desk, meeting.number), "another process is not ready"
    workers.told = None
    assert PREPARING not in page(desk, meeting.number)
    workers.told = True
    assert READY in page(desk, meeting.number)
    open_voting(served, CONSOLE, meeting.number)
    assert READY not in page(desk, meeting.number)


def test_a_rehearsal_is_told_too(served: Hall, workers: Workers, desk: Desk) -> None:
    workers.told = True
    meeting = a_draft(served, slips=0)
    rehearse(served, CONSOLE, meeting.number)
    assert READY not in page(desk, meeting.number), "without slips there is none"
    issue = issue_slips(served, CONSOLE, meeting.number, 3)
    confirm_batch(served, CONSOLE, meeting.number, issue.batch)
    assert READY in page(desk, meeting.number)
