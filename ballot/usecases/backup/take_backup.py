"""The whole database goes into one file while the server runs, as it stands at one moment.

A ballot that was acknowledged before this began is in it. Nobody waits: readers disturb no cast.
"""

from typing import BinaryIO

from ballot.storage import key_set
from ballot.storage.backup import backup_file
from ballot.storage.backup.backup_file import Tell
from ballot.usecases.hall import Hall


def take_backup(hall: Hall, file: BinaryIO, key: bytes, tell: Tell) -> int:
    """Write the backup into ``file`` under the HMAC of ``key``; how many rows it has."""
    at = hall.clock()
    return hall.database.read(lambda db: backup_file.write(db, file, key, key_set.of(db), at, tell))
