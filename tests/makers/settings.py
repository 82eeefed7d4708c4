"""The settings of a program, for applications and servers of tests."""

from collections.abc import Callable
from pathlib import Path

from ballot.config import Config
from ballot.domain.meeting import Transport
from ballot.storage.database import Database
from ballot.web.proxy import Application


def settings(folder: Path, database: Database, **more: str) -> Config:
    """The settings of a program on this database, its keys in ``folder / "keys"``."""
    return Config.from_environment(
        {
            "BALLOT_DATA": str(folder / "data"),
            "BALLOT_KEYS": str(folder / "keys"),
            "BALLOT_DATABASE_URL": str(database.engine.url),
            **more,
        }
    )


AppOn = Callable[[Transport], Application]
"""Makes the application as another transport would have it."""
