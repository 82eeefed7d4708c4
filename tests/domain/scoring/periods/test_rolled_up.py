"""李俊 by month: 月考 and 考勤 of each month into quarter and year, and what contradicts."""

from fractions import Fraction

import pytest

from ballot import schemes
from ballot.domain.errors import BallotError, Missing, PartsDisagree, PeriodsApart
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import figures, score
from ballot.domain.scoring.periods import rolled_up
from ballot.domain.scoring.person import Person

YEAR = schemes.find("lijun")
QUARTER = schemes.find("lijun", {"period.kind": "quarter"})
MONTH = schemes.find("lijun", {"period.kind": "month"})
TALKS = {"下级测评": 90, "同级互评": 90, "上级考评": 90}


def given(**values: float | str) -> dict[str, Fraction]:
    """Numbers by column; of a month after m: m1月考 is 1月月考."""
    return {_name(name): Fraction(str(value)) for name, value in values.items()}


def _name(name: str) -> str:
    return f"{name[1]}月{name[2:]}" if name.startswith("m") else name


def faults(values: dict[str, Fraction], scheme: Scheme = YEAR) -> list[tuple[str, type]]:
    """Column → class of what does not fit."""
    return [(name, type(error)) for name, error in rolled_up.faults(scheme, values)]


def test_the_mean_is_of_months_after_their_own_deductions() -> None:
    values = given(m1月考=90, m2月考=80, m1旷工天数=1, m2迟到早退次数=2)
    assert rolled_up.value(YEAR, YEAR.items[0], values) == Fraction(89 + 79, 2)
    assert rolled_up.value(YEAR, YEAR.items[0], values, adjusted=False) == 85
    assert rolled_up.value(YEAR, YEAR.items[0], given(月考=90)) is None
    assert rolled_up.value(YEAR, YEAR.items[1], values) is None
    assert rolled_up.value(MONTH, MONTH.items[0], values) is None


@pytest.mark.parametrize(
    ("values", "changed"),
    [
        (given(m1月考=90, m2月考=80, m1旷工天数=1), Fraction(-1, 2)),
        (given(m1月考=90, m2月考=80, m3月考=85, m1旷工天数=1, m3迟到早退次数=2), Fraction(-2, 3)),
        (given(m1月考=90, m1旷工天数=1), -1),
        (given(m1月考=90, m2月考=80), 0),
        (given(月考=90, 旷工天数=1), -1),
        (given(月考=90, m1旷工天数=1, m2旷工天数=1), -2),
    ],
)
def test_a_deduction_of_a_month_changes_the_mean_by_its_share(
    values: dict[str, Fraction], changed: Fraction
) -> None:
    person = Person(name="甲", given=values)
    assert figures.changes(YEAR, person, "月考") == changed
    value = figures.of(YEAR, person, ["月考"]).values[0]
    by_month = rolled_up.value(YEAR, YEAR.items[0], values, adjusted=False)
    assert value is not None
    assert value - changed == (values["月考"] if by_month is None else by_month)


def test_what_is_taken_from_the_total_is_added_up() -> None:
    leave, sign = YEAR.adjustments[2], YEAR.adjustments[3]
    assert rolled_up.entered(YEAR, leave, given(m1事假三天以上月数=1, m3事假三天以上月数=1)) == 2
    assert rolled_up.entered(YEAR, leave, given(事假三天以上月数=3)) == 3
    assert rolled_up.entered(YEAR, leave, given(m1事假三天以上月数=0, 事假三天以上月数=0)) == 0
    assert rolled_up.entered(QUARTER, sign, {}) is None


def test_the_year_is_reckoned_on_exact_values() -> None:
    values = given(m1月考=90, m2月考=80, m3月考=85, m1旷工天数=1, **TALKS)
    person = Person(name="甲", given=values | {"1月事假三天以上月数": Fraction(1)})
    found = figures.of(YEAR, person, figures.held(YEAR, [person]))
    assert found.values[0] == Fraction(254, 3)
    assert found.total == Fraction(254, 3) * Fraction(3, 10) + 63 - 2


