"""``ballot box`` under custody scrutineers: a list, a key on any machine, keys on stdin."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from makers.meetings import BAD, GOOD, VERY, an_open_meeting
from makers.meetings_of_scrutineers import (
    Scrutinised,
    a_closed_meeting_of_scrutineers,
    an_open_meeting_of_scrutineers,
    close_and_settle,
)
from people.console import Console
from people.opener import slip_of

from ballot.box import published, shares
from ballot.cli.console import command_hall, key_entry
from ballot.usecases.hall import Hall

FOREIGN = slip_of(shares.split()[1][0])
"""The key slip of another meeting."""


@pytest.fixture
def hall(console: Console) -> Iterator[Hall]:
    """The hall that the commands of this console find."""
    with command_hall.hall() as found:
        yield found


@pytest.fixture
def held(hall: Hall) -> Scrutinised:
    return a_closed_meeting_of_scrutineers(hall, [VERY, VERY, GOOD, BAD], slips=5, eligible=5)


def slips(held: Scrutinised, *places: int) -> str:
    return "".join(slip_of(held.shares[place - 1]) + "\n" for place in places)


def test_two_keys_on_stdin_open_the_box_and_again_it_is_open(
    console: Console, held: Scrutinised
) -> None:
    opened = console.run(
        "box", "open", held.number, "--share", "-", "--json", stdin=slips(held, 3, 1)
    )
    assert opened.code == 0, opened.err
    value = json.loads(opened.out)
    assert value["subjects"][0]["counts"] == {"很满意": 2, "满意": 1, "基本满意": 0, "不满意": 1}
    assert [(each["number"], each["way"]) for each in value["opened_by"]] == [
        (1, "server"),
        (3, "server"),
    ]
    assert json.loads(console.ask("result", held.number, "--json")) == value
    assert console.run("box", "open", held.number, "--share", "-", stdin=slips(held, 2)).code == 0
    assert console.run("box", "open", held.number).code == 0


def test_one_key_opens_nothing_and_is_not_lost(console: Console, held: Scrutinised) -> None:
    first = console.run("box", "open", held.number, "--share", "-", stdin=slips(held, 2))
    assert (first.code, "现有 1 份" in first.err) == (1, True)
    assert "现有 1 份" in console.run("box", "open", held.number).err
    assert console.run("box", "open", held.number, "--share", "-", stdin=slips(held, 1)).code == 0


def test_another_machine_computes_and_only_its_file_comes_back(
    console: Console, hall: Hall, held: Scrutinised, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed, made = str(tmp_path / "list.json"), str(tmp_path / "partial.json")
    written = console.run("box", "list", held.number, "--out", listed)
    value = published.from_json(Path(listed).read_text()).close_value.hex()
    grouped = " ".join(value[at : at + 4] for at in range(0, 64, 4))
    assert (written.code, grouped in written.err) == (0, True)
    monkeypatch.setenv("BALLOT_DATA", str(tmp_path / "elsewhere"))
    done = console.run("box", "partial", listed, "--out", made, stdin=slips(held, 1))
    assert (done.code, grouped in done.err) == (0, True)
    assert "清单里 4 张票，法定至少 4 张" in done.err
    assert not (tmp_path / "elsewhere").exists()
    assert held.shares[0].secret.hex() not in Path(made).read_text()
    monkeypatch.setenv("BALLOT_DATA", str(tmp_path / "data"))
    assert console.run("box", "send", held.number, made).out == "1/2\n"
    assert console.run("box", "send", held.number, made).out == "1/2\n"
    other = console.run("box", "partial", listed, stdin=slips(held, 2)).out
    assert console.run("box", "send", held.number, console.write(other, "two.json")).out == "2/2\n"
    assert [each["way"] for each in result(console, held)["opened_by"]] == ["file", "file"]


def result(console: Console, held: Scrutinised) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = json.loads(
        console.ask("result", held.number, "--json")
    )
    return found


def test_whoever_sees_another_root_stops(
    console: Console, held: Scrutinised, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = str(tmp_path / "list.json")
    console.run("box", "list", held.number, "--out", listed)
    for said, code in (("n", 1), ("", 1), ("y", 0)):
        monkeypatch.setattr(key_entry, "agrees", lambda _question, said=said: said == "y")
        answer = console.run("box", "partial", listed, stdin=slips(held, 1))
        assert answer.code == code
        assert bool(answer.out) is (said == "y")


@pytest.mark.parametrize(
    ("words", "stdin", "code", "said"),
    [
        (("open", "--share", "-"), "", 2, "--share"),
        (("open", "--share", "-"), "ABCD", 2, "第 1 行"),
        (("open", "--share", "-"), FOREIGN, 2, "不是本场的"),
        (("open", "--share", "ABCDEFGH"), "", 2, "--share"),
        (("send", "nowhere.json"), "", 2, "nowhere.json"),
        (("send", "meeting.toml"), "", 2, "meeting.toml"),
    ],
    ids=[
        "no key",
        "half a key",
        "a foreign key",
        "a key in the command",
        "no file",
        "another file",
    ],
)
def test_what_is_wrong_is_named_and_changes_nothing(
    console: Console, held: Scrutinised, words: tuple[str, ...], stdin: str, code: int, said: str
) -> None:
    console.write("no list at all")
    act, *rest = words
    answer = console.run("box", act, held.number, *rest, stdin=stdin)
    assert (answer.code, said in answer.err) == (code, True), answer.err
    assert "ABCDEFGH" not in answer.err
    assert "现有 0 份" in console.run("box", "open", held.number).err


def test_a_list_that_is_none_is_refused_with_its_name(console: Console) -> None:
    path = console.write("{}", "list.json")
    answer = console.run("box", "partial", path, stdin="")
    assert (answer.code, "list.json" in answer.err) == (2, True)


def test_below_the_quorum_the_keys_end_the_round_and_open_nothing(
    console: Console, hall: Hall
) -> None:
    held = an_open_meeting_of_scrutineers(hall, slips=3, eligible=5)
    held.meeting.cast_all([VERY, GOOD, BAD])
    close_and_settle(hall, held)
    for _ in range(2):
        answer = console.run("box", "open", held.number, "--share", "-", stdin=slips(held, 1, 2))
        assert (answer.code, "收回 3 张" in answer.err) == (1, True)
    assert json.loads(console.ask("result", held.number, "--json"))["state"] == "no_quorum"


def test_a_close_that_would_open_a_box_of_scrutineers_changes_nothing(
    console: Console, hall: Hall
) -> None:
    held = an_open_meeting_of_scrutineers(hall, slips=2, eligible=2)
    done = console.run("meeting", "close", held.number, "--open-box")
    assert (done.code, done.out) == (1, "")
    assert "开箱要两份监票人密钥" in done.err
    assert json.loads(console.ask("meeting", "show", held.number, "--json"))["state"] == "open"


@pytest.mark.parametrize("closed_before", [False, True])
def test_one_command_closes_and_opens(console: Console, hall: Hall, closed_before: bool) -> None:
    meeting = an_open_meeting(hall, slips=3, eligible=3)
    meeting.cast_all([VERY, VERY])
    if closed_before:
        console.ask("meeting", "close", meeting.number)
    value = json.loads(console.ask("meeting", "close", meeting.number, "--open-box", "--json"))
    assert value["subjects"][0]["counts"]["很满意"] == 2
    assert json.loads(console.ask("result", meeting.number, "--json")) == value


def test_one_command_closes_below_the_quorum_and_the_box_stays_shut(
    console: Console, hall: Hall
) -> None:
    meeting = an_open_meeting(hall, slips=3, eligible=3)
    meeting.cast(VERY)
    done = console.run("meeting", "close", meeting.number, "--open-box")
    assert (done.code, "很满意" in done.out) == (1, False)
    shown = json.loads(console.ask("meeting", "show", meeting.number, "--json"))
    assert shown["state"] == "no_quorum"
