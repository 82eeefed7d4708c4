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
    assert str(tab["A2"].value).startswith("例:")
    offered = {str(each.formula1) for each in tab.data_validations.dataValidation}
    assert {'"镇街,市直"', '"脱产,非脱产"', '"是,否"'} <= offered
    assert upload(desk, id, "people", form) == 422
    for place, text in enumerate(("甲某", "某局", "镇街", "脱产", "正股级", "大布村"), start=1):
        tab.cell(3, place, text)
    tab.cell(3, 11, "否")
    filled = io.BytesIO()
    book.save(filled)
    assert upload(desk, id, "people", filled.getvalue()) == 200
    found = FORM.search(desk.page)
    assert found
    desk.send(f"/assessments/{id}/import/people/save", rows=found[1])
    assert [each.name for each in see_assessment(hall, CONSOLE, id).people] == ["甲某"]
