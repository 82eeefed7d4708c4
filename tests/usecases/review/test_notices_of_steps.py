"""公示 of a step: each of its own thing, at its own step, and counted for that alone (工委)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from makers.meetings import VERY, Clock
from makers.reviewed import TODAY, a_movable_hall, days_later, vote, walk

from ballot.domain.access import CONSOLE
from ballot.domain.errors import (
    NothingToPublish,
    NoticesDone,
    NoticesMissing,
    NoticeTooEarly,
    Refused,
)
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.printing.forms.publication import HOURS
from ballot.printing.leaf import Leaf
from ballot.storage.database import Database
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people, enter_scores
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.forms.print_review_form import print_notice
from ballot.usecases.hall import Hall
from ballot.usecases.review.conclude_assessment import conclude_assessment
from ballot.usecases.review.conclude_notice import conclude_notice
from ballot.usecases.review.post_notice import NoticePlan, post_notice, write_notice
from ballot.usecases.review.read_notice import read_notice
from ballot.usecases.review.see_notice import NoticesView, see_notices
from ballot.usecases.review.see_review import see_review

PLAN = NoticePlan("按照办法规定", "工委办公室", "0633-12345678", TODAY)


def at_half_year(hall: Hall, *grades: str) -> int:
    """An assessment of a year in its first half: nobody has voted, nobody has ranked anybody."""
    id = create_assessment(hall, CONSOLE, AssessmentPlan("2026年度考核", "gongwei", "2026年"))
    rows = tuple(
        {"姓名": name, "半年等次": grade} for name, grade in zip("甲乙丙", grades, strict=False)
    )
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(rows[0]), rows))
    return id


def say(hall: Hall, id: int, name: str, **cells: str) -> None:
    """Something becomes known of somebody."""
    row = {"姓名": name} | cells
    enter_scores(hall, CONSOLE, id, PeopleFile("more.csv", tuple(row), (row,)))


def look(hall: Hall, id: int) -> NoticesView:
    return see_notices(hall, CONSOLE, id)


def publish(hall: Hall, clock: Clock, id: int, **said: str) -> None:
    """A notice from today on, its days passed, concluded."""
    plan = replace(PLAN, first=hall.now().date().isoformat(), **said)
    write_notice(hall, CONSOLE, id, plan)
    post_notice(hall, CONSOLE, id)
    days_later(clock, 5)
    conclude_notice(hall, CONSOLE, id)


def words_of(leaf: Leaf) -> str:
    return repr(leaf.blocks)


def test_each_notice_is_of_its_own_thing_at_its_own_step(
    database: Database, tmp_path: Path
) -> None:
    hall, clock = a_movable_hall(database, tmp_path)
    id = at_half_year(hall, "良好", "一般")
    assert [each.of for each in look(hall, id).published] == [("半年等次",), ()]
    with pytest.raises(NoticeTooEarly):
        write_notice(hall, CONSOLE, id, PLAN)
    walk(hall, id, 1)
    assert see_review(hall, CONSOLE, id).publishes_now == ("半年等次",)
    publish(hall, clock, id)
    half = look(hall, id)
    assert half.notices[-1].heading == ("姓名", "半年等次")
    assert half.notices[-1].rows == (("甲", "良好"), ("乙", "一般"))
    assert [each.is_done for each in half.published] == [True, False]
    said = words_of(print_notice(hall, CONSOLE, id, half.notices[-1].id))
    assert "半年等次予以公示" in said
    assert "待测评" not in said
    assert see_review(hall, CONSOLE, id).publishes_now == ()

    walk(hall, id, 2)
    for name in "甲乙":
        say(hall, id, name, 年度等次="良好")
    vote(hall, "甲乙", (VERY,) * 3, "2026年度考核", "gongwei", ("", ""))
    rank_assessment(hall, CONSOLE, id)
    with pytest.raises(NoticeTooEarly):
        write_notice(hall, CONSOLE, id, replace(PLAN, first="2026-12-25"))
    walk(hall, id, 3)
    with pytest.raises(NoticesMissing) as refused:
        conclude_assessment(hall, CONSOLE, id)
    assert refused.value.missing == ("考核结果",)
    publish(hall, clock, id)
    first, second = look(hall, id).notices
    assert second.heading == ("姓名", "总分", "组内位次", "等次")
    assert first.about != second.about
    assert first.rows != second.rows
    with pytest.raises(NoticesDone) as too_many:
        write_notice(hall, CONSOLE, id, replace(PLAN, first="2026-12-30"))
    assert (too_many.value.times, too_many.value.clause) == (2, "四（二）3、四（三）1、四（三）4")
    assert (look(hall, id).is_complete, half.is_complete) == (True, False)
    write_notice(hall, CONSOLE, id, replace(PLAN, first="2026-12-30", again="新闻媒体要求"))
    assert len(look(hall, id).notices) == 3
    conclude_assessment(hall, CONSOLE, id)


def test_what_says_nothing_of_anybody_is_not_published(hall: Hall) -> None:
    id = at_half_year(hall, "")
    walk(hall, id, 1)
    with pytest.raises(NothingToPublish) as refused:
        write_notice(hall, CONSOLE, id, PLAN)
    assert refused.value.what == "半年等次"
    assert look(hall, id).notices == ()
    assert look(hall, id).who_wait == ("甲",)


def test_a_result_of_which_everybody_waits_is_not_published(
    database: Database, tmp_path: Path
) -> None:
    hall, clock = a_movable_hall(database, tmp_path)
    id = at_half_year(hall, "良好")
    walk(hall, id, 1)
    publish(hall, clock, id)
    walk(hall, id, 2)
    rank_assessment(hall, CONSOLE, id)
    walk(hall, id, 3)
    with pytest.raises(NothingToPublish) as refused:
        write_notice(hall, CONSOLE, id, replace(PLAN, first="2026-12-26"))
    assert refused.value.what == "等次"


def test_a_grade_of_the_half_year_that_changes_is_told_again(
    database: Database, tmp_path: Path
) -> None:
    hall, clock = a_movable_hall(database, tmp_path)
    id = at_half_year(hall, "良好", "")
    walk(hall, id, 1)
    publish(hall, clock, id)
    assert look(hall, id).notices[-1].rows == (("甲", "良好"), ("乙", "未评定"))
    say(hall, id, "甲", 年度等次="优秀")
    rank_assessment(hall, CONSOLE, id)
    assert not look(hall, id).notices[-1].is_outdated, "what it said still stands"
    say(hall, id, "乙", 半年等次="一般")
    rank_assessment(hall, CONSOLE, id)
    view = see_review(hall, CONSOLE, id).notices
    assert (view.done, view.outdated) == (0, date(2026, 12, 24))
    assert view.missing == (("半年等次",), ())
    publish(hall, clock, id)
    assert [each.is_outdated for each in look(hall, id).notices] == [True, False]


def test_hours_and_wall_stand_on_page_and_paper(hall: Hall) -> None:
    id = at_half_year(hall, "良好")
    walk(hall, id, 1)
    with pytest.raises(Refused) as refused:
        write_notice(hall, CONSOLE, id, replace(PLAN, hours=" "))
    assert [each.key for each in refused.value.faults] == ["hours"]
    write_notice(hall, CONSOLE, id, PLAN)
    assert look(hall, id).notices[-1].hours == HOURS
    write_notice(hall, CONSOLE, id, replace(PLAN, hours="每天 9:00–11:00", wall="机关一楼公示栏"))
    made = post_notice(hall, CONSOLE, id)
    said = words_of(print_notice(hall, CONSOLE, id, made))
    assert "受理时间：每天 9:00–11:00" in said
    assert "公示地点：机关一楼公示栏" in said
    hung = read_notice(hall, look(hall, id).notices[-1].url.rpartition("/")[2])
    assert (hung.hours, hung.wall) == ("每天 9:00–11:00", "机关一楼公示栏")
