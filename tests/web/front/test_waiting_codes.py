"""Typed codes wait for their turn in the loop, and hold no thread."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from makers.live import Forwarding, serving_front
from makers.meetings import AMeeting
from people.desk import a_desk
from people.phone import a_meeting_by
from people.tablet import paired
from web.front.raw import address, posted, returned, said
from werkzeug.test import Client

from ballot.domain.access import CONSOLE
from ballot.domain.meeting import State
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.web.front.application import Front
from ballot.web.proxy import Application
from ballot.web.voter.typing_limits import Typing


@contextmanager
def twenty_codes_waiting(port: int, meeting: AMeeting) -> Iterator[None]:
    """From one address, for as long as this lasts: who is answered sends again."""
    goes_on = Event()
    path, wrong = f"/v/{meeting.number}", "code=" + "9" * 12

    def send() -> int:
        sent = 0
        while not goes_on.is_set():
            assert "这 12 位数字不对" in said(port, posted(path, wrong))
            sent += 1
        return sent

    began = time.monotonic()
    with ThreadPoolExecutor(20) as senders:
        codes = [senders.submit(send) for _ in range(20)]
        time.sleep(0.3)
        try:
            yield
        finally:
            goes_on.set()
        sent = sum(each.result() for each in codes)
    assert sent <= 21 * (time.monotonic() - began) + 1, "twenty a second"


def test_twenty_waiting_codes_hold_up_nobody(
    app: Application, port: int, hall: Hall, meeting: AMeeting
) -> None:
    desk = a_desk(app, hall)
    desk.client, cookies = Client(Forwarding(port)), desk.client
    session = cookies.get_cookie("ballot")
    assert session is not None
    desk.client.set_cookie("ballot", session.value)
    kiosk = paired(app, meeting)
    badge = kiosk.client.get_cookie("kiosk", path=f"/k/{meeting.number}")
    assert badge is not None
    kiosk.client = Client(Forwarding(port))
    kiosk.client.set_cookie("kiosk", badge.value, path=f"/k/{meeting.number}")
    with twenty_codes_waiting(port, meeting):
        began = time.monotonic()
        assert meeting.number in desk.look(f"/meetings/{meeting.number}").text
        kiosk.scan(meeting.slips[0].code.printed).press({"a1_1": "1"})
        assert "已计入" in kiosk.text
        assert "已计入" in said(port, posted(address(meeting, 1), "a1_1=2"))
        desk.close(meeting.number)
        assert time.monotonic() - began < 5
    assert see_meeting(hall, CONSOLE, meeting.number).state is State.CLOSED
    assert returned(meeting) == 2


def test_the_control_codes_that_wait_in_threads_hold_them_all(
    app: Application, unserved: Front, meeting: AMeeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As above, but who waits keeps his thread: the form for the next code does not come."""
    waits = Typing.wait

    def keep(number: str, *, kiosk: int | None = None) -> None:
        waits(app.extensions["typing"], number, "10.0.0.1", kiosk=kiosk)

    monkeypatch.setattr("ballot.web.voter.typing_turn.take", keep)
    app.extensions["typing"] = Typing(time.monotonic, a_second=2)
    with serving_front(unserved) as port, ThreadPoolExecutor(20) as senders:
        sent = posted(f"/v/{meeting.number}", "code=" + "9" * 12)
        codes = [senders.submit(said, port, sent) for _ in range(12)]
        time.sleep(0.3)
        began = time.monotonic()
        said(port, "GET /v HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert time.monotonic() - began > 1
        for each in codes:
            each.result()


def test_a_queue_that_is_full_turns_the_next_one_away(port: int, meeting: AMeeting) -> None:
    wrong = "code=" + "9" * 12
    with ThreadPoolExecutor(40) as senders:
        path = f"/v/{meeting.number}"
        answers = [senders.submit(said, port, posted(path, wrong)) for _ in range(40)]
        told = [each.result() for each in answers]
    assert any("输入的人太多" in each for each in told)


def test_ten_subjects_by_typed_code_are_one_turn(port: int, hall: Hall) -> None:
    meeting = a_meeting_by(hall, "jiaozhou-village", 2)
    code = meeting.slips[0].code.text
    paper = said(port, posted(f"/v/{meeting.number}", f"code={code}"))
    assert "很满意" in paper
    assert "name=ticket" in paper
    assert returned(meeting) == 0
