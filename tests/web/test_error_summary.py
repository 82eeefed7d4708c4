"""A form that comes back with faults says so in its title, and leads from its top to each field.

All forms of all pages in every state of a meeting, sent empty and sent with what no field takes.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from makers.life.every_state import a_hall_in_every_state, one_a_shape
from makers.settings import settings
from people.desk import Desk, a_desk
from people.page_forms import PageForm, pages

from ballot.app import create_app
from ballot.storage.database import Database
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.bulk.bulk_act import BulkAct
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application

BEGIN = ("/meetings/", "/assessments/", "/accounts", "/accounts/keys", "/journal")
BULK = tuple(f"/meetings/bulk?do={act}" for act in (*BulkAct, "print"))
"""Pages that the buttons of a list lead to, and no link."""
NONSENSE = "!" * 999
LEAST = 40
"""So many forms with something to fill in there are at least."""


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A page looks the same on both kinds."""
    return sqlite_url


@dataclass(slots=True)
class Answer(HTMLParser):
    """A page that came back: its title, its ids, where its summary leads, what is marked wrong."""

    title: str = ""
    ids: list[str] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    is_refusal: bool = False

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)
        self._in: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.ids += [told["id"]] if "id" in told else []
        if told.get("aria-invalid") or told.get("class") == "error":
            self.wrong.append(told.get("id") or told.get("name", tag))
        if told.get("class") in ("say stop", "card door"):
            self.is_refusal = True
        self._in = ["errors"] if told.get("id") == "errors" else self._in
        if tag == "a" and self._in == ["errors"]:
            self.leads.append(told.get("href", ""))
        if tag == "title":
            self._in = ["title"]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "ol"):
            self._in = []

    def handle_data(self, data: str) -> None:
        if self._in == ["title"]:
            self.title += data


def complaints(status: int, text: str) -> list[str]:
    """What is missing on a page that came back with faults."""
    page = Answer()
    page.feed(text)
    found = [f"twice: {id}" for id, times in Counter(page.ids).items() if times > 1]
    if page.wrong or page.leads:
        own = [each for each in page.leads if each.startswith("#")]
        found += [f"leads nowhere: {each}" for each in own if each[1:] not in page.ids]
        if not page.title.startswith("错误："):
            found.append(f"title: {page.title}")
        if not page.leads:
            found.append(f"no summary: {page.wrong}")
    elif status >= 400 and not page.is_refusal:
        found.append(f"{status} without a word")
    return found


def forms_to_fill_in(desk: Desk) -> Iterator[PageForm]:
    """Every form of every page in which something is typed or chosen, one a kind."""
    seen = set()
    for page in pages(desk.client, (*BEGIN, *BULK), one_a_shape):
        for form in page.forms:
            kind = (re.sub(r"\d+", "#", form.address), *form.typed)
            if kind not in seen and form.typed:
                seen.add(kind)
                yield form


def test_every_form_leads_to_what_is_wrong(database: Database, tmp_path: Path) -> None:
    hall = a_hall_in_every_state(database, tmp_path)
    desk = a_desk(create_app(settings(tmp_path, database), hall), hall)
    found, came_back = {}, 0
    for form in list(forms_to_fill_in(desk)):
        fields = {name: value for name, value in form.fields.items() if name not in form.typed}
        for typed in ("", NONSENSE):
            sent = dict.fromkeys(form.typed, typed) | fields
            answer = desk.client.post(form.address, data=sent)
            assert answer.status_code < 500, form.address
            if not 300 <= answer.status_code < 400:
                came_back += 1
                if said := complaints(answer.status_code, answer.text):
                    found[f"{form.page} > {form.address}"] = said
    assert found == {}
    assert came_back > LEAST


def test_the_door_leads_to_what_is_wrong(app: Application, hall: Hall) -> None:
    desk = Desk(app.test_client())
    setup = f"/setup/{invite_administrator(hall)}"
    for page in ("/sign-in", setup):
        desk.look(page)
        answer = desk.send(page)
        assert complaints(answer.status_code, answer.text) == []
        assert '<a href="#password">密码</a>' in answer.text


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ('<title>公示</title><i id="a" class="error">', ["title: 公示", "no summary: ['a']"]),
        (
            '<title>错误：</title><p id="errors"><a href="#b"><p id="a"><i id="a">',
            ["twice: a", "leads nowhere: #b"],
        ),
        ("<title>公示</title>", ["422 without a word"]),
        ('<title>错误：</title><p id="errors"><a href="#a"><input id="a" aria-invalid="true">', []),
    ],
)
def test_what_is_missing_would_be_found(page: str, said: list[str]) -> None:
    """The control."""
    assert complaints(422, page) == said
