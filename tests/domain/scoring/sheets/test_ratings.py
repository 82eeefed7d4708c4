"""上年分类定级 and 本年分类评级: what they bring, how they are kept, what contradicts them."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from makers.score_rows import VILLAGE, a_row

from ballot.domain.errors import (
    BallotError,
    ColumnsDisagree,
    Missing,
    NotOneOf,
    RatingsIncomplete,
    Refused,
)
from ballot.domain.scoring import people_rows, score, scoresheet, sheet_entry
from ballot.domain.scoring.scoresheet import Entered
from ballot.domain.scoring.sheets import ratings

((SECTION, LINE),) = ratings.rated(VILLAGE)
UP, DOWN = LINE.rules
SHEET = next(item.sheet for item in VILLAGE.items if item.sheet)
LEVELS = ("A级", "B级", "C级", "D级")
BEFORE, NOW = LINE.ratings


def complaints(**cells: str) -> list[tuple[str | None, type[BallotError]]]:
    """Column and class of everything wrong with a row."""
    with pytest.raises(Refused) as refused:
        people_rows.read(VILLAGE, [a_row("甲", **cells)])
    return [(each.column, type(each.error)) for each in refused.value.faults]


def entered(kept: Mapping[str, str]) -> dict[str, Entered]:
    return {rule.no: sheet_entry.read(rule, kept[rule.no]) for rule in LINE.rules}


def test_the_ratings_stand_from_the_best_to_the_worst() -> None:
    assert (SECTION, LINE.levels) == ("晋位升级加减分", LEVELS)
    assert LINE.ratings == ("上年分类定级", "本年分类评级")


@pytest.mark.parametrize(("before", "now"), list(product(LEVELS, LEVELS)))
def test_two_ratings_are_kept_as_levels_and_read_back_the_same(before: str, now: str) -> None:
    kept = ratings.texts(LINE, before, now)
    assert ratings.read(LINE, kept) == (before, now)
    risen = LEVELS.index(before) - LEVELS.index(now)
    assert ratings.points(LINE, before, now) == 10 * risen
    found = scoresheet.score(SHEET, entered(kept), {"派驻方式": "脱产"})
    assert found.sections[-1].points == 10 * risen
    assert found.sets == ({"党组织降位"} if risen < 0 else frozenset())


def test_a_level_up_may_bring_another_number_than_a_level_down_takes() -> None:
    line = replace(LINE, rules=(replace(UP, points=Fraction(7)), DOWN))
    made = [ratings.points(line, "B级", now) for now in LEVELS]
    assert made == [7, 0, -10, -20]


def test_what_is_kept_is_the_number_under_the_rating_that_was_left() -> None:
    assert ratings.texts(LINE, "C级", "A级") == {UP.no: "C级=2", DOWN.no: ""}
    assert ratings.texts(LINE, "A级", "D级") == {UP.no: "", DOWN.no: "A级=3"}
    assert ratings.texts(LINE, "B级", "B级") == {UP.no: "B级=0", DOWN.no: ""}
    assert ratings.texts(LINE, "A级", "A级") == {UP.no: "", DOWN.no: "A级=0"}
    assert ratings.texts(LINE, "", "") == {UP.no: "", DOWN.no: ""}


@pytest.mark.parametrize(
    ("before", "now", "error"),
    [
        ("B级", "", RatingsIncomplete),
        ("", "B级", RatingsIncomplete),
        ("E级", "B级", NotOneOf),
        ("B级", "E级", NotOneOf),
    ],
)
def test_half_a_pair_and_strange_ratings_are_refused(
    before: str, now: str, error: type[BallotError]
) -> None:
    with pytest.raises(error):
        ratings.texts(LINE, before, now)


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "不适用",
        "B级",
        "B级=x",
        "B级=2",
        "A级=1",
        "E级=0",
        "B级=-1",
        "C级=" + "9" * 5000,
        "C级=²",
    ],
)
def test_what_is_no_pair_reads_as_nothing(kept: str) -> None:
    assert ratings.read(LINE, {UP.no: kept}) == ("", "")
    assert ratings.read(LINE, {}) == ("", "")


def test_a_paper_shows_both_or_nothing() -> None:
    assert ratings.shown(("C级", "B级")) == "C级→B级"
    assert ratings.shown(("", "")) == ""


def test_a_file_whose_ratings_make_other_points_is_refused() -> None:
    up = {SECTION: "10", BEFORE: "C级"}
    (one,) = people_rows.read(VILLAGE, [a_row("甲", **up, **{NOW: "B级"})])
    assert (one.columns[BEFORE], one.columns[NOW]) == ("C级", "B级")
    assert complaints(**up, **{NOW: "A级"}) == [(NOW, ColumnsDisagree)]
    assert complaints(**{BEFORE: "B级", NOW: "C级"}) == [(NOW, ColumnsDisagree)]
    assert complaints(**{BEFORE: "甲级", NOW: "B级"}) == [(BEFORE, NotOneOf), (BEFORE, Missing)]
    assert complaints(**{BEFORE: "B级"}) == [(NOW, Missing)]
    assert complaints(**{NOW: "B级"}) == [(BEFORE, Missing)]


def test_ratings_without_points_wait_for_them() -> None:
    assert list(ratings.faults(VILLAGE, {BEFORE: "B级", NOW: "A级"}, {})) == []
    made = {SECTION: Fraction(10)}
    assert list(ratings.faults(VILLAGE, {BEFORE: "B级", NOW: "A级"}, made)) == []
    assert list(ratings.faults(VILLAGE, {}, made)) == []


def test_a_score_file_gives_both_ratings_back() -> None:
    rows = [a_row("甲", **{SECTION: "10", BEFORE: "C级", NOW: "B级"}), a_row("乙")]
    wide = [dict.fromkeys(rows[0], "") | row for row in rows]
    told = score.score(VILLAGE, wide)
    assert [(row[BEFORE], row[NOW]) for row in told.rows] == [("C级", "B级"), ("", "")]
