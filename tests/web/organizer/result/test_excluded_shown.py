"""What is 无效 of the answers that phones sealed is told wherever the figure is told."""

import pytest
from box.sealing_phones import SealingPhones, go_on_and_settle, repeating, stuffed
from makers.meetings import BAD, GOOD, VERY
from makers.meetings_of_scrutineers import Scrutinised, an_open_meeting_of_scrutineers
from people.desk import Desk, a_desk

from ballot.domain.access import CONSOLE
from ballot.domain.errors import LedgerOpen
from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.meeting import Sealing
from ballot.domain.meetings.result import Way
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.settling import settle_slips
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening.send_partials import send_partials
from ballot.web.proxy import Application

FAILED = "手机加密的答案有 1 份没有通过核验，按无效计"
SHARED = "手机加密的答案有 2 份用了同一个随机数，按无效计"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A page asks nothing here that the kinds could answer differently."""
    return sqlite_url


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    """The organizer has signed in."""
    return a_desk(app, hall)


@pytest.fixture
def closed(hall: Hall) -> Scrutinised:
    """Of six answers one fails and two share a c1; 发出 is counted."""
    made = an_open_meeting_of_scrutineers(hall, slips=6, eligible=6, sealing=Sealing.PHONE)
    phones, same = SealingPhones(hall, made), repeating()
    for choice in (VERY, VERY, GOOD):
        phones.cast(choice)
    phones.cast(VERY, stuffed(3, 0, 0, -3, 1))
    phones.cast(GOOD, same)
    phones.cast(BAD, same)
    close_voting(hall, CONSOLE, made.number)
    count_hall(hall, CONSOLE, made.number, {Figure.HANDED_OUT: 6})
    return made


def test_ledger_journal_and_result_tell_what_is_invalid(
    hall: Hall, desk: Desk, closed: Scrutinised
) -> None:
    number = closed.number
    desk.press(number, "ledger/settle")
    assert "有密文用了同一个随机数，按无效计" in desk.page
    with pytest.raises(LedgerOpen):
        settle_slips(hall, CONSOLE, number)
    page = desk.look(f"/meetings/{number}/ledger").text
    assert FAILED in page
    assert SHARED in page
    go_on_and_settle(hall, closed)
    for place in (1, 3):
        send_partials(hall, closed.holder(place), number, closed.made(hall, place), Way.PAGE)
    page = desk.look(f"/meetings/{number}/result").text
    assert FAILED in page
    assert SHARED in page
    assert "核验密文" in desk.look(f"/journal?meeting={number}").text
    told = desk.look(f"/meetings/{number}/result.json").json
    assert told is not None
    assert told["excluded"] == {"proof": 1, "c1_twice": 2}
    assert told["subjects"][0]["invalid"] == 3


def test_the_control_where_nothing_fails_nothing_is_told(hall: Hall, desk: Desk) -> None:
    made = an_open_meeting_of_scrutineers(hall, slips=3, eligible=3, sealing=Sealing.PHONE)
    for choice in (VERY, VERY, GOOD):
        SealingPhones(hall, made).cast(choice)
    close_voting(hall, CONSOLE, made.number)
    count_hall(hall, CONSOLE, made.number, {Figure.HANDED_OUT: 3})
    settle_slips(hall, CONSOLE, made.number)
    assert "手机加密" not in desk.look(f"/meetings/{made.number}/ledger").text
