"""两年内不得提拔重用: from which day to which, and whom it still binds in a later assessment."""

from dataclasses import replace
from datetime import date

import pytest
from makers.score_rows import VILLAGE, a_row

from ballot.domain.review import lasting, steps, uses_of_result
from ballot.domain.review.lasting import Lasting
from ballot.domain.review.steps import Kind, Progress, ReviewLine
from ballot.domain.review.uses_of_result import Brought, From
from ballot.domain.scheme.consequences import Consequence
from ballot.domain.scoring import score
from ballot.domain.scoring.ranking import Ranking

LAST = VILLAGE.aftermath.steps[-1].name
DECIDED = date(2027, 1, 15)
BINDS = "由市委组织部予以诫勉谈话，调整出“第一书记”队伍，取消年度评优资格，两年内不得提拔重用"
VETO = "违犯“六严禁”纪律规定，造成严重不良影响"


def ranked(*vetoes: str) -> Ranking:
    rows = [a_row(str(n)) | {"直接不称职情形": veto} for n, veto in enumerate(vetoes)]
    return score.score(VILLAGE, rows).ranking


@pytest.mark.parametrize(
    ("decided", "years", "last"),
    [
        (date(2027, 1, 15), 2, date(2029, 1, 15)),
        (date(2027, 1, 15), 1, date(2028, 1, 15)),
        (date(2026, 12, 31), 2, date(2028, 12, 31)),
        (date(2028, 2, 29), 2, date(2030, 2, 28)),
        (date(2028, 2, 29), 4, date(2032, 2, 29)),
        (date(2027, 2, 28), 1, date(2028, 2, 28)),
    ],
)
def test_the_same_day_of_the_year_ends_it_or_the_last_of_its_month(
    decided: date, years: int, last: date
) -> None:
    assert lasting.last_day(decided, years) == last


def test_it_is_counted_from_the_day_of_its_own_step_and_has_no_end_before_that() -> None:
    passed = [
        ReviewLine(kind=Kind.PASSED, step=step.name, held_on=f"2027-01-{day:02}", ranking=1)
        for day, step in enumerate(VILLAGE.aftermath.steps, start=10)
    ]
    progress = steps.stand(VILLAGE.aftermath.steps, passed, 1)
    days = lasting.held(progress)
    assert (len(days), days[LAST]) == (6, DECIDED)
    unsaid = Progress(progress.steps, (replace(passed[0], held_on=""), passed[1]))
    assert lasting.held(unsaid) == {"考核组考核": date(2027, 1, 11)}
    one = Consequence("不称职", "两年内不得提拔重用", years=2, counted_from=LAST)
    assert lasting.end_of(one, days) == date(2029, 1, 15)
    assert lasting.end_of(one, {}) is None
    assert lasting.end_of(Consequence("优秀", "称号"), days) is None


def test_what_has_an_end_says_it_and_what_has_none_is_left_as_it_is() -> None:
    assert lasting.with_end("不得提拔", date(2029, 1, 15)) == "不得提拔（至2029年1月15日）"
    assert lasting.with_end("不得提拔", None) == "不得提拔"


def test_only_the_grade_that_brings_it_binds() -> None:
    days = {LAST: DECIDED}
    (one,) = lasting.of_grade(VILLAGE, "2026年度", "不称职", {}, days)
    assert one == Lasting("2026年度", "不称职", BINDS, date(2029, 1, 15), "第二十条")
    assert one.words == f"{BINDS}（至2029年1月15日）"
    assert lasting.of_grade(VILLAGE, "2026年度", "优秀", {"派驻方式": "脱产"}, days) == ()
    assert lasting.of_grade(VILLAGE, "2026年度", "不称职", {}, {}) == ()


def test_it_binds_on_its_last_day_and_no_longer() -> None:
    days = {LAST: DECIDED}
    found = lasting.of_grade(VILLAGE, "2026年度", "不称职", {}, days)
    on, after = date(2029, 1, 15), date(2029, 1, 16)
    assert (lasting.still(found, on), lasting.still(found, after)) == (found, ())
    assert lasting.may_bind(VILLAGE, days, on)
    assert not lasting.may_bind(VILLAGE, days, after)
    assert not lasting.may_bind(VILLAGE, {}, on)


def test_the_use_of_a_result_tells_the_last_day_once_it_is_decided() -> None:
    found = ranked(VETO, "")
    open_now = uses_of_result.of(VILLAGE, found)
    assert open_now[0] == (Brought(From.GRADE, "不称职", BINDS, "第二十条"),)
    decided = uses_of_result.of(VILLAGE, found, {LAST: DECIDED})
    told = f"{BINDS}（至2029年1月15日）"
    assert decided[0] == (Brought(From.GRADE, "不称职", told, "第二十条", date(2029, 1, 15)),)
    assert uses_of_result.ends(decided) == {0: date(2029, 1, 15)}
    assert uses_of_result.ends(open_now) == {}


def test_an_earlier_result_binds_whoever_waits_or_is_graded_and_the_later_end_counts() -> None:
    before = Lasting("2025年度", "不称职", BINDS, date(2028, 1, 9), "第二十条")
    rows = [a_row("甲"), a_row("乙") | {"直接不称职情形": VETO}]
    rows[0] |= dict.fromkeys(("很满意", "满意", "基本满意", "不满意", "弃权", "无效"), "")
    rows[0]["应参加人数"] = ""
    found = score.score(VILLAGE, rows).ranking
    bound = {0: (before,), 1: (before,)}
    waits, graded = uses_of_result.of(VILLAGE, found, {LAST: DECIDED}, bound)
    told = Brought(From.EARLIER, "2025年度 不称职", before.words, "第二十条", before.until)
    assert waits == (told,)
    assert [each.kind for each in graded] == [From.GRADE, From.EARLIER]
    assert uses_of_result.ends([waits, graded]) == {0: before.until, 1: date(2029, 1, 15)}


def test_who_is_best_while_an_earlier_result_binds_him_is_asked_about() -> None:
    rows = [a_row(name, 办实事奖分=at) for name, at in zip("甲乙丙丁", "4321", strict=True)]
    found = score.score(VILLAGE, rows).ranking
    before = Lasting("2025年度", "不称职", BINDS, date(2028, 1, 9), "第二十条")
    assert uses_of_result.doubts(VILLAGE, found) == []
    (doubt,) = uses_of_result.doubts(VILLAGE, found, {0: (before,), 1: (before,)})
    assert (doubt.kind, doubt.group) == ("bound", found.placed[0].group)
    assert doubt.values == ("甲", "优秀", "2025年度", before.words)


def test_a_table_of_what_was_decided_has_the_last_day_where_the_policy_has_such_a_thing() -> None:
    rows = [a_row("甲") | {"直接不称职情形": VETO}, a_row("乙")]
    scored = score.score(VILLAGE, rows)
    told = score.reviewed(VILLAGE, scored, scored.ranking, {0: date(2029, 1, 15)})
    at = told.columns.index("期限至")
    assert told.columns[at - 2 : at] == ("建议等次", "审定等次")
    assert [row["期限至"] for row in told.rows] == ["2029-01-15", ""]
    assert all(tuple(row)[-2:] == ("期限至", "说明") for row in told.rows)
