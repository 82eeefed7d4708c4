"""The file of a backup: checked to its last byte, made while others vote, without a key in it."""

import base64
import threading
from pathlib import Path
from random import SystemRandom

import pytest
from makers.meetings import BAD, GOOD, VERY, a_closed_meeting, an_open_meeting
from makers.stores.backups import another, back_up, checked, keys_in, quiet
from sqlalchemy import text
from sqlalchemy.orm import Session

from ballot.domain.errors import BackupRefused, DatabaseAhead, DatabaseBehind, KeysDoNotMatch
from ballot.keyring.keys import Keys
from ballot.storage import key_set, tables, version
from ballot.storage.backup import backup_file, dump
from ballot.storage.database import Database
from ballot.storage.tables import metadata
from ballot.usecases.backup.take_backup import take_backup
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall


@pytest.fixture
def hall(hall: Hall, tmp_path: Path) -> Hall:
    """The hall, and the fingerprint of its keys in the database."""
    hall.database.write(lambda db: key_set.belong(db, keys_in(tmp_path).fingerprint))
    return hall


def test_every_table_has_a_key_and_is_in_a_backup() -> None:
    found = dump.tables()
    assert {each.name for each in found} == set(metadata.tables) - {"key_set"}
    assert all(each.primary_key.columns for each in found)


def test_an_altered_added_or_missing_byte_is_refused(hall: Hall, tmp_path: Path) -> None:
    a_closed_meeting(hall, [VERY, GOOD], slips=3, eligible=2)
    path = back_up(hall, tmp_path)
    assert checked(path, tmp_path).rows > 10
    whole = path.read_bytes()
    drawn = SystemRandom()
    places = {0, 15, 16, len(whole) - 1, len(whole) - 33, len(whole) - 41}
    places |= {drawn.randrange(len(whole)) for _ in range(200)}
    for place in places:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises((BackupRefused, KeysDoNotMatch)):
            checked(path, tmp_path)
    for other in (whole + b"\0", whole[:-1], whole[1:], b"", whole[:40], b"PK\3\4" + whole):
        path.write_bytes(other)
        with pytest.raises(BackupRefused):
            checked(path, tmp_path)


def test_other_keys_refuse_it_also_where_it_names_them(hall: Hall, tmp_path: Path) -> None:
    path = back_up(hall, tmp_path)
    other = Keys.load_or_make(tmp_path / "other-keys", tmp_path / "data")
    with pytest.raises(KeysDoNotMatch):
        backup_file.read(path, other.backup, other.fingerprint, quiet)
    with pytest.raises(BackupRefused) as refused:
        backup_file.read(path, other.backup, keys_in(tmp_path).fingerprint, quiet)
    assert refused.value.broken == "altered"


