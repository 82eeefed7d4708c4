"""How many have come, on the page of the count and on the screen: a number, or whether enough."""

import re

import pytest
from makers.life import rosters
from makers.meetings import a_draft
from people.desk import NAME, Desk

from ballot.domain.access import CONSOLE, Role
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.result.hall_screen import furnish_screen
from ballot.usecases.roster.check_in import check_in
from ballot.web.proxy import Application

PLACES = ("turnout", "turnout/now", "screen", "screen/now")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a page shows does not depend on the database."""
    return sqlite_url


def a_hall_of(hall: Hall, persons: int) -> str:
    """A draft with a roster of so many, to which nobody has come yet."""
    number = a_draft(hall, slips=persons).number
    rosters.a_roster(hall, number, rosters.people(persons))
    return number


def told(desk: Desk, number: str) -> dict[str, str]:
    """What each place says, without its tags and addresses."""
    looked = {at: desk.look(f"/meetings/{number}/{at}").text for at in PLACES}
    return {at: re.sub(r"<[^>]*>", " ", text) for at, text in looked.items()}


def test_a_large_hall_is_told_how_many_have_come(desk: Desk, hall: Hall) -> None:
    number = a_hall_of(hall, 40)
    people = set(rosters.people(40)) - {NAME}  # of the page itself: who is signed in
    assert not any("已到" in text for text in told(desk, number).values()), "nobody checks in"
    for place in range(27):
        check_in(hall, CONSOLE, number, place)
    for opened in (False, True):
        if opened:
            open_voting(hall, CONSOLE, number)
        for at, text in told(desk, number).items():
            assert "已到 27 人" in text, (at, opened)
            assert not [each for each in people if each in text], (at, "no name")
    close_voting(hall, CONSOLE, number)
    assert not any("已到" in text for text in told(desk, number).values()), "the vote is over"


@pytest.mark.parametrize("opened", [False, True])
def test_a_small_hall_is_told_only_whether_they_are_enough(
    desk: Desk, hall: Hall, opened: bool
) -> None:
    number = a_hall_of(hall, 29)
    if opened:
        open_voting(hall, CONSOLE, number)
    for place in range(19):
        check_in(hall, CONSOLE, number, place)
    short = told(desk, number)
    assert all("到会人数：未达到三分之二" in text for text in short.values())
    check_in(hall, CONSOLE, number, 19)
    enough = told(desk, number)
    assert all("到会人数：已达到三分之二" in text for text in enough.values())
    for text in (*short.values(), *enough.values()):
        assert not re.search(r"已到 \d|\b19\b|\b20 人", text)


def test_whoever_looks_on_is_told_no_password(app: Application, desk: Desk, hall: Hall) -> None:
    unit, observer = list_people(hall, CONSOLE).units[0].id, Desk(app.test_client())
    observer.accept(create_account(hall, CONSOLE, "观察员", Role.OBSERVER, unit), name="观察员")
    number = a_hall_of(hall, 40)
    furnish_screen(hall, CONSOLE, number, "村委会无线网", "Dabu8888", "门口")
    assert "Dabu8888" in desk.look(f"/meetings/{number}/screen").text
    assert '<div class="code"><svg' in desk.look(f"/meetings/{number}/screen").text
    for at in ("screen", "screen/now"):
        text = observer.look(f"/meetings/{number}/{at}").text
        assert "村委会无线网" in text
        assert "Dabu8888" not in text
        assert '<div class="code">' not in text, "nor as a code"
