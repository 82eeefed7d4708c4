"""A file of a county's meetings with one faulty row: the others are made, and it is named."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from makers.county import a_county, workbook
from people.desk import Desk, hidden_in
from people.importer import FORM, filled, rows_of, upload

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.exports import people_table
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.desk.find_meetings import Search, find_meetings
from ballot.usecases.hall import Hall

SIZE = 171 if os.environ.get("BALLOT_TEST_SCALE") == "full" else 8
ELIGIBLE = "应参加人数"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on both."""
    return sqlite_url


@pytest.fixture
def id(hall: Hall, desk: Desk) -> int:
    """An assessment of a county's people, none of whom has a meeting."""
    id = create_assessment(hall, CONSOLE, AssessmentPlan("2026年度考核", "jiaozhou-village"))
    assert upload(desk, id, "people", workbook(a_county(SIZE))) == 200
    desk.send(f"/assessments/{id}/import/people/save", rows=rows_in(desk))
    return id


def a_file(desk: Desk, id: int, faulty: dict[int, str]) -> bytes:
    """The blank file filled in; in these rows of it with that many voters."""
    return content_of(filled(desk, id, "meetings", ELIGIBLE, "46")[1], faulty)


def content_of(content: bytes, cells: dict[int, str]) -> bytes:
    """The same file with other numbers of voters in these rows of it."""
    heading, rows = rows_of("form.xlsx", content)
    for number, text in cells.items():
        rows[number - 2][ELIGIBLE] = text
    return people_table.write("x.xlsx", heading, rows)


def rows_in(desk: Desk) -> str:
    """What the only form of a preview carries on."""
    (found,) = FORM.findall(desk.page)
    return str(found)


def made(hall: Hall) -> int:
    """How many meetings there are."""
    return len(find_meetings(hall, CONSOLE, Search(), SIZE).listed)


def test_all_but_the_faulty_row_are_made_and_it_is_named(hall: Hall, desk: Desk, id: int) -> None:
    content = a_file(desk, id, {5: "四十六"})
    assert upload(desk, id, "meetings", content) == 422
    assert f"先建没有问题的 {SIZE - 1} 场" in desk.page
    assert f"{SIZE - 1} 行的“密钥保管”空着" in desk.page, "of those alone that come along"
    assert made(hall) == 0, "a preview saves nothing"
    desk.send(f"/assessments/{id}/import/meetings/save", rows=rows_in(desk))
    left = a_county(SIZE)[3]
    assert f"已建立 {SIZE - 1} 场测评会。1 行没有建成。" in desk.page
    assert f"第 5 行</strong> {left.village} {left.name}" in desk.page
    assert made(hall) == SIZE - 1
    desk.send(f"/assessments/{id}/import/meetings/rest", rows=rows_in(desk))
    assert '<th scope="row">5</th>' in desk.page, "it keeps its number"
    assert left.name in desk.look(f"/assessments/{id}/meetings/new").text
    again = a_file(desk, id, {})
    assert [row["姓名"] for row in rows_of("form.xlsx", again)[1]] == [left.name], "it alone"
    mended = content_of(content, {5: "46"})
    assert upload(desk, id, "meetings", mended) == 200
    assert f"{SIZE - 1} 行的会议已经建立：不再建，也不改动" in desk.page
    assert "保存 1 行" in desk.page
    desk.send(f"/assessments/{id}/import/meetings/save", rows=rows_in(desk))
    assert f"已建立 1 场测评会。另有 {SIZE - 1} 行的会议之前已经建立" in desk.page
    assert made(hall) == SIZE
    assert upload(desk, id, "meetings", mended) == 200
    assert "没有要保存的" in desk.page


def test_two_browsers_that_send_the_same_file_make_each_meeting_once(
    hall: Hall, desk: Desk, phone: Desk, id: int
) -> None:
    content, save = a_file(desk, id, {}), f"/assessments/{id}/import/meetings/save"
    for each in (desk, phone):
        assert upload(each, id, "meetings", content) == 200
    with ThreadPoolExecutor(2) as both:
        sent = [
            both.submit(each.send, save, **hidden_in(each.page, save)) for each in (desk, phone)
        ]
    assert [each.result().status_code for each in sent] == [200, 200]
    counts = [int(re.findall(r"已建立 (\d+) 场", each.page)[0]) for each in (desk, phone)]
    assert sum(counts) == made(hall) == SIZE


def test_the_control_a_file_that_is_faulty_in_every_row_or_in_its_heading_has_no_rest(
    desk: Desk, id: int
) -> None:
    every = dict.fromkeys(range(2, SIZE + 2), "x")
    assert upload(desk, id, "meetings", a_file(desk, id, every)) == 422
    assert "先建没有问题的" not in desk.page
    heading, rows = rows_of("form.xlsx", a_file(desk, id, {}))
    lacking = [name for name in heading if name != ELIGIBLE]
    upload(desk, id, "meetings", people_table.write("x.xlsx", lacking, rows))
    assert "先建没有问题的" not in desk.page


def test_people_and_scores_come_in_whole_or_not_at_all(desk: Desk, id: int) -> None:
    whole, other = a_county(SIZE + 2)[-2:]
    assert (
        upload(desk, id, "people", workbook([whole, replace(other, row=other.row | {"姓名": ""})]))
        == 422
    )
    assert "先建没有问题的" not in desk.page
