"""Named lists: who stands on them where ranks, ties, grounds and groups meet."""

from dataclasses import replace
from fractions import Fraction

from makers.score_rows import VILLAGE

from ballot.domain.scheme.consequences import NamedList, Run
from ballot.domain.scheme.grade_rules import WAITING
from ballot.domain.scoring import lists
from ballot.domain.scoring.figures import Figures
from ballot.domain.scoring.person import Person
from ballot.domain.scoring.ranking import Placed, Ranking

FIRST, TWO, THREE = (NamedList(f"前{many}", first=many) for many in (1, 2, 3))
GROUND = "红色预警"


def one(rank: int | None, total: int = 80, grade: str = "称职", ground: str = "") -> Placed:
    grounds = {GROUND: ground} if ground else {}
    figures = Figures((), Fraction(total))
    return Placed(Person(name="甲", grounds=grounds), figures, ("镇街",), rank, grade, ())


def on(named: NamedList, *people: Placed) -> list[bool]:
    """Whether each stands on the list."""
    scheme = replace(VILLAGE, aftermath=replace(VILLAGE.aftermath, lists=(named,)))
    return [bool(each) for each in lists.of(scheme, Ranking(people, ()))]


def test_who_has_no_rank_stands_on_no_list_of_places() -> None:
    assert on(THREE, one(1), one(None, grade="不称职"), one(None, grade=WAITING)) == [
        True,
        False,
        False,
    ]


def test_a_tie_is_measured_set_by_set() -> None:
    assert on(TWO, one(1), one(2), one(2)) == [True, False, False]
    assert on(THREE, one(1), one(2), one(2)) == [True, True, True]
    assert on(TWO, one(1), one(1), one(3)) == [True, True, False]


def test_a_list_of_a_group_goes_by_rank_and_not_by_the_total() -> None:
    assert on(FIRST, one(1), one(2)) == [True, False]
    assert on(replace(FIRST, whole=True), one(1), one(2)) == [False, False]


def test_a_ground_is_asked_for_besides_the_place_or_alone() -> None:
    people = (one(1, ground="积案"), one(2, ground="积案"), one(3))
    assert on(replace(FIRST, needs=GROUND), *people) == [True, False, False]
    assert on(NamedList("后一", last=1, needs=GROUND), *people) == [False, False, False]
    assert on(NamedList("预警", needs=GROUND), *people) == [True, True, False]


def test_the_last_are_counted_from_the_end() -> None:
    assert on(NamedList("后一", last=1), one(1), one(2), one(3)) == [False, False, True]
    half = NamedList("后一半", last_share=Fraction(1, 2))
    assert on(half, one(1), one(2), one(3)) == [False, False, True]


def test_a_run_of_one_grade_is_told_like_a_list() -> None:
    run = Run("优秀", 2, "提级管理")
    scheme = replace(VILLAGE, aftermath=replace(VILLAGE.aftermath, lists=(), runs=(run,)))
    twice, once = one(1, grade="优秀"), one(2, grade="优秀")
    twice = replace(twice, person=replace(twice.person, earlier=("优秀", "良好")))
    assert lists.of(scheme, Ranking((twice, once), ())) == [("提级管理",), ()]


def money(named: NamedList, *people: Placed) -> list[tuple[str, ...]]:
    """What the lists of each say."""
    both = (named, NamedList("末一", last=1, yuan=-300))
    scheme = replace(VILLAGE, aftermath=replace(VILLAGE.aftermath, lists=both))
    return lists.of(scheme, Ranking(people, ()))


def test_money_of_a_place_waits_until_a_grade_is_decided_and_where_people_changed_it() -> None:
    rewarded = replace(FIRST, yuan=500)
    by_hand = replace(one(1, grade="不称职"), proposed="优秀")
    assert money(rewarded, one(1), one(2), one(3)) == [("前1+500元",), (), ("末一-300元",)]
    assert money(rewarded, by_hand, one(2), one(3))[0] == ("前1（奖罚待定）",)
    assert money(FIRST, by_hand, one(2), one(3))[0] == ("前1",)
    waits, told = (replace(one(1), decided=each) for each in ("待定", one(1).grade))
    assert money(rewarded, waits, one(2), one(3))[0] == ("前1（奖罚待定）",)
    assert money(rewarded, told, one(2), one(3))[0] == ("前1+500元",)
    decided = replace(one(3, grade="称职"), proposed="待定")
    assert money(rewarded, one(1), one(2), decided)[2] == ("末一-300元",)


def test_who_stands_among_the_first_and_the_last_waits_for_both() -> None:
    assert money(replace(FIRST, yuan=500), one(1)) == [("前1（奖罚待定）", "末一（奖罚待定）")]
    unpaid = (NamedList("后一", last=1), replace(FIRST, yuan=500))
    assert not lists.is_open(one(1), unpaid)
    share = (NamedList("后一半", last_share=Fraction(1)), FIRST)
    assert lists.is_first_and_last(share)
    assert not lists.is_first_and_last(share[:1])
    assert not lists.is_first_and_last(share[1:])


def test_money_of_a_grade_follows_it() -> None:
    of_grade = NamedList("不称职者", grade="不称职", yuan=-100)
    by_hand = replace(one(2, grade="不称职"), proposed="称职")
    assert money(of_grade, one(1), by_hand, one(3))[1] == ("不称职者-100元",)
