"""审核: the steps of a policy in order, grades by hand with both values, what is refused."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from makers.meetings import FAIR, VERY
from makers.reviewed import (
    CONSENT,
    COUNTS,
    HELD,
    NAMES,
    TODAY,
    a_jiaozhou,
    an_assessment_by,
    seven,
    vote,
    walk,
)
from makers.score_rows import USUAL
from sqlalchemy import text

from ballot import schemes
from ballot.domain.access import CONSOLE, Actor, Role
from ballot.domain.errors import (
    AssessmentConcluded,
    ExcessNeedsReason,
    GradeFixed,
    GradesUndecided,
    MayNot,
    Missing,
    NotADate,
    NotAuthorised,
    NotConfirmed,
    NoticesMissing,
    NotOneOf,
    NotRanked,
    OutOfRange,
    RankingOutdated,
    Refused,
    StepOutOfOrder,
    StepsOpen,
    StillWaiting,
    Tampered,
)
from ballot.domain.review.uses_of_result import From
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.storage.assessment import assessments
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.assessment.bring_in_people import add_people, enter_scores
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.review.authorise_assessment import authorise_assessment
from ballot.usecases.review.change_grade import Change, change_grade
from ballot.usecases.review.conclude_assessment import conclude_assessment
from ballot.usecases.review.confirm_thresholds import confirm_thresholds
from ballot.usecases.review.pass_step import pass_step, return_to
from ballot.usecases.review.raise_flag import lift_flag, raise_flag, see_flags
from ballot.usecases.review.see_review import PersonView, ReviewView, see_review

TO_RANKING = 3
"""The first steps of 胶州; the fourth one ranks."""
STEPS = [step.name for step in schemes.find("jiaozhou-village").aftermath.steps]
RANKS, OFFICE, APPROVAL = STEPS[3:]
USUAL_OF_A_FILE = {name: text for name, text in USUAL.items() if name not in COUNTS}
PLAIN = {"姓名": "甲某"}
POINTS = {"月考": "95", "下级测评": "95", "同级互评": "95", "上级考评": "95"}
TALK = {"工作绩效": "80", "日常管理": "80", "综合测评": "80"}


def look(hall: Hall, id: int) -> ReviewView:
    return see_review(hall, CONSOLE, id)


def person(hall: Hall, id: int, name: str) -> PersonView:
    return next(each for each in look(hall, id).people if each.name == name)


def change(
    hall: Hall, id: int, name: str, grade: str, reason: str = "会议研究", excess: str = ""
) -> None:
    given = Change(person(hall, id, name).id, grade, reason, excess, "部长办公会")
    change_grade(hall, CONSOLE, id, given)


def keys(refused: pytest.ExceptionInfo[Refused]) -> list[str | None]:
    return [fault.key for fault in refused.value.faults]


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
        "不满意票超过投票数的1/3的,测评确定为不称职",
        "群众满意度低于2/3的,测评确定为基本称职",
    )
    with pytest.raises(NotConfirmed):
        pass_step(hall, CONSOLE, id, RANKS, HELD)
    confirm_thresholds(hall, CONSOLE, id)
    pass_step(hall, CONSOLE, id, RANKS, HELD)
    assert look(hall, id).confirmed


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
    assert "由优秀改为良好:有两起投诉查实" in first.why
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
        change_grade(hall, CONSOLE, id, Change(404, "称职", "会议研究"))
    assert keys(refused) == ["person"]
    assert not look(hall, id).people[0].changes


def test_grades_change_only_in_a_step_from_the_ranking_on(hall: Hall) -> None:
    id = seven(hall)
    walk(hall, id, 1)
    with pytest.raises(StepOutOfOrder):
        change(hall, id, "甲某", "称职")
    walk(hall, id, 5)
    with pytest.raises(StepOutOfOrder):
        change(hall, id, "甲某", "称职")


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


def test_first_and_last_in_one_person_and_a_good_last_are_told(hall: Hall) -> None:
    people = [
        {"姓名": name, **dict.fromkeys(POINTS, str(95 - n))} for n, name in enumerate("甲乙丙")
    ]
    id = an_assessment_by(hall, "lijun", people)
    kinds = {each.kind for each in look(hall, id).doubts}
    assert "last_is_good" in kinds
    assert person(hall, id, "丙").grade == "待定"


def test_two_quarters_of_excellence_are_counted_over_assessments(hall: Hall) -> None:
    good = [
        {"姓名": "甲某", **dict.fromkeys(TALK, "95")},
        {"姓名": "乙某", **dict.fromkeys(TALK, "70")},
    ]
    first = an_assessment_by(hall, "dongtai", good)
    plan = AssessmentPlan("第二季度", "dongtai", "2026二季度", previous=first)
    second = create_assessment(hall, CONSOLE, plan)
    authorise_assessment(hall, CONSOLE, second, CONSENT)
    rows = tuple(good)
    add_people(hall, CONSOLE, second, PeopleFile("q2.csv", tuple(rows[0]), rows))
    rank_assessment(hall, CONSOLE, second)
    runs = [each.name for each in person(hall, second, "甲某").brings if each.kind is From.RUN]
    assert runs == ["提级管理"]
    assert not [each for each in person(hall, first, "甲某").brings if each.kind is From.RUN]


def test_nothing_is_assessed_before_the_consent_that_the_policy_demands(hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("动态考绩", "dongtai", "一季度"))
    rows = ({"姓名": "甲某", **TALK},)
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(rows[0]), rows))
    for act in (
        lambda: rank_assessment(hall, CONSOLE, id),
        lambda: pass_step(hall, CONSOLE, id, "提出考核", HELD),
    ):
        with pytest.raises(NotAuthorised):
            act()
    for lacking in ("held_by", "held_on", "document"):
        with pytest.raises(Refused) as refused:
            authorise_assessment(hall, CONSOLE, id, replace(CONSENT, **{lacking: ""}))
        assert keys(refused) == [lacking]
    authorise_assessment(hall, CONSOLE, id, CONSENT)
    rank_assessment(hall, CONSOLE, id)
    view = walk(hall, id)
    assert view.consent
    assert view.consent.document == CONSENT.document


def test_the_end_waits_for_all_steps_and_for_the_notices_of_the_policy(hall: Hall) -> None:
    id = seven(hall)
    with pytest.raises(StepsOpen) as refused:
        conclude_assessment(hall, CONSOLE, id)
    assert refused.value.names[0] == STEPS[0]
    walk(hall, id)
    conclude_assessment(hall, CONSOLE, id)
    conclude_assessment(hall, CONSOLE, id)
    assert look(hall, id).concluded
    with pytest.raises(AssessmentConcluded):
        change(hall, id, "甲某", "良好", excess="x")
    with pytest.raises(AssessmentConcluded):
        raise_flag(hall, CONSOLE, id, person(hall, id, "甲某").id, "直接不称职情形", "查实")
    return_to(hall, CONSOLE, id, APPROVAL, "市委要求复核")
    assert not look(hall, id).concluded
    wants = an_assessment_by(hall, "lijun", [PLAIN])
    walk(hall, wants)
    with pytest.raises(NoticesMissing) as missing:
        conclude_assessment(hall, CONSOLE, wants)
    assert (missing.value.wanted, missing.value.done) == (1, 0)


def test_a_flag_has_a_kind_that_the_policy_knows_and_a_ground_and_is_lifted_with_a_reason(
    hall: Hall,
) -> None:
    id = seven(hall)
    who = person(hall, id, "甲某").id
    for kind, ground, key in (("酒驾", "查实", "kind"), ("直接不称职情形", " ", "ground")):
        with pytest.raises(Refused) as refused:
            raise_flag(hall, CONSOLE, id, who, kind, ground)
        assert keys(refused) == [key]
    with pytest.raises(Refused) as refused:
        lift_flag(hall, CONSOLE, id, who, "直接不称职情形", "查无此事")
    assert keys(refused) == ["kind"]
    raise_flag(hall, CONSOLE, id, who, "直接不称职情形", "引发集体访")
    rank_assessment(hall, CONSOLE, id)
    assert person(hall, id, "甲某").grade == "不称职"
    assert person(hall, id, "甲某").fixed
    lift_flag(hall, CONSOLE, id, who, "直接不称职情形", "复查不实")
    rank_assessment(hall, CONSOLE, id)
    assert person(hall, id, "甲某").grade == "优秀"
    view = see_flags(hall, CONSOLE, id, who)
    assert view.standing == {}
    assert [(each.ground, each.lifted) for each in view.lines] == [
        ("复查不实", True),
        ("引发集体访", False),
    ]
    assert [each.name for each in view.kinds] == ["党组织降位", "直接不称职情形"]
    assert [each.act for each in read_journal(hall, CONSOLE)].count("flag") == 2
    assert len(view.kinds[1].grounds) == 3


def test_a_flag_of_yes_and_no_keeps_its_ground_too(hall: Hall) -> None:
    id = seven(hall, 晋位升级加减分="0")
    who = person(hall, id, "甲某").id
    scores = {"姓名": "甲某", "单位": "某局", "村(社区)": "大布村", "晋位升级加减分": "-10"}
    raise_flag(hall, CONSOLE, id, who, "党组织降位", "由A级降为B级")
    with pytest.raises(Refused):
        rank_assessment(hall, CONSOLE, id)
    enter_scores(hall, CONSOLE, id, PeopleFile("s.csv", tuple(scores), (scores,)))
    rank_assessment(hall, CONSOLE, id)
    assert person(hall, id, "甲某").flags == {"党组织降位": "由A级降为B级"}
    assert "不得确定为优秀" in person(hall, id, "甲某").why


def test_only_the_organizer_reviews(hall: Hall) -> None:
    id = seven(hall)
    unit = hall.database.read(lambda db: assessments.get(db, id).unit)
    first = person(hall, id, "甲某").id
    for role in (Role.OBSERVER, Role.TELLER, Role.SCRUTINEER, Role.ADMINISTRATOR):
        who = Actor(id=9, name="旁人", roles=((unit, role),))
        assert not see_review(hall, who, id).may
        acts: list[Callable[[Actor], None]] = [
            lambda who: pass_step(hall, who, id, STEPS[0], HELD),
            lambda who: return_to(hall, who, id, STEPS[0], "x"),
            lambda who: change_grade(hall, who, id, Change(first, "良好", "x")),
            lambda who: confirm_thresholds(hall, who, id),
            lambda who: authorise_assessment(hall, who, id, CONSENT),
            lambda who: conclude_assessment(hall, who, id),
            lambda who: raise_flag(hall, who, id, first, "直接不称职情形", "x"),
        ]
        for act in acts:
            with pytest.raises(MayNot):
                act(who)
    assert not look(hall, id).lines


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE review SET after = '优秀' WHERE kind = 'changed'",
        "DELETE FROM review WHERE kind = 'changed'",
        "UPDATE review SET held_by = '别人' WHERE position = 1",
    ],
)
def test_a_line_that_somebody_altered_in_the_database_stops_the_review(
    hall: Hall, sql: str
) -> None:
    id = seven(hall)
    walk(hall, id, TO_RANKING + 1)
    change(hall, id, "庚某", "基本称职")
    hall.database.write(lambda db: db.execute(text(sql)))
    with pytest.raises(Tampered) as refused:
        look(hall, id)
    assert refused.value.what == "review"
    with pytest.raises(Tampered):
        pass_step(hall, CONSOLE, id, OFFICE, HELD)


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
