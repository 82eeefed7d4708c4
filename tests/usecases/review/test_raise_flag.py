"""Flags: of a kind that the policy knows, with a ground, lifted with a reason."""

import pytest
from makers.reviewed import seven
from people.reviewers import keys, person

from ballot.domain.access import CONSOLE
from ballot.domain.errors import Refused
from ballot.domain.scoring.assessment import PeopleFile
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.assessment.people.bring_in_people import enter_scores
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.review.raise_flag import lift_flag, raise_flag, see_flags


def test_a_flag_has_a_kind_that_the_policy_knows_and_a_ground_and_is_lifted_with_a_reason(
    hall: Hall,
) -> None:
    id = seven(hall)
    who = person(hall, id, "甲某").id
    for kind, ground, key in (("酒驾", "查实", "kind"), ("直接不称职情形", " ", "ground")):
        with pytest.raises(Refused) as refused:
            raise_flag(hall, CONSOLE, id, who, kind, ground)
        assert keys(refused) == [key]
    with pytest.raises(Refused) as refused:
        lift_flag(hall, CONSOLE, id, who, "直接不称职情形", "查无此事")
    assert keys(refused) == ["kind"]
    raise_flag(hall, CONSOLE, id, who, "直接不称职情形", "引发集体访")
    rank_assessment(hall, CONSOLE, id)
    assert person(hall, id, "甲某").grade == "不称职"
    assert person(hall, id, "甲某").fixed
    lift_flag(hall, CONSOLE, id, who, "直接不称职情形", "复查不实")
    rank_assessment(hall, CONSOLE, id)
    assert person(hall, id, "甲某").grade == "优秀"
    view = see_flags(hall, CONSOLE, id, who)
    assert view.standing == {}
    assert [(each.ground, each.lifted) for each in view.lines] == [
        ("复查不实", True),
        ("引发集体访", False),
    ]
    assert [each.name for each in view.kinds] == ["党组织降位", "直接不称职情形"]
    assert [each.act for each in read_journal(hall, CONSOLE)].count("flag") == 2
    assert len(view.kinds[1].grounds) == 3


def test_a_flag_of_yes_and_no_keeps_its_ground_too(hall: Hall) -> None:
    id = seven(hall, 晋位升级加减分="0")
    who = person(hall, id, "甲某").id
    scores = {"姓名": "甲某", "单位": "某局", "村(社区)": "大布村", "晋位升级加减分": "-10"}
    raise_flag(hall, CONSOLE, id, who, "党组织降位", "由A级降为B级")
    with pytest.raises(Refused):
        rank_assessment(hall, CONSOLE, id)
    enter_scores(hall, CONSOLE, id, PeopleFile("s.csv", tuple(scores), (scores,)))
    rank_assessment(hall, CONSOLE, id)
    assert person(hall, id, "甲某").flags == {"党组织降位": "由A级降为B级"}
    assert "不得确定为优秀" in person(hall, id, "甲某").why
