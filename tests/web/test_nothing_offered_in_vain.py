"""No page offers a form or a link that the program would refuse to whoever reads the page.

Every page as every kind of account, found by its links, in every state of a meeting. While forms
are sent nobody gets to the act itself: what was asked is written down, and nothing changes.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from makers.meetings import THE_HALL, VERY, a_closed_meeting, a_draft, a_plan, an_open_meeting
from makers.reviewed import TODAY, a_movable_hall, seven, walk
from people.ceremony import PIN, a_meeting_with_keys, an_open_meeting_of_scrutineers
from people.desk import SECRET, Desk
from people.page_forms import PageForm, page_at, pages

from ballot.domain import access
from ballot.domain.access import CONSOLE, Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import ConsentNeeded, MayNot, QuorumMissed
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.storage.database import Database
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.consents import answer_consent
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.complain import complain
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.review.post_notice import NoticePlan, write_notice
from ballot.usecases.slips.issue_slips import issue_slips
from ballot.web.proxy import Application

BEGIN = ("/meetings/", "/assessments/")
LOOKING = (Act.SEE, Act.EXPORT)
NO_ACT = ("/sign-out", "/print", "/slips/void", "/slips/exchange")
"""Addresses where a form asks for no act: a poster is only printed, and that a torn slip has no
twelve digits is said before anything else."""
MADE_BY_MEETINGS = 12
"""So many assessments come before those that were made as such."""
Asked = list[tuple[Act, bool]]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages ask the database nothing that the kinds could answer differently."""
    return sqlite_url


@pytest.fixture
def hall(database: Database, tmp_path: Path) -> Hall:
    """A hall with a meeting in every state and assessments from the first step to the last."""
    made, _clock = a_movable_hall(database, tmp_path)
    _meetings(made)
    _of_scrutineers(made)
    assert len(list_assessments(made, CONSOLE)) == MADE_BY_MEETINGS
    create_assessment(made, CONSOLE, AssessmentPlan("还没有人", "jiaozhou-village", "2026"))
    create_assessment(made, CONSOLE, AssessmentPlan("还没有批准", "dongtai", "2026"))
    id = seven(made)
    walk(made, id, 4)
    write_notice(made, CONSOLE, id, NoticePlan("经研究", "组织部", "0532-12345678", TODAY))
    return made


def _meetings(hall: Hall) -> None:
    create_meeting(hall, CONSOLE, a_plan(title="还没有票", subjects=2))
    issue_slips(hall, CONSOLE, create_meeting(hall, CONSOLE, a_plan(title="票待确认")), 2)
    a_draft(hall)
    rehearse(hall, CONSOLE, a_draft(hall).number)
    freeze(hall, CONSOLE, a_draft(hall).number)
    complain(hall, CONSOLE, an_open_meeting(hall).number, "有人说票已投过")
    a_closed_meeting(hall, THE_HALL)
    open_box(hall, CONSOLE, a_closed_meeting(hall, THE_HALL).number)
    with suppress(QuorumMissed):
        open_box(hall, CONSOLE, a_closed_meeting(hall, [VERY]).number)
    cancel(hall, CONSOLE, a_draft(hall).number, "下雨")


def _of_scrutineers(hall: Hall) -> None:
    """One that a 监票人 agreed to freeze, one that is closed."""
    asked = a_meeting_with_keys(hall)
    with pytest.raises(ConsentNeeded):
        freeze(hall, CONSOLE, asked.number)
    (row,) = answer_consent.waiting(hall, CONSOLE, asked.number)
    answer_consent.answer(hall, asked.phones[0].actor, asked.number, row.id, PIN, agrees=True)
    close_voting(hall, CONSOLE, an_open_meeting_of_scrutineers(hall).number)


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


def shape(path: str) -> str:
    """A path of which one page is enough: the people and the rankings of an assessment are alike,
    and so are the assessments that meetings made for themselves."""
    parts = path.split("/", 3)
    if len(parts) < 3 or parts[1] != "assessments" or not parts[2].isdecimal():
        return path
    number = parts[2] if int(parts[2]) > MADE_BY_MEETINGS else "#"
    return "/".join([*parts[:2], number, *(re.sub(r"\d+|group=.*", "#", at) for at in parts[3:])])


def offers(desk: Desk) -> list[PageForm]:
    """Every form of every page, one an address; no link leads to a page that is refused."""
    found: dict[str, PageForm] = {}
    for page in pages(desk.client, BEGIN, shape):
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
        assert [may for _act, may in asked] == [False] or "您的账号不能" in page, form.address


def offered(desk: Desk) -> list[PageForm]:
    """The forms that this account is offered; none of them is refused."""
    forms = offers(desk)
    for form in forms:
        asked, page = sent(desk, form)
        refused = [act for act, may in asked if not may]
        assert not refused, (desk.page, form.page, form.address, refused)
        assert asked or "您的账号不能" not in page, (form.page, form.address)
    return forms
