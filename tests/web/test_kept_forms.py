"""A sign-in that is lost in the middle takes nothing with it that was typed."""

from datetime import timedelta

import pytest
from people.desk import NAME, PASSWORD, Desk, a_desk, hidden_in

from ballot.domain.access import CONSOLE, Role
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.web import kept_forms
from ballot.web.proxy import Application

DOOR = "/sign-in"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A form that is kept never sees the database."""
    return sqlite_url


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    return a_desk(app, hall)


@pytest.fixture
def at(desk: Desk) -> str:
    """The page of 应参加, open before the organizer as her session ends."""
    page = f"/meetings/{desk.new_meeting()}/voters"
    desk.look(page)
    return page


def sent_too_late(desk: Desk, at: str, **fields: str) -> None:
    """The session is over as the form comes."""
    hidden = hidden_in(desk.page, at, at)
    desk.client.delete_cookie("ballot")
    desk.send(at, **hidden, **fields)


def eligible(hall: Hall, at: str) -> int:
    """应参加 of the meeting of a page."""
    return see_meeting(hall, CONSOLE, at.split("/")[2]).eligible


def test_the_same_account_sends_it_on_with_one_press(desk: Desk, hall: Hall, at: str) -> None:
    sent_too_late(desk, at, eligible="48")
    assert "您刚才填的还在" in desk.page
    assert "48" not in desk.page, "it stands there for its owner alone, and not in the open"
    carried = hidden_kept(desk)
    desk.send(DOOR, name=NAME, password="不对", kept=carried)
    assert hidden_kept(desk) == carried, "a wrong password loses nothing"
    desk.send(DOOR, name=NAME, password=PASSWORD, kept=carried)
    assert "接着交" in desk.page
    assert eligible(hall, at) == 46
    desk.send(at, **hidden_in(desk.page, at))
    assert eligible(hall, at) == 48


def test_another_account_gets_nothing_of_it(
    desk: Desk, app: Application, hall: Hall, at: str
) -> None:
    other = Desk(app.test_client())
    other.accept(create_account(hall, CONSOLE, "李某", Role.ORGANIZER), name="李某")
    sent_too_late(desk, at, eligible="48")
    desk.send(DOOR, name="李某", password=PASSWORD, kept=hidden_kept(desk))
    assert "接着交" not in desk.page


def test_an_hour_later_it_is_gone(desk: Desk, at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sent_too_late(desk, at, eligible="48")
    monkeypatch.setattr(kept_forms, "LIFE", timedelta(seconds=-1))
    desk.send(DOOR, name=NAME, password=PASSWORD, kept=hidden_kept(desk))
    assert "接着交" not in desk.page


def test_a_page_that_somebody_copied_days_ago_carries_nothing(
    desk: Desk, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_forms, "DAYS", -1)
    sent_too_late(desk, at, eligible="48")
    assert "您刚才填的还在" not in desk.page


@pytest.mark.parametrize("whose", ["", "MQ.forged"])
def test_a_page_of_a_stranger_puts_no_words_into_anybodys_mouth(
    desk: Desk, at: str, whose: str
) -> None:
    desk.client.delete_cookie("ballot")
    desk.send(at, eligible="1", whose=whose)
    assert "您刚才填的还在" not in desk.page
    assert "登录" in desk.page


def test_a_form_of_an_earlier_sign_in_comes_back_filled_in(desk: Desk, hall: Hall, at: str) -> None:
    """Signed out and in again in another tab: the secret of the form is an old one."""
    old, hidden = desk.secret, hidden_in(desk.page, at, at)
    desk.client.delete_cookie("ballot")
    desk.look(DOOR)
    desk.send(DOOR, name=NAME, password=PASSWORD)
    answer = desk.send(at, **hidden, eligible="48", csrf_token=old)
    assert answer.status_code == 400
    assert eligible(hall, at) == 46
    desk.send(at, **hidden_in(desk.page, at))
    assert eligible(hall, at) == 48


def test_no_password_is_kept_and_nothing_without_bound(desk: Desk, at: str) -> None:
    number = at.split("/")[2]
    wifi = f"/meetings/{number}/print"
    desk.look(wifi)
    sent_too_late(desk, wifi, network="会场", password="geheim-wlan")
    desk.send(DOOR, name=NAME, password=PASSWORD, kept=hidden_kept(desk))
    assert "会场" in desk.page
    assert "geheim-wlan" not in desk.page
    desk.look(at)
    sent_too_late(desk, at, eligible="4" * (kept_forms.MOST + 1))
    assert "您刚才填的还在" not in desk.page


def hidden_kept(desk: Desk) -> str:
    """What the page of the sign-in carries."""
    kept = hidden_in(desk.page, DOOR)["kept"]
    assert kept
    return kept
