"""Long files on the pages: sent, read and saved behind a bar, with the same questions."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from makers.county import a_county, workbook
from makers.meetings import a_hall
from makers.reviewed import TITLE
from makers.settings import settings
from people.desk import Desk, hidden_in
from people.importer import upload

from ballot.app import create_app
from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.jobs import incoming, kinds
from ballot.jobs.working import work
from ballot.serving.workplace import Workplace
from ballot.storage.database import Database
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.list_rankings import list_rankings
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.do_jobs import do_jobs
from ballot.web.proxy import Application

PEOPLE = 6
SEEN = re.compile(r'href="(/assessments/\d+/import/\w+/seen/\d+)"')


@pytest.fixture
def hall(database: Database, tmp_path: Path) -> Hall:
    return replace(a_hall(database, tmp_path), workplace=Workplace(tmp_path / "data"))


@pytest.fixture
def app(hall: Hall, tmp_path: Path) -> Application:
    return create_app(settings(tmp_path, hall.database), hall)


@pytest.fixture
def id(hall: Hall) -> int:
    return create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of six is long."""
    monkeypatch.setattr(incoming, "LARGE", 1)


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six rows are many."""
    for name, kind in incoming.INCOMING.items():
        monkeypatch.setitem(incoming.INCOMING, name, replace(kind, long=PEOPLE))


def finish(desk: Desk, hall: Hall) -> None:
    """The job of this page is done, and the page looked at again."""
    assert "<progress" in desk.page
    do_jobs(hall, work)
    found = re.search(r"/jobs/\d+", desk.page[desk.page.index("data-fresh") :])
    assert found
    desk.look(found[0])


def save(desk: Desk, id: int, what: str = "people") -> int:
    """Save what the preview shows; the status of the page to which that leads."""
    path = f"/assessments/{id}/import/{what}/save"
    return desk.send(path, **hidden_in(desk.page, path), distinct="on").status_code


def there(hall: Hall, id: int) -> int:
    return len(see_assessment(hall, CONSOLE, id).people)


def test_a_long_file_is_read_shown_and_saved_behind_a_bar(
    desk: Desk, hall: Hall, id: int, large: None
) -> None:
    assert upload(desk, id, "people", workbook(a_county(PEOPLE))) == 200
    finish(desk, hall)
    desk.look(SEEN.findall(desk.page)[0])
    assert "文件没有问题" in desk.page
    assert "王" in desk.page or a_county(PEOPLE)[0].name in desk.page
    assert there(hall, id) == 0
    assert save(desk, id) == 200
    finish(desk, hall)
    assert "已导入 6 人" in desk.page
    assert f"/assessments/{id}/people" in desk.page
    assert there(hall, id) == PEOPLE


def test_a_long_file_with_a_fault_is_shown_in_its_cell_and_has_nothing_to_save(
    desk: Desk, hall: Hall, id: int, large: None
) -> None:
    county = a_county(PEOPLE)
    county[1].row["基本工作目标得分"] = "很好"
    upload(desk, id, "people", workbook(county))
    finish(desk, hall)
    assert desk.look(SEEN.findall(desk.page)[0]).status_code == 422
    assert "很好" in desk.page
    assert 'name="job"' not in desk.page


def test_which_column_is_meant_is_asked_of_a_long_file_too(
    desk: Desk, hall: Hall, id: int, large: None
) -> None:
    lines = [
        "姓名,工作单位名称,单位类别,派驻方式,职务层次,村(社区)",
        "甲某,某局,市直,脱产,正股级,大布村",
    ]
    content = "\r\n".join(lines).encode("utf-8-sig")
    upload(desk, id, "people", content, "people.csv")
    finish(desk, hall)
    desk.look(SEEN.findall(desk.page)[0])
    path = f"/assessments/{id}/import/people/columns"
    chosen = dict.fromkeys(re.findall(r'<select id="(column-\d+)"', desk.page), "工作单位名称")
    assert chosen
    desk.send(path, **hidden_in(desk.page, path), **chosen)
    finish(desk, hall)
    desk.look(SEEN.findall(desk.page)[0])
    save(desk, id)
    finish(desk, hall)
    assert [each.unit for each in see_assessment(hall, CONSOLE, id).people] == ["某局"]


def test_many_rows_of_a_small_file_are_saved_behind_a_bar(
    desk: Desk, hall: Hall, id: int, many: None
) -> None:
    assert upload(desk, id, "people", workbook(a_county(PEOPLE))) == 200
    assert "文件没有问题" in desk.page
    assert save(desk, id) == 200
    assert there(hall, id) == 0
    finish(desk, hall)
    assert there(hall, id) == PEOPLE


def test_what_was_read_is_nobody_elses_and_of_this_assessment_alone(
    desk: Desk, hall: Hall, id: int, large: None
) -> None:
    upload(desk, id, "people", workbook(a_county(PEOPLE)))
    finish(desk, hall)
    seen = SEEN.findall(desk.page)[0]
    other = create_assessment(hall, CONSOLE, AssessmentPlan("别的", "jiaozhou-village"))
    assert desk.look(seen.replace(f"/{id}/", f"/{other}/", 1)).status_code == 404
    assert desk.look(seen.replace("people", "scores")).status_code == 404
    assert desk.look(seen).status_code == 200


def test_thousands_are_ranked_behind_a_bar_and_what_is_wrong_is_told_there(
    desk: Desk, hall: Hall, id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "MANY", 0)
    desk.look(f"/assessments/{id}")
    desk.send(f"/assessments/{id}/rank")
    finish(desk, hall)
    assert "没有做成" in desk.page
    assert list_rankings(hall, CONSOLE, id) == []
