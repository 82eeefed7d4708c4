"""Groups of a ranking held against each other."""

from dataclasses import replace
from fractions import Fraction

from ballot.domain.scoring import groups_compared
from ballot.domain.scoring.figures import Figures
from ballot.domain.scoring.person import Person
from ballot.domain.scoring.ranking import Placed


def placed(group: str, grade: str, total: int | None) -> Placed:
    figures = Figures((), None if total is None else Fraction(total))
    return Placed(Person(name="某"), figures, (group,), None, grade, ())


def test_a_group_has_its_grades_and_the_ends_and_the_mean_of_its_totals() -> None:
    people = [placed("乙", "优秀", 100), placed("乙", "称职", 91), placed("乙", "待测评", None)]
    (found,) = groups_compared.of(people)
    assert (found.group, found.people, found.waiting) == (("乙",), 3, 1)
    assert dict(found.grades) == {"优秀": 1, "称职": 1, "待测评": 1}
    assert (found.lowest, found.mean, found.highest) == (91, Fraction(191, 2), 100)


def test_a_group_where_nobody_has_a_total_has_no_figures() -> None:
    waiting, ready = groups_compared.of([placed("甲", "待测评", None), placed("乙", "优秀", 100)])[
        ::-1
    ]
    assert (waiting.lowest, waiting.mean, waiting.highest) == (None, None, None)
    assert ready.mean == 100


def test_a_total_of_whoever_still_waits_is_in_no_figure() -> None:
    (found,) = groups_compared.of([placed("乙", "待测评", 112), placed("乙", "优秀", 100)])
    assert (found.waiting, found.lowest, found.mean, found.highest) == (1, 100, 100, 100)


def test_grades_are_counted_as_proposed_until_the_last_of_them_is_decided() -> None:
    changed = replace(placed("乙", "称职", 91), proposed="优秀", decided="称职")
    waiting = replace(placed("丙", "称职", 90), decided="待定")
    first, _second = groups_compared.of([waiting, changed])[::-1]
    assert first.grades == (("优秀", 1),)
    decided = replace(waiting, decided="称职")
    first, _second = groups_compared.of([decided, changed])[::-1]
    assert first.grades == (("称职", 1),)


def test_groups_stand_in_the_order_of_their_names() -> None:
    people = [placed("乙", "优秀", 1), placed("丙", "优秀", 1), placed("乙", "优秀", 2)]
    assert [each.group for each in groups_compared.of(people)] == sorted({("乙",), ("丙",)})
    assert groups_compared.of([]) == ()
