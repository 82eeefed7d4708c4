"""Who reviews an assessment: looks, asks for a person, changes a grade by hand."""

import pytest

from ballot import schemes
from ballot.domain.access import CONSOLE
from ballot.domain.errors import Refused
from ballot.usecases.hall import Hall
from ballot.usecases.review.change_grade import Change, change_grade
from ballot.usecases.review.see_review import PersonView, ReviewView, see_review

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
