"""The score sheet filled in: both columns, the points, what it brings into the ranking."""

import pytest
from makers.reviewed import seven, walk
from sqlalchemy.orm import Session

from ballot.domain.access import CONSOLE, Actor, Role
from ballot.domain.errors import (
    AssessmentConcluded,
    MayNot,
    Missing,
    NotADecimal,
    OutOfRange,
    Refused,
    Tampered,
)
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.domain.scoring.sheet_entry import Side
from ballot.storage import unit_tree
from ballot.storage.assessment import assessments
from ballot.usecases.accounts.read_journal import broken
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.enter_sheet import enter_sheet
from ballot.usecases.assessment.enter_values import enter_values
from ballot.usecases.assessment.kept_sheet import Typed
from ballot.usecases.assessment.people.bring_in_people import add_people, enter_scores
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.assessment.see_sheet import see_sheet
from ballot.usecases.assessment.see_values import see_values
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.start_meeting import Start, start_meeting
from ballot.usecases.review.conclude_assessment import conclude_assessment

WHO = {"姓名": "甲某", "单位": "某局", "村(社区)": "大布村"}
GROUPS = {"单位类别": "市直", "派驻方式": "脱产", "职务层次": "正股级"}


@pytest.fixture
def id(hall: Hall) -> int:
    return create_assessment(hall, CONSOLE, AssessmentPlan("2026年度考核", "jiaozhou-village"))


@pytest.fixture
def person(hall: Hall, id: int) -> int:
    row = WHO | GROUPS
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(row), (row,)))
    return see_assessment(hall, CONSOLE, id).people[0].id


def both(own: str, examined: str, reason: str = "", voucher: str = "") -> Typed:
    return Typed({Side.SELF: own, Side.EXAMINER: examined}, reason, voucher)


def totals(hall: Hall, id: int, person: int) -> tuple[object, object]:
    found = see_sheet(hall, CONSOLE, id, person).totals
    return found[Side.SELF], found[Side.EXAMINER]


def test_both_columns_are_reckoned_apart_and_an_empty_sheet_has_no_points(
    hall: Hall, id: int, person: int
) -> None:
    assert totals(hall, id, person) == (None, None)
    enter_sheet(hall, CONSOLE, id, person, {"(一)1③": both("2", "1", "照片")})
    assert totals(hall, id, person) == (110, 105)
    view = see_sheet(hall, CONSOLE, id, person)
    assert [each.points[Side.EXAMINER] for each in view.sections] == [65, 40, 0, 0]
    assert not view.counts


def test_a_draft_counts_nowhere_and_a_finished_sheet_feeds_the_ranking(
    hall: Hall, id: int, person: int
) -> None:
    typed = {"(一)1③": both("", "1"), "(四)降位": both("", "A级=1")}
    enter_sheet(hall, CONSOLE, id, person, typed)
    assert see_assessment(hall, CONSOLE, id).people[0].items == (None,)
    enter_sheet(hall, CONSOLE, id, person, {}, done=True)
    view = see_assessment(hall, CONSOLE, id)
    assert view.people[0].items == ("95.00",)
    assert view.faults == ()
    values = see_values(hall, CONSOLE, id, person).values
    assert values["基本工作目标奖分"] == "5"
    assert (values["基本工作目标得分"], values["晋位升级加减分"]) == ("65", "-10")


def test_a_level_lost_sets_the_bar_and_taking_it_back_lifts_it(
    hall: Hall, id: int, person: int
) -> None:
    enter_sheet(hall, CONSOLE, id, person, {"(四)降位": both("", "A级=1")}, done=True)
    enter_sheet(hall, CONSOLE, id, person, {"(四)降位": both("", "")}, change="查实没有降位")
    view = see_assessment(hall, CONSOLE, id)
    assert (view.faults, view.people[0].items) == ((), ("100.00",))


def test_what_the_examiners_entered_is_altered_with_a_reason_and_the_old_value_stays(
    hall: Hall, id: int, person: int
) -> None:
    enter_sheet(hall, CONSOLE, id, person, {"(一)1③": both("", "3", "照片")})
    with pytest.raises(Refused) as refused:
        enter_sheet(hall, CONSOLE, id, person, {"(一)1③": both("", "1", "照片")})
    (fault,) = refused.value.faults
    assert (fault.key, fault.column, type(fault.error)) == ("change", "(一)1③", Missing)
    assert totals(hall, id, person)[1] == 115
    enter_sheet(hall, CONSOLE, id, person, {"(一)1③": both("", "1", "照片")}, change="复核")
    kept = see_values(hall, CONSOLE, id, person).entries
    mine = [(each.value, each.source) for each in kept if each.item == "考核组评分:(一)1③"]
    assert mine == [("1", "复核"), ("3", "")]
    assert totals(hall, id, person)[1] == 105


def test_all_faults_of_both_columns_are_told_and_nothing_is_kept(
    hall: Hall, id: int, person: int
) -> None:
    typed = {
        "(一)1①b": both("", "3"),
        "(一)1③": both("两次", "1"),
        "(二)1①": both("", "9", "没有日记"),
        "(一)2①": both("", "不适用"),
    }
    with pytest.raises(Refused) as refused:
        enter_sheet(hall, CONSOLE, id, person, typed)
    found = {(each.key, each.column, type(each.error)) for each in refused.value.faults}
    assert found == {
        (Side.SELF, "(一)1③", NotADecimal),
        (Side.EXAMINER, "(一)1①b", Missing),
        (Side.EXAMINER, "(二)1①", OutOfRange),
        (Side.EXAMINER, "(一)2①", Missing),
    }
    assert see_values(hall, CONSOLE, id, person).entries == ()


