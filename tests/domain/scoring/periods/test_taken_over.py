"""What finished months say goes into their quarter: exactly, beside what stands."""

from dataclasses import replace
from fractions import Fraction

import pytest

from ballot import schemes
from ballot.domain.scheme.consequences import Period
from ballot.domain.scheme.roll_up import RollUp, RollUpBy
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import figures
from ballot.domain.scoring.periods import taken_over
from ballot.domain.scoring.periods.span import Span
from ballot.domain.scoring.periods.taken_over import Offered, Standing
from ballot.domain.scoring.person import Person

YEAR = schemes.find("lijun")
HALF = schemes.find("lijun", {"period.kind": "half_year"})
QUARTER = schemes.find("lijun", {"period.kind": "quarter"})
MONTH = schemes.find("lijun", {"period.kind": "month"})
JULY = Span(2026, Period.MONTH, 6)
THIRD = Span(2026, Period.QUARTER, 2)


def one(**given: float) -> Person:
    values = {_name(name): Fraction(str(value)) for name, value in given.items()}
    return Person(name="甲某", given=values)


def _name(name: str) -> str:
    return f"{name[1]}月{name[2:]}" if name.startswith("m") else name


def carried(whole: Scheme, part: Scheme, span: Span, person: Person) -> dict[str, str]:
    """What is carried, without the noughts."""
    counted = figures.held(part, [person])
    values = figures.of(part, person, counted).values
    found = taken_over.carried(whole, part, span, person, values)
    return {name: text for name, text in found.items() if text != "0"}


def test_which_kinds_go_into_which() -> None:
    assert taken_over.kinds(MONTH) == ()
    assert taken_over.kinds(QUARTER) == (Period.MONTH,)
    assert taken_over.kinds(YEAR) == (Period.MONTH, Period.QUARTER, Period.HALF_YEAR)
    assert taken_over.kinds(schemes.find("jiaozhou-village")) == ()
    by_quarter = rolling(YEAR, Period.QUARTER)
    assert taken_over.kinds(by_quarter) == (Period.QUARTER, Period.HALF_YEAR)
    as_round = replace(YEAR, aftermath=replace(YEAR.aftermath, period=Period.ROUND))
    assert taken_over.kinds(as_round) == ()


def rolling(scheme: Scheme, of: Period) -> Scheme:
    """The same, with the first item made of other periods."""
    item = replace(scheme.items[0], periods=RollUp(of, RollUpBy.MEAN))
    return replace(scheme, items=(item, *scheme.items[1:]))


def test_a_month_brings_its_value_before_its_own_deductions_and_these_beside_it() -> None:
    person = one(分管领导打分=90.5, 站所长打分=90, 旷工天数=1, 事假三天以上月数=1)
    assert carried(QUARTER, MONTH, JULY, person) == {
        "7月月考": "90.25",
        "7月旷工天数": "1",
        "7月事假三天以上月数": "1",
    }
    assert "7月不挂牌不告知去向次数" in taken_over.carried(
        QUARTER, MONTH, JULY, person, (Fraction(1), None, None, None)
    )


def test_who_has_no_value_brings_nothing_not_even_noughts() -> None:
    person = one(旷工天数=1)
    assert taken_over.carried(QUARTER, MONTH, JULY, person, (None,) * 4) == {}
    no_item = replace(MONTH, items=MONTH.items[1:])
    assert taken_over.carried(QUARTER, no_item, JULY, person, (None,) * 3) == {}


def test_a_quarter_brings_its_months() -> None:
    person = one(m7月考=90, m8月考=80.125, m7旷工天数=2, 下级测评=90)
    assert carried(HALF, QUARTER, THIRD, person) == {
        "7月月考": "90",
        "8月月考": "80.125",
        "7月旷工天数": "2",
    }
    assert list(taken_over.lacking(HALF, QUARTER, THIRD, person)) == []


