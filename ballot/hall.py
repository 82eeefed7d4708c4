"""Settings and keys become a hall: what commands and pages alike stand in.

Apart from ``app``, so that a command need not load the pages.
"""

from datetime import UTC, datetime

from ballot.box.pool import Pools
from ballot.config import Config
from ballot.fonts import known
from ballot.fonts.library import Library
from ballot.keyring.keys import Keys
from ballot.serving.memory import Serving
from ballot.storage import key_set, version
from ballot.storage.database import Database
from ballot.usecases.hall import Hall


def make_hall(config: Config) -> Hall:
    """Open the database and the keys, and see that they belong together.

    Raises SettingWrong, DatabaseUnreachable, KeysDoNotMatch, and what ``version.check`` raises.
    """
    keys, serving = Keys.load_or_make(config.keys, config.data), Serving(config.data)
    database = Database.connect(config.database_url)
    try:
        version.check(database)
        database.write(lambda db: key_set.belong(db, keys.fingerprint))
    except BaseException:
        database.dispose()
        raise
    return Hall(
        database=database,
        tags=keys.tags,
        pepper=keys.pepper,
        sign=keys.sign,
        box_keys=keys.box_keys,
        marks=keys.marks,
        pools=Pools(workers=config.workers),
        clock=lambda: datetime.now(UTC),
        transport=config.transport,
        public_url=config.public_url,
        oldest_process=serving.oldest,
        is_stocked=serving.is_ready,
        zone=config.zone,
        library=Library(config.fonts, known.FOLDERS),
    )
