"""A meeting as planned: what is wrong is named by its key."""

from dataclasses import replace

import pytest
from makers.score_rows import VILLAGE

from ballot.domain.errors import (
    Missing,
    NotADecimal,
    NotOneOf,
    OutOfRange,
    TwiceTheSame,
    UnknownKey,
    WrongType,
)
from ballot.domain.meeting import Custody
from ballot.domain.meetings.plan import MeetingPlan, SubjectPlan, check

ZHANG = SubjectPlan("张某", "市局", "大布村", "112", {"单位类别": "镇街"})
PLAN = MeetingPlan(
    title="测评",
    scheme="jiaozhou-village",
    custody=Custody.SERVER,
    eligible=46,
    subjects=(ZHANG,),
    place="会议室",
    eligible_parts=(("党员", 25), ("村民代表", 21)),
)


def faults(plan: MeetingPlan) -> list[tuple[str | None, type]]:
    """(key, class) of everything wrong."""
    return [(fault.key, type(fault.error)) for fault in check(plan, VILLAGE)]


def test_a_good_plan_has_no_fault() -> None:
    assert faults(PLAN) == []


def test_who_votes_about_a_community_is_not_who_votes_about_a_village() -> None:
    road = replace(ZHANG, village="香港路社区")
    theirs = replace(PLAN, subjects=(road,), eligible_parts=(("党员", 25), ("居民代表", 21)))
    assert faults(theirs) == []
    assert faults(replace(PLAN, subjects=(road,))) == [("eligible.村民代表", NotOneOf)]
    assert faults(replace(theirs, subjects=(ZHANG,))) == [("eligible.居民代表", NotOneOf)]


def test_lines_of_two_hundred_characters_and_the_largest_meeting_are_in_order() -> None:
    subject = replace(ZHANG, name="长" * 60, unit="长" * 200, objective_score="0")
    largest = replace(PLAN, title="长" * 200, eligible=100_000, subjects=(subject,))
    assert faults(largest) == []
    smallest = replace(PLAN, eligible=1, eligible_parts=(("党员", 0), ("村民代表", 1)))
    assert faults(smallest) == []


def test_blanks_around_a_name_make_nobody_else_of_him() -> None:
    blanks = replace(ZHANG, name=f" {ZHANG.name} ", unit=f"{ZHANG.unit} ", village=" ")
    plain = replace(ZHANG, village="")
    assert faults(replace(PLAN, subjects=(plain, blanks))) == [("subjects[2].name", TwiceTheSame)]


def test_of_two_without_a_name_none_is_twice_there() -> None:
    nobody = replace(ZHANG, name=" ")
    found = faults(replace(PLAN, subjects=(nobody, nobody)))
    assert found == [("subjects[1].name", Missing), ("subjects[2].name", Missing)]


def test_people_of_one_name_are_legal_in_two_units() -> None:
    assert faults(replace(PLAN, subjects=(ZHANG, replace(ZHANG, unit="县局")))) == []


@pytest.mark.parametrize(
    ("change", "key", "error"),
    [
        ({"title": " "}, "title", Missing),
        ({"title": "长" * 201}, "title", OutOfRange),
        ({"title": "测\0评"}, "title", WrongType),
        ({"assessment": "2026\x1b[2J"}, "assessment", WrongType),
        ({"eligible_parts": (("党\x07员", 46),)}, "eligible", WrongType),
        ({"place": "长" * 201}, "place", OutOfRange),
        ({"eligible": 0}, "eligible", OutOfRange),
        ({"eligible": 100_001}, "eligible", OutOfRange),
        ({"eligible_parts": (("路人", 46),)}, "eligible.路人", NotOneOf),
        ({"eligible_parts": (("党员", -1),)}, "eligible.党员", OutOfRange),
        ({"eligible_parts": (("党员", 1), ("党员", 2))}, "eligible.党员", TwiceTheSame),
        ({"subjects": ()}, "subjects", Missing),
        ({"subjects": (ZHANG, ZHANG)}, "subjects[2].name", TwiceTheSame),
        ({"subjects": (replace(ZHANG, name=""),)}, "subjects[1].name", Missing),
        ({"subjects": (replace(ZHANG, name="张\n某"),)}, "subjects[1].name", WrongType),
        ({"subjects": (replace(ZHANG, unit="长" * 201),)}, "subjects[1].unit", OutOfRange),
        ({"subjects": (replace(ZHANG, name="长" * 61),)}, "subjects[1].name", OutOfRange),
        ({"subjects": (replace(ZHANG, village="村\ud800"),)}, "subjects[1].village", WrongType),
    ],
)
def test_a_wrong_plan_names_the_place(change: dict[str, object], key: str, error: type) -> None:
    assert (key, error) in faults(replace(PLAN, **change))


@pytest.mark.parametrize(
    ("score", "error"), [("一百", NotADecimal), ("1e2", NotADecimal), ("-1", OutOfRange)]
)
def test_a_score_is_a_decimal_of_nothing_or_more(score: str, error: type) -> None:
    plan = replace(PLAN, subjects=(replace(ZHANG, objective_score=score),))
    assert faults(plan) == [("subjects[1].objective_score", error)]


@pytest.mark.parametrize(
    ("groups", "key", "error"),
    [({"年龄": "老"}, "年龄", UnknownKey), ({"单位类别": "省直"}, "单位类别", NotOneOf)],
)
def test_a_group_must_be_one_of_the_scheme(groups: dict[str, str], key: str, error: type) -> None:
    plan = replace(PLAN, subjects=(replace(ZHANG, groups=groups, objective_score=None),))
    assert faults(plan) == [(f"subjects[1].groups.{key}", error)]


def test_a_scheme_without_categories_takes_any() -> None:
    plan = replace(PLAN, eligible_parts=(("干部", 46),))
    assert check(plan, replace(VILLAGE, categories=())) == []
