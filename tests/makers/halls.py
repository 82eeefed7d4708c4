"""A hall on both databases, in which a guess at a password or a PIN costs next to nothing.

A plugin of pytest: a folder that needs it names it in its ``conftest.py``.
"""

from pathlib import Path

import pytest
from argon2 import PasswordHasher
from makers.meetings import a_hall

from ballot.storage.database import Database
from ballot.usecases.accounts import badge_pins, passwords
from ballot.usecases.hall import Hall

pytest_plugins = ("makers.databases",)

CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


def pytest_configure() -> None:
    """Hundreds of tests sign in or choose a PIN: to them it need not cost what a guess shall cost.

    In the product: ``usecases/accounts/test_cost_of_a_guess.py``.
    """
    passwords._hasher = badge_pins._hasher = CHEAP


@pytest.fixture
def hall(database: Database, tmp_path: Path) -> Hall:
    """A hall with keys of its own, once on each kind of database."""
    return a_hall(database, tmp_path)
