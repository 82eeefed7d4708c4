"""What follows from a grade or a place: 公示, pay, lists, runs and pools, at each border."""

from datetime import date
from fractions import Fraction

import pytest

from ballot.domain.scheme import consequences
from ballot.domain.scheme.consequences import (
    Aftermath,
    Appeal,
    Consequence,
    NamedList,
    Notice,
    Pay,
    PayBand,
    Period,
    Pool,
    Run,
    Step,
)
from ballot.domain.scheme.grade_rules import Rounding

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 11, day) for day in (27, 28, 29, 30))
PAY = Pay(
    "第十三月份工资",
    (PayBand(Fraction(90), Fraction(0)), PayBand(Fraction(80), Fraction(-1, 10))),
    last_place=Fraction(-1),
)


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        (1, FRIDAY, FRIDAY),
        (2, FRIDAY, MONDAY),
        (6, FRIDAY, date(2026, 12, 4)),
        (1, SATURDAY, MONDAY),
        (1, SUNDAY, MONDAY),
        (5, MONDAY, date(2026, 12, 4)),
    ],
)
def test_saturdays_and_sundays_are_no_working_days(days: int, first: date, last: date) -> None:
    notice = Notice(days, working=True)
    assert consequences.last_day(notice, first) == last
    assert consequences.length(notice, first, last) == days


def test_every_day_of_the_calendar_counts_else() -> None:
    assert consequences.last_day(Notice(7), date(2026, 12, 28)) == date(2027, 1, 3)
    assert consequences.last_day(Notice(1), FRIDAY) == FRIDAY
    assert consequences.last_day(Notice(4), FRIDAY) == MONDAY
    assert consequences.length(Notice(4), FRIDAY, MONDAY) == 4
    assert consequences.length(None, FRIDAY, MONDAY) == 4
    assert consequences.length(None, FRIDAY, FRIDAY) == 1


def test_a_vote_may_be_objected_to_for_the_days_of_its_notice_or_a_week() -> None:
    assert consequences.objection_days(Notice(5)) == 5
    assert consequences.objection_days(None) == 7


def test_a_consequence_asks_for_its_grade_and_for_every_column() -> None:
    rule = Consequence("优秀", "奖励", when={"派驻方式": "脱产", "单位类别": "市直"})
    both = {"派驻方式": "脱产", "单位类别": "市直"}
    assert consequences.consequences((rule,), "优秀", both) == (rule,)
    assert consequences.consequences((rule,), "良好", both) == ()
    assert consequences.consequences((rule,), "优秀", {"派驻方式": "脱产"}) == ()


@pytest.mark.parametrize(
    ("total", "change"),
    [("90", "0"), ("89.999", "-1/10"), ("80", "-1/10"), ("79.999", "0"), ("95", "0")],
)
def test_a_band_of_pay_begins_at_its_border(total: str, change: str) -> None:
    assert consequences.pay_change(PAY, Fraction(total), last=False) == Fraction(change)


def test_the_lowest_band_has_no_border_and_the_last_place_no_band() -> None:
    lowest = Pay("奖金", (*PAY.bands, PayBand(None, Fraction(-1, 2))))
    assert consequences.pay_change(lowest, Fraction(0), last=False) == Fraction(-1, 2)
    assert consequences.pay_change(PAY, Fraction(99), last=True) == -1
    assert consequences.pay_change(lowest, Fraction(99), last=True) == 0
    assert consequences.pay_change(Pay("奖金", ()), Fraction(3), last=True) == 0


def test_the_last_place_loses_only_what_its_total_had_reached() -> None:
    assert consequences.lost_by_the_last(PAY, Fraction(90)) == 90
    assert consequences.lost_by_the_last(PAY, Fraction(91)) == 90
    assert consequences.lost_by_the_last(PAY, Fraction("89.999")) is None
    assert consequences.lost_by_the_last(PAY, None) is None
    assert consequences.lost_by_the_last(Pay("奖金", PAY.bands), Fraction(90)) is None
    assert consequences.lost_by_the_last(Pay("奖金", (), Fraction(-1)), Fraction(90)) is None
    without = Pay("奖金", (PayBand(None, Fraction(0)),), Fraction(-1))
    assert consequences.lost_by_the_last(without, Fraction(90)) is None


