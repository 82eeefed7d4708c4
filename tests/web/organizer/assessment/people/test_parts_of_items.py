"""The parts of an item stand in the blank file with their weights, come back, and add up to it."""

import csv
import io
import re
from fractions import Fraction

import openpyxl
from makers.reviewed import an_assessment_by
from people.desk import Desk
from people.importer import FORM, upload

from ballot.domain.access import CONSOLE
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.hall import Hall

MARKERS = ("分管领导打分（50%）", "站所长打分（50%）")


def of_a_month(hall: Hall) -> int:
    return an_assessment_by(hall, "lijun", [{"姓名": "甲"}, {"姓名": "乙"}], "2026年9月")


def test_two_markers_are_columns_of_the_blank_file_and_make_the_month(
    desk: Desk, hall: Hall
) -> None:
    id = of_a_month(hall)
    book = openpyxl.load_workbook(
        io.BytesIO(desk.client.get(f"/assessments/{id}/template/scores.xlsx").data)
    )
    tab = book.worksheets[0]
    places = {str(cell.value): cell.column for cell in tab[1]}
    assert set(MARKERS) <= set(places)
    for row, marks in ((2, ("90", "81")), (3, ("85", "80"))):
        for name, mark in zip(MARKERS, marks, strict=True):
            tab.cell(row, places[name], mark)
    kept = io.BytesIO()
    book.save(kept)
    desk.look(f"/assessments/{id}/import/scores")
    assert upload(desk, id, "scores", kept.getvalue()) == 200, desk.page
    assert "分管领导打分（50%）" not in desk.page.partition("</main>")[0].partition("不导入的列")[2]
    found = FORM.search(desk.page)
    assert found
    desk.send(f"/assessments/{id}/import/scores/save", rows=found[1])
    rank_assessment(hall, CONSOLE, id)
    number = see_ranking(hall, CONSOLE, id).id
    content = desk.client.get(f"/assessments/{id}/ranking/{number}/file.csv").data
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["月考"] for row in rows] == ["85.50", "82.50"]
    for row in rows:
        parts = [Fraction(row[name.partition("（")[0]]) / 2 for name in MARKERS]
        assert sum(parts) == Fraction(row["月考"]) == Fraction(row["总分"])


def test_the_page_says_which_words_a_column_takes_and_what_makes_an_item(
    desk: Desk, hall: Hall, id: int
) -> None:
    page = desk.look(f"/assessments/{id}/import/people").text
    assert re.search(r"<li>单位类别：镇街、市直</li>", page)
    assert re.search(r"<li>派驻方式：脱产、非脱产</li>", page)
    month = of_a_month(hall)
    page = desk.look(f"/assessments/{month}/import/scores").text
    assert "月考 = 分管领导打分×50% + 站所长打分×50%" in page


def test_two_readings_of_one_policy_are_told_apart_where_one_is_chosen(desk: Desk) -> None:
    page = desk.look("/assessments/new").text
    names = re.findall(r'<span class="name">([^<]+)</span>', page)
    assert len(names) == len(set(names))
    for said in ("村、社区一起考核", "只考核社区", "月考30%", "月考40%"):
        assert sum(said in name for name in names) == 1, said
    assert "月考30%" in desk.look("/meetings/new").text
