"""Phones that stall half-way hold some threads, and never all of them."""

import io
from threading import Event, Thread

import pytest
from flask.testing import FlaskClient
from makers import an_open_meeting

from ballot.domain.errors import CouldNotCast
from ballot.usecases.hall import Hall
from ballot.web.patience import Bodies
from ballot.web.proxy import Application


class Stalling(io.BytesIO):
    """A body of which the rest comes only when somebody lets it."""

    def __init__(self) -> None:
        super().__init__(b"a1_1=1")
        self.waits, self.goes_on = Event(), Event()

    def read(self, size: int | None = -1) -> bytes:
        """Wait, then the bytes."""
        self.waits.set()
        assert self.goes_on.wait(10)
        return super().read(size)


def begin(bodies: Bodies, stream: Stalling, address: str) -> Thread:
    """Somebody begins to send and stalls."""
    thread = Thread(target=bodies.of(stream, address).read)
    thread.start()
    assert stream.waits.wait(10)
    return thread


def test_one_address_holds_some_places_and_another_still_finds_one() -> None:
    bodies = Bodies(of_one=2, of_all=3)
    streams = [Stalling(), Stalling(), Stalling()]
    threads = [begin(bodies, stream, "192.168.1.5") for stream in streams[:2]]
    with pytest.raises(CouldNotCast):
        bodies.of(io.BytesIO(b"a1_1=1"), "192.168.1.5").read()
    assert bodies.of(io.BytesIO(b"a1_1=1"), "192.168.1.6").read() == b"a1_1=1"
    threads.append(begin(bodies, streams[2], "192.168.1.6"))
    with pytest.raises(CouldNotCast):
        bodies.of(io.BytesIO(b"a1_1=1"), "192.168.1.7").readline()
    for stream, thread in zip(streams, threads, strict=True):
        stream.goes_on.set()
        thread.join(10)
    for address in ("192.168.1.5", "192.168.1.7"):
        assert bodies.of(io.BytesIO(b"a1_1=1\n"), address).readline() == b"a1_1=1\n"


def test_who_finds_no_place_sends_again_and_votes_once(
    app: Application, hall: Hall, client: FlaskClient
) -> None:
    meeting = an_open_meeting(hall, slips=1)
    address = f"/v/{meeting.number}/{meeting.slips[0].token.text}"
    app.bodies = Bodies(of_one=0)
    refused = client.post(address, data={"a1_1": "1", "cast": ""})
    assert refused.status_code == 503
    assert "请再交一次" in refused.text
    app.bodies = Bodies()
    assert "已计入" in client.post(address, data={"a1_1": "1", "cast": ""}).text
