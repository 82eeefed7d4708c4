"""Two devices with the same form before them: what a page's forms hide, and what was written."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from people.desk import NAME, PASSWORD, Desk

from ballot.domain.acts import Act
from ballot.storage import journal
from ballot.usecases.hall import Hall
from ballot.web.organizer import guards
from ballot.web.proxy import Application

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
ACTION = re.compile(r'action="([^"]*)"')


@dataclass(frozen=True)
class Form:
    """A page, where its form is sent (empty: to the page), and what two people type."""

    page: str
    first: dict[str, Any]
    second: dict[str, Any]
    post: str = ""

    @property
    def to(self) -> str:
        """Where it is sent."""
        return self.post or self.page


def another_desk(app: Application) -> Desk:
    """The same account on another device."""
    other = Desk(app.test_client())
    other.look("/sign-in")
    other.send("/sign-in", name=NAME, password=PASSWORD)
    return other


def hidden_in(page: str, post: str, page_of: str = "", choice: int = 0) -> dict[str, str]:
    """The hidden fields of the form of a page that is sent to ``post``, without its secret."""
    found = [
        dict(HIDDEN.findall(inside))
        for tag, inside in FORM.findall(page)
        if _action(tag, page_of) == post
    ]
    fields = {name: unescape(text) for name, text in found[choice].items()}
    fields.pop("csrf_token", None)
    return fields


def written(hall: Hall) -> int:
    """How many acts the journal tells."""
    lines = hall.database.read(journal.all_lines)
    return sum(1 for line in lines if line.act != Act.HEADS)


def marked(app: Application) -> dict[str, str]:
    """Every endpoint of the organizer's pages that takes a form, and how its view is marked."""
    taken = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and rule.endpoint.startswith("organizer.")
    }
    return {
        each.removeprefix("organizer."): guards.KINDS.get(app.view_functions[each], "")
        for each in taken
    }


def _action(tag: str, page_of: str) -> str:
    found = ACTION.search(tag)
    return unescape(found[1]) if found else page_of
