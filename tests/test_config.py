"""The settings are read once; one that cannot be meant is named."""

from pathlib import Path

import pytest

from ballot.config import Config
from ballot.domain.errors import SettingWrong
from ballot.domain.meeting import Transport


def read(**settings: str) -> Config:
    return Config.from_environment({f"BALLOT_{name}": value for name, value in settings.items()})


def test_without_a_setting_the_program_serves_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    config = Config.from_environment({"HOME": "/nowhere", "BALLOT_LANG": ""})
    assert (config.host, config.port, config.lang) == ("127.0.0.1", 8000, "zh")
    assert config.data == tmp_path / "data"
    assert config.keys == tmp_path / "data-keys"
    assert config.database_url == f"sqlite:///{tmp_path}/data/ballot.sqlite3"
    assert config.public_url == "http://127.0.0.1:8000"
    assert config.transport is Transport.LOCAL
    assert config.trusted_proxies == ()


def test_the_keys_lie_beside_the_data() -> None:
    assert read(DATA="/srv/ballot/data").keys == Path("/srv/ballot/data-keys")
    assert read(DATA="/srv/data", KEYS="/etc/ballot").keys == Path("/etc/ballot")


def test_a_database_may_be_named() -> None:
    url = "postgresql://ballot@db/ballot"
    assert read(DATABASE_URL=url).database_url == url


@pytest.mark.parametrize("zone", ["Asia", "Asia/Nowhere", "../etc/passwd", "/etc/passwd", "UTC+8"])
def test_a_time_zone_is_one_that_is_known(zone: str) -> None:
    with pytest.raises(SettingWrong) as refused:
        read(TZ=zone)
    assert (refused.value.name, refused.value.found) == ("BALLOT_TZ", zone)
    assert "Asia/Shanghai" in refused.value.wanted


def test_the_usual_time_is_that_of_beijing() -> None:
    assert read(TZ="").zone.key == "Asia/Shanghai"
    assert read(TZ="Asia/Urumqi").zone.key == "Asia/Urumqi"


@pytest.mark.parametrize("port", ["0", "65536", "-1", "80a", "８０", "1e3", "9" * 5_000])
def test_a_port_is_a_port(port: str) -> None:
    with pytest.raises(SettingWrong) as refused:
        read(PORT=port)
    assert refused.value.name == "BALLOT_PORT"


@pytest.mark.parametrize(
    "url",
    [
        "host",
        "ftp://host",
        "https://",
        "https://host/?x=1",
        "https://host/#x",
        "https://[::1",
        "https://host:0",
        "https://host:65536",
    ],
)
def test_a_public_address_is_an_address(url: str) -> None:
    with pytest.raises(SettingWrong) as refused:
        read(PUBLIC_URL=url)
    assert refused.value.name == "BALLOT_PUBLIC_URL"


def test_a_public_address_has_no_slash_at_its_end() -> None:
    assert read(PUBLIC_URL="https://vote.example.cn/").public_url == "https://vote.example.cn"


def test_an_ipv6_address_is_written_in_brackets() -> None:
    assert read(HOST="::1").public_url == "http://[::1]:8000"


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104 - nothing is bound
        ("::", "http://[::1]:8000"),
        ("192.168.1.5", "http://192.168.1.5:8000"),
    ],
)
def test_this_machine_reaches_its_own_pages_wherever_it_listens(host: str, own: str) -> None:
    there = read(HOST=host, PUBLIC_URL="https://vote.example.cn", TRUSTED_PROXIES="127.0.0.1")
    assert there.own_url == own


@pytest.mark.parametrize(("name", "value"), [("LANG", "fr"), ("TRUSTED_PROXIES", "proxy.local")])
def test_a_value_that_cannot_be_meant_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingWrong) as refused:
        read(**{name: value})
    assert (refused.value.name, refused.value.found) == (f"BALLOT_{name}", value)


def test_trusted_proxies_are_addresses_and_networks() -> None:
    config = read(TRUSTED_PROXIES=" 10.0.0.1, 192.168.0.0/16 ,")
    assert config.trusted_proxies == ("10.0.0.1", "192.168.0.0/16")


def test_a_certificate_needs_its_key(tmp_path: Path) -> None:
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    for path in (cert, key):
        path.touch()
    config = read(TLS_CERT=str(cert), TLS_KEY=str(key), HOST="0.0.0.0")  # noqa: S104
    assert config.transport is Transport.HTTPS
    assert config.public_url.startswith("https://")
    for name, path, missing in (("TLS_CERT", cert, "TLS_KEY"), ("TLS_KEY", key, "TLS_CERT")):
        with pytest.raises(SettingWrong) as refused:
            read(**{name: str(path)})
        assert refused.value.name == f"BALLOT_{missing}"
    with pytest.raises(SettingWrong) as refused:
        read(TLS_CERT=str(tmp_path / "nowhere"), TLS_KEY=str(key))
    assert refused.value.name == "BALLOT_TLS_CERT"


@pytest.mark.parametrize(
    ("settings", "transport"),
    [
        ({}, Transport.LOCAL),
        ({"HOST": "localhost"}, Transport.LOCAL),
        ({"HOST": "::1"}, Transport.LOCAL),
        ({"HOST": "0.0.0.0"}, Transport.PLAIN),  # noqa: S104
        ({"HOST": "192.168.1.5"}, Transport.PLAIN),
        # A proxy on this machine ends TLS and speaks to a loopback address.
        ({"PUBLIC_URL": "https://vote.example.cn"}, Transport.HTTPS),
        # A proxy forwards plain http from outside.
        ({"PUBLIC_URL": "http://vote.example.cn"}, Transport.PLAIN),
        # Whoever reaches the address without the proxy speaks plain http: it must be named.
        ({"HOST": "192.168.1.5", "PUBLIC_URL": "https://vote.example.cn"}, Transport.PLAIN),
        (
            {
                "HOST": "192.168.1.5",
                "PUBLIC_URL": "https://vote.example.cn",
                "TRUSTED_PROXIES": "192.168.1.5",
            },
            Transport.HTTPS,
        ),
    ],
)
def test_the_transport_is_no_better_than_the_settings_show(
    settings: dict[str, str], transport: Transport
) -> None:
    assert read(**settings).transport is transport
