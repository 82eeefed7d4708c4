"""The settings of the program, read once from ``BALLOT_*``."""

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ballot.domain import house_time
from ballot.domain.errors import SettingWrong
from ballot.domain.meeting import Transport

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Config:
    """All settings, with absolute paths. ``public_url`` is what slips point to, without a slash."""

    host: str
    port: int
    data: Path
    keys: Path
    database_url: str
    public_url: str
    tls_cert: Path | None
    tls_key: Path | None
    lang: str
    trusted_proxies: tuple[str, ...]
    zone: ZoneInfo

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Config":
        """Read BALLOT_HOST, _PORT, _DATA, _KEYS, _DATABASE_URL, _PUBLIC_URL, _TLS_CERT, _TLS_KEY,
        _LANG, _TRUSTED_PROXIES and _TZ; an empty one counts as absent.

        Raises SettingWrong, which names the first one that cannot be meant.
        """
        found = {name: value for name, value in environ.items() if value}
        host = found.get("BALLOT_HOST", "127.0.0.1")
        port = _port(found.get("BALLOT_PORT", "8000"))
        data = Path(found.get("BALLOT_DATA", "data")).absolute()
        keys = Path(found.get("BALLOT_KEYS", f"{data}-keys")).absolute()
        cert, key = (_file(found, name) for name in ("BALLOT_TLS_CERT", "BALLOT_TLS_KEY"))
        if (cert is None) != (key is None):
            missing = "BALLOT_TLS_KEY" if key is None else "BALLOT_TLS_CERT"
            raise SettingWrong(name=missing, wanted="BALLOT_TLS_CERT + BALLOT_TLS_KEY")
        scheme = "http" if cert is None else "https"
        return cls(
            host=host,
            port=port,
            data=data,
            keys=keys,
            database_url=found.get("BALLOT_DATABASE_URL", f"sqlite:///{data / 'ballot.sqlite3'}"),
            public_url=_url(
                found.get("BALLOT_PUBLIC_URL", f"{scheme}://{_bracketed(host)}:{port}")
            ),
            tls_cert=cert,
            tls_key=key,
            lang=_language(found.get("BALLOT_LANG", "zh")),
            trusted_proxies=_proxies(found.get("BALLOT_TRUSTED_PROXIES", "")),
            zone=_zone(found.get("BALLOT_TZ", house_time.USUAL)),
        )

    @property
    def fonts(self) -> Path:
        """The folder of the fonts that were added."""
        return self.data / "fonts"

    @property
    def workers(self) -> int:
        """Processes that answer: one on SQLite, whose single writer is a thread of it; as many
        as cores on PostgreSQL.
        """
        return 1 if self.database_url.startswith("sqlite") else os.cpu_count() or 1

    @property
    def own_url(self) -> str:
        """Where this machine itself reaches the pages, without a slash at the end."""
        scheme = "http" if self.tls_cert is None else "https"
        everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - read, not bound
        return f"{scheme}://{_bracketed(everywhere.get(self.host, self.host))}:{self.port}"

    @property
    def transport(self) -> Transport:
        """How a voter's answer travels, as far as the settings can tell.

        ``https`` only where TLS ends on this host: by the program itself, or by a proxy that is
        named or speaks to a loopback address. Everything else beyond loopback is ``plain``.
        """
        address = urlsplit(self.public_url)
        loopback = is_loopback(self.host)
        if self.tls_cert is not None:
            return Transport.HTTPS
        if address.scheme == "https" and (loopback or self.trusted_proxies):
            return Transport.HTTPS
        if loopback and is_loopback(address.hostname or ""):
            return Transport.LOCAL
        return Transport.PLAIN


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _port(text: str) -> int:
    if not (re.fullmatch("[0-9]{1,5}", text) and 1 <= int(text) <= 65535):
        raise SettingWrong(name="BALLOT_PORT", found=text, wanted="1…65535")
    return int(text)


def _file(found: Mapping[str, str], name: str) -> Path | None:
    if name not in found:
        return None
    path = Path(found[name]).absolute()
    if not path.is_file():
        raise SettingWrong(name=name, found=str(path), wanted="file")
    return path


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        is_address = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a bracket without its other half, a port beyond 65535
        is_address = False
    if not is_address or parts.query or parts.fragment:
        raise SettingWrong(name="BALLOT_PUBLIC_URL", found=text, wanted="https://host")
    return text.rstrip("/")


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _language(text: str) -> str:
    if text not in LANGUAGES:
        raise SettingWrong(name="BALLOT_LANG", found=text, wanted=" | ".join(LANGUAGES))
    return text


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        wanted = f"{house_time.USUAL} | Asia/Urumqi | …"
        raise SettingWrong(name="BALLOT_TZ", found=text, wanted=wanted) from None


def _proxies(text: str) -> tuple[str, ...]:
    """Addresses or networks, separated by commas."""
    named = tuple(part.strip() for part in text.split(",") if part.strip())
    for each in named:
        try:
            ipaddress.ip_network(each, strict=False)
        except ValueError:
            raise SettingWrong(
                name="BALLOT_TRUSTED_PROXIES", found=each, wanted="10.0.0.1, 10.1.0.0/16"
            ) from None
    return named
