"""One consent for so many exchanges of slips for paper: each used once, told, and taken back."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from makers.meetings import VERY, an_open_meeting
from people.ceremony import PIN, WithScrutineers, an_open_meeting_of_scrutineers, permit
from people.counters import both_enter, papers
from sqlalchemy import delete, update

from ballot.domain.access import CONSOLE
from ballot.domain.acts import Act
from ballot.domain.errors import (
    BallotError,
    ConsentGone,
    ConsentNotNeeded,
    ExchangeNotAgreed,
    MayNot,
    NotInState,
    OutOfRange,
    SlipExchanged,
    Tampered,
    WrongPin,
)
from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.meeting import EXCHANGED
from ballot.storage import slips, tables
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.consents import agreed_exchanges, answer_consent, consenting
from ballot.usecases.consents.agreed_exchanges import ask, see, withdraw
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.settling import settle_slips
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening.publish_list import publish_list
from ballot.usecases.slips.exchange_slip import exchange_slip


@pytest.fixture
def meeting(hall: Hall) -> WithScrutineers:
    return an_open_meeting_of_scrutineers(hall, slips=8, eligible=8)


def exchange(meeting: WithScrutineers, place: int, by: int = 4) -> bool:
    """The teller exchanges the slip of this place."""
    slip = meeting.slips[place]
    return exchange_slip(meeting.hall, meeting.phones[by - 1].actor, meeting.number, slip.token)


def told(meeting: WithScrutineers, act: Act) -> list[dict[str, Any]]:
    """What the journal tells of an act, line by line."""
    lines = read_journal(meeting.hall, CONSOLE, meeting.number)
    return [json.loads(line.detail) for line in lines if line.act == act]


def left(meeting: WithScrutineers) -> int:
    return see(meeting.hall, CONSOLE, meeting.number).left


def exchanged(meeting: WithScrutineers) -> int:
    read = meeting.hall.database.read
    return read(lambda db: slips.printed_counts(db, meeting.number)).get(EXCHANGED, 0)


def test_one_consent_covers_so_many_exchanges_and_no_more(meeting: WithScrutineers) -> None:
    with pytest.raises(ExchangeNotAgreed):
        exchange(meeting, 0)
    id = permit(meeting, 3, by=2)
    for place in range(3):
        assert left(meeting) == 3 - place
        exchange(meeting, place, by=4 + place % 2)
    with pytest.raises(ExchangeNotAgreed):
        exchange(meeting, 3)
    assert exchanged(meeting) == 3
    assert told(meeting, Act.EXCHANGE_SLIP) == [{"consent": id, "scrutineer": "丁某"}] * 3
    assert see(meeting.hall, CONSOLE, meeting.number).permits == ()
    permit(meeting, 1)
    exchange(meeting, 3)


def test_request_agreement_and_withdrawal_stand_in_the_journal_with_their_numbers(
    meeting: WithScrutineers,
) -> None:
    before = len(told(meeting, Act.CONSENT))
    id = permit(meeting, 5)
    exchange(meeting, 0)
    withdraw(meeting.hall, meeting.phones[2].actor, meeting.number, id, PIN)
    asked, agreed, back = told(meeting, Act.CONSENT)[before:]
    assert asked == {"consent": id, "asked": "exchange_slip", "exchanges": 5}
    assert (agreed["consent"], agreed["answer"], agreed["exchanges"]) == (id, "agreed", 5)
    assert back == {"consent": id, "withdrawn": "exchange_slip", "left": 4, "position": 3}
    with pytest.raises(ExchangeNotAgreed):
        exchange(meeting, 1)
    with pytest.raises(ConsentGone):
        withdraw(meeting.hall, meeting.phones[0].actor, meeting.number, id, PIN)


def test_two_tellers_at_once_use_up_each_exchange_once(meeting: WithScrutineers) -> None:
    permit(meeting, 5)

    def try_it(place: int) -> type[BallotError] | None:
        try:
            exchange(meeting, place, by=4 + place % 2)
        except ExchangeNotAgreed as refused:
            return type(refused)
        return None

    with ThreadPoolExecutor(8) as hands:
        answers = list(hands.map(try_it, range(8)))
    assert sorted(map(str, answers)) == sorted(map(str, [None] * 5 + [ExchangeNotAgreed] * 3))
    assert (exchanged(meeting), len(told(meeting, Act.EXCHANGE_SLIP))) == (5, 5)
    assert left(meeting) == 0


def test_an_exchange_that_fails_uses_up_nothing(meeting: WithScrutineers) -> None:
    permit(meeting, 2)
    exchange(meeting, 0)
    with pytest.raises(SlipExchanged):
        exchange(meeting, 0)
    assert left(meeting) == 1


def test_two_consents_are_used_one_after_the_other(meeting: WithScrutineers) -> None:
    first, second = permit(meeting, 1), permit(meeting, 2)
    assert left(meeting) == 3
    for place in range(3):
        exchange(meeting, place)
    used = [each["consent"] for each in told(meeting, Act.EXCHANGE_SLIP)]
    assert used == [first, second, second]


def test_another_number_takes_the_place_of_the_one_that_waits(meeting: WithScrutineers) -> None:
    hall, number = meeting.hall, meeting.number
    first = ask(hall, meeting.phones[3].actor, number, 3)
    assert ask(hall, CONSOLE, number, 3) == first
    second = ask(hall, CONSOLE, number, 4)
    assert see(hall, CONSOLE, number).waiting == 4
    someone = meeting.phones[0].actor
    with pytest.raises(ConsentGone):
        answer_consent.answer(hall, someone, number, first, PIN, agrees=True)
    answer_consent.answer(hall, someone, number, second, PIN, agrees=False)
    found = see(hall, CONSOLE, number)
    assert (found.waiting, found.refused_by, found.left) == (None, "刘某", 0)
    with pytest.raises(ExchangeNotAgreed):
        exchange(meeting, 0)
    permit(meeting, 4)
    assert see(hall, CONSOLE, number).refused_by == ""
    assert left(meeting) == 4


@pytest.mark.parametrize("most", [0, -1, 201])
def test_a_number_out_of_its_borders_is_asked_of_nobody(
    meeting: WithScrutineers, most: int
) -> None:
    with pytest.raises(OutOfRange):
        ask(meeting.hall, CONSOLE, meeting.number, most)
    assert see(meeting.hall, CONSOLE, meeting.number).waiting is None


def test_only_who_exchanges_may_ask_and_only_a_scrutineer_takes_back(
    meeting: WithScrutineers,
) -> None:
    hall, number = meeting.hall, meeting.number
    with pytest.raises(MayNot):
        ask(hall, meeting.phones[0].actor, number, 3)
    id = permit(meeting, 3)
    for actor in (CONSOLE, meeting.phones[3].actor):
        with pytest.raises(MayNot):
            withdraw(hall, actor, number, id, PIN)
    with pytest.raises(WrongPin):
        withdraw(hall, meeting.phones[0].actor, number, id, "135790")
    assert left(meeting) == 3


def test_under_custody_server_nobody_is_asked(hall: Hall) -> None:
    alone = an_open_meeting(hall, slips=1)
    with pytest.raises(ConsentNotNeeded):
        ask(hall, CONSOLE, alone.number, 3)
    assert see(hall, CONSOLE, alone.number).needed is False
    exchange_slip(hall, CONSOLE, alone.number, alone.slips[0].token)


def test_with_the_close_the_consent_ends(meeting: WithScrutineers) -> None:
    hall, number = meeting.hall, meeting.number
    id, waiting = permit(meeting, 3), ask(hall, CONSOLE, number, 7)
    close_voting(hall, CONSOLE, number)
    with pytest.raises(NotInState):
        exchange(meeting, 0)
    with pytest.raises(NotInState):
        ask(hall, CONSOLE, number, 3)
    with pytest.raises(ConsentGone):
        withdraw(hall, meeting.phones[0].actor, number, id, PIN)
    with pytest.raises(ConsentGone):
        answer_consent.answer(hall, meeting.phones[0].actor, number, waiting, PIN, agrees=True)
    assert answer_consent.waiting(hall, CONSOLE, number) == []
    assert left(meeting) == 0


def other(meeting: WithScrutineers, **values: Any) -> None:
    """Write into the rows of all consents to exchanges."""
    rows = update(tables.consent).where(tables.consent.c.act == Act.EXCHANGE_SLIP)
    meeting.hall.database.write(lambda db: db.execute(rows.values(**values)))


def more(meeting: WithScrutineers, id: int) -> None:
    other(meeting, about={"exchanges": 200})


def used_up_again(meeting: WithScrutineers, id: int) -> None:
    for place in (5, 6):
        exchange(meeting, place)
    other(meeting, used=False)


def taken_back_again(meeting: WithScrutineers, id: int) -> None:
    withdraw(meeting.hall, meeting.phones[0].actor, meeting.number, id, PIN)
    other(meeting, used=False)


def to_something_else(meeting: WithScrutineers, id: int) -> None:
    other(meeting, digest=b"x" * 32)


def agreed_by_nobody(meeting: WithScrutineers, id: int) -> None:
    ask(meeting.hall, CONSOLE, meeting.number, 9)
    other(meeting, answer="agreed", position=1)
    first = delete(tables.consent).where(tables.consent.c.id == id)
    meeting.hall.database.write(lambda db: db.execute(first))


@pytest.mark.parametrize(
    "forge", [more, used_up_again, taken_back_again, to_something_else, agreed_by_nobody]
)
def test_what_the_table_says_alone_exchanges_nothing(
    meeting: WithScrutineers, forge: Callable[[WithScrutineers, int], None]
) -> None:
    id = permit(meeting, 2)
    forge(meeting, id)
    before = exchanged(meeting)
    for do in (lambda: exchange(meeting, 0), lambda: left(meeting)):
        with pytest.raises(Tampered) as refused:
            do()
        assert refused.value.what == "consent"
    assert exchanged(meeting) == before


@pytest.mark.parametrize("about", [{"exchanges": 3}, {"exchanges": 2000}, {"count": 2}], ids=str)
def test_a_number_written_into_a_question_is_agreed_to_by_nobody(
    meeting: WithScrutineers, about: dict[str, int]
) -> None:
    hall, number = meeting.hall, meeting.number
    id = ask(hall, CONSOLE, number, 2)
    other(meeting, about=about)
    with pytest.raises(Tampered):
        answer_consent.answer(hall, meeting.phones[0].actor, number, id, PIN, agrees=True)
    with pytest.raises(ExchangeNotAgreed):
        exchange(meeting, 0)


def three_for_one(meeting: WithScrutineers, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that believes the table exchanges three where one was agreed to; all is settled."""
    hall, number = meeting.hall, meeting.number
    permit(meeting, 1)
    with monkeypatch.context() as patch:
        believed = agreed_exchanges.Permit(0, 200, "", "", "")
        patch.setattr(agreed_exchanges, "_permit", lambda *_: believed)
        more(meeting, 1)
        for place in range(5, 8):
            exchange(meeting, place)
    meeting.cast_all([VERY] * 5)
    close_voting(hall, CONSOLE, number)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 8})
    both_enter(hall, number, papers(3, 0, 0, 0))
    settle_slips(hall, CONSOLE, number)


