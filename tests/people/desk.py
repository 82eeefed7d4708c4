"""The organizer at her desk: a browser with cookies that sends forms as her pages hold them."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ballot.domain.access import CONSOLE, Role
from ballot.domain.acts import Act
from ballot.storage import badges, journal
from ballot.storage.badges import BadgeRow
from ballot.usecases.accounts import api_keys, badge_secrets
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.hall import Hall
from ballot.usecases.kiosk import pair_kiosk
from ballot.web.organizer import guards
from ballot.web.proxy import Application

NAME = "王芳"
PASSWORD = "秋天的大布村真好看呀"
ONCE = re.compile(r'name="once" value="[^"]+"')
SECRET = re.compile(r'name="csrf_token" value="([^"]+)"')
NUMBER = re.compile(r"/meetings/(\d{6})")
DIGITS = re.compile(r'class="digits">([\d ]{14})<')
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
ACTION = re.compile(r'action="([^"]*)"')


def without_secrets(page: str) -> str:
    """A page without the secrets and keys of its forms, which differ at every look."""
    return ONCE.sub("", SECRET.sub("", page))


@dataclass
class Desk:
    """One browser. ``page`` is the last page it showed, after all redirects."""

    client: FlaskClient
    page: str = field(default="", init=False)
    secret: str = field(default="", init=False)

    def look(self, path: str) -> TestResponse:
        """Open an address and follow where it leads."""
        return self._keep(self.client.get(path, follow_redirects=True))

    def send(self, path: str, **fields: Any) -> TestResponse:
        """Send a form, with the secret that her pages hold."""
        data = {"csrf_token": self.secret, **fields}
        return self._keep(self.client.post(path, data=data, follow_redirects=True))

    def accept(self, token: str, name: str = NAME, password: str = PASSWORD) -> TestResponse:
        """Make an account by a one-time link."""
        self.look(f"/setup/{token}")
        return self.send(f"/setup/{token}", name=name, password=password, again=password)

    def new_meeting(self, **other: str) -> str:
        """The number of a new meeting about two persons; 46 are entitled to vote."""
        self.look("/meetings/new")
        plan = {
            "title": "第一书记群众满意度测评 大布村",
            "names": "张某\n李某",
            "eligible": "46",
            "scheme": "jiaozhou-village",
        }
        answer = self.send("/meetings/new", **(plan | other))
        found = NUMBER.search(answer.request.path)
        assert found, self.page
        return found[1]

    def print_slips(self, number: str, count: int) -> list[str]:
        """Print and confirm slips; their twelve digits."""
        self.look(f"/meetings/{number}/slips")
        self.send(f"/meetings/{number}/slips", count=str(count))
        digits = DIGITS.findall(self.page)
        confirm = re.search(rf"/meetings/{number}/slips/\d+/confirm", self.page)
        assert confirm, self.page
        self.send(confirm[0])
        return digits

    def press(self, number: str, act: str, **fields: str) -> TestResponse:
        """Press a button of the meeting's page."""
        self.look(f"/meetings/{number}")
        return self.send(f"/meetings/{number}/{act}", **fields)

    def close(self, number: str) -> TestResponse:
        """Tick the checklist, type the password, close."""
        ticks = {"everyone": "y", "boxes": "y", "unused": "y"}
        return self.press(number, "close", password=PASSWORD, **ticks)

    def _keep(self, answer: TestResponse) -> TestResponse:
        self.page = answer.data.decode("utf-8", "replace")
        found = SECRET.search(self.page)
        self.secret = found[1] if found else self.secret
        return answer


def a_desk(app: Application, hall: Hall) -> Desk:
    """A desk where the first administrator, who organizes too, has signed in."""
    desk = Desk(app.test_client())
    desk.accept(invite_administrator(hall))
    return desk


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


def everybody(app: Application, hall: Hall, number: str) -> dict[str, FlaskClient]:
    """A browser of each role: nobody, administrator, observer, 监票人, 计票人, kiosk, program."""
    roles: dict[str, FlaskClient] = {"nobody": app.test_client()}
    roles["administrator"] = a_desk(app, hall).client
    unit = list_people(hall, CONSOLE).units[0].id
    link = create_account(hall, CONSOLE, "观察员", Role.OBSERVER, unit)
    observer = Desk(app.test_client())
    observer.accept(link, name="观察员")
    roles["observer"] = observer.client
    for position, role in enumerate((Role.SCRUTINEER, Role.TELLER), start=1):
        secret = badge_secrets.draw()
        digest = badge_secrets.of_badge(secret)
        row = BadgeRow(number, position, role.value, "刘某", digest=digest)
        hall.database.write(lambda db, row=row: badges.add(db, [row]))
        roles[role.value] = app.test_client()
        roles[role.value].set_cookie("badge", secret, path=f"/s/{number}")
    kiosk = pair_kiosk.offer(hall, CONSOLE, number)
    roles["kiosk"] = app.test_client()
    roles["kiosk"].post("/k", data={"number": number, "code": kiosk.code.text})
    assert roles["kiosk"].get(f"/k/{number}/").status_code == 200
    for role in api_keys.ROLES:
        name = f"key-of-{role}"
        key = api_keys.make_key(hall, CONSOLE, name, role)
        roles[name] = app.test_client()
        roles[name].environ_base["HTTP_AUTHORIZATION"] = f"Bearer {key}"
        assert roles[name].get(f"/api/v1/meetings/{number}/result").status_code == 200
    return roles
