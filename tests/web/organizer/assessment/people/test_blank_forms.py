"""An empty form says what it holds, shows a row, and comes back without that row."""

import io

import openpyxl
from people.desk import Desk
from people.importer import FORM, upload

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall


def test_a_form_of_people_has_an_example_and_words_to_choose(desk: Desk, hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("2026年度考核", "jiaozhou-village"))
    form = desk.client.get(f"/assessments/{id}/template/people.xlsx").data
    book = openpyxl.load_workbook(io.BytesIO(form))
    assert book.sheetnames == ["人员名单"]
    tab = book["人员名单"]
    assert str(tab["A2"].value).startswith("例：")
    offered = {str(each.formula1) for each in tab.data_validations.dataValidation}
    assert {'"镇街,市直"', '"脱产,非脱产"', '"是,否"'} <= offered
    assert upload(desk, id, "people", form) == 422
    said = {"姓名": "甲某", "单位": "某局", "单位类别": "镇街", "派驻方式": "脱产"}
    said |= {"职务层次": "正股级", "村(社区)": "大布村", "党组织降位": "否"}
    places = {cell.value: cell.column for cell in tab[1]}
    for name, text in said.items():
        tab.cell(3, places[name], text)
    filled = io.BytesIO()
    book.save(filled)
    assert upload(desk, id, "people", filled.getvalue()) == 200
    found = FORM.search(desk.page)
    assert found
    desk.send(f"/assessments/{id}/import/people/save", rows=found[1])
    assert [each.name for each in see_assessment(hall, CONSOLE, id).people] == ["甲某"]
