"""A ranking stops over figures that do not balance until somebody says that they count, and why."""

import pytest
from makers.meetings import AMeeting, a_draft, a_plan
from makers.unbalanced import (
    IN_BALANCE,
    all_agreed,
    more_than_present,
    nothing_off,
    opened,
    papers_for_nothing,
)

from ballot.domain.access import CONSOLE
from ballot.domain.errors import Fault, FigureUnbalanced, Refused, SeveralMeetings
from ballot.domain.ledger.ledger_told import Figure
from ballot.storage import meetings
from ballot.usecases.assessment.choose_meetings import choose_meetings
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.edit_meeting import edit_meeting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.result.see_result import see_result


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What the record keeps is the same text on both."""
    return sqlite_url


def assessment_of(meeting: AMeeting) -> int:
    return meeting.hall.database.read(lambda db: meetings.get(db, meeting.number)).assessment


def faults(hall: Hall, id: int) -> list[Fault]:
    """What is said of meetings; that the groups of a person are missing is another matter."""
    found = see_assessment(hall, CONSOLE, id).faults
    return [each for each in found if isinstance(each.error, (FigureUnbalanced, SeveralMeetings))]


def measured_in(hall: Hall, title: str) -> AMeeting:
    """An opened meeting of the assessment of that title, in which nothing is off."""
    meeting = a_draft(hall, slips=10, eligible=10)
    edit_meeting(hall, CONSOLE, meeting.number, a_plan(eligible=10, assessment=title))
    open_voting(hall, CONSOLE, meeting.number)
    meeting.cast_all(IN_BALANCE)
    close_voting(hall, CONSOLE, meeting.number)
    count_hall(hall, CONSOLE, meeting.number, {Figure.HANDED_OUT: 10})
    return opened(meeting)


@pytest.mark.parametrize(
    ("make", "kinds"),
    [
        (papers_for_nothing, ("unbalanced",)),
        (more_than_present, ("more_than_present", "corrected")),
    ],
)
def test_nobody_is_ranked_by_figures_that_do_not_balance(
    hall: Hall, make: object, kinds: tuple[str, ...]
) -> None:
    assert callable(make)
    meeting: AMeeting = make(hall)
    id = assessment_of(meeting)
    (fault,) = faults(hall, id)
    error = fault.error
    assert isinstance(error, FigureUnbalanced)
    assert (fault.key, error.number, error.remarks) == ("张某", meeting.number, kinds)
    with pytest.raises(Refused) as refused:
        choose_meetings(hall, CONSOLE, id, meeting.number, reason=" ")
    assert [each.key for each in refused.value.faults] == ["reason"]
    choose_meetings(hall, CONSOLE, id, meeting.number, reason="监票人当场核对过")
    view = see_assessment(hall, CONSOLE, id)
    assert faults(hall, id) == []
    assert [each.values for each in view.doubts] == [("张某", "群众满意度", meeting.number)]
    assert view.people[0].unbalanced == (meeting.number,)


@pytest.mark.parametrize("make", [nothing_off, all_agreed])
def test_the_control_a_meeting_in_balance_stops_nothing(hall: Hall, make: object) -> None:
    assert callable(make)
    id = assessment_of(make(hall))
    view = see_assessment(hall, CONSOLE, id)
    assert (faults(hall, id), view.doubts, view.people[0].unbalanced) == ([], (), ())


def test_two_meetings_of_one_person_tell_of_each_other(hall: Hall) -> None:
    one, two = (measured_in(hall, "二〇二六年度") for _ in range(2))
    assert assessment_of(one) == assessment_of(two)
    for here, other in ((one, two), (two, one)):
        told = see_result(hall, here.number).remarks
        assert [(each.kind.value, each.values["meetings"]) for each in told] == [
            ("also_measured", (other.number,))
        ]
    assert [type(each.error) for each in faults(hall, assessment_of(one))] == [SeveralMeetings]
