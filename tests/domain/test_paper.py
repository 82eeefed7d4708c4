"""The blank paper, filled in from the fields of a page."""

import pytest

from ballot.domain.errors import (
    AllAlike,
    AnswerOutOfRange,
    AnswersMissing,
    BallotError,
    TooFewBelow,
    TooManyOfFirst,
)
from ballot.domain.paper import BallotRules, Paper, Question, fill_in, name_of, worded

WORDS = Question("满意吗？", ("很满意", "满意", "基本满意", "不满意"))
STRICT = Question("满意吗？", WORDS.options, blank=False)
POINTS = Question("打分", ())
TWO = Paper(("甲", "乙"), (WORDS,))


def answers(paper: Paper, *, blanks: bool = False, **fields: str) -> tuple[int | None, ...]:
    """The answers that fields fill in."""
    return fill_in(paper, fields, blanks=blanks).answers


def test_every_subject_is_asked_every_question() -> None:
    paper = Paper(("甲", "乙"), (WORDS, POINTS))
    assert paper.cells == ((0, 0), (0, 1), (1, 0), (1, 1))
    assert [name_of(cell) for cell in paper.cells] == ["a1_1", "a1_2", "a2_1", "a2_2"]
    assert (WORDS.columns, STRICT.columns, POINTS.is_number) == (5, 4, True)


def test_digits_stand_for_options_in_their_order() -> None:
    assert answers(TWO, a1_1="1", a2_1="4") == (0, 3)


@pytest.mark.parametrize("digit", ["0", "5", "x", "-1", "1.0", "111", "\u0661"])
def test_a_digit_outside_the_options_is_refused(digit: str) -> None:
    with pytest.raises(AnswerOutOfRange) as refused:
        answers(TWO, a1_1="1", a2_1=digit)
    assert (refused.value.place, refused.value.options) == (2, 4)


def test_what_is_missing_is_named_at_once() -> None:
    with pytest.raises(AnswersMissing) as refused:
        answers(Paper(("甲", "乙", "丙"), (WORDS,)), a2_1="1")
    assert (refused.value.places, refused.value.blank_allowed) == ((1, 3), True)


def test_a_blank_counts_once_the_voter_says_so() -> None:
    assert answers(TWO, blanks=True, a1_1="2") == (1, 4)


def test_a_blank_is_no_answer_where_the_scheme_has_none() -> None:
    with pytest.raises(AnswersMissing) as refused:
        answers(Paper(("甲", "乙"), (STRICT,)), blanks=True, a1_1="2")
    assert (refused.value.places, refused.value.blank_allowed) == ((2,), False)


@pytest.mark.parametrize(
    ("tens", "ones", "value"), [("0", "0", 0), ("9", "5", 95), ("10", "0", 100)]
)
def test_a_number_is_given_in_tens_and_ones(tens: str, ones: str, value: int) -> None:
    assert answers(Paper(("甲",), (POINTS,)), a1_1t=tens, a1_1o=ones) == (value,)


@pytest.mark.parametrize(
    ("tens", "ones"), [("10", "1"), ("0", "10"), ("", "5"), ("5", ""), ("a", "1"), ("100", "0")]
)
def test_half_a_number_or_more_than_a_hundred_is_refused(tens: str, ones: str) -> None:
    with pytest.raises(AnswerOutOfRange):
        answers(Paper(("甲",), (POINTS,)), a1_1t=tens, a1_1o=ones)


def test_a_number_left_out_is_a_blank() -> None:
    assert answers(Paper(("甲",), (POINTS,)), blanks=True) == (None,)


@pytest.mark.parametrize(
    ("rules", "fields", "error"),
    [
        (BallotRules(at_most_first=1), {"a1_1": "1", "a2_1": "1"}, TooManyOfFirst),
        (BallotRules(not_all_alike=True), {"a1_1": "2", "a2_1": "2"}, AllAlike),
    ],
)
def test_rules_about_the_whole_ballot(
    rules: BallotRules, fields: dict[str, str], error: type[BallotError]
) -> None:
    paper = Paper(("甲", "乙"), (WORDS,), rules)
    with pytest.raises(error):
        fill_in(paper, fields)
    assert fill_in(paper, {"a1_1": "1", "a2_1": "2"}).answers == (0, 1)


def test_some_answers_must_lie_below_a_bound() -> None:
    paper = Paper(("甲", "乙"), (POINTS,), BallotRules(least_below=(1, 80)))
    high = {"a1_1t": "9", "a1_1o": "0", "a2_1t": "8", "a2_1o": "0"}
    with pytest.raises(TooFewBelow) as refused:
        fill_in(paper, high)
    assert (refused.value.least, refused.value.bound) == (1, "80")
    assert fill_in(paper, high | {"a2_1t": "7", "a2_1o": "9"}).answers == (90, 79)


def test_one_cell_alone_is_always_all_alike() -> None:
    paper = Paper(("甲",), (WORDS,), BallotRules(not_all_alike=True))
    assert fill_in(paper, {"a1_1": "1"}).answers == (0,)


def test_a_twelfth_option_has_two_digits_and_no_more() -> None:
    many = Paper(("甲",), (Question("哪个？", tuple("一二三四五六七八九十甲乙")),))
    assert answers(many, a1_1="12") == (11,)
    for digits in ("012", "001", "13"):
        with pytest.raises(AnswerOutOfRange):
            answers(many, a1_1=digits)


def test_tens_and_ones_are_typed_without_zeros_before_them() -> None:
    paper = Paper(("甲",), (POINTS,))
    assert answers(paper, a1_1t="10", a1_1o="0") == (100,)
    for tens, ones in (("010", "0"), ("1", "001")):
        with pytest.raises(AnswerOutOfRange):
            answers(paper, a1_1t=tens, a1_1o=ones)


def test_so_many_answers_below_a_bound_are_counted_one_by_one() -> None:
    paper = Paper(("甲", "乙"), (POINTS,), BallotRules(least_below=(2, 60)))
    assert answers(paper, a1_1t="5", a1_1o="9", a2_1t="0", a2_1o="0") == (59, 0)
    with pytest.raises(TooFewBelow):
        answers(paper, a1_1t="5", a1_1o="9", a2_1t="6", a2_1o="0")


def test_who_says_nothing_of_blanks_leaves_none() -> None:
    with pytest.raises(AnswersMissing):
        fill_in(TWO, {})


def test_a_paper_in_other_words_has_the_same_places() -> None:
    words = {"满意": "Satisfied", "您是否满意？": "Are you satisfied?", "张某": "Zhang"}
    own = Paper(("张某",), (Question("您是否满意？", ("满意", "不满意")),))
    said = worded(own, words)
    assert said == Paper(("张某",), (Question("Are you satisfied?", ("Satisfied", "不满意")),))
    assert fill_in(own, {"a1_1": "2"}) == fill_in(said, {"a1_1": "2"})
