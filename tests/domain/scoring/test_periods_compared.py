"""Two periods side by side: who climbed, who is new, who is gone, what two grades running bring."""

from dataclasses import replace
from fractions import Fraction

from ballot.domain.scheme.consequences import Run
from ballot.domain.scoring.figures import Figures
from ballot.domain.scoring.periods_compared import Compared, compare
from ballot.domain.scoring.person import Person
from ballot.domain.scoring.ranking import Placed

RUNS = (Run("优秀", 2, "提级管理"),)


def stood(name: str, rank: int | None, grade: str, *, unit: str = "", village: str = "") -> Placed:
    total = None if rank is None else Fraction(100 - rank)
    person = Person(name=name, unit=unit, village=village)
    return Placed(person, Figures((), total), ("甲组",), rank, grade, ())


def with_earlier(one: Placed, *grades: str) -> Placed:
    return replace(one, person=replace(one.person, earlier=grades))


def by_name(before: list[Placed], after: list[Placed]) -> dict[str, Compared]:
    return {each.name: each for each in compare(before, after, RUNS)}


def test_places_and_points_are_told_as_gained_or_lost() -> None:
    found = by_name(
        [stood("甲某", 3, "合格"), stood("乙某", 1, "优秀")],
        [stood("甲某", 1, "优秀"), stood("乙某", 2, "合格")],
    )
    assert (found["甲某"].climbed, found["甲某"].gained) == (2, 2)
    assert (found["乙某"].climbed, found["乙某"].gained) == (-1, -1)
    assert found["甲某"].before is not None
    assert found["甲某"].before.grade == "合格"


def test_a_grade_that_is_not_decided_yet_is_told_as_proposed() -> None:
    open_one = replace(stood("甲某", 1, "优秀"), decided="待定")
    by_hand = replace(stood("乙某", 2, "合格"), decided="合格", proposed="优秀")
    found = by_name([stood("甲某", 1, "合格"), stood("乙某", 2, "优秀")], [open_one, by_hand])
    told = {name: each.after and each.after.said for name, each in found.items()}
    assert told == {"甲某": "优秀（建议）", "乙某": "合格"}
    assert found["甲某"].before
    assert found["甲某"].before.said == "合格"


def test_the_best_grade_twice_running_brings_what_the_list_of_the_later_period_has() -> None:
    earlier = [stood(name, 1, "优秀") for name in ("甲某", "乙某", "丙某")]
    later = [
        with_earlier(stood("甲某", 2, "优秀"), "优秀"),
        with_earlier(stood("乙某", 3, "合格"), "优秀"),
        with_earlier(stood("丁某", 1, "优秀"), "优秀"),
        with_earlier(stood("戊某", 4, "优秀"), "合格"),
    ]
    found = by_name([with_earlier(each, "优秀") for each in earlier], later)
    assert {name: each.runs for name, each in found.items() if each.runs} == {
        "甲某": ("提级管理",),
        "丁某": ("提级管理",),
    }
    assert found["丙某"].after is None, "who is gone runs no more"


def test_who_is_new_and_who_is_gone_is_said_without_figures() -> None:
    new, gone = compare([stood("甲某", 1, "优秀")], [stood("乙某", 1, "优秀")])
    assert (new.name, new.before, new.climbed, new.gained) == ("乙某", None, None, None)
    assert (gone.name, gone.after, gone.climbed, gone.gained) == ("甲某", None, None, None)


def test_nobody_climbs_from_or_to_a_period_without_a_place() -> None:
    (found,) = compare([stood("甲某", None, "待测评")], [stood("甲某", 1, "优秀")])
    assert (found.climbed, found.gained) == (None, None)


def test_a_change_of_village_is_the_same_person_where_only_one_has_the_name() -> None:
    (found,) = compare(
        [stood("甲某", 2, "合格", unit="某局", village="大布村")],
        [stood("甲某", 1, "优秀", unit="某局", village="小布村")],
    )
    assert (found.village, found.climbed) == ("小布村", 1)


def test_two_of_one_name_and_unit_in_other_villages_are_not_guessed() -> None:
    before = [stood("甲某", 1, "优秀", unit="某局", village=each) for each in ("东村", "西村")]
    after = [stood("甲某", 1, "优秀", unit="某局", village="南村")]
    assert [each.before is None for each in compare(before, after)] == [True, False, False]


def corrected(name: str, was: str) -> Placed:
    one = stood(name, 1, "优秀")
    return replace(one, person=replace(one.person, former=((was, "", ""),)))


def test_a_corrected_person_is_found_under_the_name_that_he_had() -> None:
    assert corrected("贾某", "甲某").person.known_as == (("贾某", "", ""), ("甲某", "", ""))
    old = [stood("甲某", 2, "合格"), stood("戊某", 1, "优秀")]
    found = by_name(old, [corrected("贾某", "甲某"), stood("丁某", 2, "合格")])
    assert list(found) == ["贾某", "丁某", "戊某"]
    assert found["贾某"].climbed == 1
    assert found["丁某"].before is None
    assert found["戊某"].after is None


def test_of_two_who_bear_a_former_name_one_is_found() -> None:
    twice = [corrected("贾某", "甲某"), corrected("假某", "甲某")]
    found = by_name([stood("甲某", 2, "合格")], twice)
    assert [each.before is None for each in found.values()] == [False, True]


def test_one_who_was_corrected_in_the_earlier_period_is_found_too() -> None:
    (found,) = compare([corrected("贾某", "甲某")], [stood("甲某", 2, "合格")])
    assert found.before is not None
