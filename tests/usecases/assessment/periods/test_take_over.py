"""Finished months go into their quarter by one act, with their source; nothing is written over."""

from pathlib import Path

import pytest
from makers.meetings import Clock
from makers.reviewed import a_movable_hall
from people.reviewers import a_month, begin, conclude, conclude_again, reopen, say

from ballot.domain.access import CONSOLE, Actor, Role
from ballot.domain.errors import MayNot, PartsApart, PartsDisagree, Refused, StandsOtherwise
from ballot.storage.assessment import assessments
from ballot.storage.database import Database
from ballot.usecases.assessment.people.change_person import change_person
from ballot.usecases.assessment.people.person_texts import Said
from ballot.usecases.assessment.periods.see_parts import PartsView, see_parts
from ballot.usecases.assessment.periods.take_over import Otherwise, take_over
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.rename_assessment import rename_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.assessment.see_values import see_values
from ballot.usecases.hall import Hall

JULY = (
    {"姓名": "甲", "分管领导打分": "90.5", "站所长打分": "90", "旷工天数": "1"},
    {"姓名": "乙", "分管领导打分": "88", "站所长打分": "88", "事假三天以上月数": "1"},
)
AUGUST = ({"姓名": "甲", "月考": "86"}, {"姓名": "乙", "月考": "80"}, {"姓名": "丙", "月考": "70"})
TWO = ({"姓名": "甲"}, {"姓名": "乙"})


@pytest.fixture
def movable(database: Database, tmp_path: Path) -> tuple[Hall, Clock]:
    return a_movable_hall(database, tmp_path)


def look(hall: Hall, id: int) -> PartsView:
    return see_parts(hall, CONSOLE, id)


def offered(hall: Hall, id: int) -> dict[tuple[str, str], tuple[str, str]]:
    """By name and column the value and how it stands, of all that is not as it is."""
    return {
        (each.name, each.column): (each.value, each.standing.value)
        for each in look(hall, id).offers
        if each.standing != "same"
    }


def stands(hall: Hall, id: int, place: int) -> dict[str, str]:
    person = see_assessment(hall, CONSOLE, id).people[place].id
    return {
        name: text for name, text in see_values(hall, CONSOLE, id, person).values.items() if text
    }


def test_months_are_taken_over_with_their_source(movable: tuple[Hall, Clock]) -> None:
    hall, clock = movable
    july, august = a_month(hall, clock, 7, JULY), a_month(hall, clock, 8, AUGUST)
    begin(hall, "9月月考", "2026年9月", AUGUST)
    begin(hall, "6月月考", "2026年6月", AUGUST)
    id = begin(hall, "三季度考核", "2026年第三季度", TWO)
    view = look(hall, id)
    assert [(each.name, bool(each.line)) for each in view.parts] == [
        ("7月", True),
        ("8月", True),
        ("9月", False),
    ]
    assert (view.missing, view.finished) == ((), ("7月月考", "8月月考"))
    assert [each.absent for each in view.parts] == [(), ("丙",), ()]
    assert offered(hall, id) == {
        ("甲", "7月月考"): ("90.25", "new"),
        ("甲", "7月旷工天数"): ("1", "new"),
        ("甲", "8月月考"): ("86", "new"),
        ("乙", "7月月考"): ("88", "new"),
        ("乙", "7月事假三天以上月数"): ("1", "new"),
        ("乙", "8月月考"): ("80", "new"),
    }
    made = take_over(hall, CONSOLE, id)
    assert (made.values, made.people, set(made.parts)) == (6, 2, {july, august})
    assert stands(hall, id, 0) == {"7月月考": "90.25", "7月旷工天数": "1", "8月月考": "86"}
    first = see_assessment(hall, CONSOLE, id).people[0].id
    entries = {each.item: each for each in see_values(hall, CONSOLE, id, first).entries}
    assert entries["7月月考"].source == "7月月考 2026年7月"
    assert entries["7月月考"].voucher == f"{july}#{look(hall, id).parts[0].line}"
    assert offered(hall, id) == {}
    assert take_over(hall, CONSOLE, id).values == 0
    rank_assessment(hall, CONSOLE, id)
    rows = {row["姓名"]: row for row in see_ranking(hall, CONSOLE, id).scored.rows}
    assert [rows[name]["总分"] for name in "甲乙"] == ["87.63", "84.00"]


