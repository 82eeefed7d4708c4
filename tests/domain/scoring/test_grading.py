"""From ranks to grades: each border by itself, on people with nothing but a rank and a total."""

from dataclasses import replace
from fractions import Fraction

from ballot.domain.scheme.grade_rules import (
    NOT_GRADED,
    TO_DECIDE,
    By,
    Grade,
    Placing,
    TieAtBorder,
)
from ballot.domain.scheme.why import Reason, Why
from ballot.domain.scoring import grading
from ballot.domain.scoring.candidate import Candidate
from ballot.domain.scoring.figures import Figures
from ballot.domain.scoring.person import Person

THIRTY = Grade("优秀", By.QUOTA, share=Fraction(3, 10), clause="三")
FIRST_TWO = Grade("前列", By.FIRST, places=2)
LAST_ONE = Grade("末位", By.LAST, places=1)
GOOD = Grade("良好", By.BAND, at_least=Fraction(80))
REST = Grade("称职", By.REST)


def ranked(*ranks: int, total: int = 80) -> list[Candidate]:
    """People on these ranks."""
    return [
        Candidate(Person(name=str(place)), Figures((), Fraction(total)), (), rank)
        for place, rank in enumerate(ranks, start=1)
    ]


def given(people: list[Candidate], *grades: Grade, tie: str = "below") -> list[str]:
    """The grades of all, in their order."""
    placing = Placing(grades, tie_at_border=TieAtBorder(tie), tie_clause="同分")
    grading.give(placing, people, len(people))
    return [one.grade for one in people]


def kinds(one: Candidate) -> list[Why]:
    return [reason.kind for reason in one.reasons]


def test_where_nobody_is_graded_the_rank_is_the_reason() -> None:
    first, second = ranked(1, 2)
    second.decided, second.grade = True, "不称职"
    grading.leave_ungraded([first, second])
    assert (first.grade, first.reasons) == (NOT_GRADED, [Reason(Why.NOT_GRADED, ("1",))])
    assert (second.grade, second.reasons) == ("不称职", [])


def test_a_quota_says_rank_places_base_and_share() -> None:
    people = ranked(1, 2, 3, 4)
    assert given(people, THIRTY, REST) == ["优秀", "称职", "称职", "称职"]
    assert people[0].reasons == [Reason(Why.QUOTA, ("1", "优秀", "1", "4", "30%"), "三")]
    people = ranked(1, 2, 3)
    assert given(people, FIRST_TWO, REST) == ["前列", "前列", "称职"]
    assert people[1].reasons == [Reason(Why.FIRST, ("2", "2", "前列"))]


def test_a_tied_set_that_just_fits_is_no_tie_at_the_border() -> None:
    people = ranked(1, 1, 3)
    assert given(people, FIRST_TWO, REST, tie="include") == ["前列", "前列", "称职"]
    assert [kinds(one) for one in people[:2]] == [[Why.FIRST], [Why.FIRST]]


def test_a_tied_set_that_is_taken_in_whole_says_how_many_it_was_for_what_was_left() -> None:
    people = ranked(1, 2, 2, 2)
    assert given(people, FIRST_TWO, REST, tie="include") == ["前列"] * 4
    assert kinds(people[0]) == [Why.FIRST]
    assert people[3].reasons[1:] == [Reason(Why.TIED_IN, ("3", "2", "前列", "1"), "同分")]


def test_a_tied_set_that_stays_below_says_so_for_each_of_it() -> None:
    people = ranked(1, 2, 2)
    assert given(people, FIRST_TWO, REST) == ["前列", "称职", "称职"]
    out = Reason(Why.TIED_OUT, ("2", "2", "前列", "1"), "同分")
    assert [one.reasons[0] for one in people[1:]] == [out, out]


def test_the_last_place_is_one_and_the_one_above_it_is_the_rest() -> None:
    people = ranked(1, 2, 3)
    assert given(people, LAST_ONE, REST) == ["称职", "称职", "末位"]
    assert [kinds(one) for one in people] == [[Why.REST], [Why.REST], [Why.LAST]]
    assert given(ranked(1, 2, 3), LAST_ONE, REST, tie="include") == ["称职", "称职", "末位"]
    two = replace(LAST_ONE, places=2)
    assert given(ranked(1, 2, 3), two, REST) == ["称职", "末位", "末位"]


def test_a_tie_for_the_last_place_leaves_it_empty_and_is_told_to_those_without_a_grade() -> None:
    people = ranked(1, 2, 2)
    assert given(people, LAST_ONE, REST) == ["称职"] * 3
    out = Reason(Why.TIED_OUT, ("2", "2", "末位", "1"), "同分")
    assert [out in one.reasons for one in people] == [False, True, True]
    graded = ranked(1, 2, 2)
    assert given(graded, replace(FIRST_TWO, places=3), LAST_ONE) == ["前列"] * 3
    assert all(Why.TIED_OUT not in kinds(one) for one in graded)


def test_a_band_begins_with_its_bound() -> None:
    assert given(ranked(1, total=80), GOOD, REST) == ["良好"]
    people = ranked(1, total=79)
    assert given(people, GOOD, REST) == ["称职"]
    assert kinds(people[0]) == [Why.REST]


def test_the_rest_may_need_a_total_too_and_below_it_people_decide() -> None:
    floor = replace(REST, at_least=Fraction(60))
    assert given(ranked(1, total=60), floor) == ["称职"]
    people = ranked(1, total=59)
    assert given(people, floor) == [TO_DECIDE]
    assert kinds(people[0]) == [Why.TO_DECIDE]
    people[0].grade, people[0].figures = "", replace(people[0].figures, total=None)
    assert given(people, floor) == [TO_DECIDE]


def test_of_a_tie_for_the_last_place_only_one_may_be_without_a_grade() -> None:
    people = ranked(1, 2, 2)
    people[2].barred = frozenset({"前列"})
    placing = replace(FIRST_TWO, places=3)
    assert given(people, placing, LAST_ONE, REST) == ["前列", "前列", "称职"]
    assert people[2].reasons[0] == Reason(Why.TIED_OUT, ("1", "2", "末位", "1"), "同分")
