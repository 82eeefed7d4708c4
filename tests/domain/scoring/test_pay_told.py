"""The pay of the last place follows his grade, and waits as long as that is to be decided."""

from dataclasses import replace
from fractions import Fraction

import pytest

from ballot import schemes
from ballot.domain.scheme.consequences import Pay, PayBand
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.why import Reason, Why
from ballot.domain.scoring import pay_told, score
from ballot.domain.scoring.figures import Figures
from ballot.domain.scoring.person import Person
from ballot.domain.scoring.ranking import Placed

LIJUN = schemes.find("lijun")
MONTH = "第十三月份工资"
PAY = Pay("奖", (PayBand(Fraction(90), Fraction(0)), PayBand(None, Fraction(-1, 10))), None)


TIED = Reason(Why.TIED_OUT, ("2", "9", "不称职", "1"))


def paid(
    total: int | None,
    grade: str,
    *reasons: Reason,
    last: bool = True,
    proposed: str | None = None,
    decided: str | None = None,
) -> str:
    figures = Figures((), None if total is None else Fraction(total))
    one = Placed(Person(name="甲"), figures, (), 9, grade, reasons, last, proposed, decided)
    return pay_told.of(LIJUN, one).get(MONTH, "")


def test_the_last_loses_it_and_nobody_else() -> None:
    assert paid(95, "不称职") == "全部扣除"
    assert paid(95, "称职", last=False) == "全额"
    assert paid(84, "待定", last=False) == "扣20%"
    assert paid(None, "待测评") == ""


def test_who_shares_the_last_place_waits_and_who_is_last_alone_does_not() -> None:
    assert paid(95, "待定", TIED) == "待定"
    assert paid(95, "待定") == "全部扣除"
    assert paid(95, "待定", Reason(Why.OVERLAP, TIED.values)) == "全部扣除"
    assert paid(95, "待定", replace(TIED, values=("2", "9", "优秀", "1"))) == "全部扣除"
    assert paid(95, "不称职", TIED) == "全部扣除"


def test_who_is_last_alone_waits_while_his_grade_is_not_decided() -> None:
    assert paid(95, "不称职", decided="待定") == "待定"
    assert paid(95, "不称职", decided="不称职") == "全部扣除"
    assert paid(84, "称职", last=False, decided="待定") == "扣20%"


@pytest.mark.parametrize(
    ("grade", "last", "expected"),
    [("不称职", True, "全部扣除"), ("不称职", False, "全部扣除"), ("称职", True, "全额")],
)
def test_once_decided_by_hand_it_follows_the_grade(grade: str, last: bool, expected: str) -> None:
    assert paid(95, grade, last=last, proposed="待定") == expected


def test_a_grade_that_a_veto_gave_takes_nothing_from_who_is_not_last() -> None:
    assert paid(95, "不称职", last=False) == "全额"


def with_pay(pay: Pay, *, of_the_last: bool = True) -> Scheme:
    grades = LIJUN.placing.grades if of_the_last else LIJUN.placing.grades[:1]
    return replace(
        LIJUN,
        aftermath=replace(LIJUN.aftermath, pay=(pay,)),
        placing=replace(LIJUN.placing, grades=grades),
    )


def test_pay_that_knows_no_last_place_and_a_policy_without_one_go_by_the_total() -> None:
    figures = Figures((), Fraction(95))
    one = Placed(Person(name="甲"), figures, (), 9, "待定", (TIED,), is_last=True)
    assert pay_told.of(with_pay(PAY), one) == {"奖": "全额"}
    lost = replace(PAY, last_place=Fraction(-1))
    assert pay_told.of(with_pay(lost, of_the_last=False), one) == {"奖": "全部扣除"}
    assert pay_told.of(with_pay(lost), one) == {"奖": "待定"}


def test_two_who_share_the_last_place_wait_for_both() -> None:
    points = ("月考", "下级测评", "同级互评", "上级考评")
    rows = [
        {"姓名": f"某{place}", **dict.fromkeys(points, total)}
        for place, total in enumerate(("95", "94", "93", "90", "86", "86"), start=1)
    ]
    told = score.score(LIJUN, rows).rows
    assert [row["等次"] for row in told[-2:]] == ["待定", "待定"]
    assert [row[MONTH] for row in told[-3:]] == ["全额", "待定", "待定"]


def test_who_left_has_no_pay_of_the_period() -> None:
    assert paid(95, "已离岗", last=False) == ""
