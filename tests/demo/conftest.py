"""The whole example, made once: the tests here only look at it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from makers.meetings import a_hall

from ballot.demo import assessments
from ballot.demo.assessments import Open
from ballot.storage.database import Database
from ballot.usecases.hall import Hall


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("makers.compiled")


@dataclass(frozen=True)
class Made:
    """The example in a hall of its own, and after how many meetings it told that it goes on."""

    hall: Hall
    opened: Open
    told: int


@pytest.fixture(scope="module")
def made(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("example")
    shutil.copy2(sqlite_template, folder / "ballot.sqlite3")
    database = Database.connect(f"sqlite:///{folder / 'ballot.sqlite3'}")
    hall, told = a_hall(database, folder), []
    yield Made(hall, assessments.make(hall, lambda: told.append(1)), len(told))
    database.dispose()
