"""What a released version began, this program goes on with: upgraded, voted in, closed, opened."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from history.kept import Kept, bundle, in_words_of_today
from makers.live import serving_front
from people import plain_browser
from people.console import Console
from people.desk import Desk
from people.hall_phone import Hand
from people.programs import Program

from ballot.app import create_app
from ballot.config import Config
from ballot.domain.access import CONSOLE
from ballot.domain.meeting import Custody
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.hall import Hall
from ballot.web.front.application import Front
from ballot.web.proxy import Application

NAMES = {"fingerprint": "fingerprint", "close": "root", "key": "key", "code": "code"}
"""The values of signed paper, by the flags of ``verify``."""
VOTES = 4
"""So many go on to vote."""


@contextmanager
def the_application() -> Iterator[Application]:
    """The pages of this program in the house."""
    app = create_app(Config.from_environment(os.environ))
    hall: Hall = app.extensions["hall"]
    try:
        yield app
    finally:
        hall.database.dispose()


def vote(told: dict[str, Any], answers: list[str], port: int) -> None:
    """Some more vote over HTTP; one who had voted before reads that it counts."""
    address = f"http://127.0.0.1:{port}/v/{told['number']}"
    for token in told["slips"][:VOTES]:
        page = plain_browser.vote(f"{address}/{token}", answers)
        assert "已经投好了，已计入。谢谢您！" in page.text
    for token in told.get("voted", []):
        assert "这张票已经投过，已计入，不能更改" in plain_browser.fetch(f"{address}/{token}").text


def verified(console: Console, number: str, values: dict[str, str]) -> Any:
    """What ``verify`` says of the bundle, held against the four values."""
    path = str(console.folder / f"{number}.bundle")
    console.ask("export", number, "--format", "bundle", "--out", path)
    return held(console, path, values)


def held(console: Console, path: str, values: dict[str, str]) -> Any:
    flags = [word for name, flag in NAMES.items() for word in (f"--{flag}", values[name])]
    return json.loads(console.ask("verify", path, *flags, "--json"))


def test_opened_boxes_say_what_they_said(kept: Kept, console: Console) -> None:
    console.ask("db", "upgrade")
    for custody, opened in kept.told["opened"].items():
        found = json.loads(console.ask("result", opened["number"], "--json"))
        assert found["subjects"] == in_words_of_today(opened["result"]["subjects"])
        assert found["signed_values"] == opened["values"]
        again = verified(console, opened["number"], opened["values"])
        before = held(console, bundle(custody), opened["values"])
        assert again == in_words_of_today(before)
        assert before["result"]["subjects"] == opened["result"]["subjects"]
        forged = opened["values"] | {"code": "0" * 64}
        with pytest.raises(AssertionError, match="校验码"):
            held(console, bundle(custody), forged)


def test_open_meetings_are_voted_in_closed_and_opened(kept: Kept, console: Console) -> None:
    console.ask("db", "upgrade")
    told = kept.told["open"]
    own, theirs = told[Custody.SERVER], told[Custody.SCRUTINEERS]
    with the_application() as app, serving_front(Front(app)) as port:
        vote(own, ["1", "2"], port)
        vote(theirs, ["1"], port)
    console.ask("meeting", "close", own["number"], "--open-box")
    opened_with_keys(console, theirs)
    for meeting, counts in ((own, [[6, 1, 0, 0], [2, 5, 0, 0]]), (theirs, [[6, 1, 1, 0]])):
        found = json.loads(console.ask("result", meeting["number"], "--json"))
        assert [list(each["counts"].values()) for each in found["subjects"]] == counts
        assert found["signed_values"]["fingerprint"] == meeting["fingerprint"]
        again = verified(console, meeting["number"], found["signed_values"])
        assert again["result"]["subjects"] == found["subjects"]


def opened_with_keys(console: Console, told: dict[str, Any]) -> None:
    """The slip that was exchanged comes back on paper; two use the keys that they had copied."""
    number = told["number"]
    left = "".join(f"http://x/v/{number}/{token}\n" for token in told["slips"][VOTES:])
    console.ask("meeting", "close", number)
    assert console.run("slips", "scan", number, stdin=left).code == 0
    console.ask("ledger", "count", number, "--handed-out", str(3 + VOTES + 1))
    papers = console.write("很满意,满意,基本满意,不满意\n0,0,1,0\n", "papers.csv")
    for teller in ("1", "2"):
        console.ask("paper", "enter", number, papers, "--teller", teller)
    console.ask("ledger", "settle", number)
    one = console.run("box", "open", number, "--share", "-", stdin=f"{told['keys'][0]}\n")
    assert one.code == 1, "the control: one key opens nothing"
    two = console.run("box", "open", number, "--share", "-", stdin="\n".join(told["keys"][1:]))
    assert two.code == 0, two


def test_a_draft_and_a_second_round_go_on(kept: Kept, console: Console) -> None:
    console.ask("db", "upgrade")
    draft, second = kept.told["draft"], kept.told["no_quorum"]["round_two"]
    console.ask("slips", "issue", second, "--count", "5", "--out", "slips.csv")
    for number in (draft["number"], second):
        console.ask("meeting", "open", number)
    with the_application() as app, serving_front(Front(app)) as port:
        vote(draft, ["1"], port)


def test_people_phones_and_programs_are_known(kept: Kept, console: Console) -> None:
    console.ask("db", "upgrade")
    told = kept.told
    theirs = told["open"][Custody.SCRUTINEERS]
    with the_application() as app:
        desk = Desk(app.test_client())
        desk.look("/sign-in")
        desk.send("/sign-in", **told["account"])
        assert desk.look(f"/meetings/{theirs['number']}").status_code == 200
        assert told["account"]["name"] in desk.page
        number = theirs["number"]
        for badge in theirs["badges"]:
            phone = Hand(app.test_client())
            assert phone.look(f"/s/{number}/").status_code == 403, "the control: no badge"
            phone.client.set_cookie("badge", badge)
            assert phone.look(f"/s/{number}/").status_code == 200
        program = Program(app.test_client(), told["api_key"])
        assert program.get(f"/meetings/{number}").status_code == 200
        ranking = told["ranking"]
        rows = see_ranking(app.extensions["hall"], CONSOLE, ranking["assessment"]).scored.rows
        for row, before in zip(rows, ranking["rows"], strict=True):
            assert in_words_of_today(before).items() <= in_words_of_today(row).items()
