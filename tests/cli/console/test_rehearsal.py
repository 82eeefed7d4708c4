"""A rehearsal by commands to its end, and its reset that is asked about."""

import json
from urllib.parse import urlsplit

from people.console import Console

from ballot.cli.console import command_hall
from ballot.domain.paper import Ballot
from ballot.slips import address
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.result.see_result import see_result

MEETING = """
title = "测评会"
scheme = "jiaozhou-village"
custody = "{custody}"
eligible = 4

[[subjects]]
name = "张某"
objective_score = "112"
"""


def cast(slips: list[tuple[str, str]], count: int) -> None:
    with command_hall.hall() as hall:
        for url, _code in slips[:count]:
            read = address.read(urlsplit(url).path)
            assert read
            assert read.number
            cast_ballot(hall, read.number, read.secret, Ballot((0,)))


def a_rehearsal(console: Console, count: int, custody: str = "server") -> str:
    number = console.meeting(MEETING.format(custody=custody))
    console.ask("meeting", "rehearse", number)
    cast(console.slips(number, 4), count)
    return number


def state(console: Console, number: str) -> str:
    return str(json.loads(console.ask("meeting", "show", number, "--json"))["state"])


def test_close_open_result_and_reset_with_the_usual_flag(console: Console) -> None:
    number = a_rehearsal(console, 3)
    console.ask("meeting", "close", number)
    assert state(console, number) == "rehearsal_closed"
    told = json.loads(console.ask("box", "open", number, "--json"))
    assert (told["state"], told["subjects"]) == ("rehearsal_opened", [{"name": "张某"}])
    assert told["signed_values"]["code"] is None
    shown = console.ask("result", number)
    assert "演练" in shown
    refused = console.run("export", number, "--format", "bundle", "--out", "x.bundle")
    assert (refused.code, (console.folder / "x.bundle").exists()) == (1, False)
    asked = console.run("meeting", "reset", number)
    assert asked.code == 1
    assert "--agreed" in asked.err
    assert state(console, number) == "rehearsal_opened"
    console.ask("meeting", "reset", number, "--agreed")
    assert state(console, number) == "draft"


def test_a_missed_quorum_is_told_and_stays_shut(console: Console) -> None:
    number = a_rehearsal(console, 2)
    refused = console.run("meeting", "close", number, "--open-box")
    assert refused.code == 1
    assert state(console, number) == "rehearsal_no_quorum"
    console.ask("meeting", "reset", number, "--agreed")


def test_one_that_still_votes_is_left_without_a_flag(console: Console) -> None:
    number = a_rehearsal(console, 1)
    console.ask("meeting", "reset", number)
    assert state(console, number) == "draft"


def test_under_scrutineers_no_key_is_asked_for(console: Console) -> None:
    """Their ledger blocks it as it will block the vote, and not for want of keys."""
    number = a_rehearsal(console, 3, custody="scrutineers")
    refused = console.run("meeting", "close", number, "--open-box")
    assert refused.code == 1
    assert "发出" in refused.err
    assert state(console, number) == "rehearsal_closed"


def test_the_report_of_it_is_a_paper_of_a_rehearsal(console: Console) -> None:
    number = a_rehearsal(console, 3)
    console.ask("meeting", "close", number, "--open-box")
    with command_hall.hall() as hall:
        assert see_result(hall, number).is_open
    console.ask("export", number, "--format", "docx", "--out", "report.docx")
    assert (console.folder / "report.docx").read_bytes().startswith(b"PK")
