"""Papers of other shapes: whole numbers 0…100, several questions, voters in classes."""

from fractions import Fraction
from pathlib import Path

import pytest
from makers.classes import a_plan_in_classes, in_classes
from makers.meetings import AMeeting, a_plan

from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.domain.errors import ClassTooSmall
from ballot.domain.meetings.plan import MeetingPlan
from ballot.domain.meetings.result import MeetingResult
from ballot.domain.paper import Ballot
from ballot.exports import result_as_json
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips


def a_vote(hall: Hall, plan: MeetingPlan, *ballots: list[int | None]) -> MeetingResult:
    """Ballots of each class in turn, as many slips as ballots; opened, counted again."""
    number = create_meeting(hall, CONSOLE, plan)
    slips = []
    names = [name for name, _persons in plan.eligible_parts] or [""]
    for name, answers in zip(names, ballots, strict=True):
        issue = issue_slips(hall, CONSOLE, number, len(answers), name)
        confirm_batch(hall, CONSOLE, number, issue.batch)
        slips.append(issue.slips)
    open_voting(hall, CONSOLE, number)
    for answers, own in zip(ballots, slips, strict=True):
        for answer, slip in zip(answers, own, strict=True):
            cast_ballot(hall, number, slip.token, Ballot((answer,)))
    close_voting(hall, CONSOLE, number)
    result = open_box(hall, CONSOLE, number)
    counted = verify.verify(export_bundle(hall, CONSOLE, number)).result
    assert result_as_json.value(counted) == result_as_json.value(result)
    return result


def test_numbers_yield_their_sum_alone_and_so_the_mean(hall: Hall) -> None:
    plan = a_plan(scheme="lianshu-branch", eligible=5)
    opened = a_vote(hall, plan, [100, 0, 87, 88, None]).subjects[0].opened
    assert opened is not None
    (question,) = opened.questions
    assert (question.counts, question.numbers, question.total) == ((), 4, 275)
    assert question.blank == 1
    assert opened.satisfaction is not None
    assert opened.satisfaction.value == Fraction(275, 400)


def test_classes_of_eight_are_opened_apart_and_weighed(hall: Hall, tmp_path: Path) -> None:
    plan = a_plan_in_classes(in_classes(tmp_path, "lianshu-branch"), 8, 9)
    opened = a_vote(hall, plan, [100] * 8, [50] * 9).subjects[0].opened
    assert opened is not None
    assert (opened.questions[0].numbers, opened.questions[0].total) == (17, 1250)
    assert opened.satisfaction is not None
    assert opened.satisfaction.value == Fraction(60 + 20, 100)


def test_a_class_that_returned_fewer_than_eight_is_opened_within_the_whole_alone(
    hall: Hall, tmp_path: Path
) -> None:
    plan = a_plan_in_classes(in_classes(tmp_path, "lianshu-branch"), 8, 8)
    opened = a_vote(hall, plan, [100] * 8, [50] * 7).subjects[0].opened
    assert opened is not None
    assert (opened.questions[0].numbers, opened.questions[0].total) == (15, 1150)
    assert (opened.satisfaction, opened.withheld) == (None, "small_class")


def test_a_choice_in_classes_counts_each_option(hall: Hall, tmp_path: Path) -> None:
    plan = a_plan_in_classes(in_classes(tmp_path, "jiaozhou-village"), 8, 8)
    opened = a_vote(hall, plan, [0] * 8, [0, 1, 2, 3, 4, 0, 0, 0]).subjects[0].opened
    assert opened is not None
    assert [count for _, count in opened.counts] == [12, 1, 1, 1]
    assert opened.blank == 1


def test_a_class_of_fewer_than_eight_is_not_frozen(hall: Hall, tmp_path: Path) -> None:
    plan = a_plan_in_classes(in_classes(tmp_path, "jiaozhou-village"), 8, 7)
    number = create_meeting(hall, CONSOLE, plan)
    confirm_batch(hall, CONSOLE, number, issue_slips(hall, CONSOLE, number, 1, "B票").batch)
    with pytest.raises(ClassTooSmall) as small:
        freeze(hall, CONSOLE, number)
    assert (small.value.name, small.value.eligible) == ("B票", 7)


def test_ten_subjects_are_ten_lists_that_nothing_joins(hall: Hall) -> None:
    number = create_meeting(hall, CONSOLE, a_plan(subjects=10, eligible=2))
    issue = issue_slips(hall, CONSOLE, number, 2)
    confirm_batch(hall, CONSOLE, number, issue.batch)
    open_voting(hall, CONSOLE, number)
    meeting = AMeeting(hall, number, issue.slips, subjects=10)
    meeting.cast(0, 1, 2, 3, 4, 0, 1, 2, 3, 4)
    meeting.cast(4, 3, 2, 1, 0, 4, 3, 2, 1, 0)
    close_voting(hall, CONSOLE, number)
    for index, subject in enumerate(open_box(hall, CONSOLE, number).subjects):
        assert subject.opened is not None
        counts = [*[count for _, count in subject.opened.counts], subject.opened.blank]
        assert counts[index % 5] + counts[4 - index % 5] == (4 if index % 5 == 2 else 2)
