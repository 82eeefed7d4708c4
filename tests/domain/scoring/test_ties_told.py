"""Whomever a tie rule placed before or behind others of his total, is told by which figure."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from makers.score_rows import VILLAGE, a_row, with_options

from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import score

DEFAULT = "（文件未规定，采用默认）"
EQUAL: dict[str, dict[str, object]] = {
    "甲": {"很满意": 20, "满意": 11, "基本满意": 0, "不满意": 0, "应参加人数": 31},
    "乙": {"很满意": 10, "满意": 21, "基本满意": 0, "不满意": 0, "应参加人数": 31},
    "丙": {"很满意": 24, "满意": 1, "基本满意": 6, "不满意": 0, "应参加人数": 31},
}
"""100 × 31/31 twice, and 124 × 25/31: the same total of 100."""
AWARD = {"丙": 24}


def rows(*names: str, **cells: object) -> list[dict[str, str]]:
    """People of one total, by the beginnings of their names."""
    return [
        a_row(name, 办实事奖分=AWARD.get(name[0], 0), **EQUAL[name[0]] | cells) for name in names
    ]


def told(people: list[dict[str, str]], scheme: Scheme = VILLAGE) -> Mapping[str, list[str]]:
    """姓名 and 村 → his reasons that speak of equal totals."""
    return {
        one.person.name + one.person.village.removesuffix("大布村"): [
            each.words for each in one.reasons if "同分" in each.words
        ]
        for one in score.score(scheme, people).ranking.placed
    }


def test_who_is_parted_from_an_equal_is_told_the_figure_and_that_it_is_a_default() -> None:
    assert told(rows("甲", "丙")) == {
        "甲": [f"与丙同分，群众满意度高，排在前{DEFAULT}"],
        "丙": [f"与甲同分，群众满意度低，排在后{DEFAULT}"],
    }


def test_a_later_figure_says_which_were_the_same() -> None:
    people = rows("丙", "乙", "甲")
    people[1] |= {"基本工作目标得分": "61", "工作制度和纪律得分": "39"}
    assert told(people) == {
        "甲": [
            f"与丙同分，群众满意度高，排在前{DEFAULT}",
            f"与乙同分，群众满意度相同，很满意率高，排在前{DEFAULT}",
        ],
        "乙": [
            f"与丙同分，群众满意度高，排在前{DEFAULT}",
            f"与甲同分，群众满意度相同，很满意率低，排在后{DEFAULT}",
        ],
        "丙": [f"与甲、乙同分，群众满意度低，排在后{DEFAULT}"],
    }


def test_three_at_most_are_named_the_nearest() -> None:
    people = rows("丙1", "甲4", "甲3", "甲2", "甲1", "丙4", "丙3", "丙2")
    for row, award in zip(people, (24, 0, 0, 0, 0, 24, 24, 24), strict=True):
        row["办实事奖分"] = str(award)
    found = told(people)
    assert (
        found["甲1"] == found["甲4"] == [f"与丙1、丙2、丙3等4人同分，群众满意度高，排在前{DEFAULT}"]
    )
    assert found["丙2"] == [f"与甲2、甲3、甲4等4人同分，群众满意度低，排在后{DEFAULT}"]
    assert told(people[:1] + people[2:])["丙1"] == [
        f"与甲1、甲2、甲3同分，群众满意度低，排在后{DEFAULT}"
    ]


@pytest.mark.parametrize("other", ["甲", "甲 "])
def test_of_people_of_one_name_unit_and_village_are_told(other: str) -> None:
    people = rows("甲", "丙")
    people.append(a_row(other, **{"村(社区)": "小布村", "派驻方式": "非脱产"}))
    assert told(people)["丙"] == [f"与甲（某局 大布村）同分，群众满意度低，排在后{DEFAULT}"]
    people[0] |= {"单位": "", "村(社区)": ""}
    assert told(people)["丙"] == [f"与甲同分，群众满意度低，排在后{DEFAULT}"]


def test_nothing_is_told_where_no_tie_was_broken() -> None:
    apart = rows("甲") + rows("丙", 派驻方式="非脱产")
    assert told(apart) == {"甲": [], "丙": []}
    assert told(rows("甲1", "甲2")) == {"甲1": [], "甲2": []}
    less = [*rows("甲"), rows("丙")[0] | {"办实事奖分": "23"}]
    assert told(less) == {"甲": [], "丙": []}


def test_what_a_policy_says_has_its_clause_and_what_an_office_set_has_none() -> None:
    others = tuple(each for each in VILLAGE.defaults if each.key != "placing.ties")
    said = replace(VILLAGE, defaults=others)
    assert told(rows("甲", "丙"), said)["甲"] == [
        "与丙同分，群众满意度高，排在前（第十九条（四））"
    ]
    own = replace(said, overridden=(("placing.ties", "群众满意度"),))
    assert told(rows("甲", "丙"), own)["甲"] == ["与丙同分，群众满意度高，排在前"]
    other = with_options(placing__rounding="ceil")
    assert told(rows("甲", "丙"), other) == told(rows("甲", "丙"))


def test_the_tie_that_gave_the_last_place_is_in_the_row_behind_the_grade() -> None:
    people = rows("甲", "丙") + [
        a_row(name, 办实事奖分=0, **EQUAL["甲"], 基本工作目标得分=50) for name in "丁戊"
    ]
    found = {row["姓名"]: row for row in score.score(VILLAGE, people).rows}
    assert (found["甲"]["等次"], found["丙"]["等次"]) == ("优秀", "良好")
    assert found["甲"]["说明"].endswith(
        f"确定为优秀（第十九条（四））；与丙同分，群众满意度高，排在前{DEFAULT}"
    )