def test_months_alone_make_a_quarter() -> None:
    person = Person(name="甲", given=given(m4月考=90, m5月考=80))
    counted = figures.held(QUARTER, [person])
    assert counted == {"月考"}
    assert figures.of(QUARTER, person, counted).total == 85


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (given(月考=94, 分管领导打分=80, 站所长打分=80), [("月考", PartsDisagree)]),
        (given(月考=80, 分管领导打分=80, 站所长打分=80), []),
        (given(月考=94, 分管领导打分=80), []),
        (given(月考=85, m1月考=90, m2月考=80), []),
        (given(月考="83.33", m1月考=90, m2月考=80, m3月考=80), []),
        (given(月考="83.34", m1月考=90, m2月考=80, m3月考=80), [("月考", PartsDisagree)]),
        (given(m1月考=90, 分管领导打分=80, 站所长打分=80), [("月考", PartsDisagree)]),
        (given(m1月考=90, m2月考=80, 旷工天数=1), [("2月旷工天数", Missing)]),
        (given(m1月考=90, m2月考=80, m3月考=80, 旷工天数=1), [("3月旷工天数", Missing)]),
        (given(月考=85, m1月考=90, m2月考=80, m1旷工天数=2), []),
        (given(m1月考=90, m2月考=80, 旷工天数=0), []),
        (given(m1月考=90, 旷工天数=1, m1旷工天数=1), []),
        (given(m1月考=90, 旷工天数=2, m1旷工天数=1), [("旷工天数", PartsDisagree)]),
        (given(m1月考=90, m2旷工天数=1), [("2月月考", Missing)]),
        (given(m1月考=90, m2旷工天数=0), []),
        (given(月考=90, 旷工天数=1), []),
    ],
)
def test_a_whole_and_its_parts_say_the_same(
    values: dict[str, Fraction], found: list[tuple[str, type]]
) -> None:
    assert faults(values) == found


def test_a_quarter_has_its_own_months() -> None:
    assert faults(given(m3月考=90, m4月考=90), QUARTER) == [("4月月考", PeriodsApart)]
    assert faults(given(m4月考=90, m6月考=90), QUARTER) == []
    late = faults(given(m2月考=90, m3月考=90, m4月考=90), QUARTER)
    assert late == [("4月月考", PeriodsApart)]
    errors: list[BallotError] = [
        error for _, error in rolled_up.faults(QUARTER, given(m3月考=90, m4月考=90))
    ]
    assert isinstance(errors[0], PeriodsApart)
    assert (errors[0].columns, errors[0].kind_chosen) == (("3月月考", "4月月考"), "quarter")
    (_, said), *_ = rolled_up.faults(YEAR, given(月考=94, 分管领导打分=80, 站所长打分=81))
    assert isinstance(said, PartsDisagree)
    assert (said.value, said.made) == ("94.00", "80.50")


def test_who_lacks_months_that_others_have_is_pointed_out() -> None:
    people = [given(m1月考=90, m2月考=80), given(m2月考=70), given(月考=80), {}]
    assert rolled_up.fewer(YEAR, people) == [(1, "月考", ("1月",))]
    assert rolled_up.fewer(YEAR, [given(m1月考=90), given(m1月考=80)]) == []
    rows = [
        {"姓名": "甲", "1月月考": "90", "2月月考": "80"},
        {"姓名": "乙", "1月月考": "", "2月月考": "70"},
    ]
    nothing = dict.fromkeys(TALKS, "")
    scored = score.score(QUARTER, [row | nothing for row in rows])
    doubts = [each for each in scored.doubts if each.kind == "fewer_periods"]
    assert [each.values for each in doubts] == [("乙", "月考", "1月")]
    assert [row["月考计入"] for row in scored.rows] == ["85.00", "70.00"]
    assert [row["月考"] for row in scored.rows] == ["85.00", "70.00"]