@pytest.mark.parametrize(
    ("share", "words"),
    [("0", "全额"), ("-1", "全部扣除"), ("-1/10", "扣10%"), ("-1/8", "扣12.5%")],
)
def test_pay_is_told_in_the_words_of_the_record(share: str, words: str) -> None:
    assert consequences.pay_words(Fraction(share)) == words


def test_a_list_has_its_share_or_its_first_or_its_last() -> None:
    share = NamedList("后5%", last=9, last_share=Fraction(1, 20), rounding=Rounding.CEIL)
    assert (consequences.size(share, 20), consequences.size(share, 21)) == (1, 2)
    assert consequences.size(NamedList("前三名", first=3), 100) == 3
    assert consequences.size(NamedList("后两名", last=2), 100) == 2


def test_a_run_is_the_latest_periods_all_with_the_grade() -> None:
    run = Run("优秀", 2, "提级管理")
    quarters = Run("优秀", 2, "提级管理", Period.QUARTER)
    assert Aftermath(Period.YEAR, runs=(run, quarters)).runs_of_period == (run,)
    assert Aftermath(Period.QUARTER, runs=(run, quarters)).runs_of_period == (run, quarters)
    assert consequences.has_run(run, ("优秀", "优秀"))
    assert consequences.has_run(run, ("优秀", "优秀", "合格"))
    assert not consequences.has_run(run, ("优秀", "合格", "优秀"))
    assert not consequences.has_run(run, ("合格", "优秀", "优秀"))
    assert not consequences.has_run(run, ("优秀",))


def test_a_pool_is_its_share_of_the_sum_of_the_year() -> None:
    pool = Pool(Fraction(15, 100), "优秀", "奖励")
    assert consequences.pool_limit(pool, Fraction(20000)) == 3000


def test_pay_and_lists_belong_to_their_period_or_to_each() -> None:
    quarter, each = NamedList("前三名", first=3, period=Period.QUARTER), NamedList("全年", first=1)
    pay, always = Pay("季度奖", (), period=Period.QUARTER), Pay("奖金", ())
    year = Aftermath(Period.YEAR, pay=(pay, always), lists=(quarter, each))
    assert (year.pay_of_period, year.lists_of_period) == ((always,), (each,))
    now = Aftermath(Period.QUARTER, pay=(pay, always), lists=(quarter, each))
    assert (now.pay_of_period, now.lists_of_period) == ((pay, always), (quarter, each))


@pytest.mark.parametrize(
    ("appeal", "appellant", "may"),
    [
        (Appeal("谁都可以"), "甲某", True),
        (Appeal("乡镇", by="乡镇"), "某单位", True),
        (Appeal("乡镇", by="乡镇"), "甲某", False),
        (Appeal("乡镇", by="乡镇", by_ends=("镇", "镇党委")), "大布镇党委", True),
        (Appeal("乡镇", by="乡镇", by_ends=("镇", "镇党委")), "大布村", False),
        (Appeal("乡镇", by="乡镇", by_ends=("某",)), "甲某", False),
    ],
)
def test_who_may_appeal_is_whom_the_policy_names(appeal: Appeal, appellant: str, may: bool) -> None:
    assert consequences.may_appeal(appeal, appellant, "甲某") is may


def test_every_notice_is_of_what_its_step_publishes_and_the_last_ones_of_the_result() -> None:
    steps = (Step("半年", "书记", publishes=("半年等次",)), Step("审定", "班子"))
    assert Aftermath(steps=steps, notice=Notice(5, times=2)).published == (("半年等次",), ())
    assert Aftermath(steps=steps[1:], notice=Notice(5, times=2)).published == ((), ())
    assert Aftermath(steps=steps[1:]).published == ()
