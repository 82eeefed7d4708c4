"""scripts/new-migration writes what the tables have beyond the newest migration, and it runs."""

import shutil
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from house.scripted import script
from sqlalchemy import MetaData, Table, create_engine, inspect

from ballot.domain.errors import TablesDiffer
from ballot.storage import migrate, tables, version
from ballot.storage.tables.base import moment, serial, text


@pytest.fixture
def making(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script, on a copy of the migrations."""
    loaded = script("new-migration")
    monkeypatch.setattr(migrate, "PLACE", shutil.copytree(migrate.PLACE, tmp_path / "migrations"))
    head = shutil.copy(version.__file__, tmp_path)
    monkeypatch.setattr(loaded, "HEAD_FILE", Path(head))
    return loaded


def test_there_is_none_to_write_where_the_tables_are_those_of_the_newest(making: Any) -> None:
    before = sorted(migrate.PLACE.rglob("*.py"))
    assert making.main(["a note"]) == 1
    assert sorted(migrate.PLACE.rglob("*.py")) == before


def test_a_new_column_and_a_new_table_come_with_the_next_migration(
    making: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wanted = MetaData(naming_convention=tables.metadata.naming_convention)
    for table in tables.metadata.tables.values():
        table.to_metadata(wanted)
    wanted.tables["meeting"].append_column(moment("noted_at", empty=True))
    Table("remark", wanted, serial(), text("why"))
    monkeypatch.setattr(making, "metadata", wanted)
    tables_differ = Mock(side_effect=TablesDiffer)  # as they do before the migration is written
    with monkeypatch.context() as before:
        before.setattr(version, "require_same", tables_differ)
        assert making.main(["a note", "to a meeting"]) == 0
    number = f"{int(version.HEAD) + 1:04d}"
    (made,) = (migrate.PLACE / "versions").glob(f"{number}_a_note_to_a_meeting.py")
    assert "ballot" not in made.read_text(encoding="utf-8"), "the types of today are not its types"
    assert f'HEAD = "{number}"' in making.HEAD_FILE.read_text(encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'new.sqlite3'}"
    migrate.upgrade(url, to=number)
    engine = create_engine(url)
    found = {each: inspect(engine).get_columns(each) for each in ("meeting", "remark")}
    engine.dispose()
    assert "noted_at" in [column["name"] for column in found["meeting"]]
    assert "why" in [column["name"] for column in found["remark"]]
