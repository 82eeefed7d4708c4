"""The printing pages: every paper of a meeting and of an assessment as a file."""

import re
from pathlib import Path

import pytest
from makers.reviewed import seven, walk
from people.desk import Desk, a_desk

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.review.post_notice import NoticePlan, post_notice, write_notice
from ballot.web.proxy import Application

BEGINS = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Paper asks the database nothing that the kinds could answer differently."""
    return sqlite_url


@pytest.fixture
def desk(app: Application, hall: Hall, tmp_path: Path) -> Desk:
    """The organizer has signed in."""
    return a_desk(app, hall)


def files_on(desk: Desk) -> list[str]:
    return re.findall(r'href="(/[a-z]+/\d+/print/[a-z_0-9]+\.[a-z]+)"', desk.page)


def test_every_paper_of_a_meeting_is_offered_and_comes_as_its_kind(desk: Desk) -> None:
    number = desk.new_meeting()
    desk.look(f"/meetings/{number}")
    assert f"/meetings/{number}/print" in desk.page
    desk.look(f"/meetings/{number}/print")
    found = files_on(desk)
    assert len(found) == 3 * 9
    assert not [path for path in found if "/notice." in path]
    for path in found:
        answer = desk.client.get(path)
        assert answer.data.startswith(BEGINS[path.rpartition(".")[2]]), path


def test_the_poster_asks_for_the_network_and_never_carries_it_in_an_address(desk: Desk) -> None:
    path = f"/meetings/{desk.new_meeting()}/print"
    desk.look(path)
    desk.send(path, network="", password="")
    assert "请写无线网的名称" in desk.page
    answer = desk.client.post(
        path, data={"csrf_token": desk.secret, "network": "大布村", "password": "12345678"}
    )
    assert answer.data.startswith(b"%PDF")
    assert desk.client.get(f"{path}/wifi.pdf").status_code == 404


def test_the_papers_of_an_assessment_come_as_files_or_say_what_is_missing(
    desk: Desk, hall: Hall
) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan(title="考核", scheme="jiaozhou-village"))
    desk.look(f"/assessments/{id}/print")
    offered = files_on(desk)
    assert len(offered) == 3 * 5
    assert not [path for path in offered if desk.client.get(path).status_code != 200]
    assert desk.page.count("还没有排名：请先排名定档。") == len(("汇总", "使用", "公示"))
    for name in ("goals", "pledge", "self_report", "score_sheet"):
        assert desk.client.get(f"/assessments/{id}/print/{name}.pdf").data.startswith(b"%PDF")
    desk.look(f"/assessments/{id}/print/ranking.pdf")
    assert "还没有排名" in desk.page
    desk.look(f"/assessments/{id}/print/person?paper=goals&person=丙某")
    assert "丙某" in desk.page
    assert desk.client.get(f"/assessments/{id}/print/goals.odt").status_code == 404


def test_a_notice_is_offered_while_one_was_hung(desk: Desk, hall: Hall) -> None:
    id = seven(hall)
    walk(hall, id)
    notice = f"/assessments/{id}/print/publication.pdf"
    desk.look(f"/assessments/{id}/print")
    assert notice not in files_on(desk)
    assert "没有正在进行的公示" in desk.page
    first = hall.now().date().isoformat()
    write_notice(hall, CONSOLE, id, NoticePlan("经研究", "组织部", "0532-1", first))
    post_notice(hall, CONSOLE, id)
    desk.look(f"/assessments/{id}/print")
    assert notice in files_on(desk)
    assert desk.client.get(notice).data.startswith(b"%PDF")