def test_a_quarter_that_has_one_value_for_its_months_brings_none() -> None:
    assert carried(YEAR, QUARTER, THIRD, one(月考=90)) == {}
    assert list(taken_over.lacking(YEAR, QUARTER, THIRD, one(月考=90))) == ["月考"]
    halves = one(分管领导打分=90, 站所长打分=80)
    assert list(taken_over.lacking(YEAR, QUARTER, THIRD, halves)) == ["月考"]
    assert list(taken_over.lacking(YEAR, QUARTER, THIRD, one(分管领导打分=90))) == []
    assert list(taken_over.lacking(QUARTER, MONTH, JULY, one(月考=90))) == [], "a month is one"
    no_item = replace(QUARTER, items=QUARTER.items[1:])
    assert list(taken_over.lacking(YEAR, no_item, THIRD, one(月考=90))) == []
    by_quarter = rolling(YEAR, Period.QUARTER)
    assert list(taken_over.lacking(by_quarter, MONTH, JULY, one(月考=90))) == []


def test_under_a_policy_of_quarters_a_month_brings_nothing() -> None:
    by_quarter = rolling(YEAR, Period.QUARTER)
    found = taken_over.carried(
        by_quarter, MONTH, JULY, one(月考=90), (Fraction(90), None, None, None)
    )
    assert found == {}
    part = replace(QUARTER, items=by_quarter.items)
    values = (Fraction(90), None, None, None)
    taken = taken_over.carried(by_quarter, part, THIRD, one(月考=90), values)
    assert taken["第三季度月考"] == "90"


def test_a_value_without_an_end_is_carried_to_its_twentieth_place() -> None:
    values = (Fraction(250, 3), None, None, None)
    found = taken_over.carried(QUARTER, MONTH, JULY, one(), values)
    assert found["7月月考"] == "83." + "3" * 20


def test_a_share_of_votes_is_carried_in_points() -> None:
    item = replace(MONTH.items[1], periods=RollUp(Period.MONTH, RollUpBy.MEAN))
    whole = replace(QUARTER, items=(item,))
    found = taken_over.carried(whole, MONTH, JULY, one(), (None, Fraction(9, 10), None, None))
    assert found["7月下级测评"] == "90"


@pytest.mark.parametrize(
    ("offered", "stands", "taken_from", "counts_empty", "expected"),
    [
        ({1: "90"}, "", None, False, Standing.NEW),
        ({1: "90"}, "90.0", None, False, Standing.SAME),
        ({1: "90"}, "88", None, False, Standing.OTHERWISE),
        ({1: "90"}, "88", 1, False, Standing.OUTDATED),
        ({1: "90"}, "88", 2, False, Standing.OTHERWISE),
        ({1: "90", 2: "90"}, "", None, False, Standing.NEW),
        ({1: "90", 2: "90"}, "88", 2, False, Standing.OUTDATED),
        ({1: "90", 2: "91"}, "", None, False, Standing.APART),
        ({1: "90", 2: "91"}, "88", 2, False, Standing.APART),
        ({1: "90", 2: "91"}, "91", None, False, Standing.SAME),
        ({1: "0"}, "", None, True, Standing.SAME),
        ({1: "0"}, "", None, False, Standing.NEW),
        ({1: "1"}, "", None, True, Standing.NEW),
        ({1: "0"}, "1", 1, True, Standing.OUTDATED),
    ],
)
def test_how_what_is_offered_stands_to_what_is_there(
    offered: dict[int, str],
    stands: str,
    taken_from: int | None,
    counts_empty: bool,
    expected: Standing,
) -> None:
    said = [Offered(source, text) for source, text in offered.items()]
    found = taken_over.standing(said, stands, taken_from, counts_empty=counts_empty)
    assert found is expected


def test_an_empty_cell_of_a_deduction_is_a_nought() -> None:
    found = taken_over.counting_empty(QUARTER)
    assert {"7月旷工天数", "7月事假三天以上月数", "7月不挂牌不告知去向次数"} <= found
    assert "7月月考" not in found
    plain = replace(QUARTER, adjustments=(replace(QUARTER.adjustments[0], of=None),))
    assert taken_over.counting_empty(plain) == frozenset()


def test_what_no_part_covers_is_named() -> None:
    assert taken_over.uncovered(Period.MONTH, THIRD, [JULY]) == ("8月", "9月")
    year = Span(2026, Period.YEAR, 0)
    assert taken_over.uncovered(Period.MONTH, year, [THIRD, JULY])[5:7] == ("6月", "10月")
    assert taken_over.uncovered(Period.MONTH, THIRD, [THIRD]) == ()


def test_a_column_says_its_period() -> None:
    assert taken_over.period_of("7月月考") == "7月"
    assert taken_over.period_of("12月旷工天数") == "12月"
    assert taken_over.period_of("第三季度月考") == "第三季度"
