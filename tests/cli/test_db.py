"""Tables that are not this program's are refused at the start, in words that say what to do."""

from pathlib import Path

import pytest
from makers.served import a_house
from makers.stores import earlier_tables
from people.console import Console
from sqlalchemy import text

from ballot.cli.serving import preparing
from ballot.storage import version
from ballot.storage.database import Database

CHINESE = ("由更早的程序建立，升级不了", "BALLOT_DATA", "什么也没有改变")
ENGLISH = ("An earlier program made them", "BALLOT_DATA", "Nothing has been changed")


@pytest.fixture
def earlier(console: Console) -> Console:
    """A console above a database of an earlier program."""
    (console.folder / "data").mkdir(mode=0o700)
    earlier_tables.make(f"sqlite:///{console.folder / 'data' / 'ballot.sqlite3'}")
    return console


def test_the_control_tables_of_today_are_in_order(console: Console) -> None:
    assert console.run("db", "upgrade").code == 0
    assert console.run("db", "upgrade").code == 0
    assert console.run("meeting", "list").code == 0


@pytest.mark.parametrize(
    "words", [("db", "upgrade"), ("meeting", "list"), ("box", "open", "123456")]
)
@pytest.mark.parametrize(("language", "parts"), [("zh", CHINESE), ("en", ENGLISH)])
def test_an_earlier_database_says_what_to_do(
    earlier: Console, words: tuple[str, ...], language: str, parts: tuple[str, ...]
) -> None:
    earlier.patch.setenv("BALLOT_LANG", language)
    before = (earlier.folder / "data" / "ballot.sqlite3").read_bytes()
    done = earlier.run(*words)
    assert (done.code, done.out) == (1, "")
    assert all(part in done.err for part in parts)
    assert (earlier.folder / "data" / "ballot.sqlite3").read_bytes() == before


def test_earlier_tables_under_the_number_of_a_release_are_not_upgraded(console: Console) -> None:
    (console.folder / "data").mkdir(mode=0o700)
    path = console.folder / "data" / "ballot.sqlite3"
    earlier_tables.make(f"sqlite:///{path}", "0001")
    before = path.read_bytes()
    done = console.run("db", "upgrade")
    assert (done.code, done.out) == (1, "")
    assert all(part in done.err for part in CHINESE)
    assert path.read_bytes() == before


def test_the_doctor_says_it_too(earlier: Console) -> None:
    done = earlier.run("doctor")
    assert done.code == 1
    assert "升级不了" in "".join(done.out.split())


def test_the_server_does_not_start_on_it(tmp_path: Path) -> None:
    house = a_house(tmp_path)
    (house.folder / "data").mkdir(mode=0o700)
    earlier_tables.make(f"sqlite:///{house.folder / 'data' / 'ballot.sqlite3'}")
    done = house.run("serve")
    assert done.returncode == 1
    assert "升级不了" in done.stderr


def test_tables_of_a_later_program_ask_for_that_program(console: Console) -> None:
    console.ask("db", "upgrade")
    opened = Database.connect(f"sqlite:///{console.folder / 'data' / 'ballot.sqlite3'}")
    opened.write(lambda db: db.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    opened.dispose()
    for words in (("db", "upgrade"), ("meeting", "list")):
        done = console.run(*words)
        assert (done.code, done.out) == (1, "")
        assert "请换用新的程序" in done.err


def test_beside_a_running_server_no_table_is_altered(console: Console) -> None:
    with preparing.only_one(console.folder / "data"):
        refused = console.run("db", "upgrade")
        assert (refused.code, refused.out) == (1, "")
        assert "另一个服务正在使用" in refused.err
        opened = Database.connect(f"sqlite:///{console.folder / 'data' / 'ballot.sqlite3'}")
        assert opened.read(version.current) == ""
        opened.dispose()
    assert console.run("db", "upgrade").code == 0
    with preparing.only_one(console.folder / "data"):
        assert console.run("db", "upgrade").code == 0, "the control: nothing is to be altered"
