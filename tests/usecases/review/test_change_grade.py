"""Grades changed by hand: with both values and a reason, within what the policy leaves open."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from makers.meetings import FAIR, VERY
from makers.reviewed import NAMES, a_jiaozhou, an_assessment_by, seven, walk
from people.reviewers import OFFICE, POINTS, TO_RANKING, change, keys, look, person

from ballot.domain.access import CONSOLE
from ballot.domain.errors import (
    AllStepsDone,
    ExcessNeedsReason,
    GradeFixed,
    GradesUndecided,
    Missing,
    NotOneOf,
    Refused,
    StepOutOfOrder,
)
from ballot.domain.review.uses_of_result import From
from ballot.usecases.hall import Hall
from ballot.usecases.review.change_grade import Change, change_grade


def test_a_change_by_hand_keeps_both_grades_and_the_reason_and_brings_what_the_new_one_brings(
    hall: Hall,
) -> None:
    id = seven(hall)
    walk(hall, id, TO_RANKING + 1)
    change(hall, id, "甲某", "良好", "有两起投诉查实", "良好名额由研究放宽")
    first = person(hall, id, "甲某")
    assert (first.proposed, first.grade, first.is_changed) == ("优秀", "良好", True)
    assert [(each.before, each.after, each.step) for each in first.changes] == [
        ("优秀", "良好", OFFICE)
    ]
    assert "由优秀改为良好：有两起投诉查实" in first.why
    assert first.brings == ()
    change(hall, id, "丙某", "优秀")
    third = person(hall, id, "丙某")
    assert [each.kind for each in third.brings] == [From.GRADE] * 3
    assert {each.clause for each in third.brings} == {"第二十条"}


def test_a_quota_is_never_passed_silently(hall: Hall) -> None:
    id = seven(hall)
    walk(hall, id, TO_RANKING + 1)
    with pytest.raises(ExcessNeedsReason) as refused:
        change(hall, id, "丙某", "优秀")
    assert (refused.value.given, refused.value.limit) == (3, 2)
    assert person(hall, id, "丙某").grade == "良好"
    change(hall, id, "丙某", "优秀", "会议研究", "市委同意增加一名")
    assert person(hall, id, "丙某").changes[-1].opinion == "市委同意增加一名"


def test_neither_a_veto_nor_a_bar_nor_the_ballot_gives_way_to_a_hand(hall: Hall) -> None:
    ground = {"直接不称职情形": "激化干群矛盾造成集体访"}
    id = a_jiaozhou(
        hall,
        [
            {"姓名": "甲某", "办实事奖分": 9, **ground},
            {"姓名": "乙某", "基本工作目标得分": 30},
            {"姓名": "丙某", "办实事奖分": 5},
            {"姓名": "丁某", "办实事奖分": 4},
        ],
    )
    walk(hall, id, TO_RANKING + 1)
    for name, grade, word in (("甲某", "称职", "集体访"), ("乙某", "优秀", "低于80分")):
        with pytest.raises(GradeFixed) as refused:
            change(hall, id, name, grade, excess="同意")
        assert word in refused.value.why
    change(hall, id, "乙某", "基本称职")


def test_whom_the_ballot_graded_a_hand_may_only_lower(hall: Hall) -> None:
    id = a_jiaozhou(hall, [{"姓名": "甲某"}], [VERY, FAIR, FAIR])
    walk(hall, id, TO_RANKING + 1)
    assert person(hall, id, "甲某").grade == "基本称职"
    with pytest.raises(GradeFixed):
        change(hall, id, "甲某", "称职")
    change(hall, id, "甲某", "不称职")


def test_what_is_wrong_with_a_change_is_said_by_its_key(hall: Hall) -> None:
    id = seven(hall)
    walk(hall, id, TO_RANKING + 1)
    with pytest.raises(NotOneOf):
        change(hall, id, "甲某", "极好")
    with pytest.raises(Missing):
        change(hall, id, "甲某", "称职", " ")
    with pytest.raises(Refused) as refused:
        change(hall, id, "甲某", "优秀")
    assert keys(refused) == ["grade"]
    with pytest.raises(Refused) as refused:
        change_grade(hall, CONSOLE, id, Change(2**31 - 1, "称职", "会议研究"))
    assert keys(refused) == ["person"]
    assert not look(hall, id).people[0].changes


def test_grades_change_only_in_a_step_from_the_ranking_on(hall: Hall) -> None:
    id = seven(hall)
    walk(hall, id, 1)
    with pytest.raises(StepOutOfOrder):
        change(hall, id, "甲某", "称职")
    walk(hall, id, 5)
    with pytest.raises(AllStepsDone):
        change(hall, id, "甲某", "称职")


def test_grades_that_the_policy_leaves_to_people_are_decided_before_the_last_step(
    hall: Hall,
) -> None:
    people = [
        {"姓名": name, **dict.fromkeys(POINTS, str(90 - place))} for place, name in enumerate(NAMES)
    ]
    id = an_assessment_by(hall, "lijun", people)
    walk(hall, id, 2)
    middle = [each.name for each in look(hall, id).people if each.needs_decision]
    assert middle == ["丁某", "戊某", "己某"]
    with pytest.raises(GradesUndecided) as refused:
        walk(hall, id, 1)
    assert refused.value.names == tuple(middle)
    change(hall, id, "丁某", "称职")
    change(hall, id, "戊某", "称职")
    change(hall, id, "己某", "基本称职")
    view = walk(hall, id, 1)
    pay = {p.name: each.text for p in view.people for each in p.brings if each.kind is From.PAY}
    assert pay == {
        "甲某": "全额", "乙某": "扣10%", "丙某": "扣10%", "丁某": "扣10%",
        "戊某": "扣10%", "己某": "扣10%", "庚某": "全部扣除",
    }  # fmt: skip
    assert [each.name for each in view.listed()["年度前三名"]] == ["甲某", "乙某", "丙某"]


GRADES = st.sampled_from(["优秀", "良好", "称职", "基本称职", "不称职"])


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wanted=st.lists(st.tuples(st.integers(0, 6), GRADES), min_size=1, max_size=8))
def test_no_change_by_hand_ever_loses_the_old_value(
    shared: tuple[Hall, int], wanted: list[tuple[int, str]]
) -> None:
    hall, id = shared
    history: dict[str, list[str]] = {p.name: [p.proposed] for p in look(hall, id).people}
    for p in look(hall, id).people:
        history[p.name] += [each.after or "" for each in p.changes]
    for place, grade in wanted:
        name = NAMES[place]
        if history[name][-1] == grade:
            with pytest.raises(Refused):
                change(hall, id, name, grade, "研究", "同意超出")
        else:
            change(hall, id, name, grade, "研究", "同意超出")
            history[name].append(grade)
    for p in look(hall, id).people:
        chain = [p.proposed, *(each.after for each in p.changes)]
        assert chain == history[p.name]
        assert [each.before for each in p.changes] == chain[:-1]
        assert p.grade == chain[-1]


@pytest.fixture
def shared(hall: Hall) -> tuple[Hall, int]:
    """One assessment in its review, changed again and again."""
    id = seven(hall)
    walk(hall, id, TO_RANKING + 1)
    return hall, id
