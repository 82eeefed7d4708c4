"""A tab of the officer's browser: it sends what a page's own form asks for, and nothing else."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

TYPED = ("text", "password", "date", "hidden", "number", "search", "tel")
BEHIND = re.compile(r'<a rel="next" href="([^"]+)"')
"""The way to the next page of a list."""
TICKED = ("checkbox", "radio")


@dataclass(slots=True)
class Form:
    """A form of a page: its fields as the page filled them in, and what may be put into them."""

    address: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    empty: set[str] = field(default_factory=set)
    """Fields that are sent only where somebody ticks, chooses or presses them, or picks a file."""
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    """By the name of a list its values by their words."""

    def filled(self, given: dict[str, Any]) -> dict[str, Any]:
        """What is sent where somebody fills these fields in. A list takes its words or values."""
        sent: dict[str, Any] = dict(self.fields)
        for name, value in given.items():
            assert name in self.fields or name in self.empty, (
                f"no field {name} in {self.address}: {[*self.fields, *sorted(self.empty)]}"
            )
            sent[name] = self._chosen(name, value)
        return sent

    def _chosen(self, name: str, value: Any) -> Any:
        offered = self.choices.get(name)
        if offered is None or value in offered.values():
            return value
        assert value in offered, f"{name} offers {list(offered)}, not {value}"
        return offered[value]


class _Reader(HTMLParser):
    """The forms of a page."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at, self.forms = at, list[Form]()
        self._form: Form | None = None
        self._list, self._text = "", ""
        self._option: tuple[str | None, bool] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            where = urljoin(self.at, told.get("action") or self.at)
            self._form = Form(where, told.get("method", "get"))
            self.forms.append(self._form)
        elif self._form is not None and "disabled" not in told:
            self._field(self._form, tag, told)

    def _field(self, form: Form, tag: str, told: dict[str, str]) -> None:
        name, kind = told.get("name", ""), told.get("type", "text")
        if tag == "select":
            self._list, form.choices[name] = name, {}
        elif tag == "option" and self._list:
            self._option = (told.get("value"), "selected" in told)
            self._text = ""
        elif tag == "textarea":
            self._list, self._text = name, ""
        elif tag == "button" and name:
            form.empty.add(name)
        elif tag == "input" and kind in TYPED:
            form.fields[name] = told.get("value", "")
        elif tag == "input" and kind in TICKED and "checked" in told:
            form.fields[name] = told.get("value", "on")
        elif tag == "input":
            form.empty.add(name)

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        form = self._form
        if tag == "form":
            self._form = None
        if form is None:
            return
        if tag == "textarea":
            form.fields[self._list], self._list = self._text.removeprefix("\n"), ""
        elif tag == "select":
            self._list = ""
        elif tag == "option" and self._list and self._option:
            value, chosen = self._option
            value = self._text.strip() if value is None else value
            form.choices[self._list][self._text.strip()] = value
            if chosen or self._list not in form.fields:
                form.fields[self._list] = value


@dataclass
class Tab:
    """One page at a time."""

    client: FlaskClient
    path: str = ""
    page: str = ""
    status: int = 0
    _read: tuple[str, str, list[Form]] = field(default=("", "", []), init=False)
    """The forms of a page, by its address and text."""

    def look(self, path: str) -> str:
        """Open an address, and follow where it leads; the page."""
        self._keep(self.client.get(path, follow_redirects=True))
        assert self.status == 200, (path, self.status, words(self.page)[:2000])
        return self.page

    def look_through(self, path: str) -> str:
        """All pages of a list, one behind the other."""
        pages = [self.look(path)]
        while behind := BEHIND.search(pages[-1]):
            pages.append(self.look(unescape(behind[1])))
        return "\n".join(pages)

    def file(self, path: str) -> bytes:
        """What an address gives for keeping."""
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code, words(answer.text)[:2000])
        content: bytes = answer.data
        return content

    def forms(self) -> list[Form]:
        """The forms of this page."""
        if self._read[:2] != (self.path, self.page):
            reader = _Reader(self.path)
            reader.feed(self.page)
            self._read = (self.path, self.page, reader.forms)
        return self._read[2]

    def form(self, ending: str) -> Form:
        """The form of this page that is sent to such an address."""
        there = [each for each in self.forms() if urlsplit(each.address).path.endswith(ending)]
        addresses = [each.address for each in self.forms()]
        assert there, f"no form for {ending} on {self.path}: {addresses}\n{words(self.page)}"
        return there[0]

    def send(self, ending: str, **given: Any) -> str:
        """Fill that form in and send it; the page that comes, which is no refusal."""
        self.tried(ending, **given)
        assert self.status == 200, (self.path, self.status, words(self.page)[:3000])
        return self.page

    def tried(self, ending: str, **given: Any) -> str:
        """Fill that form in and send it, whatever comes of it."""
        form = self.form(ending)
        data = form.filled(given)
        if form.method.lower() == "get":
            pairs = [(name, value) for name, value in data.items()]
            self._keep(self.client.get(form.address, query_string=pairs, follow_redirects=True))
        else:
            self._keep(self.client.post(form.address, data=data, follow_redirects=True))
        return self.page

    def attach(self, ending: str, name: str, content: bytes) -> str:
        """Send a file by that form."""
        return self.send(ending, file=(io.BytesIO(content), name))

    def _keep(self, answer: TestResponse) -> None:
        self.page, self.status = answer.text, answer.status_code
        self.path = answer.request.full_path.rstrip("?")


def words(page: str) -> str:
    """What a page says, without its marks."""
    body = page.partition("<main")[2] or page
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))
