"""Reading, writing, casting: each call is one transaction, whole or not at all."""

from datetime import datetime
from threading import Barrier, Thread

import pytest
from makers.stores.stored import a_draft_row
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ballot.storage import meetings, people, sqlite, unit_tree
from ballot.storage.database import Database


def count_units(database: Database) -> int:
    return len(database.read(unit_tree.units))


def test_an_exception_rolls_everything_back(database: Database) -> None:
    def half(db: people.Session) -> None:
        unit_tree.add_unit(db, "测试县")
        raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        database.write(half)
    assert count_units(database) == 0


def test_a_writer_answers_what_its_work_answers(database: Database) -> None:
    id = database.write(lambda db: unit_tree.add_unit(db, "测试县"))
    assert database.write(lambda db: unit_tree.add_unit(db, "测试县")) == id
    assert count_units(database) == 1


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"(?i)read-?only"):
        database.read(lambda db: unit_tree.add_unit(db, "测试县"))
    assert count_units(database) == 0
    database.write(lambda db: unit_tree.add_unit(db, "测试县"))
    assert count_units(database) == 1


def test_a_reader_sees_one_moment(database: Database) -> None:
    def look(db: people.Session) -> tuple[int, int]:
        before = len(unit_tree.units(db))
        other = Thread(target=lambda: database.write(lambda db: unit_tree.add_unit(db, "测试县")))
        other.start()
        other.join()
        return before, len(unit_tree.units(db))

    assert database.read(look) == (0, 0)
    assert count_units(database) == 1


def test_many_writers_who_read_first_are_never_locked_out(database: Database) -> None:
    """A transaction that reads first and writes later is what SQLite refuses without IMMEDIATE."""
    number = database.write(a_draft_row)
    failed: list[Exception] = []

    def change() -> None:
        for _ in range(20):
            try:
                database.write(_read_then_write)
            except Exception as error:
                failed.append(error)

    def _read_then_write(db: people.Session) -> None:
        meetings.lock_for_closing(db, number)
        unit_tree.units(db)
        meetings.change(db, number, meetings.Act.EDIT)

    threads = [Thread(target=change) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []
    assert database.read(lambda db: meetings.get(db, number)).version == 161


def test_a_second_program_on_the_same_sqlite_file_waits(sqlite_url: str) -> None:
    """Two ``Database`` objects share no lock of a process, as a command beside a server."""
    one, two = Database.connect(sqlite_url), Database.connect(sqlite_url)
    both = Barrier(2)

    def fill(database: Database, name: str) -> None:
        both.wait()
        for index in range(60):
            database.write(lambda db, i=index: unit_tree.add_unit(db, f"{name}{i}"))

    threads = [Thread(target=fill, args=pair) for pair in ((one, "甲"), (two, "乙"))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    try:
        assert count_units(one) == count_units(two) == 120
    finally:
        one.dispose()
        two.dispose()


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="without a zone"):
        database.write(lambda db: a_draft_row(db, at=datetime.fromisoformat("2026-01-01")))


def test_foreign_keys_hold(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"(?i)foreign key"):
        database.write(
            lambda db: db.execute(
                text("INSERT INTO membership (account, unit, role) VALUES (9, 9, 'observer')")
            )
        )


def test_a_postgresql_that_went_away_is_found_again(postgres_url: str) -> None:
    opened = Database.connect(postgres_url)
    try:
        with pytest.raises(DBAPIError):
            opened.write(
                lambda db: db.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
            )
        assert count_units(opened) == 0
    finally:
        opened.dispose()


def test_a_writer_who_waited_too_long_gives_up_and_may_come_again(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "TIMEOUT", 0.05)
    one, two = Database.connect(sqlite_url), Database.connect(sqlite_url)

    def hold(db: people.Session) -> None:
        unit_tree.add_unit(db, "测试县")
        with pytest.raises(DBAPIError, match="locked"):
            two.write(lambda db: unit_tree.add_unit(db, "另一县"))

    one.write(hold)
    two.write(lambda db: unit_tree.add_unit(db, "另一县"))
    timeout = two.read(lambda db: db.execute(text("PRAGMA busy_timeout")).scalar())
    assert timeout == 15000
    assert count_units(one) == 2
    one.dispose()
    two.dispose()
