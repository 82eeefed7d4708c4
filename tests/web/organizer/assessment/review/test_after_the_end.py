"""办结以后: what may no longer come in is refused at once, before anybody has looked through it."""

import pytest
from makers.life.every_state import one_a_shape
from makers.reviewed import seven, walk
from people.desk import Desk, a_desk
from people.importer import upload
from people.page_forms import pages

from ballot.domain.access import CONSOLE, Role
from ballot.domain.errors import AssessmentConcluded
from ballot.domain.scoring.assessment import PeopleFile
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.assessment.people.bring_in_people import preview
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.start_from_file import preview_meetings
from ballot.usecases.review.conclude_assessment import conclude_assessment
from ballot.usecases.review.pass_step import return_to
from ballot.usecases.review.see_review import see_review
from ballot.web.proxy import Application

SAID = "这次考核已经办结。要改动，请先退回并写明原因。"
ASIDE = ("combine", "parts", "meetings/new", "people/new", "import/people", "import/scores")
"""Pages of an assessment that its links no longer lead to."""
ALLOWED = {"/review/return", "/manage"}
MANY = 15
FILE = PeopleFile("名单.csv", ("姓名", "年龄"), ({"姓名": "", "年龄": "四十"},))
"""Wrong in more than one way."""


@pytest.fixture
def over(hall: Hall) -> int:
    """An assessment of seven that is concluded."""
    id = seven(hall)
    walk(hall, id)
    conclude_assessment(hall, CONSOLE, id)
    return id


def test_a_file_is_refused_before_its_faults_are_told(hall: Hall, over: int) -> None:
    for adding in (True, False):
        with pytest.raises(AssessmentConcluded):
            preview(hall, CONSOLE, over, FILE, adding=adding)
    with pytest.raises(AssessmentConcluded):
        preview_meetings(hall, CONSOLE, over, FILE)
    return_to(hall, CONSOLE, over, "报市委审批", "市委要求复核")
    assert preview(hall, CONSOLE, over, FILE, adding=True).faults
    assert preview_meetings(hall, CONSOLE, over, FILE).faults


def test_no_page_takes_what_it_would_refuse(desk: Desk, hall: Hall, over: int) -> None:
    person = see_review(hall, CONSOLE, over).people[0].id
    here = f"/assessments/{over}"
    for what in ("people", "scores", "meetings"):
        assert upload(desk, over, what, "姓名\n甲某".encode()) == 409
        assert SAID in desk.page
    for path in ("meetings/new", f"people/{person}/sheet/1", f"people/{person}/values"):
        assert desk.look(f"{here}/{path}").status_code == 200
        assert SAID in desk.page, path
        assert ">保存" not in desk.page, path
    assert desk.look(here).status_code == 200
    assert '<h2 id="next">这次考核已办结。</h2>' in desk.page


@pytest.mark.parametrize("role", [None, Role.ORGANIZER, Role.OBSERVER])
def test_nothing_asks_for_more(app: Application, hall: Hall, over: int, role: Role | None) -> None:
    """No page says what to do now, and no form is offered but to take a step back, and a name."""
    desk = a_desk(app, hall) if role is None else Desk(app.test_client())
    if role is not None:
        unit = list_people(hall, CONSOLE).units[0].id
        desk.accept(create_account(hall, CONSOLE, role.value, role, unit), name=role.value)
    here, seen = f"/assessments/{over}", 0
    for page in pages(desk.client, (here, *(f"{here}/{each}" for each in ASIDE)), one_a_shape):
        if page.status != 200 or not page.at.startswith(here):
            continue
        seen += 1
        text = desk.client.get(page.at).text
        assert "现在该做" not in text, page.at
        assert "button big" not in text or page.at.endswith("/manage"), page.at
        offered = {each.address.removeprefix(here) for each in page.forms if here in each.address}
        assert offered <= ALLOWED, page.at
    assert seen > MANY
