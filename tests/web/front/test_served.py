"""The front behind the real server, asked by raw sockets: what no client library would send."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Event

import pytest
from desk import a_desk
from live import Forwarding, serving_front
from makers import AMeeting, an_open_meeting
from phone import a_meeting_by
from tablet import paired
from werkzeug.test import Client

from ballot.domain.access import CONSOLE
from ballot.domain.meeting import State
from ballot.usecases.hall import Hall
from ballot.usecases.see_meeting import see_meeting
from ballot.usecases.watch_turnout import watch_turnout
from ballot.web.front import reader
from ballot.web.front.bodies import Bodies
from ballot.web.front.front import Front
from ballot.web.proxy import Application
from ballot.web.voter.typing import Typing

FORM = "Content-Type: application/x-www-form-urlencoded\r\n"


@pytest.fixture
def front(app: Application) -> Front:
    """The front before the application, not yet served."""
    return Front(app)


@pytest.fixture
def port(front: Front) -> Iterator[int]:
    """Where it answers."""
    with serving_front(front) as number:
        yield number


@pytest.fixture
def meeting(hall: Hall) -> AMeeting:
    """An open meeting on one person."""
    return an_open_meeting(hall, slips=30)


def returned(meeting: AMeeting) -> int:
    """How many ballots have come back."""
    return watch_turnout(meeting.hall, CONSOLE, meeting.number).returned or 0


def address(meeting: AMeeting, place: int) -> str:
    """The address of a slip."""
    return f"/v/{meeting.number}/{meeting.slips[place].token.text}"


def opened(port: int, sent: str) -> socket.socket:
    """A connection on which so much has been sent."""
    connection = socket.create_connection(("127.0.0.1", port), 20)
    connection.sendall(sent.encode())
    return connection


def all_of(connection: socket.socket, most: float = 20) -> str:
    """All that comes until the other end closes, or nothing comes for a while."""
    connection.settimeout(most)
    received = b""
    try:
        while piece := connection.recv(65536):
            received += piece
    except TimeoutError:
        pass
    connection.close()
    return received.decode(errors="replace")


def said(port: int, sent: str) -> str:
    """What is answered to it; the last request says that the connection shall close."""
    return all_of(opened(port, sent))


def posted(path: str, body: str, *more: str, length: int | None = None) -> str:
    """A form as a browser sends it on a connection that it closes afterwards."""
    head = (f"POST {path} HTTP/1.1", "Host: x", "Connection: close", *more)
    size = len(body) if length is None else length
    return "\r\n".join(head) + f"\r\n{FORM}Content-Length: {size}\r\n\r\n{body}"


def test_one_scan_and_one_form(port: int, meeting: AMeeting) -> None:
    path = address(meeting, 0)
    page = said(port, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert page.startswith("HTTP/1.1 200 ")
    assert "很满意" in page
    head = said(port, f"HEAD {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    size = len(page.partition("\r\n\r\n")[2].encode())
    assert f"content-length: {size}\r\n" in head
    assert head.endswith("\r\n\r\n")
    assert "已计入" in said(port, posted(path, "a1_1=2"))
    assert "已经投过" in said(port, posted(path, "a1_1=3"))
    assert returned(meeting) == 1


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("Content-Length: 6\r\n", "no Host"),
        ("Host: x\r\nHost: x\r\nContent-Length: 6\r\n", "two Hosts"),
        ("Host: x, y\r\nContent-Length: 6\r\n", "two Hosts in one"),
        ("Host: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n", "two lengths"),
        ("Host: x\r\nContent-Length: 6\r\nContent-Length: 7\r\n", "two other lengths"),
        ("Host: x\r\nContent-Length: -6\r\n", "less than nothing"),
        ("Host: x\r\nTransfer-Encoding: chunked\r\n", "no length beforehand"),
    ],
)
def test_a_request_that_could_be_read_in_two_ways_is_refused(
    port: int, meeting: AMeeting, head: str, why: str
) -> None:
    body = "6\r\na1_1=1\r\n0\r\n\r\n" if "chunked" in head else "a1_1=1"
    for path in (address(meeting, 0), f"/v/{meeting.number}", "/sign-in"):
        request = f"POST {path} HTTP/1.1\r\nConnection: close\r\n{FORM}{head}\r\n{body}"
        assert said(port, request).startswith("HTTP/1.1 400 "), (why, path)
    assert returned(meeting) == 0


def test_a_form_without_a_length_is_an_empty_one(port: int, meeting: AMeeting) -> None:
    path = address(meeting, 0)
    answer = said(port, f"POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{FORM}\r\n")
    assert "还有 1 项没选" in answer
    assert returned(meeting) == 0


@pytest.mark.parametrize("more", [1, 60_000, 2_000_000])
def test_a_body_that_is_too_large_is_told_so(port: int, meeting: AMeeting, more: int) -> None:
    sent = posted(address(meeting, 0), "a1_1=1&x=", length=16 * 1024 + more)
    connection = opened(port, sent)
    if more < 1_000_000:
        connection.sendall(b"y" * (16 * 1024 + more - 9))
    assert all_of(connection).startswith("HTTP/1.1 413 ")
    assert returned(meeting) == 0


def test_requests_in_one_go_are_answered_in_their_order(port: int, meeting: AMeeting) -> None:
    forms = [
        posted(address(meeting, place), "a1_1=2").replace("Connection: close\r\n", "")
        for place in range(3)
    ]
    answer = said(port, "".join(forms) + posted(address(meeting, 0), "a1_1=1"))
    assert answer.count("HTTP/1.1 200 ") == 4
    assert answer.count("已经投好了") == 3
    assert answer.index("已经投过") > answer.rindex("已经投好了")
    assert returned(meeting) == 3


def test_a_sender_who_closes_his_half_is_told_at_his_next_try(port: int, meeting: AMeeting) -> None:
    connection = opened(port, posted(address(meeting, 0), "a1_1=2"))
    connection.shutdown(socket.SHUT_WR)
    all_of(connection)
    told = said(port, posted(address(meeting, 0), "a1_1=2"))
    assert ("已经投过" in told) or ("已经投好了" in told)
    assert returned(meeting) == 1


def test_half_a_form_is_given_up_and_nothing_is_counted(
    front: Front, port: int, meeting: AMeeting
) -> None:
    front.bodies = Bodies(patience=0.5)
    paths = (address(meeting, 0), f"/v/{meeting.number}", "/sign-in")
    stalled = [opened(port, posted(path, "a1_1=", length=6)) for path in paths]
    began = time.monotonic()
    for connection in stalled:
        answer = all_of(connection)
        assert answer.startswith("HTTP/1.1 408 ")
        assert "请再交一次" in answer
    assert time.monotonic() - began < 5
    gone = opened(port, posted(address(meeting, 0), "a1_1=", length=6))
    gone.close()
    assert "已计入" in said(port, posted(address(meeting, 0), "a1_1=2"))
    assert returned(meeting) == 1


def test_where_too_many_stall_the_oldest_gives_way(
    front: Front, port: int, meeting: AMeeting
) -> None:
    front.bodies = Bodies(patience=30, most=5)
    stalled = [opened(port, posted(address(meeting, 0), "a", length=6)) for _ in range(20)]
    for place in range(1, 6):
        assert "已计入" in said(port, posted(address(meeting, place), "a1_1=2"))
    answered = [all_of(each, 0.5) for each in stalled]
    assert sum(each.startswith("HTTP/1.1 408 ") for each in answered) >= 15
    assert returned(meeting) == 5


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
    app: Application, front: Front, meeting: AMeeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As above, but who waits keeps his thread: the form for the next code does not come."""
    waits = Typing.wait

    def keep(number: str, *, kiosk: int | None = None) -> None:
        waits(app.extensions["typing"], number, "10.0.0.1", kiosk=kiosk)

    monkeypatch.setattr("ballot.web.voter.turn.take", keep)
    app.extensions["typing"] = Typing(time.monotonic, a_second=2)
    with serving_front(front) as port, ThreadPoolExecutor(20) as senders:
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


