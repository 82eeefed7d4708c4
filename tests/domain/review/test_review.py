"""The steps of a review read out of its lines, changes by hand, what follows, what is published."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from makers.score_rows import VILLAGE, a_row

from ballot import schemes
from ballot.domain.errors import (
    AllStepsDone,
    CapExceeded,
    ExcessNeedsReason,
    GradeFixed,
    GradesUndecided,
    NotOneOf,
    StepOutOfOrder,
)
from ballot.domain.review import publishing, steps, uses_of_result
from ballot.domain.review.steps import Kind, ReviewLine
from ballot.domain.review.uses_of_result import From
from ballot.domain.scheme import columns, consequences
from ballot.domain.scheme.consequences import Notice, Step
from ballot.domain.scheme.grade_rules import LEFT, TO_DECIDE, WAITING
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import score
from ballot.domain.scoring.ranking import Ranking
from ballot.domain.scoring.score import Scored

STEPS = (Step("自查", "本人"), Step("排名", "考评组", ranks=True), Step("审批", "市委"))
LIJUN = schemes.find("lijun")
COUNTS = ("应参加人数", "很满意", "满意", "基本满意", "不满意", "弃权", "无效")
POINTS = ("月考", "下级测评", "同级互评", "上级考评")


def passed(step: str, ranking: int | None = None) -> ReviewLine:
    return ReviewLine(kind=Kind.PASSED, step=step, ranking=ranking)


def county(scheme: Scheme, *totals: str, **more: str) -> Scored:
    """People of 李俊 with these totals, named 1, 2, 3…"""
    rows = [
        {"姓名": str(place), **dict.fromkeys(POINTS, total), **more}
        for place, total in enumerate(totals, start=1)
    ]
    return score.score(scheme, rows)


def villages(*cells: Mapping[str, object]) -> Ranking:
    """People of 胶州 with these cells, named 1, 2, 3…"""
    rows = [
        a_row(str(place)) | {name: str(text) for name, text in each.items()}
        for place, each in enumerate(cells, start=1)
    ]
    return score.score(VILLAGE, rows).ranking


def test_a_review_stands_where_its_lines_leave_it() -> None:
    empty = steps.stand(STEPS, [], None)
    assert (empty.next, empty.left, empty.rests_on_ranking) == (
        STEPS[0],
        ("自查", "排名", "审批"),
        False,
    )
    lines = [passed("自查"), passed("排名", 1), passed("审批", 1)]
    whole = steps.stand(STEPS, lines, 1)
    assert (whole.next, whole.left, whole.concluded) == (None, (), False)
    over = [*lines, ReviewLine(kind=Kind.CONCLUDED, ranking=1)]
    assert steps.stand(STEPS, over, 1).concluded
    assert not steps.stand(STEPS, over, 2).concluded
    assert steps.stand(STEPS, over, 2).left == ("排名", "审批")
    back = [
        *over,
        ReviewLine(kind=Kind.RETURNED, step="排名", ranking=1),
        ReviewLine(kind=Kind.CONFIRMED),
    ]
    returned = steps.stand(STEPS, back, 1)
    assert (returned.concluded, returned.left) == (False, ("排名", "审批"))


def test_a_step_has_its_turn_and_a_return_goes_back() -> None:
    progress = steps.stand(STEPS, [passed("自查")], None)
    assert progress.require_next("排名") == STEPS[1]
    progress.require_behind("自查")
    for wrong in ("审批", "自查"):
        with pytest.raises(StepOutOfOrder) as refused:
            progress.require_next(wrong)
        assert refused.value.next == "排名"
    for wrong in ("排名", "没有"):
        with pytest.raises(StepOutOfOrder):
            progress.require_behind(wrong)
    done = steps.stand(STEPS, [passed(each.name, 1) for each in STEPS], 1)
    with pytest.raises(AllStepsDone) as over:
        done.require_next("审批")
    assert over.value.step == "审批"
    with pytest.raises(AllStepsDone):
        done.position("没有")


def test_without_a_step_that_ranks_the_last_one_does_and_without_steps_none() -> None:
    plain = (Step("述职", "书记"), Step("定等次", "支部会"))
    assert steps.stand(plain, [], None).ranking_step == 1
    assert steps.stand((), [], None).ranking_step == -1
    assert steps.stand((), [], None).rests_on_ranking


def test_changes_are_laid_over_the_ranking_that_they_belong_to() -> None:
    found = county(LIJUN, "95", "94", "93", "92", "91").ranking
    lines = [
        ReviewLine(
            kind=Kind.CHANGED, ranking=1, person=40, before="待定", after="称职", reason="议"
        ),
        ReviewLine(kind=Kind.CHANGED, ranking=2, person=40, before="待定", after="基本称职"),
        ReviewLine(kind=Kind.CHANGED, ranking=1, person=99, before="x", after="称职"),
        ReviewLine(kind=Kind.CONFIRMED),
    ]
    made = steps.changes(lines, 1)
    settled = steps.settled(found, (10, 20, 30, 40, 50), made, is_decided=False)
    fourth = settled.placed[3]
    assert (fourth.proposed, fourth.grade, fourth.decided) == ("待定", "称职", "称职")
    assert [one.decided for one in settled.placed if one is not fourth] == ["待定"] * 4
    over = steps.settled(found, (10, 20, 30, 40, 50), made, is_decided=True)
    assert [one.decided for one in over.placed] == [one.grade for one in over.placed]
    assert fourth.why.endswith("由待定改为称职：议")
    steps.require_decided(settled)
    with pytest.raises(GradesUndecided):
        steps.require_decided(found)
    assert steps.last_of(lines, Kind.CONFIRMED) == lines[3]
    assert steps.last_of(lines, Kind.PASSED) is None


def test_places_of_every_kind_are_kept_by_a_hand_too() -> None:
    found = county(LIJUN, "95", "94", "93", "92", "91").ranking
    for grade in ("优秀", "不称职"):
        with pytest.raises(ExcessNeedsReason):
            steps.require_change(LIJUN, found, 3, grade, "议", "")
        steps.require_change(LIJUN, found, 3, grade, "议", "同意")
    steps.require_change(LIJUN, found, 3, "称职", "议", "")
    with pytest.raises(NotOneOf):
        steps.require_change(LIJUN, found, 3, "极好", "议", "")


def test_a_hard_cap_is_not_passed_with_any_reason() -> None:
    scheme = schemes.find("gongwei", {"caps[1].hard": "true"})
    rows = [
        {"姓名": name, "半年等次": "良好", "年度等次": "良好", "应参加人数": "9", "优秀": "9"}
        | dict.fromkeys(("称职", "基本称职", "不称职", "弃权", "无效"), "0")
        | {"一票否决": ""}
        for name in "甲乙丙丁戊"
    ]
    found = score.score(scheme, rows).ranking
    steps.require_change(scheme, found, 0, "优秀", "议", "")
    first = ReviewLine(kind=Kind.CHANGED, person=0, before="称职", after="优秀", reason="议")
    found = steps.settled(found, range(5), [first], is_decided=False)
    with pytest.raises(CapExceeded):
        steps.require_change(scheme, found, 1, "优秀", "议", "同意")


def test_no_hand_changes_what_a_veto_a_bar_or_the_ballot_decided() -> None:
    found = villages(
        {"直接不称职情形": "集体访"},
        {"基本工作目标得分": "30"},
        {"不满意": "1", "基本满意": "29", "很满意": "1", "满意": "0"},
        {
            "很满意": "",
            "满意": "",
            "基本满意": "",
            "不满意": "",
            "应参加人数": "",
            "弃权": "",
            "无效": "",
        },
    )
    assert "集体访" in steps.fixed(found.placed[0])
    assert steps.fixed(found.placed[3]) == "待测评"
    assert steps.fixed(found.placed[1]) == ""
    for place, grade in ((0, "称职"), (1, "优秀"), (2, "称职"), (3, "称职")):
        with pytest.raises(GradeFixed):
            steps.require_change(VILLAGE, found, place, grade, "议", "同意")
    steps.require_change(VILLAGE, found, 2, "不称职", "议", "")
    steps.require_change(VILLAGE, found, 1, "基本称职", "议", "")


def test_the_thirteenth_month_follows_the_vectors() -> None:
    scored = county(LIJUN, "96", "95", "94", "90", "89.99", "85", "84.99", "84")
    pays = [
        [one.text for one in each if one.kind is From.PAY]
        for each in uses_of_result.of(LIJUN, scored.ranking)
    ]
    whole = ["全额"]
    assert pays == [whole, whole, whole, whole, ["扣10%"], ["扣10%"], ["扣20%"], ["全部扣除"]]
    good = county(LIJUN, "99", "98", "97", "90")
    assert [one.text for one in uses_of_result.of(LIJUN, good.ranking)[3]][-1] == "全部扣除"
    (doubt,) = uses_of_result.doubts(LIJUN, good.ranking)
    assert (doubt.kind, doubt.values) == ("last_is_good", ("4", "90"))


def test_the_money_of_a_list_is_told_in_its_words_and_stays_open_where_first_is_last() -> None:
    quarter = schemes.find("lijun", {"period.kind": "quarter"})

    def lists(*totals: str) -> list[list[str]]:
        found = uses_of_result.of(quarter, county(quarter, *totals).ranking)
        return [[each.text for each in one if each.kind is From.LIST] for one in found]

    told = lists("96", "95", "94", "93", "90")
    assert told == [["每人奖励200元"]] * 3 + [[], ["扣罚200元，限期整改"]]
    assert lists("80", "79")[1] == ["季度前三名（奖罚待定）", "季度最后一名（奖罚待定）"]


def test_first_and_last_lists_that_meet_in_one_person_are_told() -> None:
    quarter = schemes.find("lijun", {"period.kind": "quarter"})
    doubts = uses_of_result.doubts(quarter, county(quarter, "80", "79").ranking)
    assert [(each.kind, each.values) for each in doubts] == [("overlap", ("2",))]
    assert uses_of_result.doubts(VILLAGE, villages({}, {})) == []


def test_what_a_row_says_is_put_back_into_a_snapshot() -> None:
    dongtai = schemes.find("dongtai")
    names = ("工作绩效", "日常管理", "综合测评")
    rows = [
        {"姓名": "甲", **dict.fromkeys(names, "95"), "红色预警": "积案", "以前等次": ""},
        {"姓名": "乙", **dict.fromkeys(names, "95"), "红色预警": "", "以前等次": "合格"},
        {"姓名": "丙", **dict.fromkeys(names, "95"), "红色预警": "否", "以前等次": "优秀"},
    ]
    found = score.score(dongtai, rows).ranking
    back = uses_of_result.with_facts(dongtai, found, rows, {0: ("优秀",), 1: ("优秀",)})
    runs = [
        [one.name for one in each if one.kind is From.RUN]
        for each in uses_of_result.of(dongtai, back)
    ]
    assert runs == [["提级管理"], [], ["提级管理"]]
    reds = [each.person.grounds for each in back.placed]
    assert reds == [{"红色预警": "积案"}, {}, {}]


def test_who_waits_gets_nothing_and_a_list_without_words_is_named_by_itself() -> None:
    waiting = score.score(LIJUN, [{"姓名": "甲", **dict.fromkeys(POINTS, "")}]).ranking
    assert uses_of_result.of(LIJUN, waiting) == [()]
    vetoed = villages(dict.fromkeys(COUNTS, "") | {"直接不称职情形": "集体访"})
    ((one,),) = uses_of_result.of(VILLAGE, vetoed)
    assert one.text.startswith("由市委组织部予以诫勉谈话")
    text = VILLAGE.text.replace(
        "[[examples]]", '[[lists]]\nname = "前一"\nfirst = 1\n[[examples]]', 1
    )
    scheme = schemes.read(text, "lists")
    (first,) = uses_of_result.of(scheme, score.score(scheme, [a_row("甲")]).ranking)
    assert first[-1].text == "前一"


def test_a_notice_shows_grades_and_tells_no_rank_that_is_not_published() -> None:
    rows = [a_row(name, 办实事奖分=at) for name, at in zip("甲乙丙丁", "1234", strict=True)]
    rows += [a_row("戊", 派驻方式="非脱产")]
    scored = score.score(VILLAGE, rows)
    lines = publishing.lines(VILLAGE, scored.ranking, scored.rows)
    assert lines[0] == ["姓名", "单位", "村(社区)", "组别", "等次"]
    grades = [(line[0], line[-1]) for line in lines[1:]]
    assert grades == [
        ("丁", "优秀"),
        ("丙", "良好"),
        ("甲", "称职"),
        ("乙", "称职"),
        ("戊", "称职"),
    ]


def test_a_notice_names_who_is_still_to_be_decided_behind_all_grades_and_before_who_waits() -> None:
    scored = score.score(VILLAGE, [a_row(name) for name in "甲乙丙丁"])
    grades = (LEFT, TO_DECIDE, VILLAGE.placing.grades[-1].name, WAITING)
    placed = zip(scored.ranking.placed, grades, strict=True)
    ranking = replace(scored.ranking, placed=tuple(replace(one, grade=to) for one, to in placed))
    rows = [dict(row) | {"等次": to} for row, to in zip(scored.rows, grades, strict=True)]
    said = [line[0] for line in publishing.lines(VILLAGE, ranking, rows)[1:]]
    assert said == ["丙", "乙", "丁"]


def test_a_notice_stands_as_long_as_it_would_say_the_same_of_everybody() -> None:
    rows = [a_row(name, 办实事奖分=at) for name, at in zip("甲乙丙丁", "1234", strict=True)]
    scored = score.score(VILLAGE, rows)
    heading, *said = publishing.lines(VILLAGE, scored.ranking, scored.rows)
    same = (scored.ranking, scored.rows)
    assert publishing.stands([heading, *said], *same)
    assert publishing.stands([heading, *reversed(said)], *same), "no order is said"
    assert publishing.stands([line[:4] for line in (heading, *said)], *same)
    assert not publishing.stands([heading, *said[1:]], *same)
    assert not publishing.stands([heading, *said, said[0]], *same)
    assert not publishing.stands([[*heading, "颁奖"], *([*each, "有"] for each in said)], *same)
    other = score.score(VILLAGE, [a_row("甲", 办实事奖分="9"), *rows[1:]])
    assert not publishing.stands([heading, *said], other.ranking, other.rows)


def test_a_period_without_grades_publishes_ranks_and_a_policy_may_want_points() -> None:
    quarter = schemes.find("lijun", {"period.kind": "quarter"})
    scored = county(quarter, "80", "90", "")
    lines = publishing.lines(quarter, scored.ranking, scored.rows)
    assert lines == [["姓名", "组内位次"], ["2", "1"], ["1", "2"], ["3", ""]]
    gongwei = schemes.find("gongwei")
    assert publishing.heading(gongwei)[-3:] == ("总分", "组内位次", "等次")
    assert publishing.heading(VILLAGE) == ("姓名", "单位", "村(社区)", "组别", "等次")
    unmet = county(LIJUN, "95", "", "80")
    last = publishing.lines(LIJUN, unmet.ranking, unmet.rows)[-1]
    assert last == ["2", "待测评"]


def test_a_step_publishes_its_columns_and_tells_no_rank() -> None:
    gongwei = schemes.find("gongwei")
    rows = [
        {"姓名": name, "半年等次": half, "年度等次": year}
        for name, half, year in (("乙", "一般", ""), ("甲", "良好", "优秀"), ("丙", "", ""))
    ]
    empty = dict.fromkeys(columns.needed(gongwei), "")
    scored = score.score(gongwei, [empty | row for row in rows])
    ranking, half = scored.ranking, ("半年等次",)
    said = publishing.lines(gongwei, ranking, rows, half)
    assert said == [["姓名", "半年等次"], ["乙", "一般"], ["甲", "良好"], ["丙", "未评定"]]
    assert publishing.lacking(ranking, rows, half) == ("丙",)
    assert publishing.lacking(ranking, rows) == ("乙", "甲", "丙"), "nobody was measured"
    first, *others = ranking.placed
    gone = replace(ranking, placed=(replace(first, grade=LEFT), *others))
    assert publishing.lacking(gone, rows) == ("甲", "丙")
    assert publishing.lacking(gone, [{}, *rows[1:]], half) == ("丙",)
    later = [rows[0], {**rows[1], "年度等次": "一般"}, rows[2]]
    assert publishing.stands(said, ranking, later, half)
    graded = [*rows[:2], {**rows[2], "半年等次": "良好"}]
    assert not publishing.stands(said, ranking, graded, half)
    assert not publishing.stands(said, ranking, [rows[0], {**rows[1], **graded[2]}, rows[2]], half)


def test_unit_and_village_stand_on_the_wall_wherever_they_are_known() -> None:
    one, other = county(LIJUN, "95", "90").rows
    ranking = county(LIJUN, "95", "90").ranking
    rows = [one | {"单位": "财政所"}, other | {"单位": "", "村(社区)": ""}]
    lines = publishing.lines(LIJUN, ranking, rows)
    assert [line[:2] for line in lines] == [["姓名", "单位"], ["1", "财政所"], ["2", ""]]
    rows[1]["村(社区)"] = "大布村"
    assert publishing.lines(LIJUN, ranking, rows)[0] == ["姓名", "单位", "村(社区)", "等次"]


def test_who_waits_stands_behind_the_ranked_and_who_is_gone_nowhere() -> None:
    quarter = schemes.find("lijun", {"period.kind": "quarter"})
    scored = county(quarter, "80", "90", "95")
    gone, waiting, ranked = scored.ranking.placed
    placed = (replace(gone, rank=None, grade=LEFT), replace(waiting, rank=None, grade=WAITING))
    ranking = replace(scored.ranking, placed=(*placed, ranked))
    lines = publishing.lines(quarter, ranking, scored.rows)
    assert lines[1:] == [["3", "1"], ["2", ""]]


def test_working_days_leave_out_the_weekend() -> None:
    friday, saturday = date(2026, 12, 18), date(2026, 12, 19)
    five = Notice(days=5, working=True)
    assert consequences.last_day(five, friday) == date(2026, 12, 24)
    assert consequences.last_day(five, saturday) == date(2026, 12, 25)
    assert consequences.length(five, friday, date(2026, 12, 24)) == 5
    assert consequences.length(Notice(days=7), friday, date(2026, 12, 24)) == 7
    assert consequences.length(None, friday, friday) == 1


def test_the_words_of_a_change_of_pay() -> None:
    shares = (Fraction(0), Fraction(-1), Fraction(-1, 10))
    assert [consequences.pay_words(each) for each in shares] == ["全额", "全部扣除", "扣10%"]


def test_grades_are_decided_once_every_step_is_done_or_all_is_concluded() -> None:
    lines = [passed("自查"), passed("排名", 1), passed("审批")]
    begun, done = (steps.Progress(STEPS, tuple(some)) for some in (lines[:1], lines))
    none = steps.Progress((), (), concluded=True)
    assert [each.is_decided for each in (begun, done, none)] == [False, True, True]
    assert not steps.Progress((), ()).is_decided, "without steps nothing is decided by itself"


def test_a_reviewed_table_has_the_proposed_and_the_decided_grade_of_everybody() -> None:
    found = county(LIJUN, "95", "85", "75", "65")
    by_hand = ReviewLine(
        kind=Kind.CHANGED, person=2, before="称职", after="基本称职", reason="会议决定"
    )
    for is_decided, others in ((False, "待定"), (True, None)):
        settled = steps.settled(found.ranking, [1, 2, 3, 4], [by_hand], is_decided=is_decided)
        told = score.reviewed(LIJUN, found, settled)
        assert "等次" not in told.columns
        place = told.columns.index("建议等次")
        assert told.columns[place + 1] == "审定等次"
        for row, one in zip(told.rows, settled.placed, strict=True):
            assert (row["建议等次"], row["审定等次"]) == (one.by_rules, one.decided)
            assert one.person.name == "2" or row["审定等次"] == (others or one.grade)
        assert told.rows[1]["审定等次"] == "基本称职"
        assert "会议决定" in told.rows[1]["说明"]
        assert told.rows[0]["姓名"] == "1"
