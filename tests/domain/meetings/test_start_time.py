"""When a meeting is to begin is read as people write it, and kept in one spelling."""

from dataclasses import replace
from datetime import date

import pytest
from makers.score_rows import VILLAGE

from ballot.domain.errors import NotAMoment
from ballot.domain.meeting import Custody
from ballot.domain.meetings import start_time
from ballot.domain.meetings.plan import MeetingPlan, SubjectPlan, check

WRITTEN = "2026-12-05 19:30"


@pytest.mark.parametrize(
    "text",
    [
        WRITTEN,
        "2026-12-05T19:30",
        "2026-12-05 19:30:00",
        " 2026/12/5 19:30 ",
        "2026.12.5 19:30",
        "2026年12月5日19:30",
        "2026年12月5日 19时30分",
        "2026年12月5日19点30分",
        "２０２６－１２－０５ １９：３０",
    ],
)
def test_one_moment_in_many_writings_is_spelled_once(text: str) -> None:
    assert start_time.read(text) == start_time.spelled(text) == WRITTEN


def test_a_full_hour_needs_no_minutes() -> None:
    assert start_time.read("2026年12月5日9时") == "2026-12-05 09:00"
    assert start_time.read("2000-01-01 00:00") == "2000-01-01 00:00"
    assert start_time.read("2099-12-31 23:59") == "2099-12-31 23:59"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-12-05",
        "19:30",
        "今晚七点半",
        "2026-02-30 19:30",
        "2026-12-05 24:00",
        "2026-12-05 19:60",
        "1999-12-31 19:30",
        "2100-01-01 19:30",
        "2026-12-05 19:30:30",
        "2026-12-05 19:3",
        "0000-12-05 19:30",
    ],
)
def test_what_is_no_day_and_hour_is_refused_and_stays_as_it_was_typed(text: str) -> None:
    with pytest.raises(NotAMoment) as refused:
        start_time.read(text)
    assert refused.value.value == text
    assert start_time.spelled(text) == text


def test_a_plan_holds_one_spelling_or_nothing() -> None:
    plan = MeetingPlan("测评", "jiaozhou-village", Custody.SERVER, 46, (SubjectPlan("张某"),))
    for right in ("", WRITTEN):
        assert check(replace(plan, starts=right), VILLAGE) == []
    for wrong in ("今晚", "2026/12/5 19:30", "2026-12-05T19:30"):
        (fault,) = check(replace(plan, starts=wrong), VILLAGE)
        assert (fault.key, fault.error.value) == ("starts", wrong)


def test_it_stands_on_papers_in_words_and_on_its_day() -> None:
    assert start_time.in_words(WRITTEN) == "2026年12月5日 19:30"
    assert start_time.in_words("") == ""
    assert start_time.is_on(WRITTEN, date(2026, 12, 5))
    assert not start_time.is_on(WRITTEN, date(2026, 12, 6))
    assert not start_time.is_on("", date(2026, 12, 5))


def test_another_day_is_one_that_is_planned_and_is_not_this() -> None:
    assert start_time.is_another_day(WRITTEN, date(2026, 12, 6))
    assert not start_time.is_another_day(WRITTEN, date(2026, 12, 5))
    assert not start_time.is_another_day("", date(2026, 12, 5))
