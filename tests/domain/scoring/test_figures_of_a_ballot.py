"""Counting, rounding, quorum and satisfaction: the arithmetic of 第十七条."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballot.domain import rounding
from ballot.domain.errors import NotADecimal
from ballot.domain.scheme import formula, quorum, satisfaction
from ballot.domain.scheme.quorum import Quorum
from ballot.domain.scheme.satisfaction import Denominator, Satisfaction, SatisfactionRule, Withheld
from ballot.domain.scheme.scheme import How, Total
from ballot.domain.tally import Tally

TWO_THIRDS = Quorum(Fraction(2, 3))
JIAOZHOU = SatisfactionRule("群众满意度", tuple(map(Fraction, (1, 1, 0, 0))))
OPTIONS = ("很满意", "满意", "基本满意", "不满意")


@pytest.mark.parametrize(
    ("eligible", "returned", "met"),
    [
        (46, 30, False),  # 30.67 are two thirds
        (46, 31, True),
        (45, 30, True),  # exactly two thirds
        (45, 29, False),
        (3, 2, True),
        (3, 1, False),
        (1, 0, False),
    ],
)
def test_two_thirds_is_judged_in_whole_numbers(eligible: int, returned: int, met: bool) -> None:
    assert quorum.is_met(TWO_THIRDS, returned=returned, eligible=eligible) is met


def test_more_than_is_not_met_by_the_share_itself() -> None:
    more_than_half = Quorum(Fraction(1, 2), strict=True)
    assert not quorum.is_met(more_than_half, returned=23, eligible=46)
    assert quorum.required(more_than_half, 46) == 24
    assert quorum.required(more_than_half, 45) == 23


def test_an_absolute_floor_holds_besides_the_share() -> None:
    both = Quorum(Fraction(2, 3), floor=20)
    assert not quorum.is_met(both, returned=19, eligible=24)
    assert quorum.required(both, 24) == 20
    assert quorum.required(both, 60) == 40


@given(
    st.integers(0, 20),
    st.integers(1, 20),
    st.booleans(),
    st.integers(0, 30),
    st.integers(1, 400),
)
def test_the_number_required_is_the_smallest_that_is_enough(
    above: int, below: int, strict: bool, floor: int, eligible: int
) -> None:
    rule = Quorum(Fraction(above, below), strict=strict, floor=floor)
    share = Fraction(above, below) * eligible

    def enough(returned: int) -> bool:
        return returned >= floor and (returned > share if strict else returned >= share)

    needed = quorum.required(rule, eligible)
    for returned in range(max(0, needed - 2), needed + 3):
        assert quorum.is_met(rule, returned=returned, eligible=eligible) is enough(returned)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (TWO_THIRDS, "≥ 2/3"),
        (Quorum(Fraction(1, 2), strict=True), "> 1/2"),
        (Quorum(Fraction(0), floor=20), "≥ 20"),
        (Quorum(Fraction(2, 3), floor=20), "≥ 2/3, ≥ 20"),
        (Quorum(Fraction(0)), "≥ 0"),
    ],
)
def test_a_quorum_names_itself(rule: Quorum, text: str) -> None:
    assert quorum.rule_text(rule) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(3024, 31), 2, "97.55"),
        (Fraction("89.995"), 2, "90.00"),  # a half goes up
        (Fraction("-89.995"), 2, "-90.00"),
        (Fraction("89.9949"), 2, "89.99"),
        (Fraction("0.004"), 2, "0.00"),
        (Fraction("-0.004"), 2, "0.00"),
        (Fraction("-0.5"), 0, "-1"),
        (Fraction("2.5"), 0, "3"),
        (Fraction(7), 2, "7.00"),
    ],
)
def test_one_rounding_half_up(value: Fraction, places: int, text: str) -> None:
    assert rounding.shown(value, places) == text


@given(st.fractions(max_denominator=10**6), st.integers(0, 6))
def test_what_is_shown_is_never_more_than_half_a_step_away(value: Fraction, places: int) -> None:
    assert abs(Fraction(rounding.shown(value, places)) - value) * 10**places <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(112), "112"),
        (Fraction("97.5"), "97.5"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 10**20), "0.00000000000000000001"),
        (Fraction(1, 2**20), "0.00000095367431640625"),  # twenty places
        (Fraction(1, 10**21), "1/1000000000000000000000"),
        (Fraction(1, 2**21), "1/2097152"),  # one place more
    ],
)
def test_a_number_in_its_shortest_form(value: Fraction, text: str) -> None:
    assert rounding.plain(value) == text
    assert rounding.exact(value) == str(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(3, 10), "30%"),
        (Fraction(1), "100%"),
        (Fraction(0), "0%"),
        (Fraction("0.125"), "12.5%"),
    ],
)
def test_a_weight_is_told_in_percent(value: Fraction, text: str) -> None:
    assert rounding.weight(value) == text


@pytest.mark.parametrize(
    ("counts", "places", "added"),
    [
        ((1, 1, 1), 2, "99.99"),
        ((1, 1, 1), 1, "99.9"),
        ((1, 1, 4), 2, "100.01"),
        ((20, 7, 3, 1, 0, 0), 2, "100.01"),
        ((1, 3), 2, ""),
        ((1, 1), 2, ""),
        ((0, 0), 2, ""),
        ((), 2, ""),
    ],
)
def test_shares_that_do_not_add_up_to_a_hundred_say_so(
    counts: tuple[int, ...], places: int, added: str
) -> None:
    assert rounding.off_hundred(counts, places) == added


def test_two_places_are_usual() -> None:
    assert rounding.off_hundred((1, 1, 1)) == "99.99"


@pytest.mark.parametrize(
    "text",
    ["112", "97.5", "-3", "+3", " 8.25 ", "999999999999", "0.03333333333333333333"],
)
def test_decimal_text_is_exact(text: str) -> None:
    assert rounding.read_decimal(text) == Fraction(text.strip())


@pytest.mark.parametrize(
    "text",
    [
        *("", "1e3", "1/3", "\uff11\uff12", "1 2", "1,000", ".5", "九十", "nan"),
        "1000000000000",  # thirteen digits in front of the point
        "0.033333333333333333333",  # twenty-one places behind it
    ],
)
def test_what_is_no_decimal_is_refused(text: str) -> None:
    with pytest.raises(NotADecimal):
        rounding.read_decimal(text)


def test_a_sum_is_exact_for_whole_and_broken_points() -> None:
    assert rounding.total([Fraction(1, 2), Fraction(1), Fraction(1, 3)]) == Fraction(11, 6)
    assert rounding.total([Fraction(60), Fraction(40)]) == 100
    assert rounding.total([Fraction("29.5"), Fraction(1, 3)]) == Fraction(179, 6)


def test_returned_counts_blank_and_invalid_too() -> None:
    tally = Tally((20, 4, 3, 1), blank=2, invalid=1)
    assert (tally.valid, tally.returned) == (28, 31)


def test_two_boxes_are_counted_together() -> None:
    together = Tally((1, 2), 3, 4, 5, 6) + Tally((10, 20), 30, 40, 50, 60)
    assert together == Tally((11, 22), 33, 44, 55, 66)


@pytest.mark.parametrize(
    ("denominator", "below", "percent"),
    [
        (Denominator.RETURNED, 31, "77.42"),
        (Denominator.VALID_AND_BLANK, 30, "80.00"),
        (Denominator.VALID, 28, "85.71"),
    ],
)
def test_the_denominator_is_an_option(denominator: Denominator, below: int, percent: str) -> None:
    rule = SatisfactionRule("群众满意度", JIAOZHOU.weights, denominator)
    figure = satisfaction.of(rule, Tally((20, 4, 3, 1), blank=2, invalid=1))
    assert figure is not None
    assert (figure.denominator, figure.percent) == (below, percent)


def test_a_hundred_of_a_hundred_dissatisfied_read_as_nothing() -> None:
    figure = satisfaction.of(JIAOZHOU, Tally((0, 0, 0, 100)))
    assert figure is not None
    assert figure.percent == "0.00"


def test_nobody_voted_is_no_figure_and_no_division() -> None:
    assert satisfaction.of(JIAOZHOU, Tally((0, 0, 0, 0))) is None


def test_a_mean_of_whole_numbers() -> None:
    rule = SatisfactionRule("述职测评", (), Denominator.VALID, in_points=True)
    figure = satisfaction.of(rule, Tally((), blank=1, numbers=3, total=255))
    assert figure is not None
    assert (figure.value, figure.percent) == (Fraction(85, 100), "85.00")
    made = formula.of_satisfaction(rule, (), Tally((), numbers=3, total=255), figure)
    assert made.text == "述职测评 = 各票打分之和÷有效票数 = 255÷3 = 85.00"


def test_a_trimmed_mean_drops_one_at_each_end_when_enough_count() -> None:
    steps = tuple(Fraction(points, 100) for points in (100, 90, 80, 0))
    rule = SatisfactionRule("测评得分", steps, trim=True, trim_above=5, in_points=True)
    few = satisfaction.of(rule, Tally((1, 2, 1, 1)))
    many = satisfaction.of(rule, Tally((1, 2, 2, 1)))
    assert few is not None
    assert many is not None
    assert (few.percent, few.denominator) == ("72.00", 5)
    assert (many.percent, many.denominator) == ("85.00", 4)
    made = formula.of_satisfaction(rule, ("好", "中", "一般", "差"), Tally((1, 2, 2, 1)), many)
    assert "去掉一个最高、一个最低" in made.words
    assert made.numbers == "(0+2×0.9+2×0.8)÷4"


def test_nothing_is_trimmed_where_only_one_answer_counts() -> None:
    rule = SatisfactionRule("得分", (Fraction(1), Fraction(0)), trim=True, trim_above=2)
    figure = satisfaction.of(rule, Tally((1, 0), blank=5))
    assert figure is not None
    assert figure.value == Fraction(1, 6)


QUARTERS = (Fraction(1, 4), Fraction(3, 4))


def of_two_classes(one: Tally, two: Tally, rule: SatisfactionRule = JIAOZHOU) -> object:
    figure = satisfaction.of_voters(rule, QUARTERS, one + two, (one, two))
    return figure if isinstance(figure, Withheld) else (figure.value, figure.denominator)


def test_classes_of_voters_are_weighted() -> None:
    found = of_two_classes(Tally((8, 0, 0, 0)), Tally((0, 0, 0, 9)))
    assert found == (Fraction(1, 4), 17)


def test_a_class_of_fewer_than_eight_leaves_no_weighted_figure() -> None:
    eight, seven = Tally((8, 0, 0, 0)), Tally((7, 0, 0, 0))
    assert of_two_classes(eight, seven) is Withheld.SMALL_CLASS
    assert satisfaction.of_voters(JIAOZHOU, QUARTERS, eight, ()) is Withheld.SMALL_CLASS


def test_a_class_of_which_nothing_counts_leaves_no_figure() -> None:
    rule = SatisfactionRule("测评得分", JIAOZHOU.weights, Denominator.VALID)
    blank = Tally((0, 0, 0, 0), blank=9)
    assert of_two_classes(Tally((9, 0, 0, 0)), blank, rule) is Withheld.NOBODY_VOTED


def test_where_nobody_votes_in_classes_the_whole_alone_counts() -> None:
    figure = satisfaction.of_voters(JIAOZHOU, (), Tally((1, 0, 0, 0)), ())
    assert figure == Satisfaction(Fraction(1), 1)
    nobody = satisfaction.of_voters(JIAOZHOU, (), Tally((0, 0, 0, 0)), ())
    assert nobody is Withheld.NOBODY_VOTED


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(20, 31, "64.52%"), (0, 31, "0.00%"), (31, 31, "100.00%"), (0, 0, "—"), (3, None, "—")],
)
def test_a_share_stands_beside_its_count(part: int, whole: int | None, shown: str) -> None:
    assert rounding.of_whole(part, whole) == shown


def test_only_a_figure_called_satisfaction_claims_to_be_one() -> None:
    assert JIAOZHOU.is_satisfaction
    assert not SatisfactionRule("测评得分", JIAOZHOU.weights).is_satisfaction


def test_the_formula_carries_its_numbers_and_its_clause() -> None:
    tally = Tally((20, 7, 3, 1))
    figure = satisfaction.of(JIAOZHOU, tally)
    assert figure is not None
    made = formula.of_satisfaction(JIAOZHOU, OPTIONS, tally, figure, "第十七条")
    assert made.text == (
        "群众满意度 = (很满意票数+满意票数)÷投票数 = (20+7)÷31 = 87.10 %（第十七条）"
    )
    total = Total("考核总分", How.PRODUCT)
    names = ("组织工作目标考评得分", "群众满意度")
    final = formula.of_product(total, names, Fraction(112), figure.value)
    assert final.text == "考核总分 = 组织工作目标考评得分×群众满意度 = 112×27/31 = 97.55"


def test_a_figure_over_classes_tells_each_with_its_weight() -> None:
    parts = [
        ("A票", Fraction(2, 5), Satisfaction(Fraction(9, 10), 10)),
        ("B票", Fraction(3, 5), Satisfaction(Fraction(1, 2), 8)),
    ]
    whole = Satisfaction(Fraction(33, 50), 18)
    made = formula.of_classes(JIAOZHOU, parts, whole, "第三条")
    assert made.text == "群众满意度 = A票×40%+B票×60% = 90.00 %×40%+50.00 %×60% = 66.00 %（第三条）"
