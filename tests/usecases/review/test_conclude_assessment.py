"""An assessment ends once, after its steps and its notices."""

from datetime import date
from pathlib import Path

import pytest
from makers.meetings import Clock
from makers.reviewed import a_movable_hall, a_notice_over, an_assessment_by, seven, walk
from people.reviewers import APPROVAL, PLAIN, STEPS, change, look, person

from ballot.domain.access import CONSOLE
from ballot.domain.errors import AssessmentConcluded, NoticeOutdated, NoticesMissing, StepsOpen
from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.usecases.review.conclude_assessment import conclude_assessment
from ballot.usecases.review.pass_step import return_to
from ballot.usecases.review.raise_flag import raise_flag
from ballot.usecases.review.see_notice import see_notices
from ballot.usecases.review.standing_notices import StandingNotices


def test_the_end_waits_for_all_steps_and_for_the_notices_of_the_policy(hall: Hall) -> None:
    id = seven(hall)
    with pytest.raises(StepsOpen) as refused:
        conclude_assessment(hall, CONSOLE, id)
    assert refused.value.names[0] == STEPS[0]
    walk(hall, id)
    conclude_assessment(hall, CONSOLE, id)
    conclude_assessment(hall, CONSOLE, id)
    assert look(hall, id).concluded
    with pytest.raises(AssessmentConcluded):
        change(hall, id, "甲某", "良好", excess="x")
    with pytest.raises(AssessmentConcluded):
        raise_flag(hall, CONSOLE, id, person(hall, id, "甲某").id, "直接不称职情形", "查实")
    return_to(hall, CONSOLE, id, APPROVAL, "市委要求复核")
    assert not look(hall, id).concluded
    wants = an_assessment_by(hall, "lijun", [PLAIN])
    walk(hall, wants)
    with pytest.raises(NoticesMissing) as missing:
        conclude_assessment(hall, CONSOLE, wants)
    assert (missing.value.wanted, missing.value.done) == (1, 0)


@pytest.fixture
def told(database: Database, tmp_path: Path) -> tuple[Hall, Clock, int]:
    """Seven whose 公示 said 甲某:优秀 and is over, opened again."""
    hall, clock = a_movable_hall(database, tmp_path)
    id = seven(hall)
    walk(hall, id)
    a_notice_over(hall, clock, id)
    conclude_assessment(hall, CONSOLE, id)
    return_to(hall, CONSOLE, id, APPROVAL, "市委要求复核")
    return hall, clock, id


def test_what_was_opened_again_and_left_as_it_was_needs_no_other_notice(
    told: tuple[Hall, Clock, int],
) -> None:
    hall, _clock, id = told
    walk(hall, id, 1)
    assert look(hall, id).notices == StandingNotices(0, 1, None)
    conclude_assessment(hall, CONSOLE, id)


def test_a_grade_changed_after_its_notice_is_told_by_another_before_the_end(
    told: tuple[Hall, Clock, int],
) -> None:
    hall, clock, id = told
    change(hall, id, "甲某", "称职")
    walk(hall, id, 1)
    ended = date(2026, 12, 26)
    assert look(hall, id).notices == StandingNotices(1, 0, ended, ((),))
    assert [each.is_outdated for each in see_notices(hall, CONSOLE, id).notices] == [True]
    with pytest.raises(NoticeOutdated) as refused:
        conclude_assessment(hall, CONSOLE, id)
    assert refused.value.ended == ended.isoformat()
    assert not look(hall, id).concluded
    a_notice_over(hall, clock, id)
    over = see_notices(hall, CONSOLE, id).notices
    assert [each.is_outdated for each in over] == [True, False]
    assert ("甲某", "称职") in {(row[0], row[-1]) for row in over[-1].rows}
    conclude_assessment(hall, CONSOLE, id)
