"""No page offers a form or a link that the program would refuse to whoever reads the page.

Every page as every kind of account, found by its links, in every state of a meeting. While forms
are sent nobody gets to the act itself: what was asked is written down, and nothing changes.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest
from makers.life.every_state import a_hall_in_every_state, one_a_shape
from people.desk import SECRET, Desk
from people.page_forms import PageForm, page_at, pages

from ballot.domain import access
from ballot.domain.access import CONSOLE, Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import MayNot
from ballot.storage.database import Database
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.bulk.bulk_act import BulkAct
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application

BEGIN = ("/meetings/", "/assessments/")
BULK = tuple(f"/meetings/bulk?do={act}" for act in (*BulkAct, "print"))
"""Pages that the buttons of a list lead to, and no link."""
LOOKING = (Act.SEE, Act.EXPORT)
NO_ACT = ("/sign-out", "/print", "/slips/void", "/slips/exchange")
"""Addresses where a form asks for no act: a poster is only printed, and that a torn slip has no
twelve digits is said before anything else."""
Asked = list[tuple[Act, bool]]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages ask the database nothing that the kinds could answer differently."""
    return sqlite_url


@pytest.fixture
def hall(database: Database, tmp_path: Path) -> Hall:
    return a_hall_in_every_state(database, tmp_path)


def somebody(app: Application, hall: Hall, role: Role, name: str = "") -> Desk:
    """A browser where an account of this role alone has signed in."""
    unit = list_people(hall, CONSOLE).units[0].id
    desk = Desk(app.test_client())
    desk.accept(create_account(hall, CONSOLE, role.value, role, unit), name=name or role.value)
    return desk


def sent(desk: Desk, form: PageForm) -> tuple[Asked, str]:
    """What is asked for while this browser sends the form, and what it reads then."""
    asked: Asked = []

    def require(actor: Actor, act: Act, units: Iterable[int], meeting: str | None = None) -> None:
        asked.append((act, access.may(actor, act, units, meeting)))
        if act not in LOOKING or not asked[-1][1]:
            raise MayNot(act=act.value)

    fields = {
        name: typed() if callable(typed) else typed or "1" for name, typed in form.fields.items()
    }
    fields["csrf_token"] = desk.secret
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(access, "require", require)
        answer = desk.client.post(form.address, data=fields)
    page = desk.look(answer.headers.get("Location", "/meetings/")).text
    assert answer.status_code < 500, form.address
    return [(act, may) for act, may in asked if act not in LOOKING], answer.text + page


def offers(desk: Desk) -> list[PageForm]:
    """Every form of every page, one an address; no link leads to a page that is refused."""
    found: dict[str, PageForm] = {}
    for page in pages(desk.client, (*BEGIN, *BULK), one_a_shape):
        assert page.status < 400, page.at
        found |= {form.address: form for form in page.forms}
    desk.look("/meetings/")
    desk.secret = SECRET.findall(desk.page)[0]
    return list(found.values())


def test_nobody_is_offered_what_he_may_not(app: Application, hall: Hall) -> None:
    forms = {role: offered(somebody(app, hall, role)) for role in Role}
    # The control: what is asked of each form is asked indeed, for an observer is refused them all.
    observer = somebody(app, hall, Role.OBSERVER, "另一位")
    observer.look("/meetings/")
    acting = [form for form in forms[Role.ORGANIZER] if not form.address.endswith(NO_ACT)]
    assert len(acting) > 60
    typed = (page_at(observer.client, at) for at in {form.page for form in acting})
    shown = {form.address for page in typed for form in page.forms}
    assert not shown & {form.address for form in acting}, "nor at an address that is typed"
    for form in acting:
        asked, page = sent(observer, form)
        assert [may for _act, may in asked] == [False] or "您的账户不能" in page, form.address


def offered(desk: Desk) -> list[PageForm]:
    """The forms that this account is offered; none of them is refused."""
    forms = offers(desk)
    for form in forms:
        asked, page = sent(desk, form)
        refused = [act for act, may in asked if not may]
        assert not refused, (desk.page, form.page, form.address, refused)
        assert asked or "您的账户不能" not in page, (form.page, form.address)
    return forms
