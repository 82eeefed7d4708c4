"""The CSV of a result opens in office programs, and only as data."""

import csv
import io

import pytest
from makers import results

from ballot.domain.meetings.result import MeetingResult
from ballot.exports import result_as_csv


def read_back(result: MeetingResult) -> list[dict[str, str]]:
    text = result_as_csv.write(result).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_file_begins_with_the_mark_that_office_programs_need() -> None:
    assert result_as_csv.write(results.an_opened_result()).startswith(b"\xef\xbb\xbf")


def test_every_row_carries_the_meeting_and_its_figures() -> None:
    first, second = read_back(results.an_opened_result())
    assert first["编号 Meeting"] == second["编号 Meeting"] == "482913"
    assert first["收回 Returned"] == "31"
    assert [first[option] for option in results.OPTIONS] == ["20", "7", "3", "1"]
    assert first["满意度 % Satisfaction %"] == "87.10"
    assert first["满意度(精确) Satisfaction, exact"] == "27\u204431"
    assert first["考核总分 Final score"] == "97.55"
    assert second["弃权 Blank"] == "1"
    assert second["考核总分 Final score"] == ""


def test_below_the_quorum_there_is_no_column_for_a_figure() -> None:
    (only,) = read_back(results.a_result_without_quorum())
    assert only["姓名 Name"] == "张某"
    assert only["达到 Quorum met"] == "否 no"
    headings = " ".join(only)
    for figure in (*results.OPTIONS, "弃权", "满意度", "得分", "总分"):
        assert figure not in headings
    assert "112" not in only.values()


@pytest.mark.parametrize("name", ["=1+1", "+86", "-1", "@cmd", "\t=1", "\r=1"])
def test_a_name_that_begins_like_a_formula_is_defused(name: str) -> None:
    row = read_back(results.an_opened_result(name=name))[0]
    assert row["姓名 Name"] == "'" + name


def test_a_title_with_comma_quote_and_line_break_stays_one_cell() -> None:
    title = '大布村,"第一书记"\n测评'
    assert read_back(results.an_opened_result(title=title))[0]["名称 Title"] == title


def test_a_number_question_has_its_sum() -> None:
    _choice, number = read_back(results.a_result_of_two_questions())
    assert number["打分票数 Numbers"] == "30"
    assert number["打分合计 Sum"] == "2700"
    assert number["很满意"] == ""