def test_a_backup_of_earlier_tables_is_not_loaded_as_it_is(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``tests/history`` brings one to the tables of today."""
    path = back_up(hall, tmp_path)
    before = version.HEAD
    monkeypatch.setattr(version, "HEAD", "9000")
    backup = checked(path, tmp_path)
    with pytest.raises(DatabaseBehind) as behind:
        hall.database.write(lambda db: backup_file.load(db, backup, quiet))
    assert (behind.value.found, behind.value.wanted) == (before, "9000")


def test_a_backup_of_later_tables_asks_for_the_later_program(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(version, "HEAD", "9000")
    path = back_up(hall, tmp_path)
    monkeypatch.undo()
    with pytest.raises(DatabaseAhead):
        checked(path, tmp_path)


def test_no_key_lies_in_it(hall: Hall, tmp_path: Path) -> None:
    a_closed_meeting(hall, [VERY, GOOD], slips=3, eligible=2)
    path = back_up(hall, tmp_path)
    backup = checked(path, tmp_path)
    unpacked = b"".join(backup.lines()) + path.read_bytes()[backup.end :]
    files = [each for each in (tmp_path / "keys").rglob("*") if each.is_file()]
    secrets = [each.read_bytes() for each in files if len(each.read_bytes()) == 32]
    assert len(secrets) == 5, "four secrets and the key of a box"
    for secret in secrets:
        for spelling in spellings(secret):
            assert spelling not in unpacked
    fingerprint = keys_in(tmp_path).fingerprint
    assert any(spelling in unpacked for spelling in spellings(fingerprint)), "the control"


def spellings(secret: bytes) -> tuple[bytes, ...]:
    return (secret, secret.hex().encode(), base64.b64encode(secret))


def test_rows_stand_in_the_order_of_their_keys(hall: Hall, tmp_path: Path) -> None:
    meeting = an_open_meeting(hall, slips=30, eligible=30)
    for slip in reversed(meeting.slips):
        cast_ballot(hall, meeting.number, slip.token, meeting.ballot(BAD))
    for table in (tables.slip, tables.sealed_vote):
        key = [column.name for column in table.primary_key.columns]
        listed = hall.database.read(lambda db, t=table: list(dump.lines(db, t)))
        ordered = f"SELECT {', '.join(key)} FROM {table.name} ORDER BY {', '.join(key)}"
        found = hall.database.read(lambda db, o=ordered: list(db.execute(text(o))))
        rows = [dump._row(table, line) for line in listed]
        assert [tuple(row[name] for name in key) for row in rows] == [tuple(row) for row in found]


def test_taken_while_they_vote_it_has_every_ballot_acknowledged_before(
    hall: Hall, tmp_path: Path
) -> None:
    meeting = an_open_meeting(hall, slips=120, eligible=120)
    acknowledged: list[int] = []
    refused: list[Exception] = []
    begun = threading.Event()

    def cast(place: int) -> None:
        for slip in meeting.slips[place::4]:
            try:
                cast_ballot(hall, meeting.number, slip.token, meeting.ballot(GOOD))
            except Exception as error:
                refused.append(error)
            acknowledged.append(place)
            if len(acknowledged) > 20:
                begun.set()

    threads = [threading.Thread(target=cast, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    assert begun.wait(30)
    backups = []
    for turn in range(3):
        before = len(acknowledged)
        backups.append((before, back_up(hall, tmp_path, f"backup-{turn}")))
    for thread in threads:
        thread.join()
    assert (refused, len(acknowledged)) == ([], 120)
    for before, path in backups:
        told = checked(path, tmp_path).tables
        assert told["sealed_vote"].rows >= before > 0
        spent = sum(line.endswith(b",3]\n") for line in checked(path, tmp_path).lines())
        assert spent == told["sealed_vote"].rows, "one moment: no ballot without its slip"


def test_a_large_backup_is_read_and_written_in_pieces(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dump, "ROWS_AT_ONCE", 7)
    monkeypatch.setattr(backup_file, "CHUNK", 64)
    an_open_meeting(hall, slips=50, eligible=50)
    path = tmp_path / "backup"
    seen: list[tuple[int, int]] = []
    with path.open("wb") as file:
        rows = take_backup(hall, file, keys_in(tmp_path).backup, lambda *told: seen.append(told))
    assert seen[-1] == (rows, rows)
    assert [done for done, _total in seen] == sorted(done for done, _total in seen)
    backup = checked(path, tmp_path)
    before = hall.database.read(rows_of)

    def again(db: Session) -> None:
        dump.clear(db)
        backup_file.load(db, backup, quiet)

    hall.database.write(again)
    assert hall.database.read(rows_of) == before


def rows_of(db: Session) -> dict[str, list[bytes]]:
    return {each.name: list(dump.lines(db, each)) for each in dump.tables()}


def test_a_database_knows_its_keys(sqlite_url: str, tmp_path: Path) -> None:
    with another(sqlite_url, tmp_path) as hall:
        assert hall.database.read(key_set.of) == keys_in(tmp_path).fingerprint
    assert isinstance(hall.database, Database)
