"""Files on their way: as fast as they are taken, and never seen as whole when they are not."""

import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from web.front.raw import opened

from ballot.web.front import reading_pace
from ballot.web.proxy import Application


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
    monkeypatch.setattr(reading_pace, "STALLED_SECONDS", 1)
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
