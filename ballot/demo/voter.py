"""A voter of the example: he goes by the pages alone, as a phone does, each time by a new line."""

from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPSConnection
from ssl import SSLContext
from urllib.parse import urlencode, urlsplit

COUNTED = "已计入"
BLANK = 0
"""What stands for 弃权 in the place of an option, which count from 1."""

PATIENCE = 15.0
"""Seconds that he waits for a page."""


@dataclass(frozen=True, slots=True)
class House:
    """Where the pages are: ``http://127.0.0.1:8000``, and the TLS that this process trusts."""

    url: str
    tls: SSLContext | None = None

    def ask(self, path: str, form: dict[str, str] | None = None) -> str:
        """One request; the page that came back, whatever its status. Raises OSError."""
        parts = urlsplit(self.url)
        host, port = parts.hostname or "", parts.port
        line = (
            HTTPConnection(host, port, timeout=PATIENCE)
            if self.tls is None
            else HTTPSConnection(host, port, timeout=PATIENCE, context=self.tls)
        )
        body = None if form is None else urlencode(form)
        kind = {} if form is None else {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            line.request("GET" if form is None else "POST", path, body, kind | self._language())
            return line.getresponse().read().decode("utf-8")
        finally:
            line.close()

    def _language(self) -> dict[str, str]:
        return {"Connection": "close", "Accept-Language": "zh-CN"}


def vote(house: House, path: str, answer: int) -> bool:
    """Scan, choose, look once more where the page asks for it, cast; whether it is counted.

    ``answer`` is the place of the option, from 1, or ``BLANK``. Raises OSError.
    """
    form = _form(house.ask(path))
    chosen = {} if answer == BLANK else {name: str(answer) for name in form.radios}
    page = house.ask(path, form.filled(chosen))
    if COUNTED not in page:
        page = house.ask(path, _form(page).filled({}))
    return COUNTED in page


class _Form(HTMLParser):
    """What the form of a page sends: hidden fields, radio groups, the last named button."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.radios: set[str] = set()
        self.button: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a field in."""
        given = {name: value or "" for name, value in attrs}
        name, value, kind = (given.get(key, "") for key in ("name", "value", "type"))
        if not name or tag not in ("input", "button"):
            return
        if kind == "radio":
            self.radios.add(name)
        elif tag == "button" or kind == "submit":
            self.button = {name: value}
        elif kind == "hidden":
            self.hidden[name] = value

    def filled(self, chosen: dict[str, str]) -> dict[str, str]:
        """The whole form with these radios, the last button pressed."""
        return self.hidden | chosen | self.button


def _form(page: str) -> _Form:
    found = _Form()
    found.feed(page)
    return found
