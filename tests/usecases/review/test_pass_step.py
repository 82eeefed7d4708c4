"""审核: the steps of a policy in order, and what each of them waits for."""

from dataclasses import replace

import pytest
from makers.meetings import VERY
from makers.reviewed import COUNTS, HELD, TODAY, an_assessment_by, seven, vote, walk
from makers.score_rows import USUAL
from people.reviewers import (
    APPROVAL,
    OFFICE,
    PLAIN,
    RANKS,
    STEPS,
    TALK,
    TO_RANKING,
    change,
    keys,
    look,
    person,
)

from ballot import schemes
from ballot.domain.access import CONSOLE
from ballot.domain.errors import (
    GradeFixed,
    Missing,
    NotADate,
    NotConfirmed,
    NotRanked,
    OutOfRange,
    RankingOutdated,
    Refused,
    StepOutOfOrder,
    StillWaiting,
)
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.review.confirm_thresholds import confirm_thresholds
from ballot.usecases.review.pass_step import pass_step, return_to
from ballot.usecases.review.raise_flag import raise_flag

USUAL_OF_A_FILE = {name: text for name, text in USUAL.items() if name not in COUNTS}


REPORTED = PLAIN | {"述职测评": "91", "实地考评": "91"}
POLICIES = [
    ("jiaozhou-village", PLAIN, 6),
    ("jiaozhou-community", PLAIN, 6),
    ("yicheng", PLAIN, 3),
    ("lijun", PLAIN, 3),
    ("lijun-monthly40", PLAIN, 3),
    ("sanping-304030", PLAIN, 1),
    ("lianshu-branch", REPORTED, 6),
    ("lianshu-township", REPORTED, 6),
    ("lianshu-village", REPORTED, 5),
    ("gongwei", PLAIN, 6),
    ("dongtai", PLAIN | TALK, 3),
    ("abc-classes", PLAIN, 3),
]


def test_the_steps_of_every_policy_are_walked_in_their_order(hall: Hall) -> None:
    assert [name for name, _, _ in sorted(POLICIES)] == list(schemes.available())
    for scheme, somebody, steps in POLICIES:
        id = an_assessment_by(hall, scheme, [somebody])
        names = [each.step.name for each in look(hall, id).road]
        assert len(names) == steps
        for place, name in enumerate(names):
            with pytest.raises(StepOutOfOrder):
                pass_step(hall, CONSOLE, id, names[place - 1] if place else "没有这一步", HELD)
            assert [each.how for each in look(hall, id).road][place] == "here"
            walk(hall, id, 1)
            line = look(hall, id).road[place].line
            assert line
            assert (line.step, line.held_by, line.held_on) == (name, "部长办公会", TODAY)
        assert look(hall, id).next is None
    told = [each.act for each in read_journal(hall, CONSOLE)]
    assert told.count("review") >= sum(steps for _, _, steps in POLICIES)


def test_a_step_names_who_held_it_and_a_day_that_has_come(hall: Hall) -> None:
    id = seven(hall)
    for held, key, error in (
        (replace(HELD, held_by=" "), "held_by", Missing),
        (replace(HELD, held_on=""), "held_on", Missing),
        (replace(HELD, held_on="20日"), "held_on", NotADate),
        (replace(HELD, held_on="2027-01-01"), "held_on", OutOfRange),
    ):
        with pytest.raises(Refused) as refused:
            pass_step(hall, CONSOLE, id, STEPS[0], held)
        assert keys(refused) == [key]
        assert isinstance(refused.value.faults[0].error, error)
    assert look(hall, id).road[0].how == "here"


def test_thresholds_that_the_text_does_not_give_are_confirmed_before_ranking(hall: Hall) -> None:
    id = seven(hall)
    for step in STEPS[:TO_RANKING]:
        pass_step(hall, CONSOLE, id, step, HELD)
    assert look(hall, id).thresholds == (
        "不满意票超过投票数的1/3的，测评确定为不称职",
        "群众满意度低于2/3的，测评确定为基本称职",
    )
    with pytest.raises(NotConfirmed):
        pass_step(hall, CONSOLE, id, RANKS, HELD)
    confirm_thresholds(hall, CONSOLE, id)
    pass_step(hall, CONSOLE, id, RANKS, HELD)
    assert look(hall, id).confirmed