def test_what_does_not_apply_keeps_the_base(hall: Hall, id: int, person: int) -> None:
    typed = {"(一)1②": both("", "不适用", "当年换届"), "(一)1①a": both("", "是", "没有记录")}
    enter_sheet(hall, CONSOLE, id, person, typed)
    assert totals(hall, id, person)[1] == 95


def test_one_sum_claimed_twice_is_flagged(hall: Hall, id: int, person: int) -> None:
    typed = {no: both("", "2", "发票", "凭证12") for no in ("(一)4②", "(三)1")}
    enter_sheet(hall, CONSOLE, id, person, typed)
    twice = see_sheet(hall, CONSOLE, id, person).vouchers_twice
    assert twice == (("凭证12", ("(一)4②", "(三)1")),)


def test_required_counts_go_by_the_months_in_post(hall: Hall, id: int, person: int) -> None:
    enter_sheet(hall, CONSOLE, id, person, {"(二)2": both("", "26")}, months="6")
    view = see_sheet(hall, CONSOLE, id, person)
    due = {each.rule.no: each.due for line in view.sections[1].lines for each in line.rules}
    assert (due["(二)2"], view.totals[Side.EXAMINER]) == (26, 100)
    with pytest.raises(Refused) as refused:
        enter_sheet(hall, CONSOLE, id, person, {}, months="13")
    assert refused.value.faults[0].key == "months"


def test_a_changed_entry_in_the_database_is_noticed(hall: Hall, id: int, person: int) -> None:
    enter_sheet(hall, CONSOLE, id, person, {"(一)1③": both("", "1")}, done=True)

    def forge(db: Session) -> None:
        at = hall.clock()
        assessments.enter_score(db, person, item="办实事奖分", value="90", by="谁", at=at)

    hall.database.write(forge)
    with pytest.raises(Tampered):
        see_assessment(hall, CONSOLE, id)


def test_an_observer_sees_and_enters_nothing(hall: Hall, id: int, person: int) -> None:
    (unit,) = hall.database.read(unit_tree.units)
    observer = Actor(id=7, name="看", roles=((unit.id, Role.OBSERVER),))
    assert not see_sheet(hall, observer, id, person).may_edit
    with pytest.raises(MayNot):
        enter_sheet(hall, observer, id, person, {"(一)1③": both("", "1")})
    with pytest.raises(MayNot):
        enter_values(hall, observer, id, person, {}, "")


def test_nobody_of_another_assessment_has_a_sheet_here(hall: Hall, id: int) -> None:
    with pytest.raises(Refused) as refused:
        see_sheet(hall, CONSOLE, id, 404)
    assert refused.value.faults[0].key == "person"


def test_items_are_typed_in_their_borders_and_altered_with_a_reason(hall: Hall) -> None:
    plan = AssessmentPlan("三季度动态考绩", "dongtai")
    id = create_assessment(hall, CONSOLE, plan)
    row = {"姓名": "甲某"}
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(row), (row,)))
    person = see_assessment(hall, CONSOLE, id).people[0].id
    with pytest.raises(Refused) as refused:
        enter_values(hall, CONSOLE, id, person, {"工作绩效": "101", "日常管理": "八十"}, "")
    found = {(each.column, type(each.error)) for each in refused.value.faults}
    assert found == {("工作绩效", OutOfRange), ("日常管理", NotADecimal)}
    enter_values(hall, CONSOLE, id, person, {"工作绩效": "91", "日常管理": ""}, "")
    with pytest.raises(Refused) as refused:
        enter_values(hall, CONSOLE, id, person, {"工作绩效": "92"}, " ")
    assert refused.value.faults[0].key == "change"
    enter_values(hall, CONSOLE, id, person, {"工作绩效": "92"}, "计算有误")
    entries = see_values(hall, CONSOLE, id, person).entries
    assert [(each.value, each.source) for each in entries] == [("92", "计算有误"), ("91", "")]
    with pytest.raises(Refused) as refused:
        enter_values(hall, CONSOLE, id, person, {"工作绩效": " "}, "")
    assert refused.value.faults[0].key == "change"
    enter_values(hall, CONSOLE, id, person, {"工作绩效": "", "日常管理": ""}, "填错了人")
    seen = see_values(hall, CONSOLE, id, person)
    assert [(each.value, each.source) for each in seen.entries[:2]] == [
        ("", "填错了人"),
        ("92", "计算有误"),
    ]
    assert see_assessment(hall, CONSOLE, id).people[0].items[0] is None
    assert broken(hall) is None
    enter_values(hall, CONSOLE, id, person, {"工作绩效": "90"}, "")
    assert see_assessment(hall, CONSOLE, id).people[0].items[0] == "90.00"
    with pytest.raises(Refused) as refused:
        see_sheet(hall, CONSOLE, id, person)
    assert refused.value.faults[0].key == "sheet"


def test_what_is_concluded_takes_nothing_in_until_it_is_sent_back(hall: Hall) -> None:
    id = seven(hall)
    walk(hall, id)
    conclude_assessment(hall, CONSOLE, id)
    before = see_assessment(hall, CONSOLE, id)
    person = before.people[0].id
    row = WHO | GROUPS
    given = PeopleFile("people.csv", tuple(row), (row,))
    for act in (
        lambda: enter_sheet(hall, CONSOLE, id, person, {"(一)1③": both("", "1")}),
        lambda: enter_values(hall, CONSOLE, id, person, {}, ""),
        lambda: add_people(hall, CONSOLE, id, given),
        lambda: enter_scores(hall, CONSOLE, id, given),
        lambda: start_meeting(hall, CONSOLE, id, Start((person,), "测评", "", 30)),
    ):
        with pytest.raises(AssessmentConcluded):
            act()
    assert see_assessment(hall, CONSOLE, id) == before
