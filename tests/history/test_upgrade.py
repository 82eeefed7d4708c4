"""A program that comes after this one upgrades what was stored, whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from history import later
from history.kept import Kept
from history.later import Later
from makers.catalogue import definitions
from people.console import Console
from sqlalchemy import text

from ballot.domain.meeting import Custody
from ballot.storage import version
from ballot.storage.database import Database


@pytest.fixture
def program(later_program: Path, console: Console) -> Later:
    """The later program, in the house of ``console``."""
    return Later(later_program, console.folder)


@pytest.fixture
def database(console: Console, url: str) -> Iterator[Database]:
    """The stored database, upgraded to the tables of the present program."""
    console.ask("db", "upgrade")
    opened = Database.connect(url)
    yield opened
    opened.dispose()


def rows(database: Database, table: str) -> list[tuple[object, ...]]:
    found = database.read(lambda db: db.execute(text(f"SELECT * FROM {table}")).all())
    return sorted(map(tuple, found))


def test_a_later_program_upgrades_it_and_goes_on(
    kept: Kept, console: Console, database: Database, program: Later
) -> None:
    tables = ("unit", "meeting", "slip", "journal")
    before = {table: rows(database, table) for table in tables}
    opened = kept.told["opened"][Custody.SERVER]
    refused, done, fit, written, verified = program.run(
        ("meeting", "list"),
        ("db", "upgrade"),
        ("doctor",),
        ("export", opened["number"], "--format", "bundle", "--out", "a.bundle"),
        ("verify", "a.bundle", "--code", opened["values"]["code"]),
    )
    assert (refused.code, refused.out) == (1, "")
    assert "请运行 ballot db upgrade" in refused.err, "the control: tables of before"
    assert (done.code, later.NEXT in done.err) == (0, True), done
    assert later.NEXT in fit.out
    assert (written.code, verified.code) == (0, 0), (written, verified)

    units = [(*row, "none yet") for row in before["unit"]]
    assert {table: rows(database, table) for table in tables} == before | {"unit": units}
    assert rows(database, "remark") == []
    back = console.run("meeting", "list")
    assert (back.code, "请换用新的程序" in back.err) == (1, True), "there is no way back"


def test_an_upgrade_that_is_killed_changes_nothing(
    console: Console, database: Database, program: Later
) -> None:
    before = standing(database)
    assert program.run(("db", "upgrade"), blow=later.KILLED) == []
    assert standing(database) == before
    assert console.run("meeting", "list").code == 0, "the program of before goes on"
    (done,) = program.run(("db", "upgrade"))
    assert done.code == 0
    assert database.read(version.current) == later.NEXT


def test_an_upgrade_that_fails_says_so_and_changes_nothing(
    console: Console, database: Database, program: Later
) -> None:
    before = standing(database)
    (failed,) = program.run(("db", "upgrade"), blow=later.RAISED)
    assert (failed.code, failed.out) == (1, "")
    assert "没有成功（LookupError）。什么也没有改变" in failed.err
    assert standing(database) == before
    assert console.run("meeting", "list").code == 0, "the program of before goes on"


def standing(database: Database) -> tuple[object, ...]:
    """Its tables, their version, and the rows of the one that is altered."""
    return database.read(definitions), database.read(version.current), rows(database, "unit")
