"""Connections that stand half-way, thousands of them: whoever votes beside them is counted.

A hall is one address, so no limit counts by address; what does not come in costs its own
connection alone (``docs/operators.md``, Processes).
"""

import csv
import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from makers.served import House, a_house, a_meeting_that_votes, serving
from people import plain_browser
from people.desk import NAME, PASSWORD, SECRET
from people.half_sent import half_sent

FULL = os.environ.get("BALLOT_TEST_SCALE") == "full"
CROWDS = {80: 120 if FULL else 3, 1_000: 120 if FULL else 12}
"""Half-sent forms under way, and for how many seconds: of the larger crowd all are closed after
ten, and come again.
"""
LARGEST = max(CROWDS)
HALF_WAY = 2_000
VOTES, AMONG_THE_SLOWEST = (100, 99) if FULL else (25, 13)
"""Votes beside them, and which by its length is compared: of few the middle one, as what else the
machine does holds up some; none of them takes longer than ``in_time``.
"""
SLIPS = 1_400 if FULL else 399
VOTERS = 60
"""Who vote beside a crowd of half-sent forms, at most."""
IN_TIME = 2.0
"""Seconds in which a voter is counted."""
NOISE = 0.1
"""Seconds that a busy machine may add."""

BY_ADDRESS = """
import sys
from collections import Counter
from ballot.web.front.bodies import Late
from ballot.web.front.application import Front

under_way = Counter()
reading = Front._body

async def by_address(self, scope, http):
    address = scope.client.rpartition(":")[0]
    if scope.method == "GET":
        return await reading(self, scope, http)
    if under_way[address] >= 40 or under_way.total() >= 80:
        raise Late
    under_way[address] += 1
    try:
        return await reading(self, scope, http)
    finally:
        under_way[address] -= 1

Front._body = by_address
sys.argv = ["ballot", "serve"]
from ballot.__main__ import main
sys.exit(main())
"""
"""The former limit: forty bodies under way from one address, eighty in all; who comes then is
told to send again.
"""


@dataclass
class Hall:
    """A served meeting, and the slips that nobody has used."""

    house: House
    number: str
    slips: Iterator[tuple[str, str]]
    taken: list[float] = field(default_factory=list)

    def vote(self) -> None:
        """Scan, choose, cast."""
        url, _code = next(self.slips)
        assert "已计入" in plain_browser.vote(url, ["1", "2"]).text

    def type(self) -> None:
        """Type the digits of a slip, choose, cast."""
        _url, code = next(self.slips)
        typed = {"number": self.number, "code": code}
        page = plain_browser.fetch(f"{self.house.url}/v", typed)
        radios = next(form.radios for form in page.forms if form.radios)
        page = plain_browser.send(page, dict.fromkeys(radios, "1"))
        assert "已计入" in plain_browser.send(page, {}).text

    def sign_in(self) -> None:
        """Sign in as the organizer, from a browser that was never here."""
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        address = f"{self.house.url}/sign-in"
        secret = _secret(browser.open(address, timeout=30).read())
        form = {"csrf_token": secret, "name": NAME, "password": PASSWORD}
        with browser.open(address, urlencode(form).encode(), timeout=30) as page:
            assert "/sign-in" not in page.url

    def votes(self) -> list[float]:
        """How long each of ``VOTES`` takes, in seconds, the quickest first."""
        return sorted(self.timed(self.vote) for _ in range(VOTES))

    def timed(self, act: Callable[[], None]) -> float:
        """How long an act takes, in seconds."""
        began = time.monotonic()
        act()
        return time.monotonic() - began


def _secret(page: bytes) -> str:
    found = SECRET.search(page.decode())
    assert found
    return found[1]


def an_account(house: House, link: str) -> None:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    secret = _secret(browser.open(link, timeout=30).read())
    form = {"csrf_token": secret, "name": NAME, "password": PASSWORD, "again": PASSWORD}
    with browser.open(link, urlencode(form).encode(), timeout=30) as page:
        assert page.status == 200