def test_a_file_that_breaks_off_is_seen_to_be_broken(app: Application, port: int) -> None:
    def made() -> Iterator[bytes]:
        yield from [b"x" * 65536] * 40
        time.sleep(0.5)
        raise ValueError("the printer broke")

    app.add_url_rule("/long.pdf", view_func=lambda: app.response_class(made()))
    with opened(port, "GET /long.pdf HTTP/1.1\r\nHost: x\r\n\r\n") as connection:
        received = b""
        with suppress(ConnectionError):
            while piece := connection.recv(65536):
                received += piece
    assert received.startswith(b"HTTP/1.1 200 ")
    assert b"transfer-encoding: chunked" in received[:500]
    assert not received.endswith(b"0\r\n\r\n"), "the end of a whole file"


def test_a_reader_who_takes_nothing_loses_his_connection_and_fills_no_memory(
    app: Application, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "STALLED_SECONDS", 1)
    sent = []

    def made() -> Iterator[bytes]:
        for place in range(4000):
            sent.append(place)
            yield b"x" * 65536

    app.add_url_rule("/long.pdf", view_func=lambda: app.response_class(made()))
    with opened(port, "GET /long.pdf HTTP/1.1\r\nHost: x\r\n\r\n") as connection:
        connection.recv(10)
        end, before = time.monotonic() + 10, -1
        while before != len(sent):
            before = len(sent)
            time.sleep(1.5)
            assert time.monotonic() < end
        assert before < 1000, "what nobody takes is not made"
        received = b""
        with suppress(ConnectionError):
            while piece := connection.recv(65536):
                received = piece
    assert not received.endswith(b"0\r\n\r\n")