def test_a_return_opens_a_step_again_and_all_behind_it(hall: Hall) -> None:
    id = seven(hall)
    walk(hall, id)
    with pytest.raises(Refused) as refused:
        return_to(hall, CONSOLE, id, OFFICE, " ")
    assert keys(refused) == ["reason"]
    return_to(hall, CONSOLE, id, OFFICE, "材料不全")
    assert [each.how for each in look(hall, id).road] == ["done"] * 4 + ["here", "ahead"]
    with pytest.raises(StepOutOfOrder):
        return_to(hall, CONSOLE, id, APPROVAL, "还没有做到")
    with pytest.raises(StepOutOfOrder):
        return_to(hall, CONSOLE, id, "没有这一步", "写错")
    change(hall, id, "庚某", "基本称职")
    assert walk(hall, id, 2).next is None


def test_a_ranking_that_is_no_longer_current_blocks_and_a_new_one_opens_its_steps_again(
    hall: Hall,
) -> None:
    id = seven(hall)
    walk(hall, id, TO_RANKING + 1)
    change(hall, id, "庚某", "基本称职")
    raise_flag(hall, CONSOLE, id, person(hall, id, "甲某").id, "直接不称职情形", "查实")
    with pytest.raises(RankingOutdated):
        pass_step(hall, CONSOLE, id, OFFICE, HELD)
    with pytest.raises(RankingOutdated):
        change(hall, id, "乙某", "良好")
    rank_assessment(hall, CONSOLE, id)
    view = look(hall, id)
    assert [each.how for each in view.road] == ["done"] * 3 + ["here", "ahead", "ahead"]
    assert view.lost == 1
    assert person(hall, id, "甲某").grade == "不称职"
    assert person(hall, id, "庚某").grade == "称职"
    assert any(each.entry.after == "基本称职" for each in view.lines)


def test_without_a_ranking_the_ranking_step_waits(hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("空的", "lianshu-branch", "2026"))
    walk(hall, id, 5)
    with pytest.raises(NotRanked):
        pass_step(hall, CONSOLE, id, "确定等次", HELD)
    assert look(hall, id).people == ()


def test_somebody_without_a_measurement_asks_for_a_reason(hall: Hall) -> None:
    id = an_assessment_by(hall, "lianshu-branch", [PLAIN])
    walk(hall, id, 5)
    with pytest.raises(StillWaiting) as refused:
        pass_step(hall, CONSOLE, id, "确定等次", HELD)
    assert refused.value.count == 1
    with pytest.raises(GradeFixed):
        change(hall, id, "甲某", "好")
    pass_step(hall, CONSOLE, id, "确定等次", replace(HELD, reason="病假,明年补"))
    assert look(hall, id).waiting == 1


def test_the_vote_is_no_step_done_while_its_meetings_are_not_opened(hall: Hall) -> None:
    id = seven(hall)
    late = dict(USUAL_OF_A_FILE, 姓名="辛某")
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(late), (late,)))
    walk(hall, id, 2)
    assert look(hall, id).unmeasured == ("辛某",)
    with pytest.raises(StillWaiting) as refused:
        pass_step(hall, CONSOLE, id, STEPS[2], HELD)
    assert refused.value.count == 1
    assert [each.how for each in look(hall, id).road][2] == "here"
    vote(hall, ["辛某"], [VERY] * 3)
    assert look(hall, id).unmeasured == ()
    pass_step(hall, CONSOLE, id, STEPS[2], HELD)
    assert [each.how for each in look(hall, id).road][2] == "done"


def test_who_cannot_be_measured_is_passed_over_with_a_reason(hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("没有开会", "jiaozhou-village", "2026"))
    late = dict(USUAL_OF_A_FILE, 姓名="辛某")
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(late), (late,)))
    walk(hall, id, 2)
    pass_step(hall, CONSOLE, id, STEPS[2], replace(HELD, reason="长期病假"))
    assert look(hall, id).lines[-1].entry.reason == "长期病假"
