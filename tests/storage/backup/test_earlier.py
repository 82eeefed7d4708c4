"""A backup of earlier tables; ``tests/history/test_backups.py`` puts those of releases back."""

from pathlib import Path

import pytest
from makers.backups import back_up, checked, keys_in, quiet

from ballot.storage import key_set
from ballot.storage.backup import earlier
from ballot.usecases.hall import Hall


def test_one_of_today_is_given_as_it_is(hall: Hall, tmp_path: Path) -> None:
    keys = keys_in(tmp_path)
    hall.database.write(lambda db: key_set.belong(db, keys.fingerprint))
    backup = checked(back_up(hall, tmp_path), tmp_path)
    found = earlier.of_today(backup, tmp_path / "nowhere", keys.backup, keys.fingerprint, quiet)
    assert found is backup


def test_its_room_is_of_the_owner_alone_and_leaves_nothing(tmp_path: Path) -> None:
    left = tmp_path / earlier.ROOM
    left.mkdir()
    (left / "of-a-killed-restore").write_bytes(b"rows")

    def fill() -> None:
        with earlier.room(tmp_path) as room:
            assert room.stat().st_mode & 0o777 == 0o700
            assert list(room.iterdir()) == []
            (room / "rows").write_bytes(b"rows")
            raise LookupError

    with pytest.raises(LookupError):
        fill()
    assert list(tmp_path.iterdir()) == []
