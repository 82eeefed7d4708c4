"""What a scheme says of itself: who a person is, what its factor is, what belongs to its period."""

from dataclasses import replace

from makers.score_rows import VILLAGE

from ballot import schemes
from ballot.domain.scheme.consequences import Period
from ballot.domain.scheme.scheme import How, PersonColumns


def test_a_person_is_known_by_those_of_three_columns_that_there_are() -> None:
    assert PersonColumns(("单位", "姓名", "派驻方式")).key == ("姓名", "单位")
    assert PersonColumns(("村(社区)", "姓名", "单位")).key == ("姓名", "单位", "村(社区)")


def test_the_other_factor_of_a_product_is_one_beside_one_ballot() -> None:
    sheet, ballot = (VILLAGE.item(name) for name in ("组织工作目标考评得分", "群众满意度"))
    assert sheet is not None
    assert ballot is not None
    assert VILLAGE.objective == sheet
    assert replace(VILLAGE, items=(sheet,)).objective is None
    assert replace(VILLAGE, items=(sheet, ballot, ballot)).objective is None
    assert replace(VILLAGE, items=(ballot, ballot)).objective is None
    assert replace(VILLAGE, items=(sheet, sheet)).objective is None
    assert replace(VILLAGE, total=replace(VILLAGE.total, how=How.SUM)).objective is None


def test_an_item_is_found_by_its_name() -> None:
    assert VILLAGE.item("身高") is None
    assert VILLAGE.satisfaction is not None
    assert VILLAGE.satisfaction.name == "群众满意度"
    assert replace(VILLAGE, items=()).satisfaction is None


def test_deductions_belong_to_their_period_or_to_each() -> None:
    lijun = schemes.find("lijun")
    one = lijun.adjustments[0]
    always, monthly = replace(one, period=None), replace(one, period=Period.MONTH)
    year = replace(lijun, adjustments=(always, monthly))
    assert year.adjustments_of_period == (always,)
    month = replace(year, aftermath=replace(year.aftermath, period=Period.MONTH))
    assert month.adjustments_of_period == (always, monthly)
    assert VILLAGE.adjustments_of_period == ()


def test_what_goes_into_a_longer_period_is_entered_in_the_shorter_one() -> None:
    lijun = schemes.find("lijun")
    year = replace(lijun.adjustments[0], period=Period.YEAR, of=Period.MONTH)
    named = {Period.MONTH: (year,), Period.QUARTER: (year,), Period.YEAR: (year,)}
    for period, entered in named.items():
        after = replace(lijun.aftermath, period=period)
        assert replace(lijun, adjustments=(year,), aftermath=after).adjustments_entered == entered
    by_quarter = replace(year, of=Period.QUARTER)
    alone = replace(year, of=None)
    month = replace(lijun.aftermath, period=Period.MONTH)
    for other in (by_quarter, alone):
        scheme = replace(lijun, adjustments=(other,), aftermath=month)
        assert scheme.adjustments_entered == ()


def test_several_readings_of_one_policy_are_told_apart_in_a_list() -> None:
    plain = replace(VILLAGE, edition="")
    assert plain.listed == plain.title
    assert replace(plain, edition="只考核社区").listed == f"{plain.title}（只考核社区）"
