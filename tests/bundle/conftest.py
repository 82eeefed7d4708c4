"""Bundles of two meetings, made once: what is done to them is done to copies."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from makers.meetings import a_closed_meeting, a_hall
from people.bundle_forger import ANSWERS, SEED, Parts, parts_of

from ballot.domain.access import CONSOLE
from ballot.domain.errors import QuorumMissed
from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("makers.halls")


@pytest.fixture(scope="session")
def quiet_hall(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("bundles")
    shutil.copy2(sqlite_template, folder / "ballot.sqlite3")
    database = Database.connect(f"sqlite:///{folder / 'ballot.sqlite3'}")
    yield replace(a_hall(database, folder), sign=SEED)
    database.dispose()


@pytest.fixture(scope="session")
def opened_bundle(quiet_hall: Hall) -> bytes:
    """Six of eight came, two subjects; two slips were void."""
    meeting = a_closed_meeting(quiet_hall, ANSWERS, slips=8, subjects=2, eligible=8)
    open_box(quiet_hall, CONSOLE, meeting.number)
    return export_bundle(quiet_hall, CONSOLE, meeting.number)


@pytest.fixture(scope="session")
def bundle_without_quorum(quiet_hall: Hall) -> bytes:
    """Five of eight came: six would have been needed."""
    meeting = a_closed_meeting(quiet_hall, ANSWERS[:5], slips=8, eligible=8)
    with pytest.raises(QuorumMissed):
        open_box(quiet_hall, CONSOLE, meeting.number)
    return export_bundle(quiet_hall, CONSOLE, meeting.number)


@pytest.fixture
def parts(opened_bundle: bytes) -> Parts:
    return parts_of(opened_bundle)
