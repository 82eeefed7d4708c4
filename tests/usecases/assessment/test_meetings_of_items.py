"""Meetings that each fill an item of one assessment, and several that fill the same one."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from makers.meetings import NAMES, AMeeting, a_plan
from sqlalchemy import update

from ballot.bundle.verify import verify
from ballot.domain.access import CONSOLE
from ballot.domain.errors import NotOneOf, Refused, SeveralMeetings, Tampered, UnknownKey
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.exports import result_as_json
from ballot.storage import tables
from ballot.usecases.assessment.choose_meetings import choose_meetings
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips

TITLE = "2026年度干部考核"


def an_assessment(hall: Hall, scheme: str = "lijun") -> int:
    return create_assessment(hall, CONSOLE, AssessmentPlan(title=TITLE, scheme=scheme))


def opened(hall: Hall, answers: Sequence[int], *, item: str = "", scheme: str = "lijun") -> str:
    """A meeting about the same person, with these answers, its box opened."""
    plan = a_plan(eligible=len(answers), assessment=TITLE, scheme=scheme)
    number = create_meeting(hall, CONSOLE, replace(plan, item=item))
    issue = issue_slips(hall, CONSOLE, number, len(answers))
    confirm_batch(hall, CONSOLE, number, issue.batch)
    open_voting(hall, CONSOLE, number)
    AMeeting(hall, number, issue.slips).cast_all(answers)
    close_voting(hall, CONSOLE, number)
    open_box(hall, CONSOLE, number)
    return number


def row(hall: Hall, id: int) -> dict[str, str]:
    rank_assessment(hall, CONSOLE, id)
    return dict(see_ranking(hall, CONSOLE, id).scored.rows[0])


def test_two_meetings_with_other_voters_fill_two_items_of_one_person(hall: Hall) -> None:
    id = an_assessment(hall)
    below = opened(hall, (90, 80, 70), item="下级测评")
    beside = opened(hall, (60, 60), item="同级互评")
    view = see_assessment(hall, CONSOLE, id)
    assert view.people[0].measured == (("下级测评", below), ("同级互评", beside))
    assert (view.faults, view.doubts) == ((), ())
    found = row(hall, id)
    assert (found["下级测评"], found["同级互评"]) == ("80.00", "60.00")


def test_the_item_is_frozen_told_and_checked_by_whoever_verifies(hall: Hall) -> None:
    an_assessment(hall)
    number = opened(hall, (90, 80), item="同级互评")
    seen = see_meeting(hall, CONSOLE, number)
    assert (seen.item, seen.items) == ("同级互评", ("下级测评", "同级互评"))
    assert result_as_json.value(see_result(hall, number))["item"] == "同级互评"
    bundle = export_bundle(hall, CONSOLE, number)
    assert json.loads(result_as_json.write(verify(bundle).result))["item"] == "同级互评"


def test_an_item_that_was_changed_behind_the_notice_is_noticed(hall: Hall) -> None:
    id = an_assessment(hall)
    number = opened(hall, (90, 80), item="同级互评")
    other = update(tables.meeting).where(tables.meeting.c.number == number).values(item="下级测评")
    hall.database.write(lambda db: db.execute(other))
    with pytest.raises(Tampered):
        see_result(hall, number)
    assert see_assessment(hall, CONSOLE, id).people[0].measured == (("同级互评", number),)


@pytest.mark.parametrize(
    ("scheme", "item", "error"),
    [("lijun", "月考", NotOneOf), ("jiaozhou-village", "群众满意度", UnknownKey)],
)
def test_an_item_that_no_ballot_fills_is_refused(
    hall: Hall, scheme: str, item: str, error: type[Exception]
) -> None:
    with pytest.raises(Refused) as refused:
        create_meeting(hall, CONSOLE, replace(a_plan(scheme=scheme), item=item))
    assert [(fault.key, type(fault.error)) for fault in refused.value.faults] == [("item", error)]


def test_a_meeting_without_an_item_is_told_and_may_be_given_one(hall: Hall) -> None:
    id = an_assessment(hall)
    number = opened(hall, (90, 80))
    (doubt,) = see_assessment(hall, CONSOLE, id).doubts
    assert (doubt.kind, doubt.values) == ("idle", (number,))
    assert choose_meetings(hall, CONSOLE, id, number, item="同级互评", reason="漏写") == 1
    assert see_assessment(hall, CONSOLE, id).doubts == ()
    assert row(hall, id)["同级互评"] == "85.00"


def test_two_meetings_of_one_item_block_the_ranking_until_somebody_chooses(hall: Hall) -> None:
    id = an_assessment(hall)
    numbers = tuple(opened(hall, (mean, mean), item="下级测评") for mean in (90, 60))
    with pytest.raises(Refused) as refused:
        rank_assessment(hall, CONSOLE, id)
    (fault,) = refused.value.faults
    assert isinstance(fault.error, SeveralMeetings)
    assert (fault.key, fault.error.item, fault.error.numbers) == (NAMES[0], "下级测评", numbers)
    for how, points in (("mean", "75.00"), (numbers[0], "90.00"), ("sum_votes", "75.00")):
        choose_meetings(hall, CONSOLE, id, how, item="下级测评", reason="考核组研究")
        assert row(hall, id)["下级测评"] == points
        told = see_ranking(hall, CONSOLE, id).scored.doubts
        assert [(each.kind, each.values) for each in told] == [
            ("combined", (NAMES[0], "下级测评", how, *numbers))
        ]


@pytest.mark.parametrize(
    ("how", "item", "key"),
    [("median", "下级测评", "how"), ("mean", "同级互评", "how"), ("mean", "", "item")],
)
def test_a_choice_that_concerns_nobody_is_refused(
    hall: Hall, how: str, item: str, key: str
) -> None:
    id = an_assessment(hall)
    for mean in (90, 60):
        opened(hall, (mean, mean), item="下级测评")
    with pytest.raises(Refused) as refused:
        choose_meetings(hall, CONSOLE, id, how, item=item, reason="研究")
    assert [fault.key for fault in refused.value.faults] == [key]


def test_a_choice_slipped_into_the_database_blocks_the_ranking(hall: Hall) -> None:
    id = an_assessment(hall)
    for mean in (90, 60):
        opened(hall, (mean, mean), item="下级测评")
    choose_meetings(hall, CONSOLE, id, "mean", item="下级测评", reason="研究")
    forged = update(tables.combining).values(how="sum_votes")
    hall.database.write(lambda db: db.execute(forged))
    with pytest.raises(Tampered):
        rank_assessment(hall, CONSOLE, id)


def test_the_two_bodies_of_a_double_report_make_one_figure(hall: Hall) -> None:
    id = an_assessment(hall, "lianshu-branch")
    opened(hall, (90, 90), item="上级党委测评", scheme="lianshu-branch")
    (one,) = see_assessment(hall, CONSOLE, id).people
    assert one.waiting is not None
    assert one.waiting.values == ("局党组测评",), "one body is not the whole"
    opened(hall, (70, 80), item="局党组测评", scheme="lianshu-branch")
    found = row(hall, id)
    assert (found["上级党委测评"], found["局党组测评"]) == ("90.00", "75.00")
    placed = see_ranking(hall, CONSOLE, id).scored.ranking.placed[0]
    assert placed.figures.values[0] is not None
    assert 100 * placed.figures.values[0] == 82.5
    view = see_assessment(hall, CONSOLE, id)
    assert (view.doubts, view.faults) == ((), ())
    assert not view.people[0].may_choose, "nothing is to be added or averaged by hand"


def test_a_meeting_of_a_double_report_that_names_no_body_is_told_and_not_taken_as_whole(
    hall: Hall,
) -> None:
    id = an_assessment(hall, "lianshu-branch")
    number = opened(hall, (90, 80), scheme="lianshu-branch")
    view = see_assessment(hall, CONSOLE, id)
    assert [each.kind for each in view.doubts] == ["idle"]
    assert view.people[0].idle == (number,)
    assert view.people[0].may_choose
    choose_meetings(hall, CONSOLE, id, number, item="述职测评", reason="只向一处述职")
    assert not see_assessment(hall, CONSOLE, id).people[0].may_choose
    assert row(hall, id)["述职测评"] == "85.00"
