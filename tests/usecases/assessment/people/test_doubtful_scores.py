"""600 of 60 does not come in unasked, and a number far from the others is marked."""

from dataclasses import replace
from pathlib import Path

import pytest
from makers.meetings import a_hall
from makers.score_rows import USUAL

from ballot.domain.access import CONSOLE
from ballot.domain.errors import BeyondAttainable, FarFromOthers, Refused
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.storage.database import Database
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people, enter_scores, preview
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall

COUNTS = ("应参加人数", "很满意", "满意", "基本满意", "不满意", "弃权", "无效")
BASE = "基本工作目标得分"


@pytest.fixture
def hall(database: Database, tmp_path: Path) -> Hall:
    """The hall of this test, once on each kind of database."""
    return a_hall(database, tmp_path)


def a_file(**points: str) -> PeopleFile:
    """People by name with points in the first section; the rest as usual."""
    usual = {name: text for name, text in USUAL.items() if name not in COUNTS}
    rows = tuple(usual | {"姓名": name, BASE: text} for name, text in points.items())
    return PeopleFile("people.csv", tuple(rows[0]), rows, distinct=True)


def scores(**points: str) -> PeopleFile:
    """Points of people who are there."""
    names = ("姓名", "单位", "村(社区)", BASE)
    rows = tuple({name: row[name] for name in names} for row in a_file(**points).rows)
    return PeopleFile("scores.csv", names, rows)


def test_more_than_the_sheet_can_bring_waits_for_a_word(hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("2026年度考核", "jiaozhou-village"))
    given = a_file(张三="60", 李四="600")
    (fault,) = preview(hall, CONSOLE, id, given, adding=True).asked
    assert isinstance(fault.error, BeyondAttainable)
    assert (fault.row, fault.column, fault.error.name, fault.error.most) == (3, BASE, "李四", "135")
    with pytest.raises(Refused):
        add_people(hall, CONSOLE, id, given)
    assert see_assessment(hall, CONSOLE, id).people == ()
    sure = replace(given, confirm_beyond=True)
    assert preview(hall, CONSOLE, id, sure, adding=True).asked == ()
    assert add_people(hall, CONSOLE, id, sure).new == 2
    again = enter_scores(hall, CONSOLE, id, scores(李四="600"))
    assert again.count == 1, "what stands is not asked about twice"
    with pytest.raises(Refused):
        enter_scores(hall, CONSOLE, id, scores(李四="601"))


def test_a_number_far_from_the_others_is_marked_and_comes_in(hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("2026年度考核", "jiaozhou-village"))
    given = a_file(张三="60", 李四="58", 王五="6", 赵六="55", 钱七="60")
    (fault,) = preview(hall, CONSOLE, id, given, adding=True).odd
    assert isinstance(fault.error, FarFromOthers)
    assert (fault.row, fault.error.value, fault.error.middle) == (4, "6", "58")
    assert add_people(hall, CONSOLE, id, given).new == 5
    (fault,) = preview(hall, CONSOLE, id, scores(王五="130"), adding=False).odd
    assert fault.row == 2, "the others are those who are there already"
    assert preview(hall, CONSOLE, id, scores(王五="61"), adding=False).odd == ()
