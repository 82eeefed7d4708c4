"""What a review shows, to whom, and that a line which somebody altered stops it."""

from collections.abc import Callable

import pytest
from makers.reviewed import CONSENT, HELD, an_assessment_by, seven, walk
from people.reviewers import OFFICE, POINTS, STEPS, TALK, TO_RANKING, change, look, person
from sqlalchemy import text

from ballot.domain.access import CONSOLE, Actor, Role
from ballot.domain.errors import MayNot, Tampered
from ballot.domain.review.uses_of_result import From
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.storage.assessment import assessments
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people, enter_scores
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.review.authorise_assessment import authorise_assessment
from ballot.usecases.review.change_grade import Change, change_grade
from ballot.usecases.review.compare_periods import compare_periods
from ballot.usecases.review.conclude_assessment import conclude_assessment
from ballot.usecases.review.confirm_thresholds import confirm_thresholds
from ballot.usecases.review.pass_step import pass_step, return_to
from ballot.usecases.review.raise_flag import raise_flag
from ballot.usecases.review.see_review import see_review
from ballot.words import doubts


def test_first_and_last_in_one_person_and_a_good_last_are_told(hall: Hall) -> None:
    people = [
        {"姓名": name, **dict.fromkeys(POINTS, str(95 - n))} for n, name in enumerate("甲乙丙")
    ]
    id = an_assessment_by(hall, "lijun", people)
    kinds = {each.kind for each in look(hall, id).doubts}
    assert "last_is_good" in kinds
    assert person(hall, id, "丙").grade == "待定"


def test_two_quarters_of_excellence_are_counted_over_assessments(hall: Hall) -> None:
    good = [
        {"姓名": "甲某", **dict.fromkeys(TALK, "95")},
        {"姓名": "乙某", **dict.fromkeys(TALK, "70")},
    ]
    first = an_assessment_by(hall, "dongtai", good, "2026一季度")
    plan = AssessmentPlan("第二季度", "dongtai", "2026二季度", previous=first)
    second = create_assessment(hall, CONSOLE, plan)
    authorise_assessment(hall, CONSOLE, second, CONSENT)
    rows = tuple(good)
    add_people(hall, CONSOLE, second, PeopleFile("q2.csv", tuple(rows[0]), rows))
    rank_assessment(hall, CONSOLE, second)
    runs = [each.name for each in person(hall, second, "甲某").brings if each.kind is From.RUN]
    assert runs == ["提级管理"]
    assert not [each for each in person(hall, first, "甲某").brings if each.kind is From.RUN]

    # 以前等次 that is written counts, in the list and in the comparison alike, and what it
    # contradicts is told with both.
    row = {"姓名": "甲某", "以前等次": "合格"}
    enter_scores(hall, CONSOLE, second, PeopleFile("say.csv", tuple(row), (row,)))
    (told,) = see_assessment(hall, CONSOLE, second).doubts
    assert told.values == ("甲某", "合格", "say.csv", "优秀", "考核 dongtai 2026一季度")
    said = "甲某 的以前等次写的是“合格”（来自 say.csv），上一期“考核 dongtai 2026一季度”里是“优秀”"
    assert doubts.words(told).startswith(said)
    rank_assessment(hall, CONSOLE, second)
    assert not [each for each in person(hall, second, "甲某").brings if each.kind is From.RUN]
    assert [each.runs for each in compare_periods(hall, CONSOLE, second).people] == [(), ()]
    row["以前等次"] = "优秀"
    enter_scores(hall, CONSOLE, second, PeopleFile("say.csv", tuple(row), (row,)))
    assert see_assessment(hall, CONSOLE, second).doubts == ()


def test_only_the_organizer_reviews(hall: Hall) -> None:
    id = seven(hall)
    unit = hall.database.read(lambda db: assessments.get(db, id).unit)
    first = person(hall, id, "甲某").id
    for role in (Role.OBSERVER, Role.TELLER, Role.SCRUTINEER, Role.ADMINISTRATOR):
        who = Actor(id=9, name="旁人", roles=((unit, role),))
        assert not see_review(hall, who, id).may
        acts: list[Callable[[Actor], None]] = [
            lambda who: pass_step(hall, who, id, STEPS[0], HELD),
            lambda who: return_to(hall, who, id, STEPS[0], "x"),
            lambda who: change_grade(hall, who, id, Change(first, "良好", "x")),
            lambda who: confirm_thresholds(hall, who, id),
            lambda who: authorise_assessment(hall, who, id, CONSENT),
            lambda who: conclude_assessment(hall, who, id),
            lambda who: raise_flag(hall, who, id, first, "直接不称职情形", "x"),
        ]
        for act in acts:
            with pytest.raises(MayNot):
                act(who)
    assert not look(hall, id).lines


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE review SET after = '优秀' WHERE kind = 'changed'",
        "DELETE FROM review WHERE kind = 'changed'",
        "UPDATE review SET held_by = '别人' WHERE position = 1",
    ],
)
def test_a_line_that_somebody_altered_in_the_database_stops_the_review(
    hall: Hall, sql: str
) -> None:
    id = seven(hall)
    walk(hall, id, TO_RANKING + 1)
    change(hall, id, "庚某", "基本称职")
    hall.database.write(lambda db: db.execute(text(sql)))
    with pytest.raises(Tampered) as refused:
        look(hall, id)
    assert refused.value.what == "review"
    with pytest.raises(Tampered):
        pass_step(hall, CONSOLE, id, OFFICE, HELD)
