"""The life of a meeting by commands, beside a running server, on both databases."""

import csv
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from makers.served import House, a_house, serving
from people import plain_browser
from people.console import MEETING, Console


@pytest.fixture(params=["sqlite", "postgres"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    made = a_house(tmp_path, url)
    with serving(made):
        yield made


def a_meeting_that_votes(house: House) -> tuple[str, list[str]]:
    """Create, issue 46 slips, open: its number and the addresses of its slips."""
    path = house.folder / "meeting.toml"
    path.write_text(MEETING, encoding="utf-8")
    done = house.run("meeting", "create", str(path))
    assert done.returncode == 0, done.stderr
    number = done.stdout.removesuffix("\n")
    assert number.isdigit()
    house.ask("slips", "issue", number, "--count", "46", "--out", str(house.folder / "slips.csv"))
    house.ask("meeting", "open", number)
    with (house.folder / "slips.csv").open(encoding="utf-8") as file:
        return number, [row["url"] for row in csv.DictReader(file)]


def cast(urls: list[str], digits: str) -> None:
    for url, digit in zip(urls, digits, strict=False):
        assert "已计入" in plain_browser.vote(url, [digit, "1"]).text


def test_create_issue_open_close_and_open_the_box_is_a_whole_life(house: House) -> None:
    number, urls = a_meeting_that_votes(house)
    shown = json.loads(house.ask("meeting", "show", number, "--json"))
    assert (shown["state"], shown["eligible"]) == ("open", 46)
    house.ask("meeting", "open", number)
    cast(urls, "1" * 20 + "2" * 7 + "3" * 3 + "4")
    before = json.loads(house.ask("result", number, "--json"))
    assert before["returned"]["total"] == 31
    assert before["subjects"] == [{"name": "张某"}, {"name": "李某"}]
    assert house.run("box", "open", number).returncode == 1

    for _once_and_again in range(2):
        house.ask("meeting", "close", number)
    for _once_and_again in range(2):
        house.ask("box", "open", number)
    result = json.loads(house.ask("result", number, "--json"))
    assert result["subjects"][0] == {
        "name": "张某",
        "counts": {"很满意": 20, "满意": 7, "基本满意": 3, "不满意": 1},
        "blank": 0,
        "invalid": 0,
        "denominator": 31,
        "satisfaction": {"exact": "27/31", "percent": "87.10"},
        "objective_score": "112",
        "final_score": {"exact": "3024/31", "shown": "97.55"},
        "waiting": "有总分112；排名还要基本工作目标、工作制度和纪律两部分（第十九条（四））",
    }
    assert (result["issued"], result["void"], result["unissued"]) == (46, 15, 0)
    assert house.run("meeting", "open", number).returncode == 1
    assert is_sealed_at_last(house, number)
    refused = house.run("meeting", "erase", number)
    assert (refused.returncode, "异议期" in refused.stderr) == (1, True)


def is_sealed_at_last(house: House, number: str) -> bool:
    """The command seals at once, or finds the server at it."""
    for _patience in range(20):
        if json.loads(house.ask("meeting", "show", number, "--json"))["sealed"]:
            return True
        time.sleep(1)
    return False


def test_one_ballot_short_of_two_thirds_opens_nothing_and_leads_to_a_second_round(
    house: House,
) -> None:
    number, urls = a_meeting_that_votes(house)
    cast(urls, "1" * 30)
    house.ask("meeting", "close", number)
    for _once_and_again in range(2):
        refused = house.run("box", "open", number)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "30" in refused.stderr
        assert "31" in refused.stderr
    result = json.loads(house.ask("result", number, "--json"))
    assert result["state"] == "no_quorum"
    assert result["subjects"] == [{"name": "张某"}, {"name": "李某"}]
    second = house.ask("meeting", "round2", number)
    shown = json.loads(house.ask("result", second, "--json"))
    assert (shown["round"], shown["follows"], shown["issued"]) == (2, number, 0)


def test_a_rehearsal_leaves_nothing_behind(tmp_path: Path) -> None:
    house = a_house(tmp_path)
    with serving(house):
        rehearse_and_reset(house)


def rehearse_and_reset(house: House) -> None:
    path = house.folder / "meeting.toml"
    path.write_text(MEETING, encoding="utf-8")
    number = house.ask("meeting", "create", str(path))
    house.ask("meeting", "rehearse", number)
    out = house.folder / "practice.csv"
    house.ask("slips", "issue", number, "--count", "46", "--out", str(out))
    with out.open(encoding="utf-8") as file:
        url = next(csv.DictReader(file))["url"]
    assert "已计入" in plain_browser.vote(url, ["1", "1"]).text
    house.ask("meeting", "reset", number)
    assert plain_browser.fetch(url).status == 404
    result = json.loads(house.ask("result", number, "--json"))
    assert (result["state"], result["issued"], result["returned"]["total"]) == ("draft", 0, 0)


def test_a_cancelled_meeting_opens_no_box(console: Console) -> None:
    number = console.meeting()
    console.slips(number, 46)
    console.ask("meeting", "open", number)
    console.ask("meeting", "cancel", number, "--reason", "停电")
    assert console.run("box", "open", number).code == 1
    assert json.loads(console.ask("result", number, "--json"))["state"] == "cancelled"


def test_a_draft_is_frozen_shown_and_thawed_with_a_reason(console: Console) -> None:
    number = console.meeting()
    console.slips(number, 46)
    console.ask("meeting", "freeze", number)
    assert "大布村" in console.ask("meeting", "show", number)
    shown = json.loads(console.ask("meeting", "show", number, "--json"))
    assert (shown["state"], len(shown["fingerprint"])) == ("frozen", 64)
    assert console.run("meeting", "unfreeze", number).code == 2
    console.ask("meeting", "unfreeze", number, "--reason", "名单有误")
    assert json.loads(console.ask("result", number, "--json"))["state"] == "draft"


def test_the_result_is_told_in_words_too(console: Console) -> None:
    number = console.meeting()
    told = console.ask("result", number)
    assert number in told
    assert "张某" in told
    out = console.folder / "result.csv"
    console.ask("export", number, "--format", "csv", "--out", str(out))
    assert "张某" in out.read_text(encoding="utf-8-sig")


def test_schemes_are_listed_shown_and_checked(console: Console) -> None:
    assert "jiaozhou-village" in console.ask("schemes", "list")
    text = console.ask("schemes", "template")
    assert console.ask("schemes", "show", "jiaozhou-village") == text
    mine = console.write(text.replace('at_least = "2/3"', 'at_least = "4/3"'), "mine.toml")
    refused = console.run("schemes", "check", mine)
    assert (refused.code, "quorum.at_least" in refused.err) == (2, True)
    console.ask("schemes", "check", "jiaozhou-village")


def test_an_administrator_is_made_by_link_or_by_password(console: Console) -> None:
    assert console.ask("admin", "create", "王主任").startswith("http://127.0.0.1:8000/setup/")
    weak = console.run("admin", "create", "王主任", "--password", stdin="123456\n")
    assert (weak.code, weak.out) == (2, "")
    made = console.run("admin", "create", "王主任", "--password", stdin="大布村今年麦子收成好\n")
    assert made.code == 0
    twice = console.run("admin", "create", "王主任", "--password", stdin="小高村今年玉米收成好\n")
    assert twice.code == 2
