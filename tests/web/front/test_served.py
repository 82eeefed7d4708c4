"""The front behind the real server, asked by raw sockets: what no client library would send."""

import socket
import time

import pytest
from makers.meetings import AMeeting
from web.front.raw import FORM, address, all_of, opened, posted, returned, said

from ballot.web.front.application import Front
from ballot.web.front.bodies import Bodies


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
    unserved: Front, port: int, meeting: AMeeting
) -> None:
    unserved.bodies = Bodies(patience=0.5)
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
    unserved: Front, port: int, meeting: AMeeting
) -> None:
    unserved.bodies = Bodies(patience=30, most=5)
    stalled = [opened(port, posted(address(meeting, 0), "a", length=6)) for _ in range(20)]
    for place in range(1, 6):
        assert "已计入" in said(port, posted(address(meeting, place), "a1_1=2"))
    answered = [all_of(each, 0.5) for each in stalled]
    assert sum(each.startswith("HTTP/1.1 408 ") for each in answered) >= 15
    assert returned(meeting) == 5
