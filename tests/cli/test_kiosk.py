"""``ballot kiosk``: pair, list, retire, as the organizer's page does."""

import json
import re

from people.console import MEETING, Console


def test_a_kiosk_is_paired_listed_and_retired(console: Console) -> None:
    number = console.meeting(MEETING)
    answer = console.run("kiosk", "pair", number, "--name", "东侧")
    assert answer.code == 0
    address = rf"http://127\.0\.0\.1:8000/k/{number}/come/([0-9]{{12}})"
    found = re.fullmatch(address, answer.out.strip())
    assert found
    digits = " ".join(re.findall("....", found[1]))
    assert f"http://127.0.0.1:8000/k，输入 {number} 和 {digits}" in answer.err
    told = json.loads(console.ask("kiosk", "list", number, "--json"))
    assert told == {
        "meeting": number,
        "kiosks": [{"place": 11, "name": "东侧", "paired": False}],
    }
    assert console.ask("kiosk", "list", number).split("\t") == ["11", "东侧", "等它配对"]
    assert console.run("kiosk", "retire", number, "11").code == 0
    assert json.loads(console.ask("kiosk", "list", number, "--json"))["kiosks"] == []


def test_a_kiosk_that_is_not_there_and_a_word_for_a_place_are_refused(console: Console) -> None:
    number = console.meeting(MEETING)
    answer = console.run("kiosk", "retire", number, "11")
    assert answer.code == 2
    assert "没有第 11 号平板" in answer.err
    assert console.run("kiosk", "retire", number, "东侧").code == 2
    assert console.run("kiosk", "pair", "000000").code == 2
