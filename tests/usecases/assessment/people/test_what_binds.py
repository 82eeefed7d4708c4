"""两年内不得提拔重用 from the day on which it was decided, here and in later assessments."""

from dataclasses import replace
from pathlib import Path

from makers.meetings import VERY, Clock
from makers.reviewed import (
    COUNTS,
    HELD,
    NAMES,
    a_movable_hall,
    days_later,
    seven,
    vote,
    walk,
)
from makers.score_rows import USUAL
from people.reviewers import look, person

from ballot.domain.access import CONSOLE
from ballot.domain.review.uses_of_result import From
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.storage.database import Database
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.people.change_person import change_person
from ballot.usecases.assessment.people.person_texts import Said
from ballot.usecases.assessment.people.see_person import see_person
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.forms.print_assessment_form import print_assessment_form
from ballot.usecases.hall import Hall
from ballot.usecases.review.pass_step import pass_step, return_to

VETO = "违犯“六严禁”纪律规定，造成严重不良影响"
LATER = "2027年度第一书记考核"
END, IN_WORDS = "2028-12-20", "两年内不得提拔重用（至2028年12月20日）"


def decided(database: Database, folder: Path) -> tuple[Hall, Clock, int]:
    """Seven, of whom the first is 不称职, decided on 2026-12-20."""
    hall, clock = a_movable_hall(database, folder)
    id = seven(hall, 直接不称职情形=VETO)
    walk(hall, id)
    return hall, clock, id


def next_year(hall: Hall, previous: int, *names: str) -> int:
    """A later assessment with these, in which nobody was ranked yet."""
    plan = AssessmentPlan(LATER, "jiaozhou-village", "2027", previous=previous)
    id = create_assessment(hall, CONSOLE, plan)
    usual = {column: text for column, text in USUAL.items() if column not in COUNTS}
    rows = tuple(usual | {"姓名": name} for name in names)
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(rows[0]), rows))
    return id


def ids(hall: Hall, id: int) -> list[int]:
    """The people of an assessment."""
    return [each.id for each in see_assessment(hall, CONSOLE, id).people]


def binds(hall: Hall, id: int, at: int = 0) -> list[tuple[str, str]]:
    """What the page of a person says of it: of what, and until when."""
    who = see_person(hall, CONSOLE, id, ids(hall, id)[at]).binds
    return [(each.name, str(each.until)) for each in who]


def test_it_has_no_last_day_before_the_last_step_and_one_after_it(
    database: Database, tmp_path: Path
) -> None:
    hall, _clock = a_movable_hall(database, tmp_path)
    id = seven(hall, 直接不称职情形=VETO)
    walk(hall, id, 5)
    assert [each.until for each in person(hall, id, NAMES[0]).brings] == [None]
    assert see_ranking(hall, CONSOLE, id).scored.rows[0]["期限至"] == ""
    assert binds(hall, id) == []
    walk(hall, id, 1)
    (one,) = person(hall, id, NAMES[0]).brings
    assert (one.text.endswith(IN_WORDS), str(one.until)) == (True, END)
    assert [row["期限至"] for row in see_ranking(hall, CONSOLE, id).scored.rows] == [END, *[""] * 6]
    assert binds(hall, id) == [("不称职", END)]
    assert binds(hall, id, 1) == []
    assert IN_WORDS in str(print_assessment_form(hall, CONSOLE, id, "outcome"))


def test_what_is_decided_again_is_counted_from_that_day(database: Database, tmp_path: Path) -> None:
    hall, clock, id = decided(database, tmp_path)
    days_later(clock, 12)
    return_to(hall, CONSOLE, id, "报市委审批", "复核")
    assert binds(hall, id) == []
    pass_step(hall, CONSOLE, id, "报市委审批", replace(HELD, held_on="2027-01-01"))
    assert binds(hall, id) == [("不称职", "2029-01-01")]


def test_it_binds_in_a_later_assessment_until_its_last_day_under_any_name(
    database: Database, tmp_path: Path
) -> None:
    hall, clock, id = decided(database, tmp_path)
    later = next_year(hall, id, *NAMES[:2])
    assert binds(hall, later) == [("2026 不称职", END)]
    assert binds(hall, later, 1) == [], "he was never bound"
    change_person(hall, CONSOLE, later, ids(hall, later)[0], {"姓名": "甲某某"}, Said("写错了"))
    assert binds(hall, later) == [("2026 不称职", END)]
    days_later(clock, 731)
    assert binds(hall, later) == [("2026 不称职", END)], "its last day"
    days_later(clock, 1)
    assert binds(hall, later) == []


def test_a_later_result_tells_it_and_asks_about_the_best_grade(
    database: Database, tmp_path: Path
) -> None:
    hall, _clock, id = decided(database, tmp_path)
    later = next_year(hall, id, *NAMES[:4])
    vote(hall, NAMES[:1], (VERY,) * 3, LATER)
    vote(hall, NAMES[1:4], (VERY, VERY, 1), LATER)
    rank_assessment(hall, CONSOLE, later)
    first = person(hall, later, NAMES[0])
    assert (first.grade, first.brings[-1].kind) == ("优秀", From.EARLIER)
    assert [each.kind for each in look(hall, later).doubts] == ["bound"]
    assert IN_WORDS in str(print_assessment_form(hall, CONSOLE, later, "outcome"))
    rows = see_ranking(hall, CONSOLE, later).scored.rows
    assert [row["期限至"] for row in rows] == [END, "", "", ""]
    assert not look(hall, id).doubts
