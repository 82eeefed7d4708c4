"""Whoever writes the database gives himself the badge of a 监票人: it is worth nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from people.ceremony import PIN, WithScrutineers, a_meeting_with_keys
from people.hall_phone import Hand

from ballot.domain.access import CONSOLE
from ballot.domain.errors import ConsentNeeded
from ballot.domain.meeting import State
from ballot.storage import badges
from ballot.usecases.accounts import badge_pins, badge_secrets
from ballot.usecases.consents import answer_consent
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.scrutineers import badge_links
from ballot.usecases.verified import badge_holders
from ballot.web.proxy import Application

MINE, MY_PIN = badge_secrets.draw(), "739164"


def a_meeting_that_asks(hall: Hall) -> WithScrutineers:
    """The organizer asks to freeze it; nobody has answered."""
    meeting = a_meeting_with_keys(hall)
    with pytest.raises(ConsentNeeded):
        freeze(hall, CONSOLE, meeting.number)
    return meeting


def rewrite(hall: Hall, number: str, place: int, **values: Any) -> None:
    hall.database.write(lambda db: badges.change(db, number, place, **values))


def agree(app: Application, meeting: WithScrutineers, badge: str, pin: str) -> int:
    """The status of an answer to the one question by a phone with this badge."""
    hand = Hand(app.test_client())
    hand.client.set_cookie("badge", badge, path=f"/s/{meeting.number}")
    row = answer_consent.waiting(meeting.hall, CONSOLE, meeting.number)[-1]
    address = f"/s/{meeting.number}/consents/{row.id}"
    hand.look(address)
    return hand.send(address, pin=pin, agree="1").status_code


def can_freeze(meeting: WithScrutineers) -> bool:
    try:
        freeze(meeting.hall, CONSOLE, meeting.number)
    except ConsentNeeded:
        return False
    return see_meeting(meeting.hall, CONSOLE, meeting.number).state is State.FROZEN


def a_badge_of_my_own(hall: Hall, meeting: WithScrutineers) -> tuple[str, str]:
    """His badge and his PIN in the row of the first 监票人."""
    digest, pin_hash = badge_secrets.of_badge(MINE), badge_pins.hashed(MY_PIN)
    rewrite(hall, meeting.number, 1, digest=digest, pin_hash=pin_hash)
    return MINE, MY_PIN


def a_pin_of_my_own(hall: Hall, meeting: WithScrutineers) -> tuple[str, str]:
    """His PIN alone, on a phone that was left on the table."""
    rewrite(hall, meeting.number, 2, pin_hash=badge_pins.hashed(MY_PIN))
    return meeting.phones[1].badge, MY_PIN


def a_teller_made_scrutineer(hall: Hall, meeting: WithScrutineers) -> tuple[str, str]:
    """A teller who is in league with him becomes a fourth 监票人."""
    rewrite(hall, meeting.number, 4, role="scrutineer")
    return meeting.phones[3].badge, PIN


def an_earlier_phone(hall: Hall, meeting: WithScrutineers) -> tuple[str, str]:
    """The row of a teller's phone that was lost and replaced, written back as 监票人's was."""
    before = {row.position: row for row in hall.database.read(_rows(meeting.number))}[5]
    badge_links.replace(hall, CONSOLE, meeting.number, 5, "丢了")
    back = {"digest": before.digest, "pin_hash": before.pin_hash}
    rewrite(hall, meeting.number, 5, **back, role="scrutineer")
    return meeting.phones[4].badge, PIN


def _rows(number: str) -> Callable[[Any], list[badges.BadgeRow]]:
    return lambda db: badges.of_meeting(db, number)


FORGERIES = [a_badge_of_my_own, a_pin_of_my_own, a_teller_made_scrutineer, an_earlier_phone]


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_phone_that_was_written_into_the_table_agrees_to_nothing(
    app: Application, hall: Hall, forge: Callable[[Hall, WithScrutineers], tuple[str, str]]
) -> None:
    meeting = a_meeting_that_asks(hall)
    badge, pin = forge(hall, meeting)
    assert agree(app, meeting, badge, pin) == 500
    assert not can_freeze(meeting)


@pytest.mark.parametrize("forge", FORGERIES)
def test_the_control_without_the_journal_such_a_phone_agrees(
    app: Application,
    hall: Hall,
    forge: Callable[[Hall, WithScrutineers], tuple[str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(badge_holders, "require", lambda _hall, _actor: None)
    meeting = a_meeting_that_asks(hall)
    badge, pin = forge(hall, meeting)
    assert agree(app, meeting, badge, pin) == 200
    assert can_freeze(meeting)


def test_the_phone_that_came_agrees(app: Application, hall: Hall) -> None:
    meeting = a_meeting_that_asks(hall)
    assert agree(app, meeting, meeting.phones[0].badge, PIN) == 200
    assert can_freeze(meeting)
