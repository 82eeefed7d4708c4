"""Whoever looks on is told how far a meeting is; nothing asks him to do anything."""

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from makers.meetings import VERY, a_closed_meeting, a_draft, an_open_meeting
from people.desk import Desk, a_desk

from ballot.domain.access import CONSOLE, Role
from ballot.domain.errors import QuorumMissed
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.slips.issue_slips import issue_slips
from ballot.web.proxy import Application


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here asks the database anything that the kinds could answer differently."""
    return sqlite_url


ASKS = re.compile("下一步：|投完了就截止|可以举行第二轮|完成后清空")
"""Words of the list that ask an organizer to do something."""


def unprinted(hall: Hall) -> str:
    return a_draft(hall, slips=0).number


def frozen(hall: Hall) -> str:
    number = a_draft(hall).number
    freeze(hall, CONSOLE, number)
    return number


def cancelled(hall: Hall) -> str:
    number = a_draft(hall).number
    cancel(hall, CONSOLE, number, "改期")
    return number


def opened(hall: Hall) -> str:
    number = a_closed_meeting(hall, [VERY] * 4, slips=4, eligible=4).number
    open_box(hall, CONSOLE, number)
    return number


def missed(hall: Hall) -> str:
    number = a_closed_meeting(hall, [VERY], slips=4, eligible=40).number
    with suppress(QuorumMissed):
        open_box(hall, CONSOLE, number)
    return number


@pytest.mark.parametrize(
    ("make", "stands"),
    [
        (unprinted, "准备中：测评票还没有打印"),
        (lambda hall: a_draft(hall).number, "准备中：还没有锁定"),
        (frozen, "已锁定，还没有开始投票"),
        (lambda hall: an_open_meeting(hall).number, "正在投票"),
        (lambda hall: a_closed_meeting(hall, [VERY] * 31).number, "已截止，票箱还没有打开"),
        (lambda hall: a_closed_meeting(hall, [VERY]).number, "已截止，没有达到法定人数"),
        (opened, "结果已出"),
        (missed, "差 26 票，没有达到法定人数，票箱不打开。"),
        (cancelled, "这场测评会已取消"),
    ],
    ids=["draft", "printed", "frozen", "open", "closed", "short", "opened", "missed", "cancelled"],
)
def test_an_observer_is_told_how_far_it_is(
    app: Application, hall: Hall, make: Callable[[Hall], str], stands: str
) -> None:
    number = make(hall)
    organizes, watches = a_desk(app, hall), Desk(app.test_client())
    watches.accept(create_account(hall, CONSOLE, "李明", Role.OBSERVER), name="李明")
    for desk in (watches, organizes):
        desk.look(f"/meetings/{number}")
    assert '<p class="what">' in organizes.page, "the control"
    assert "现在该做" not in watches.page
    assert stands in watches.page
    assert ASKS.search(watches.look("/meetings/").text) is None
    watches.look(f"/meetings/{number}")
    assert "<form" not in watches.page.partition("<main")[2]


@pytest.mark.parametrize(
    ("make", "asks", "told"),
    [
        (unprinted, ("准备清单", "正式的请改由", "可以不做", "还可以"), "还没有完成"),
        (frozen, ("签名后上墙",), "投票前公告"),
        (opened, ("用笔签名",), "投票截止单"),
    ],
    ids=["draft", "frozen", "opened"],
)
def test_what_is_prepared_and_printed_is_told_and_not_asked_for(
    app: Application, hall: Hall, make: Callable[[Hall], str], asks: tuple[str, ...], told: str
) -> None:
    number = make(hall)
    organizes, watches = a_desk(app, hall), Desk(app.test_client())
    watches.accept(create_account(hall, CONSOLE, "李明", Role.OBSERVER), name="李明")
    for desk in (watches, organizes):
        desk.look(f"/meetings/{number}")
    assert [each for each in asks if each not in organizes.page] == [], "the control"
    assert [each for each in asks if each in watches.page] == []
    assert told in watches.page


def test_slips_that_wait_and_an_assessment_ask_nothing_of_who_looks_on(
    app: Application, hall: Hall
) -> None:
    number = a_draft(hall, slips=0).number
    issue_slips(hall, CONSOLE, number, 2)
    id = create_assessment(hall, CONSOLE, AssessmentPlan("考核", "jiaozhou-village", "2026年度"))
    organizes, watches = a_desk(app, hall), Desk(app.test_client())
    watches.accept(create_account(hall, CONSOLE, "李明", Role.OBSERVER), name="李明")
    for path, asks in (
        (f"/meetings/{number}/slips", "都打印出来了吗"),
        (f"/assessments/{id}/ranking", "按一下就排出"),
    ):
        assert asks in organizes.look(path).text, "the control"
        assert asks not in watches.look(path).text


def test_the_list_asks_an_organizer(app: Application, hall: Hall) -> None:
    unprinted(hall)
    assert ASKS.search(a_desk(app, hall).look("/meetings/").text), "the control"