def test_what_stands_otherwise_is_asked_about(movable: tuple[Hall, Clock]) -> None:
    hall, clock = movable
    a_month(hall, clock, 7, JULY)
    id = begin(
        hall, "三季度考核", "2026年第三季度", ({"姓名": "甲", "7月月考": "99"}, {"姓名": "乙"})
    )
    with pytest.raises(Refused) as refused:
        take_over(hall, CONSOLE, id)
    (fault,) = refused.value.faults
    assert isinstance(fault.error, StandsOtherwise)
    assert (fault.key, fault.column) == ("甲", "7月月考")
    told = fault.error
    assert (told.value, told.source) == ("99", "people.csv")
    assert (told.other, told.part) == ("90.25", "7月月考 2026年7月")
    assert stands(hall, id, 1) == {}, "nothing came in"
    assert take_over(hall, CONSOLE, id, Otherwise.KEEP).values == 3
    assert stands(hall, id, 0)["7月月考"] == "99"
    with pytest.raises(Refused) as refused:
        take_over(hall, CONSOLE, id, Otherwise.REPLACE, " ")
    assert [each.key for each in refused.value.faults] == ["reason"]
    assert take_over(hall, CONSOLE, id, Otherwise.REPLACE, "录错了").values == 1
    assert stands(hall, id, 0)["7月月考"] == "90.25"
    person = see_assessment(hall, CONSOLE, id).people[0].id
    newest, before, *_ = see_values(hall, CONSOLE, id, person).entries
    assert (newest.value, newest.reason) == ("90.25", "录错了")
    assert before.value == "1", "旷工天数, which nobody had to say anything about"


def test_a_whole_that_the_months_contradict_refuses_them(movable: tuple[Hall, Clock]) -> None:
    hall, clock = movable
    a_month(hall, clock, 7, JULY)
    id = begin(hall, "三季度考核", "2026年第三季度", ({"姓名": "甲", "月考": "95"}, {"姓名": "乙"}))
    with pytest.raises(Refused) as refused:
        take_over(hall, CONSOLE, id, Otherwise.KEEP)
    assert [(each.key, type(each.error)) for each in refused.value.faults] == [
        ("甲", PartsDisagree)
    ]
    assert stands(hall, id, 1) == {}


def test_a_part_that_is_opened_again_is_told_and_its_new_value_taken_by_one_act(
    movable: tuple[Hall, Clock],
) -> None:
    hall, clock = movable
    july = a_month(hall, clock, 7, JULY)
    id = begin(hall, "三季度考核", "2026年第三季度", TWO)
    take_over(hall, CONSOLE, id)
    assert see_assessment(hall, CONSOLE, id).doubts == ()
    reopen(hall, july, {"姓名": "乙", "站所长打分": "84", "事假三天以上月数": "0"})
    (doubt,) = see_assessment(hall, CONSOLE, id).doubts
    assert (doubt.kind, doubt.values) == ("part_reopened", ("7月月考 2026年7月",))
    assert look(hall, id).parts[0].is_reopened
    assert offered(hall, id) == {}
    assert stands(hall, id, 1)["7月月考"] == "88", "it stands"
    conclude_again(hall, clock, july)
    (doubt,) = see_assessment(hall, CONSOLE, id).doubts
    assert (doubt.kind, doubt.values) == ("part_outdated", ("7月月考 2026年7月", "2"))
    assert offered(hall, id) == {
        ("乙", "7月月考"): ("86", "outdated"),
        ("乙", "7月事假三天以上月数"): ("0", "outdated"),
    }
    rank_assessment(hall, CONSOLE, id)
    assert "part_outdated" in [each.kind for each in see_ranking(hall, CONSOLE, id).scored.doubts]
    assert take_over(hall, CONSOLE, id).values == 2
    assert stands(hall, id, 1)["7月月考"] == "86"
    assert see_assessment(hall, CONSOLE, id).doubts == ()


