"""Keys by commands; and the interface says byte for byte what the commands say."""

import json

from people.console import Console
from people.programs import Program

from ballot.app import create_app
from ballot.cli.console import command_hall
from ballot.usecases.accounts import api_keys

NAME = "县考核系统"


def a_key(console: Console, name: str = NAME, role: str = "organizer") -> str:
    return console.ask("admin", "key", name, "--role", role)


def told(key: str, path: str) -> bytes:
    """What a program with the key reads."""
    app = create_app(command_hall.config())
    try:
        return Program(app.test_client(), key).get(path).data
    finally:
        app.extensions["hall"].database.dispose()


def test_a_result_is_byte_for_byte_that_of_the_command(console: Console) -> None:
    number, key = console.meeting(), a_key(console)
    printed = console.run("result", number, "--json").out.encode()
    assert told(key, f"/meetings/{number}/result") == printed


def test_a_meeting_is_that_of_the_command_but_for_what_the_key_may_do(console: Console) -> None:
    number, key = console.meeting(), a_key(console)
    printed = json.loads(console.ask("meeting", "show", number, "--json"))
    acts = {"next": None, "allowed": None}
    assert json.loads(told(key, f"/meetings/{number}")) | acts == printed | acts
    assert printed["allowed"] == sorted(printed["allowed"]), "a list, always in the same order"


def test_a_key_is_alone_on_stdout_and_known_to_scanners(console: Console) -> None:
    key = a_key(console)
    assert key.startswith(api_keys.PREFIX)
    assert len(key) - len(api_keys.PREFIX) == 43, "256 bits"
    listed = json.loads(console.ask("admin", "keys", "--json"))
    assert [(each["name"], each["role"], each["used_on"]) for each in listed] == [
        (NAME, "organizer", None)
    ]
    assert key not in console.ask("admin", "keys")


def test_a_revoked_key_opens_nothing(console: Console) -> None:
    key = a_key(console)
    assert told(key, "/meetings") == b"[]\n"
    console.ask("admin", "revoke", NAME)
    assert json.loads(told(key, "/meetings"))["status"] == 401
    console.ask("admin", "revoke", NAME)
    assert "已停用" in console.ask("admin", "keys")


def test_what_is_wrong_with_a_key_is_said_in_a_line(console: Console) -> None:
    a_key(console)
    for words, said in (
        (("admin", "key", NAME, "--role", "organizer"), "重复"),
        (("admin", "key", "x", "--role", "administrator"), "--role"),
        (("admin", "key", "x", "--role", "observer", "--unit", "无此单位"), "--unit"),
        (("admin", "key", " ", "--role", "observer"), "缺少"),
        (("admin", "key", "长" * 61, "--role", "observer"), "61"),
        (("admin", "key", "a\tb", "--role", "observer"), "name"),
        (("admin", "revoke", "没有的"), "没有的"),
    ):
        done = console.run(*words)
        assert done.code == 2, words
        assert said in done.err, done.err
        assert done.err.count("\n") == 1
