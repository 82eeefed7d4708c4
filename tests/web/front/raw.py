"""Raw sockets before the front: what no client library would send."""

import socket

from makers.meetings import AMeeting

from ballot.domain.access import CONSOLE
from ballot.usecases.result.watch_turnout import watch_turnout

FORM = "Content-Type: application/x-www-form-urlencoded\r\n"


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