def a_hall(folder: Path, slips: int) -> Hall:
    house = a_house(folder)
    number, _urls = a_meeting_that_votes(house, slips)
    with (folder / "slips.csv").open(encoding="utf-8") as file:
        rows = [(row["url"], row["code"]) for row in csv.DictReader(file)]
    return Hall(house, number, iter(rows))


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    made = a_hall(tmp_path_factory.mktemp("hall"), SLIPS)
    with serving(made.house):
        said = (made.house.folder / "serve.log").read_text(encoding="utf-8")
        link = re.search(r"http://\S+/setup/\S+", said)
        assert link
        an_account(made.house, link.group())
        yield made


def in_time(alone: float) -> float:
    """On a machine that is busy with other things: four times what it takes alone."""
    return max(IN_TIME, 4 * alone)


@pytest.mark.parametrize("count", CROWDS)
def test_half_sent_forms_of_two_phones_hold_up_nobody(hall: Hall, count: int) -> None:
    alone = max(hall.timed(hall.vote) for _ in range(5))
    url, _code = next(hall.slips)
    with half_sent(url, "body", count) as closed:
        until = time.monotonic() + CROWDS[count]
        while time.monotonic() < until:
            assert hall.timed(hall.vote) < in_time(alone)
            time.sleep(CROWDS[count] / VOTERS)
    assert closed[0] >= count or CROWDS[count] < 10


OTHER_FORMS = pytest.mark.parametrize(
    ("path", "act"), [("/v", Hall.type), ("/sign-in", Hall.sign_in)], ids=["typed", "sign-in"]
)


@pytest.mark.parametrize("count", CROWDS if FULL else [LARGEST])
@OTHER_FORMS
def test_the_same_where_codes_are_typed_and_where_one_signs_in(
    hall: Hall, path: str, act: Callable[[Hall], None], count: int
) -> None:
    alone = hall.timed(lambda: act(hall))
    rounds, pause = (24, CROWDS[count] / 24) if FULL else (2, 0.0)
    with half_sent(hall.house.url + path, "body", count):
        for _ in range(rounds):
            assert hall.timed(lambda: act(hall)) < in_time(alone)
            assert hall.timed(hall.vote) < in_time(alone)
            time.sleep(pause)


def test_the_control_a_limit_by_address_turns_everybody_away(tmp_path: Path) -> None:
    hall = a_hall(tmp_path, 6)
    with serving(hall.house, ("-c", BY_ADDRESS)):
        said = (hall.house.folder / "serve.log").read_text(encoding="utf-8")
        link = re.search(r"http://\S+/setup/\S+", said)
        assert link
        an_account(hall.house, link.group())
        for act in (Hall.vote, Hall.type, Hall.sign_in):
            act(hall)
        url, _code = next(hall.slips)
        for crowd in (url, f"{hall.house.url}/v", f"{hall.house.url}/sign-in"):
            with half_sent(crowd, "body", min(CROWDS)):
                time.sleep(1)
                with pytest.raises(AssertionError):
                    hall.vote()
        with half_sent(url, "body", min(CROWDS)):
            time.sleep(1)
            with pytest.raises((AssertionError, StopIteration)):
                hall.type()
            with pytest.raises(HTTPError):
                hall.sign_in()


@pytest.mark.parametrize("kind", ["idle", "head", "body"])
def test_two_thousand_half_way_leave_a_vote_as_quick_as_it_is(hall: Hall, kind: str) -> None:
    url, _code = next(hall.slips)
    before = hall.votes()
    with half_sent(url, kind, HALF_WAY):
        beside = hall.votes()
    alone = [max(pair) for pair in zip(before, hall.votes(), strict=True)]
    assert beside[AMONG_THE_SLOWEST - 1] < 2 * alone[AMONG_THE_SLOWEST - 1] + NOISE
    assert beside[-1] < in_time(alone[-1])
