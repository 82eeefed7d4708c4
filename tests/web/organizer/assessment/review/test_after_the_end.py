"""办结以后: what may no longer come in is refused at once, before anybody has looked through it."""

import pytest
from makers.reviewed import seven, walk
from people.desk import Desk
from people.importer import upload

from ballot.domain.access import CONSOLE
from ballot.domain.errors import AssessmentConcluded
from ballot.domain.scoring.assessment import PeopleFile
from ballot.usecases.assessment.people.bring_in_people import preview
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.start_from_file import preview_meetings
from ballot.usecases.review.conclude_assessment import conclude_assessment
from ballot.usecases.review.pass_step import return_to
from ballot.usecases.review.see_review import see_review

SAID = "这次考核已经办结。要改动,请先退回并写明原因。"
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
    assert preview_meetings(hall, CONSOLE, over, FILE)


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
