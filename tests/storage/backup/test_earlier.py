"""A backup of earlier tables; ``tests/history/test_backups.py`` puts those of releases back."""

from pathlib import Path

import pytest

from ballot.storage.backup import earlier


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
