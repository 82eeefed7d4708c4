"""Who reviews an assessment: looks, asks for a person, changes a grade by hand; and the office of a
town that concludes the months of 李俊, opens one again, concludes it anew."""

from collections.abc import Mapping, Sequence

import pytest
from makers.meetings import Clock
from makers.reviewed import a_notice_over, walk

from ballot import schemes
from ballot.domain.access import CONSOLE
from ballot.domain.errors import Refused
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people, enter_scores
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.review.change_grade import Change, change_grade
from ballot.usecases.review.conclude_assessment import conclude_assessment
from ballot.usecases.review.pass_step import return_to
from ballot.usecases.review.reviewed_people import PersonView
from ballot.usecases.review.see_review import ReviewView, see_review

Row = Mapping[str, str]
TO_RANKING = 3
"""The first steps of 胶州; the fourth one ranks."""
STEPS = [step.name for step in schemes.find("jiaozhou-village").aftermath.steps]
RANKS, OFFICE, APPROVAL = STEPS[3:]
"""The last steps of 胶州: ranks, the office's meeting, the approval."""
PLAIN = {"姓名": "甲某"}
POINTS = {"月考": "95", "下级测评": "95", "同级互评": "95", "上级考评": "95"}
TALK = {"工作绩效": "80", "日常管理": "80", "综合测评": "80"}
"""Somebody, and what 利津 and 动态考绩 measure in him."""


def look(hall: Hall, id: int) -> ReviewView:
    """The review as the console sees it."""
    return see_review(hall, CONSOLE, id)


def person(hall: Hall, id: int, name: str) -> PersonView:
    """Somebody in it, by name."""
    return next(each for each in look(hall, id).people if each.name == name)


def change(
    hall: Hall, id: int, name: str, grade: str, reason: str = "会议研究", excess: str = ""
) -> None:
    """Change a grade by hand, as the meeting of the department decided."""
    given = Change(person(hall, id, name).id, grade, reason, excess, "部长办公会")
    change_grade(hall, CONSOLE, id, given)


def keys(refused: pytest.ExceptionInfo[Refused]) -> list[str | None]:
    """The fields that were at fault."""
    return [fault.key for fault in refused.value.faults]


def begin(hall: Hall, title: str, period: str, rows: Sequence[Row], scheme: str = "lijun") -> int:
    """An assessment with what a file says of everybody."""
    id = create_assessment(hall, CONSOLE, AssessmentPlan(title, scheme, period))
    heading = tuple(dict.fromkeys(name for row in rows for name in row))
    wide = tuple({name: row.get(name, "") for name in heading} for row in rows)
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", heading, wide, distinct=True))
    return id


def conclude(hall: Hall, clock: Clock, id: int) -> None:
    """Ranked, walked, published for its days, concluded."""
    rank_assessment(hall, CONSOLE, id)
    walk(hall, id)
    a_notice_over(hall, clock, id)
    conclude_assessment(hall, CONSOLE, id)


def a_month(hall: Hall, clock: Clock, month: int, rows: Sequence[Row]) -> int:
    """A month that is over."""
    id = begin(hall, f"{month}月月考", f"2026年{month}月", rows)
    conclude(hall, clock, id)
    return id


def reopen(hall: Hall, id: int, *rows: Row) -> None:
    """It goes back to its last step but one, and something of it is said otherwise."""
    return_to(hall, CONSOLE, id, "汇总", "核对考勤")
    for row in rows:
        say(hall, id, row)


def say(hall: Hall, id: int, row: Row, file: str = "more.csv") -> None:
    """A file of one row with scores."""
    enter_scores(hall, CONSOLE, id, PeopleFile(file, tuple(row), (row,)))


def conclude_again(hall: Hall, clock: Clock, id: int) -> None:
    """Ranked anew, walked from there, published where what was is another now, concluded."""
    rank_assessment(hall, CONSOLE, id)
    if walk(hall, id, 2).needs_notice:
        a_notice_over(hall, clock, id)
    conclude_assessment(hall, CONSOLE, id)
