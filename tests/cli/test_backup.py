"""``ballot backup`` and ``ballot restore``: what they write, refuse and say."""

import json
import shutil
import stat
from pathlib import Path

import pytest
from people.console import Console

from ballot.cli.serving import preparing


@pytest.fixture
def voting(console: Console) -> str:
    """The number of a meeting that votes."""
    number = console.meeting()
    console.slips(number, 4)
    console.ask("meeting", "open", number)
    return number


@pytest.fixture
def backup(console: Console, voting: str) -> Path:
    """A backup of it."""
    path = console.folder / "b" / "ballot.backup"
    path.parent.mkdir()
    console.ask("backup", str(path))
    return path


def state(console: Console, number: str) -> str:
    return str(json.loads(console.ask("result", number, "--json"))["state"])


def test_a_backup_is_for_its_owner_alone_and_is_not_overwritten(
    console: Console, backup: Path
) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    before = backup.read_bytes()
    again = console.run("backup", str(backup))
    assert (again.code, str(backup) in again.err) == (2, True)
    assert backup.read_bytes() == before
    assert [each.name for each in backup.parent.iterdir()] == [backup.name]


@pytest.mark.parametrize("name", ["keys/ballot.backup", "no-such-folder/ballot.backup"])
def test_a_backup_lies_neither_with_the_keys_nor_nowhere(
    console: Console, voting: str, name: str
) -> None:
    done = console.run("backup", str(console.folder / name))
    assert done.code != 0
    assert not (console.folder / name).exists()


def test_without_keys_nothing_of_keys_is_written(
    console: Console, backup: Path, voting: str
) -> None:
    secrets = [each.read_bytes() for each in (console.folder / "keys").iterdir() if each.is_file()]
    assert len(secrets) == 4
    assert not any(secret in backup.read_bytes() for secret in secrets)


def test_keys_lie_apart_and_box_keys_only_on_request(console: Console, voting: str) -> None:
    apart = console.folder / "safe"
    apart.mkdir()
    one, two = apart / "one.keys", apart / "two.keys"
    console.ask("backup", "one", "--keys", str(one))
    done = console.run("backup", "two", "--keys", str(two), "--box-keys")
    assert done.code == 0
    assert "每一张票" in done.err
    box = next((console.folder / "keys" / "box").iterdir()).read_bytes().hex()
    assert (box in one.read_text(), box in two.read_text()) == (False, True)
    assert stat.S_IMODE(one.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--keys", "ballot.keyring.keys"), 2),
        (("--keys", "data/ballot.keyring.keys"), 2),
        (("--keys", "keys/ballot.keyring.keys"), 1),
        (("--box-keys",), 2),
        (("--keys", "ballot.keyring.keys", "--together"), 0),
    ],
)
def test_keys_do_not_lie_with_the_backup(
    console: Console, voting: str, words: tuple[str, ...], code: int
) -> None:
    done = console.run("backup", "ballot.backup", *words)
    assert done.code == code, done.err
    assert (console.folder / "ballot.backup").exists() is (code == 0)


def test_a_machine_that_burnt_down_comes_back_from_two_files(console: Console, voting: str) -> None:
    apart = console.folder / "safe"
    apart.mkdir()
    console.ask("backup", "b", "--keys", str(apart / "k"), "--box-keys")
    for name in ("data", "keys"):
        shutil.rmtree(console.folder / name)
    alone = console.run("restore", "b")
    assert (alone.code, "--keys" in alone.err) == (1, True)
    assert not (console.folder / "keys" / "tag").exists(), "no new keys were made"
    done = console.run("restore", "b", "--keys", str(apart / "k"))
    assert (done.code, voting in done.err) == (0, True)
    assert state(console, voting) == "paused"
    said = console.run("meeting", "resume", voting, "--received", "0")
    assert (said.code, "少了" in said.err) == (0, False)
    assert state(console, voting) == "open"
    console.ask("meeting", "close", voting)


def test_what_is_missing_is_said_and_what_to_do(
    console: Console, backup: Path, voting: str
) -> None:
    console.ask("restore", str(backup), "--replace")
    done = console.run("meeting", "resume", voting, "--received", "3")
    assert (done.code, "少了 3 张" in done.err) == (0, True)
    closed = console.run("meeting", "close", voting)
    assert (closed.code, "3" in closed.err, state(console, voting)) == (1, True, "open")


@pytest.mark.parametrize("received", ["x", "5", "-1"])
def test_a_number_that_cannot_be_is_refused(
    console: Console, backup: Path, voting: str, received: str
) -> None:
    console.ask("restore", str(backup), "--replace")
    assert console.run("meeting", "resume", voting, "--received", received).code == 2
    assert state(console, voting) == "paused"


def test_a_full_database_is_kept(console: Console, backup: Path, voting: str) -> None:
    done = console.run("restore", str(backup))
    assert (done.code, "--replace" in done.err) == (1, True)
    assert state(console, voting) == "open"


def test_a_restore_waits_for_the_server_to_be_stopped(
    console: Console, backup: Path, voting: str
) -> None:
    with preparing.only_one(console.folder / "data"):
        assert console.run("restore", str(backup), "--replace").code == 1
        assert console.run("backup", str(console.folder / "beside")).code == 0
    assert state(console, voting) == "open"


def test_what_is_no_backup_changes_nothing(console: Console, backup: Path, voting: str) -> None:
    content = backup.read_bytes()
    backup.write_bytes(content[:-100] + b"!" + content[-99:])
    altered = console.run("restore", str(backup), "--replace")
    assert (altered.code, str(backup) in altered.err) == (1, True)
    assert console.run("restore", "no-such-file", "--replace").code == 2
    assert console.run("restore", console.write("a letter", "letter"), "--replace").code == 1
    assert console.run("restore", str(backup), "--keys", console.write("{}", "k")).code == 1
    assert state(console, voting) == "open"


def test_keys_of_another_house_are_refused(
    console: Console, backup: Path, voting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = console.folder / "keys"
    keys.rename(console.folder / "old-keys")
    monkeypatch.setenv("BALLOT_DATA", str(console.folder / "new"))
    console.meeting()
    done = console.run("restore", str(backup), "--replace")
    assert done.code == 1
    assert len(json.loads(console.ask("meeting", "list", "--json"))) == 1
