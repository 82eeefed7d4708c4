"""A hall whose database knows its keys."""

from pathlib import Path

import pytest
from makers.stores.backups import keys_in

from ballot.storage import key_set
from ballot.usecases.hall import Hall


@pytest.fixture
def hall(hall: Hall, tmp_path: Path) -> Hall:
    """The hall, and the fingerprint of its keys in the database."""
    hall.database.write(lambda db: key_set.belong(db, keys_in(tmp_path).fingerprint))
    return hall
