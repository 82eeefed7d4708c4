"""An officer in a house of its own, whose clock a walk puts on by days."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from makers.meetings import Clock, a_hall
from makers.settings import settings
from people.programs import a_program
from whole.walks.officer import Officer
from whole.walks.tab import Tab

from ballot.app import create_app
from ballot.storage.database import Database
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.hall import Hall


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The kinds of a database answer alike (tests/storage)."""
    return sqlite_url


@pytest.fixture
def clock() -> Clock:
    """The first day of most walks."""
    return Clock(datetime(2026, 11, 2, 1, 0, tzinfo=UTC))


@pytest.fixture
def hall(database: Database, tmp_path: Path, clock: Clock) -> Hall:
    """The hall of a walk."""
    return a_hall(database, tmp_path, clock=clock)


@pytest.fixture
def officer(hall: Hall, clock: Clock, tmp_path: Path) -> Officer:
    """The officer has come by the one-time link."""
    app = create_app(settings(tmp_path, hall.database), hall)
    link = invite_administrator(hall)
    stranger = Tab(app.test_client(use_cookies=False))
    return Officer.comes(Tab(app.test_client()), stranger, a_program(app, hall), clock, link)
