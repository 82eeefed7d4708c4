"""A hall whose clock a test of the review puts on by days."""

from pathlib import Path

import pytest
from makers.meetings import Clock
from makers.reviewed import a_movable_hall

from ballot.storage.database import Database
from ballot.usecases.hall import Hall


@pytest.fixture
def moved(database: Database, tmp_path: Path) -> tuple[Hall, Clock]:
    """The hall and its clock."""
    return a_movable_hall(database, tmp_path)


@pytest.fixture
def hall(moved: tuple[Hall, Clock]) -> Hall:
    """The hall of this test, on its birthday."""
    return moved[0]
