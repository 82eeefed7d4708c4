"""One person of several villages becomes one line: what is added, what is averaged, what waits."""

from dataclasses import replace
from fractions import Fraction

import pytest
from makers.score_rows import VILLAGE, with_options

from ballot.domain.scheme.scheme import Scheme, VoterClass
from ballot.domain.scoring.combined_villages import combine, combine_rows
from ballot.domain.scoring.person import BallotCount, Person
from ballot.domain.tally import Tally

FIGURE, PLACE = "群众满意度", "村(社区)"
SUM, MEAN = with_options(combine="sum_votes"), with_options(combine="mean")
ALL_GOOD, ALL_BAD = Tally((30, 0, 0, 0), blank=1, invalid=2), Tally((0, 0, 0, 30), invalid=3)


def of(village: str, tally: Tally | None, *by_class: Tally, name: str = "甲某") -> Person:
    ballots = {} if tally is None else {FIGURE: BallotCount(40, tally, by_class)}
    return Person(
        name=name, unit="某局", village=village, columns={"派驻方式": "脱产"}, ballots=ballots
    )


MIXED = Tally((30, 20, 10, 10))
EAST, WEST, SOUTH = of("东村", ALL_GOOD), of("西村", ALL_BAD), of("南村", MIXED)


def test_apart_nothing_is_combined() -> None:
    rows = [{PLACE: "东村"}, {PLACE: "西村"}]
    assert combine(VILLAGE, [EAST, WEST]) == (EAST, WEST)
    assert combine_rows(VILLAGE, rows, [EAST, WEST]) == rows


def test_one_village_stays_as_it_is_and_lines_keep_the_order_of_the_first() -> None:
    other = of("北村", ALL_BAD, name="乙某")
    found = combine(SUM, [EAST, other, WEST])
    assert found[1] is other
    assert [(one.name, one.village) for one in found] == [("甲某", "东村、西村"), ("乙某", "北村")]


def test_the_same_name_in_another_unit_is_another_person() -> None:
    elsewhere = replace(WEST, unit="别局")
    assert combine(SUM, [EAST, elsewhere]) == (EAST, elsewhere)


def test_the_line_is_told_under_its_unit_and_all_its_villages() -> None:
    (found,) = combine(SUM, [EAST, WEST, SOUTH])
    assert found.columns == {"派驻方式": "脱产", "单位": "某局", PLACE: "东村、西村、南村"}


def test_votes_of_all_villages_are_counted_together() -> None:
    (found,) = combine(SUM, [EAST, WEST, SOUTH])
    assert found.ballots == {FIGURE: BallotCount(120, Tally((60, 20, 10, 40), blank=1, invalid=5))}
    assert found.given == {}


def test_so_are_those_of_each_class_of_voters() -> None:
    people = [
        of(f"{good}村", Tally((good, 0, 0, 9)), Tally((good, 0, 0, 0)), Tally((0, 0, 0, 9)))
        for good in (20, 21, 22)
    ]
    (found,) = combine(SUM, people)
    assert found.ballots[FIGURE].by_class == (Tally((63, 0, 0, 0)), Tally((0, 0, 0, 27)))


def test_the_mean_of_the_figures_is_points_of_a_hundred_and_no_ballot() -> None:
    (found,) = combine(MEAN, [EAST, WEST, of("南村", ALL_GOOD)])
    share = Fraction(30, 33)
    assert (found.ballots, found.given) == ({}, {FIGURE: 2 * share * 100 / 3})


@pytest.mark.parametrize("scheme", [SUM, MEAN])
def test_a_village_that_did_not_vote_keeps_the_figure_waiting(scheme: Scheme) -> None:
    (found,) = combine(scheme, [EAST, of("西村", None)])
    assert (found.ballots, found.given) == ({}, {})


def test_a_village_whose_ballot_has_no_figure_keeps_the_mean_waiting() -> None:
    few = of("西村", Tally((1, 0, 0, 0)))
    (found,) = combine(MEAN, [EAST, few])
    assert found.given == {}


def test_points_are_the_mean_of_what_every_village_has() -> None:
    east = replace(
        EAST,
        sections={"办实事奖分": Fraction(3), "只在东村": Fraction(1)},
        given={"加分": Fraction(4)},
        bonus={"奖分": Fraction(5)},
    )
    west = replace(
        WEST,
        sections={"办实事奖分": Fraction(4)},
        given={"加分": Fraction(6)},
        bonus={"奖分": Fraction(6)},
    )
    (found,) = combine(SUM, [east, west])
    assert found.sections == {"办实事奖分": Fraction(7, 2)}
    assert (found.given, found.bonus) == ({"加分": 5}, {"奖分": Fraction(11, 2)})


def test_a_ground_in_any_village_holds_and_the_first_words_stand() -> None:
    east = replace(EAST, grounds={"违纪": "警告"})
    west = replace(WEST, grounds={"违纪": "记过", "一票否决": "信访"})
    (found,) = combine(SUM, [east, west])
    assert found.grounds == {"违纪": "警告", "一票否决": "信访"}


def test_the_row_lists_the_villages_and_adds_the_counts_alone() -> None:
    rows = [
        {"姓名": "甲某", PLACE: "东村", "应参加人数": "40", "很满意": "30", "办实事奖分": "3"},
        {"姓名": "乙某", PLACE: "北村", "应参加人数": "7"},
        {"姓名": "甲某", PLACE: "西村", "应参加人数": "40", "很满意": "", "办实事奖分": "4"},
        {"姓名": "甲某", "应参加人数": "40"},
    ]
    people = [EAST, of("北村", ALL_GOOD, name="乙某"), WEST, of("", None)]
    first, alone = combine_rows(SUM, rows, people)
    assert alone == rows[1]
    added = {name: first[name] for name in (PLACE, "应参加人数", "很满意", "办实事奖分", "无效")}
    assert added == {
        PLACE: "东村、西村、",
        "应参加人数": "120",
        "很满意": "30",
        "办实事奖分": "3",
        "无效": "0",
    }


def test_two_villages_are_a_row_together() -> None:
    rows = [{"姓名": "甲某", PLACE: "东村"}, {"姓名": "甲某", PLACE: "西村"}]
    (found,) = combine_rows(MEAN, rows, [EAST, WEST])
    assert found[PLACE] == "东村、西村"


def test_grades_and_what_is_not_counted_are_those_of_the_first_village() -> None:
    east, west = replace(EAST, earlier=("优秀",)), replace(WEST, earlier=("合格",))
    (found,) = combine(SUM, [east, west, SOUTH])
    assert found.earlier == ("优秀",)


def test_classes_are_weighed_before_the_mean_is_taken() -> None:
    classes = (VoterClass("甲类", Fraction(1, 4)), VoterClass("乙类", Fraction(3, 4)))
    good, bad = Tally((20, 0, 0, 0)), Tally((0, 0, 0, 20))
    people = [of("东村", good + bad, good, bad), of("西村", good + bad, bad, good)]
    (found,) = combine(replace(MEAN, classes=classes), people)
    assert found.given == {FIGURE: 50}


def test_who_left_one_of_his_villages_is_in_post_and_who_left_all_is_gone_since_the_last() -> None:
    here, there = replace(EAST, left="2026-06-30"), replace(WEST, left="2026-07-31")
    assert combine(MEAN, [here, there])[0].left == "2026-07-31"
    assert combine(MEAN, [here, WEST])[0].left == ""
