"""Two devices, one draft: a form that others have overtaken is answered with both versions."""

from typing import Any

import pytest
from people.desk import Desk, hidden_in

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.edit_meeting import edit_meeting
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.web.organizer.meeting import plans


def test_an_older_eligible_does_not_win_silently(desk: Desk, phone: Desk, hall: Hall) -> None:
    number = desk.new_meeting()
    at = f"/meetings/{number}/voters"
    desk.look(at)
    phone.look(at)
    phone.send(at, **hidden_in(phone.page, at, at), eligible="48")
    answer = desk.send(at, **hidden_in(desk.page, at, at), eligible="45")
    assert answer.status_code == 409
    assert see_meeting(hall, CONSOLE, number).eligible == 48
    for words in ("现在的", "48", "您填的", "45", "王芳"):
        assert words in desk.page
    desk.send(at, **hidden_in(desk.page, at, choice=1))
    assert see_meeting(hall, CONSOLE, number).eligible == 45


def test_control_without_the_stamp_the_older_wins(desk: Desk, phone: Desk, hall: Hall) -> None:
    number = desk.new_meeting()
    at = f"/meetings/{number}/voters"
    desk.look(at)
    phone.look(at)
    phone.send(at, eligible="48")
    desk.send(at, eligible="45")
    assert see_meeting(hall, CONSOLE, number).eligible == 45


@pytest.mark.parametrize("seen", ["9" * 5000, "-1.x", "1-1-1.", "²-²."])
def test_a_stamp_that_is_none_is_compared_and_not_believed(
    desk: Desk, hall: Hall, seen: str
) -> None:
    number = desk.new_meeting()
    at = f"/meetings/{number}/voters"
    desk.look(at)
    assert desk.send(at, seen=f"{seen}-1.x", eligible="45").status_code == 409
    assert see_meeting(hall, CONSOLE, number).eligible == 46


@pytest.mark.parametrize("stamped", [True, False], ids=["stamped", "control"])
def test_who_comes_between_the_look_and_the_act_is_not_overwritten(
    desk: Desk, phone: Desk, hall: Hall, monkeypatch: pytest.MonkeyPatch, stamped: bool
) -> None:
    """Another form saves while this one is already compared; the control loses his place."""
    number = desk.new_meeting()
    at = f"/meetings/{number}/voters"
    desk.look(at)
    voters = {"eligible": "45"} | (hidden_in(desk.page, at, at) if stamped else {})
    phone.look(f"/meetings/{number}/basics")

    def later(*args: Any) -> None:
        monkeypatch.setattr(plans, "edit_meeting", edit_meeting)
        phone.send(f"/meetings/{number}/basics", title="测评", place="大院")
        edit_meeting(*args)

    monkeypatch.setattr(plans, "edit_meeting", later)
    assert desk.send(at, **voters).status_code == 200
    meeting = see_meeting(hall, CONSOLE, number)
    assert (meeting.eligible, meeting.place) == (45, "大院" if stamped else "")


def test_back_and_press_again_makes_no_second_meeting(desk: Desk, hall: Hall) -> None:
    desk.look("/meetings/new")
    at = "/meetings/new"
    once = hidden_in(desk.page, at, at)
    first = desk.new_meeting(**once)
    again = desk.new_meeting(**once)
    assert first == again
    assert "没有做第二次" in desk.page
