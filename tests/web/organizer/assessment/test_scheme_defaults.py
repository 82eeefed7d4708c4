"""「文件未规定,采用默认」 on pages and papers: what, how and by which clause, never a key."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from makers.meetings import THE_HALL, a_closed_meeting
from people.desk import Desk

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.opening.open_box import open_box


@pytest.fixture
def number(hall: Hall) -> str:
    """An opened meeting."""
    meeting = a_closed_meeting(hall, THE_HALL)
    open_box(hall, CONSOLE, meeting.number)
    return meeting.number


@pytest.mark.parametrize("page", ["result", "paper"])
def test_a_page_tells_defaults_in_words_alone(desk: Desk, number: str, page: str) -> None:
    desk.look(f"/meetings/{number}/{page}")
    assert "questions[" not in desk.page
    assert "items[" not in desk.page
    assert "群众满意度 · 投票数怎样算" in desk.page
    assert "收回的全部票（弃权、无效在内）" in desk.page
    assert "相关条款：第十七条" in desk.page
    desk.look(f"/meetings/{number}/{page}?lang=en")
    assert "What counts as ballots cast" in desk.page


def test_the_report_tells_defaults_in_words_alone(desk: Desk, number: str) -> None:
    paper = desk.client.get(f"/meetings/{number}/print/report.docx").data
    with ZipFile(BytesIO(paper)) as file:
        text = re.sub(r"<[^>]+>", "", file.read("word/document.xml").decode())
    assert "群众满意度 · 投票数怎样算：收回的全部票" in text
    assert "items[" not in text
    assert "questions[" not in text
