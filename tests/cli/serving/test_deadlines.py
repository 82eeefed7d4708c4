"""What comes in too slowly, or in a way that we do not speak, costs its own connection alone."""

import re
import resource
import socket
import ssl
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from subprocess import Popen
from urllib.parse import urlsplit

import pytest
from makers.certificates import a_certificate
from makers.served import ANYBODY, House, a_house, children, serving

HEAD_SECONDS = 10
PATIENCE = 30
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00"
A_PAGE = b"GET /v HTTP/1.1\r\nHost: localhost\r\n\r\n"
TOO_SLOW = {
    "nothing": b"",
    "one byte": b"G",
    "half a head": b"GET /v HTTP/1.1\r\nHost: localhost\r\nAccept",
    "a head and no second one": A_PAGE,
}


FORM = "Content-Type: application/x-www-form-urlencoded\r\n"
TWO_WAYS = (
    "Content-Length: 6\r\n",
    "Host: localhost\r\nHost: elsewhere\r\nContent-Length: 6\r\n",
    "Host: localhost\r\nContent-Length: 6\r\nContent-Length: 7\r\n",
    "Host: localhost\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n",
    "Host: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 6\r\n",
)
"""No Host or two, two lengths, a length beside pieces of any length (RFC 9112 §3.2, §6.3)."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Popen[bytes]]]:
    made = a_house(tmp_path_factory.mktemp("plain"))
    with serving(made) as server:
        yield made, server


@pytest.fixture(scope="module")
def house(served: tuple[House, Popen[bytes]]) -> House:
    return served[0]


@pytest.fixture(scope="module")
def tls_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = a_house(tmp_path_factory.mktemp("tls"))
    made = replace(made, url=made.url.replace("http:", "https:"))
    certificate, key = a_certificate(made.folder)
    made.env.update(BALLOT_TLS_CERT=str(certificate), BALLOT_TLS_KEY=str(key))
    with serving(made):
        yield made


def connected(house: House) -> socket.socket:
    address = urlsplit(house.url)
    made = socket.create_connection((str(address.hostname), address.port or 0))
    made.settimeout(PATIENCE)
    return made


def until_closed(connection: socket.socket, sent: bytes) -> float:
    """Send; after how many seconds the other side has ended the connection."""
    began = time.monotonic()
    with connection:
        connection.sendall(sent)
        while connection.recv(65536):
            pass
    return time.monotonic() - began


def a_hello() -> bytes:
    """The first that a browser says over TLS."""
    coming, going = ssl.MemoryBIO(), ssl.MemoryBIO()
    with pytest.raises(ssl.SSLWantReadError):
        ANYBODY.wrap_bio(coming, going, server_hostname="localhost").do_handshake()
    return going.read()


def silent_after_hello(house: House) -> socket.socket:
    return ANYBODY.wrap_socket(connected(house), server_hostname="localhost")


def test_what_does_not_come_in_within_ten_seconds_loses_its_connection(
    house: House, tls_house: House
) -> None:
    hello = a_hello()
    begun = [(connected(house), sent) for sent in TOO_SLOW.values()]
    begun += [(connected(tls_house), hello[:length]) for length in (0, 9, len(hello))]
    begun += [(silent_after_hello(tls_house), b"")]
    with ThreadPoolExecutor(len(begun)) as threads:
        seconds = list(threads.map(lambda each: until_closed(*each), begun))
    assert all(HEAD_SECONDS - 1 < each < HEAD_SECONDS + 5 for each in seconds), seconds


def test_http_2_is_not_spoken_even_where_it_is_offered(house: House, tls_house: House) -> None:
    offers = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    offers.check_hostname, offers.verify_mode = False, ssl.CERT_NONE
    offers.set_alpn_protocols(["h2", "http/1.1"])
    with offers.wrap_socket(connected(tls_house), server_hostname="localhost") as connection:
        assert connection.selected_alpn_protocol() == "http/1.1"
        assert until_closed(connection, PREFACE) < HEAD_SECONDS - 1
    assert until_closed(connected(house), PREFACE) < HEAD_SECONDS - 1
    upgrade = A_PAGE[:-2] + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
    asked = upgrade + b"HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"
    with connected(house) as connection:
        connection.sendall(asked)
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")


def test_a_head_of_many_kilobytes_is_refused(house: House) -> None:
    with connected(house) as connection:
        connection.sendall(A_PAGE[:-2] + b"X: " + b"x" * 100_000)
        assert re.match(rb"HTTP/1.1 4\d\d", connection.recv(65536))


@pytest.mark.parametrize("path", ["/v/482913/ISCILXV4DCAK7V6OS2KMQNSDMA", "/v", "/sign-in"])
def test_what_two_programs_could_read_in_two_ways_is_refused(house: House, path: str) -> None:
    for fields in TWO_WAYS:
        head = f"POST {path} HTTP/1.1\r\n{FORM}{fields}\r\n".encode()
        with connected(house) as connection:
            connection.sendall(head + b"6\r\na1_1=1\r\n0\r\n\r\n")
            assert connection.recv(65536).startswith(b"HTTP/1.1 400"), fields


def test_parent_and_workers_may_open_as_many_files_as_the_system_allows(
    served: tuple[House, Popen[bytes]],
) -> None:
    parent = served[1].pid
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    for process in (parent, *children(parent)):
        assert resource.prlimit(process, resource.RLIMIT_NOFILE) == (hard, hard)
