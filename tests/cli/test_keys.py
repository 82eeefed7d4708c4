"""``ballot keys``: names, links, the key dealt at a terminal, and consent by PIN."""

import json
import os
import pty
import re
import select
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from people.ceremony import PIN, SCRUTINEERS
from people.console import MEETING, Console

from ballot.box import keyslip, shares
from ballot.box.shares import PublicKeys

FORMAL = MEETING.replace('custody = "server"', 'custody = "scrutineers"')


def test_names_are_written_down_and_links_given(console: Console) -> None:
    number = console.meeting(FORMAL)
    said = console.ask("keys", "appoint", number, *SCRUTINEERS)
    assert [line.split("\t")[2] for line in said.splitlines()] == list(SCRUTINEERS)
    link = console.ask("keys", "link", number, "2")
    assert re.fullmatch(rf"http://127\.0\.0\.1:8000/s/{number}/come/[\w-]{{22}}", link)
    status = json.loads(console.ask("keys", "status", number, "--json"))
    assert status["custody"] == "scrutineers"
    assert status["confirmed"] == 0
    assert [each["link"] for each in status["people"]] == [False, True, False]
    again = console.ask("keys", "replace", number, "2", "--reason", "换人", "--name", "于某")
    assert again != link
    assert "于某" in console.ask("keys", "status", number)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("刘某", "丁某"), "names[3]"),
        (("刘某", "丁某", "刘某"), "重复"),
        (("刘某", "丁某", "张某"), "被测评人"),
    ],
    ids=["two", "twice", "assessed"],
)
def test_who_cannot_help_is_refused_by_name(
    console: Console, names: tuple[str, ...], said: str
) -> None:
    number = console.meeting(FORMAL)
    answer = console.run("keys", "appoint", number, *names)
    assert answer.code == 2
    assert said in answer.err
    assert json.loads(console.ask("keys", "status", number, "--json"))["people"] == []


def test_a_place_that_nobody_has_and_a_sixth_name_are_refused(console: Console) -> None:
    number = console.meeting(FORMAL)
    assert console.run("keys", "link", number, "1").code == 2
    assert console.run("keys", "link", number, "eins").code == 2
    assert console.run("keys", "appoint", number, *"一二三四五六").code == 2
    assert console.run("keys", "replace", number, "1", "--reason", "丢了").code == 2


def test_a_key_is_never_shown_where_it_could_be_written_down(console: Console) -> None:
    number = console.meeting(FORMAL)
    console.ask("keys", "appoint", number, *SCRUTINEERS)
    answer = console.run("keys", "deal", number)
    assert answer.code == 2
    assert "终端" in answer.err
    assert answer.out == ""


def test_three_take_their_keys_at_a_terminal_and_one_agrees_there(console: Console) -> None:
    number = console.meeting(FORMAL)
    console.slips(number, 3)
    console.ask("keys", "appoint", number, *SCRUTINEERS)
    seen, slips = deal(console.folder, number)
    assert len(slips) == 3
    status = json.loads(console.ask("keys", "status", number, "--json"))
    assert status["confirmed"] == 3
    assert seen.count("\033[3J") >= 6
    alone = console.run("meeting", "freeze", number)
    assert alone.code == 1
    assert "监票人同意" in alone.err
    wrong = console.run("meeting", "freeze", number, "--scrutineer", "2", stdin="135790\n")
    assert wrong.code == 1
    assert "数字密码不对" in wrong.err
    done = console.run("meeting", "freeze", number, "--scrutineer", "2", stdin=f"{PIN}\n")
    assert done.code == 0, done
    assert "丁某" in done.err
    frozen = frozen_of(console, number)
    keys = PublicKeys(bytes.fromhex(frozen["pk"]), tuple(map(bytes.fromhex, frozen["vks"])))
    assert [shares.find(keys, keyslip.read(slip)).number for slip in slips] == [1, 2, 3]
    kept = b"".join(path.read_bytes() for path in console.folder.rglob("*") if path.is_file())
    assert keys.vks[0] in kept, "the control: what is stored is found"
    for slip in slips:
        assert keyslip.read(slip) not in kept
        assert slip.encode() not in kept
        assert slip.replace(" ", "").encode() not in kept


def test_custody_is_changed_by_a_command(console: Console) -> None:
    number = console.meeting()
    shown = json.loads(console.ask("meeting", "custody", number, "scrutineers", "--json"))
    assert shown["custody"] == "scrutineers"
    assert console.run("meeting", "custody", number, "nobody").code == 2
    console.slips(number, 2)
    assert console.run("meeting", "custody", number, "server").code == 1


def frozen_of(console: Console, number: str) -> dict[str, object]:
    """The frozen data, as the database has them."""
    with sqlite3.connect(console.folder / "data" / "ballot.sqlite3") as db:
        row = db.execute("SELECT frozen FROM meeting WHERE number = ?", (number,)).fetchone()
    found: dict[str, object] = json.loads(row[0])
    return found


def deal(folder: Path, number: str) -> tuple[str, list[str]]:
    """Three people at one terminal: what it showed, and what they copied."""
    main, child = pty.openpty()
    command = [sys.executable, "-m", "ballot", "keys", "deal", number]
    with subprocess.Popen(command, stdin=child, stdout=child, stderr=child, cwd=folder) as run:
        os.close(child)
        terminal = Terminal(main)
        slips = [person(terminal) for _ in SCRUTINEERS]
        assert run.wait(60) == 0, terminal.seen
    return terminal.seen, slips


def person(terminal: "Terminal") -> str:
    """One of the three: a PIN twice, the slip copied, its last group typed from the paper."""
    terminal.wait("按回车")
    terminal.type("")
    terminal.wait("6 位数字密码")
    terminal.type(PIN)
    terminal.wait("再输一遍")
    terminal.type(PIN)
    terminal.wait("屏幕随即清空")
    groups = re.findall(r"\d+  ([A-Z2-7]{4})", terminal.last)
    assert len(groups) == 14, terminal.last
    terminal.type("")
    terminal.wait("第 14 组")
    terminal.type("9999")
    terminal.wait("屏幕随即清空")
    terminal.type("")
    terminal.wait("第 14 组")
    terminal.type(groups[-1].lower())
    return " ".join(groups)


class Terminal:
    """What a person at a terminal reads and types."""

    def __init__(self, main: int) -> None:
        self.main = main
        self.seen = ""
        self.last = ""

    def wait(self, text: str) -> None:
        """Read until the text is there."""
        self.last, until = "", time.monotonic() + 60
        while text not in self.last:
            assert time.monotonic() < until, self.seen
            if select.select([self.main], [], [], 0.2)[0]:
                self.last += os.read(self.main, 65536).decode(errors="ignore")
        self.seen += self.last

    def type(self, text: str) -> None:
        """Type a line."""
        time.sleep(0.05)
        os.write(self.main, f"{text}\n".encode())
