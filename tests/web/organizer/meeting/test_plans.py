"""Every field of a plan is kept by a page that saves it again."""

from dataclasses import MISSING, fields

from ballot.domain.access import CONSOLE
from ballot.domain.meeting import Custody
from ballot.domain.meetings.plan import MeetingPlan, SubjectPlan
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.edit_meeting import edit_meeting
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.web.organizer.meeting import plans

WHOLE = MeetingPlan(
    title="李家村民主测评会",
    scheme="lijun",
    custody=Custody.SCRUTINEERS,
    eligible=46,
    subjects=(SubjectPlan("李一", "镇政府"),),
    place="村委会大院",
    eligible_parts=(("村民代表", 30), ("党员", 16)),
    assessment="2026年度",
    item="下级测评",
    starts="2026-12-20 19:30",
)
NOT_OF_THE_PAGE = {"assessment", "round", "unit"}
"""Where it belongs is decided when it is made."""


def test_the_example_says_something_in_every_field() -> None:
    """A field that is added stands in it too, so that the next test asks for it."""
    left = {
        each.name
        for each in fields(MeetingPlan)
        if each.default is not MISSING and getattr(WHOLE, each.name) == each.default
    }
    assert left == {"round", "unit"}


def test_a_page_that_saves_a_plan_loses_nothing_of_it(hall: Hall) -> None:
    number = create_meeting(hall, CONSOLE, WHOLE)
    before = plans.of(see_meeting(hall, CONSOLE, number))
    for each in fields(MeetingPlan):
        if each.name not in NOT_OF_THE_PAGE:
            assert getattr(before, each.name) == getattr(WHOLE, each.name), each.name
    edit_meeting(hall, CONSOLE, number, before)
    assert plans.of(see_meeting(hall, CONSOLE, number)) == before
