"""What a page offers to whoever reads it: its links, and its forms filled in as a person might."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient
from makers.meetings import Clock
from people.desk import PASSWORD

DAY = Clock().now.date().isoformat()
FILE = "姓名,单位,村(社区)\r\n甲某,某局,大布村\r\n".encode()
TYPED = {"password": PASSWORD, "held_on": DAY, "first": DAY, "days": "7", "after": "1"}
"""By the last part of a field's name what is typed where anything would not do."""


@dataclass(slots=True)
class PageForm:
    """A form that is sent: to which address, with what in its fields."""

    page: str
    address: str
    fields: dict[str, Any] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    """Those of them that a person fills in."""


@dataclass(slots=True)
class Page(HTMLParser):
    """A page of this house, read."""

    at: str
    status: int = 0
    links: list[str] = field(default_factory=list)
    forms: list[PageForm] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)
        self._form: PageForm | None = None
        self._list = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One tag more."""
        told = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(urljoin(self.at, told.get("href", "")))
        elif tag == "form":
            self._form = PageForm(self.at, urljoin(self.at, told.get("action") or self.at))
            if told.get("method") == "post":
                self.forms.append(self._form)
        elif self._form is not None:
            self._fill(self._form.fields, tag, told)
            if told.get("type") not in ("hidden", "submit") and tag in (
                "input",
                "textarea",
                "select",
            ):
                self._form.typed.append(told.get("name", ""))

    def handle_endtag(self, tag: str) -> None:
        """The end of one."""
        if tag == "form":
            self._form = None

    def _fill(self, fields: dict[str, Any], tag: str, told: dict[str, str]) -> None:
        name, kind = told.get("name", ""), told.get("type", "text")
        if tag == "select":
            self._list = name
        elif tag == "option" and self._list:
            fields[self._list] = fields.get(self._list) or told.get("value", "是")
        elif tag == "textarea" or (tag == "input" and kind in ("text", "password", "date")):
            typed = TYPED.get(name.rpartition("-")[2])
            fields[name] = typed or told.get("value") or "1"
        elif tag == "input" and kind == "file":
            fields[name] = lambda: (BytesIO(FILE), "people.csv")
        elif tag in ("input", "button") and name:
            fields.setdefault(name, told.get("value", "y"))


def page_at(client: FlaskClient, at: str) -> Page:
    """The page of an address, read."""
    page, answer = Page(at), client.get(at)
    page.status = answer.status_code
    if answer.mimetype == "text/html":
        page.feed(answer.text)
    return page


def pages(
    client: FlaskClient, begin: tuple[str, ...], shape: Callable[[str], str]
) -> Iterator[Page]:
    """The pages that links lead to, one a shape; files are left out."""
    waiting, seen = list(begin), {shape(path) for path in begin}
    while waiting:
        page = page_at(client, waiting.pop())
        yield page
        for link in page.links:
            parts = urlsplit(link)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            if _is_ours(parts.netloc, path) and shape(path) not in seen:
                seen.add(shape(path))
                waiting.append(path)


def _is_ours(host: str, path: str) -> bool:
    is_file = "." in path.rpartition("/")[2] or "/print/person" in path
    return not host and path.startswith("/") and not is_file and "lang=" not in path
