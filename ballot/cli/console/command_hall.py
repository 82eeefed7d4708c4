"""The surroundings of a command: settings, tables, hall; the same as the server's."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import make_url

from ballot.config import Config
from ballot.domain.errors import DatabaseBehind
from ballot.hall import make_hall
from ballot.storage import version
from ballot.storage.database import Database
from ballot.storage.seal import seal
from ballot.usecases.hall import Hall
from ballot.usecases.traces.seal_meetings import seal_meetings


def config() -> Config:
    """The settings of this process. Raises SettingWrong."""
    return Config.from_environment(os.environ)


@contextmanager
def hall() -> Iterator[Hall]:
    """A connection of one's own, beside any server. The first command makes what is not there."""
    made = _made(config())
    try:
        yield made
    finally:
        made.database.dispose()


def _made(settings: Config) -> Hall:
    try:
        return make_hall(settings)
    except DatabaseBehind as error:
        if error.found:
            raise
        make_tables(settings)
        return make_hall(settings)


def make_tables(settings: Config) -> None:
    """Create or upgrade the tables where they are of another version. Raises as below."""
    try:
        check_tables(settings)
    except DatabaseBehind:
        from ballot.storage import migrate  # a third of the start of a command that needs it not

        migrate.upgrade(settings.database_url)
        check_tables(settings)


def check_tables(settings: Config) -> None:
    """Raises DatabaseBehind, DatabaseAhead, TablesDiffer."""
    database = Database.connect(settings.database_url)
    try:
        version.check(database)
    finally:
        database.dispose()


def try_to_seal(hall: Hall) -> None:
    """Try at once to seal what a command has ended.

    Whatever is in the way, the command itself is done: the server tries again, and the meeting
    shows that it waits.
    """
    with suppress(Exception):
        seal_meetings(hall)


def try_to_wipe(hall: Hall) -> None:
    """Take what was replaced off the disk, where nobody is in the way."""
    with suppress(Exception):
        seal.wipe(hall.database)


def is_new(settings: Config) -> bool:
    """Whether the embedded database is not there yet. Creates nothing."""
    address = make_url(settings.database_url)
    return address.get_backend_name() == "sqlite" and not Path(address.database or "").exists()
