"""What an appeal or an objection shows of an item: the value that counts, however it came."""

from pathlib import Path

import pytest
from makers.reviewed import a_movable_hall, an_assessment_by, vote, walk

from ballot import schemes
from ballot.domain.access import CONSOLE
from ballot.domain.errors import NotOneOf, Refused
from ballot.storage.database import Database
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.review import take_appeal
from ballot.usecases.review.decide_appeal import Decision, decide_appeal
from ballot.usecases.review.post_notice import NoticePlan, post_notice, write_notice
from ballot.usecases.review.see_appeals import see_appeals
from ballot.usecases.review.take_appeal import Claim, object_to_notice

LIJUN = schemes.find("lijun")
QUARTER = schemes.find("lijun", {"period.kind": "quarter"})


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        ({"月考": "88"}, "88"),
        ({"分管领导打分": "80", "站所长打分": "81"}, "80.50"),
        ({"分管领导打分": "80", "站所长打分": ""}, ""),
        ({"1月月考": "90", "2月月考": "80", "1月旷工天数": "2"}, "85.00"),
        ({}, ""),
    ],
)
def test_a_value_that_parts_or_months_make_is_shown(texts: dict[str, str], value: str) -> None:
    assert take_appeal.value_in(LIJUN, texts, "月考") == value
    assert take_appeal.value_in(LIJUN, texts | {"旷工天数": "1"}, "旷工天数") == "1"


MONTHS = {"7月月考": "90", "8月月考": "80", "7月旷工天数": "2", "8月旷工天数": ""}
HALVES = {"分管领导打分": "80", "站所长打分": "81"}


@pytest.mark.parametrize(
    ("texts", "name", "instead"),
    [
        (MONTHS, "月考", ("7月月考", "8月月考")),
        (MONTHS, "分管领导打分", ("7月月考", "8月月考")),
        (MONTHS, "旷工天数", ("7月旷工天数",)),
        (MONTHS, "7月月考", ()),
        (MONTHS, "下级测评", ()),
        ({"月考": "90"}, "分管领导打分", ("月考",)),
        ({"月考": "90"}, "月考", ()),
        (HALVES, "月考", ()),
        (HALVES, "站所长打分", ()),
        ({"旷工天数": "1"}, "旷工天数", ()),
    ],
)
def test_what_counts_in_the_place_of_an_item_is_told(
    texts: dict[str, str], name: str, instead: tuple[str, ...]
) -> None:
    assert take_appeal.counting_instead(QUARTER, texts, name) == instead


def refused(hall: Hall, id: int, person: int, item: str) -> tuple[str, ...]:
    """What an objection to this item is asked to be to instead."""
    with pytest.raises(Refused) as caught:
        object_to_notice(hall, CONSOLE, id, Claim(person, "甲", "请核实", item))
    (fault,) = caught.value.faults
    assert fault.key == "item"
    assert isinstance(fault.error, NotOneOf)
    return fault.error.allowed


def test_an_objection_is_to_what_counts(database: Database, tmp_path: Path) -> None:
    hall, _clock = a_movable_hall(database, tmp_path)
    people = [{"姓名": name, "月考": points} for name, points in (("甲", "90"), ("乙", "80"))]
    id = an_assessment_by(hall, "lijun", people, "2026年上半年")
    of = {"title": "考核 lijun", "scheme": "lijun", "of": ("", ""), "item": "下级测评"}
    vote(hall, ["甲", "乙"], (90, 80), **of)
    rank_assessment(hall, CONSOLE, id)
    walk(hall, id)
    post(hall, id)
    view = see_appeals(hall, CONSOLE, id)
    assert {"月考", "同级互评"} <= set(view.objected)
    assert not {"分管领导打分", "下级测评"} & set(view.objected)
    person = view.people[0].id
    assert refused(hall, id, person, "分管领导打分") == ("月考",)
    assert set(view.objected) < set(refused(hall, id, person, "下级测评"))
    assert see_appeals(hall, CONSOLE, id).appeals == ()
    made = object_to_notice(hall, CONSOLE, id, Claim(person, "甲", "请核实", "月考"))
    yes = Decision(granted=True, decided_by="党委", reason="已查实", after="95")
    assert decide_appeal(hall, CONSOLE, id, made, yes).took_down


def post(hall: Hall, id: int) -> None:
    first = hall.now().date().isoformat()
    write_notice(hall, CONSOLE, id, NoticePlan("经研究", "镇党委", "0953-1", first))
    post_notice(hall, CONSOLE, id)