def test_a_quarter_goes_into_the_year_and_where_a_month_says_otherwise_people_say(
    movable: tuple[Hall, Clock],
) -> None:
    hall, clock = movable
    july = a_month(hall, clock, 7, JULY)
    quarter = begin(hall, "三季度考核", "2026年第三季度", TWO)
    take_over(hall, CONSOLE, quarter)
    conclude(hall, clock, quarter)
    whole = begin(hall, "四季度考核", "2026年第四季度", ({"姓名": "甲", "月考": "70"},))
    conclude(hall, clock, whole)
    other = begin(hall, "三季度考核(旧)", "2025年第三季度", TWO)
    year = begin(hall, "年度考核", "2026年度", TWO)
    view = look(hall, year)
    assert [each.title for each in view.parts] == ["三季度考核", "四季度考核", "7月月考"]
    assert other not in [each.id for each in view.parts]
    assert view.parts[1].whole == ("月考",), "its months are not known"
    assert view.missing[:7] == ("1月", "2月", "3月", "4月", "5月", "6月")
    assert offered(hall, year)["乙", "7月事假三天以上月数"] == ("1", "new")
    reopen(hall, july, {"姓名": "甲", "站所长打分": "60"})
    conclude_again(hall, clock, july)
    assert offered(hall, year)["甲", "7月月考"] == ("90.25", "apart")
    with pytest.raises(Refused) as refused:
        take_over(hall, CONSOLE, year)
    (fault,) = refused.value.faults
    assert isinstance(fault.error, PartsApart)
    assert fault.error.said == ("三季度考核 2026年第三季度 90.25", "7月月考 2026年7月 75.25")
    with pytest.raises(Refused):
        take_over(hall, CONSOLE, year, Otherwise.REPLACE, "以季度为准")
    take_over(hall, CONSOLE, year, Otherwise.KEEP)
    assert "7月月考" not in stands(hall, year, 0)
    say(hall, year, {"姓名": "甲", "7月月考": "75.25"})
    assert offered(hall, year) == {("甲", "7月旷工天数"): ("1", "new")}, "one of them was said"
    assert take_over(hall, CONSOLE, year).values == 1


def test_people_are_found_by_who_they_are(movable: tuple[Hall, Clock]) -> None:
    hall, clock = movable
    rows = [{"姓名": "马军", "单位": f"站所{n}", "月考": str(90 - n)} for n in (1, 2)]
    a_month(hall, clock, 7, rows)
    id = begin(
        hall,
        "三季度考核",
        "2026年第三季度",
        [{"姓名": "马军", "单位": "站所2"}, {"姓名": "马骏", "单位": "站所1"}],
    )
    assert [each.value for each in look(hall, id).ready] == ["88"]
    person = see_assessment(hall, CONSOLE, id).people[1].id
    change_person(hall, CONSOLE, id, person, {"姓名": "马军"}, Said("笔误", distinct=True))
    assert sorted(each.value for each in look(hall, id).ready) == ["88", "89"]


def test_who_does_not_say_which_month_it_is_is_told_so(movable: tuple[Hall, Clock]) -> None:
    hall, clock = movable
    july = a_month(hall, clock, 7, JULY)
    rename_assessment(hall, CONSOLE, july, title="月考", period="")
    id = begin(hall, "三季度考核", "2026年第三季度", TWO)
    view = look(hall, id)
    assert [(each.title, each.name) for each in view.parts] == [("月考", "")]
    assert (view.offers, view.missing, view.is_dated) == ((), ("7月", "8月", "9月"), True)
    rename_assessment(hall, CONSOLE, july, period="2026年7月")
    assert len(look(hall, id).ready) == 4
    assert not look(hall, july).has_parts
    named = begin(hall, "季度考核", "", TWO)
    assert not look(hall, named).is_dated


def test_only_who_may_edit_takes_over(movable: tuple[Hall, Clock]) -> None:
    hall, clock = movable
    a_month(hall, clock, 7, JULY)
    id = begin(hall, "三季度考核", "2026年第三季度", TWO)
    unit = hall.database.read(lambda db: assessments.get(db, id).unit)
    observer = Actor(id=9, name="旁人", roles=((unit, Role.OBSERVER),))
    assert not see_parts(hall, observer, id).may_edit
    with pytest.raises(MayNot):
        take_over(hall, observer, id)