def test_more_exchanges_than_were_agreed_to_keep_the_box_closed(
    meeting: WithScrutineers, monkeypatch: pytest.MonkeyPatch
) -> None:
    three_for_one(meeting, monkeypatch)
    assert exchanged(meeting) == 3, "the control: that program exchanged"
    with pytest.raises(Tampered) as refused:
        publish_list(meeting.hall, meeting.phones[0].actor, meeting.number)
    assert refused.value.what == "consent"


def test_the_control_without_the_journal_that_box_opens(
    meeting: WithScrutineers, monkeypatch: pytest.MonkeyPatch
) -> None:
    three_for_one(meeting, monkeypatch)
    monkeypatch.setattr(consenting, "require_all", lambda _facts, _lines: None)
    assert publish_list(meeting.hall, meeting.phones[0].actor, meeting.number).close_value


def test_the_signed_sheet_names_who_agreed_to_how_many(meeting: WithScrutineers) -> None:
    permit(meeting, 1, by=1)
    permit(meeting, 5, by=3)
    for place in range(2):
        exchange(meeting, place)
    close_voting(meeting.hall, CONSOLE, meeting.number)
    sheet = repr(print_meeting_form(meeting.hall, CONSOLE, meeting.number, MeetingForm.LEDGER))
    assert "换发纸质票 2 张：刘某同意 1 张，已用 1 张；韩某同意 5 张，已用 1 张。" in sheet
