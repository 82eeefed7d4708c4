"""The one listening socket: whose port it is, and what every connection inherits from it."""

import socket
from dataclasses import replace
from pathlib import Path

import pytest
from makers.served import free_port

from ballot.cli.serving.listening import UNANSWERED_MS, listening
from ballot.config import Config
from ballot.domain.errors import SettingWrong


@pytest.fixture
def config(tmp_path: Path) -> Config:
    found = {"BALLOT_DATA": str(tmp_path / "data"), "BALLOT_PORT": str(free_port())}
    return Config.from_environment(found)


def test_who_takes_nothing_of_an_answer_is_held_to_a_time(config: Config) -> None:
    with (
        listening(config) as shared,
        socket.create_connection((config.host, config.port)),
        shared.accept()[0] as taken,
    ):
        assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == UNANSWERED_MS
        assert taken.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_connections_that_are_still_dying_do_not_hold_the_port(config: Config) -> None:
    with listening(config) as shared:
        there = socket.create_connection((config.host, config.port))
        shared.accept()[0].close()  # who closes first keeps the connection for a minute
        there.close()
    with socket.socket() as naive, pytest.raises(OSError, match="in use"):
        naive.bind((config.host, config.port))
    with listening(config):
        pass


def test_a_port_is_served_once_also_by_the_same_user(config: Config) -> None:
    with listening(config), pytest.raises(SettingWrong) as refused, listening(config):
        pass
    assert refused.value.name == "BALLOT_PORT"


def test_an_address_that_is_not_ours_is_refused(config: Config) -> None:
    with pytest.raises(SettingWrong), listening(replace(config, host="192.0.2.1")):
        pass


def test_ipv6_is_listened_to(config: Config) -> None:
    with (
        listening(replace(config, host="::1")) as shared,
        socket.create_connection(("::1", config.port)),
        shared.accept()[0],
    ):
        pass
