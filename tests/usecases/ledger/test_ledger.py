"""From the close to the opening: undrawn slips, paper entered twice, complaints, differences."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from makers.meetings import BAD, FAIR, GOOD, THE_HALL, VERY, a_closed_meeting, an_open_meeting
from makers.meetings_of_scrutineers import HOLDERS, Scrutinised, an_open_meeting_of_scrutineers
from people.counters import PIN, a_phone_of, a_scrutineer, a_teller, both_enter, exchange, papers

from ballot.bundle import verify
from ballot.domain.access import CONSOLE, Actor
from ballot.domain.errors import (
    BallotError,
    ComplaintUnknown,
    LedgerOpen,
    MayNot,
    NothingToOverride,
    NotInState,
    NotSettled,
    QuorumMissed,
    Refused,
    RoundInvalid,
    SlipExchanged,
    SlipScanned,
    SlipSpent,
    SlipsSettled,
    SlipUnknown,
    SlipVoid,
)
from ballot.domain.ledger.ledger_told import Figure, Spoiled
from ballot.domain.meeting import State
from ballot.domain.meetings.result import Way
from ballot.exports import result_as_csv, result_as_json
from ballot.slips.tokens import Token
from ballot.storage import meetings
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.complain import complain, minute
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.enter_paper import Agreement, enter_paper
from ballot.usecases.ledger.override_ledger import override_ledger
from ballot.usecases.ledger.scan_slip import scan_slip
from ballot.usecases.ledger.settling import settle_slips
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.opening.publish_list import publish_list
from ballot.usecases.opening.send_partials import send_partials
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.usecases.slips.void_slip import void_slip

E = TypeVar("E", bound=BallotError)
LOST = "清点时少一张,全场寻找未见"


def facts(hall: Hall, number: str) -> dict[str, Any]:
    """What ``result --json`` says."""
    return result_as_json.value(see_result(hall, number))


def state(hall: Hall, number: str) -> State:
    return hall.database.read(lambda db: meetings.get(db, number)).state


def refused(act: Callable[[], object], error: type[E]) -> E:
    with pytest.raises(error) as caught:
        act()
    return caught.value


@pytest.fixture
def held(hall: Hall) -> Scrutinised:
    """Four of six voted under the keys of 监票人; two slips were never drawn."""
    made = an_open_meeting_of_scrutineers(hall, slips=6, eligible=6)
    made.meeting.cast_all([VERY, VERY, GOOD, BAD])
    return made


def test_thirty_phones_and_one_paper_reach_the_quorum_and_thirty_alone_do_not(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=46, eligible=46)
    meeting.cast_all(THE_HALL[:30])
    exchange(hall, meeting, 1, a_teller(meeting.number, 1))
    close_voting(hall, CONSOLE, meeting.number)
    assert both_enter(hall, meeting.number, papers(0, 0, 0, 1)).standing is Agreement.AGREES
    assert facts(hall, meeting.number)["subjects"] == [{"name": "张某"}]
    open_box(hall, CONSOLE, meeting.number)
    found = facts(hall, meeting.number)
    assert found["returned"] == {"phone": 30, "kiosk": 0, "paper": 1, "total": 31}
    (subject,) = found["subjects"]
    assert subject["counts"] == {"很满意": 20, "满意": 7, "基本满意": 3, "不满意": 1}
    assert subject["satisfaction"]["percent"] == "87.10"
    assert (found["exchanged"], found["void"]) == (1, 16)
    assert (
        result_as_json.value(verify.verify(export_bundle(hall, CONSOLE, meeting.number)).result)
        == found
    )

    without = a_closed_meeting(hall, THE_HALL[:30])
    refused(lambda: open_box(hall, CONSOLE, without.number), QuorumMissed)


def test_below_the_quorum_no_paper_count_is_anywhere(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=6, eligible=6)
    meeting.cast_all([VERY, GOOD])
    exchange(hall, meeting, 1, CONSOLE)
    close_voting(hall, CONSOLE, meeting.number)
    both_enter(hall, meeting.number, papers(0, 0, 0, 0, invalid=1))
    refused(lambda: open_box(hall, CONSOLE, meeting.number), QuorumMissed)
    file = export_bundle(hall, CONSOLE, meeting.number)
    found = facts(hall, meeting.number)
    assert found["returned"] == {"phone": 2, "kiosk": 0, "paper": 1, "total": 3}
    assert verify.verify(file).result == see_result(hall, meeting.number)
    assert found["subjects"] == [{"name": "张某"}]
    assert b'"invalid"' not in file
    lines = read_journal(hall, CONSOLE, meeting.number)
    entered = [json.loads(line.detail) for line in lines if line.act == "enter_paper"]
    assert [sorted(each) for each in entered] == [["commitment", "teller"]] * 2


def test_an_undrawn_slip_says_once_that_it_is_unused(hall: Hall, held: Scrutinised) -> None:
    number, slips = held.number, held.meeting.slips
    refused(lambda: scan_slip(hall, held.holder(1), number, slips[4].token), NotInState)
    close_voting(hall, CONSOLE, number)
    assert scan_slip(hall, held.holder(1), number, slips[4].code) == 1
    assert scan_slip(hall, CONSOLE, number, slips[5].token) == 2
    for secret, error in (
        (slips[4].token, SlipScanned),
        (slips[0].token, SlipSpent),
        (Token("A" * 26), SlipUnknown),
    ):
        refused(lambda secret=secret: scan_slip(hall, CONSOLE, number, secret), error)
    refused(lambda: scan_slip(hall, a_teller(number, 1), number, slips[4].token), MayNot)
    assert facts(hall, number)["unissued"] == 2


def test_torn_and_exchanged_slips_say_so_and_are_counted_by_their_kind(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=8, eligible=8)
    number, slips = meeting.number, meeting.slips
    meeting.cast_all([VERY] * 5)
    exchange(hall, meeting, 1, CONSOLE)
    void_slip(hall, CONSOLE, number, slips[6].token, reason="撕坏")
    void_slip(hall, CONSOLE, number, slips[7].token, spoiled=Spoiled.BEFORE, reason="撕坏")
    refused(lambda: exchange(hall, meeting, 1, CONSOLE), SlipVoid)
    close_voting(hall, CONSOLE, number)
    refused(lambda: scan_slip(hall, CONSOLE, number, slips[5].token), SlipExchanged)
    refused(lambda: scan_slip(hall, CONSOLE, number, slips[6].token), SlipVoid)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 7})
    both_enter(hall, number, papers(1, 0, 0, 0))
    open_box(hall, CONSOLE, number)
    found = facts(hall, number)
    figures = ("issued", "handed_out", "unissued", "spoiled", "exchanged", "not_returned", "void")
    assert [found[name] for name in figures] == [8, 7, 0, 2, 1, 0, 3]
    assert state(hall, number) is State.OPENED


def test_under_scrutineers_the_box_waits_until_the_ledger_balances(
    hall: Hall, held: Scrutinised
) -> None:
    number = held.number
    close_voting(hall, CONSOLE, number)
    refused(lambda: publish_list(hall, held.holder(1), number), NotSettled)
    open_lines = refused(lambda: settle_slips(hall, held.holder(1), number), LedgerOpen)
    assert open_lines.lines == ("handed_out_due",)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 4})
    open_lines = refused(lambda: settle_slips(hall, held.holder(1), number), LedgerOpen)
    assert open_lines.lines == ("issued", "handed_out")
    for slip in held.meeting.slips[4:]:
        scan_slip(hall, held.holder(2), number, slip.token)
    settle_slips(hall, held.holder(1), number)
    settle_slips(hall, held.holder(1), number)
    assert publish_list(hall, held.holder(1), number).meeting == number


def test_two_of_them_go_on_over_a_difference_and_the_reason_is_kept(
    hall: Hall, held: Scrutinised
) -> None:
    number = held.number
    for place in (1, 2):
        a_phone_of(hall, held.holder(place))
    close_voting(hall, CONSOLE, number)
    scan_slip(hall, held.holder(1), number, held.meeting.slips[4].token)
    count_hall(hall, held.holder(1), number, {Figure.HANDED_OUT: 4})
    refused(lambda: override_ledger(hall, CONSOLE, number, LOST, PIN), MayNot)
    refused(lambda: override_ledger(hall, a_teller(number, 1), number, LOST, PIN), MayNot)
    refused(lambda: override_ledger(hall, held.holder(1), number, " ", PIN), Refused)
    assert override_ledger(hall, held.holder(1), number, LOST, PIN) == 1
    assert override_ledger(hall, held.holder(1), number, LOST, PIN) == 1
    refused(lambda: settle_slips(hall, CONSOLE, number), LedgerOpen)
    assert override_ledger(hall, held.holder(2), number, LOST, PIN) == 2
    settle_slips(hall, CONSOLE, number)
    lines = read_journal(hall, CONSOLE, number)
    settled = next(json.loads(line.detail) for line in lines if line.act == "settle")
    assert settled["broken"] == ["issued", "handed_out"]
    assert [each["reason"] for each in settled["overrides"]] == [LOST, LOST]
    for place in (1, 2):
        sent = held.made(hall, place)
        send_partials(hall, held.holder(place), number, sent, Way.PAGE)
    found = facts(hall, number)
    assert found["gone_over"] == [
        {"number": place, "name": HOLDERS[place - 1], "reason": LOST} for place in (1, 2)
    ]
    checked = verify.verify(export_bundle(hall, CONSOLE, number))
    assert result_as_json.value(checked.result) == found
    assert LOST in result_as_csv.write(see_result(hall, number)).decode("utf-8-sig")
    assert LOST in repr(print_meeting_form(hall, CONSOLE, number, MeetingForm.REPORT))


def test_a_consent_to_a_difference_does_not_cover_another(hall: Hall, held: Scrutinised) -> None:
    number = held.number
    for place in (1, 2):
        a_phone_of(hall, held.holder(place))
    close_voting(hall, CONSOLE, number)
    for place in (1, 2):
        override_ledger(hall, held.holder(place), number, LOST, PIN)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 5})
    refused(lambda: settle_slips(hall, CONSOLE, number), LedgerOpen)
    for slip in held.meeting.slips[4:]:
        scan_slip(hall, CONSOLE, number, slip.token)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 4})
    refused(lambda: override_ledger(hall, held.holder(1), number, LOST, PIN), NothingToOverride)


def test_a_complaint_blocks_until_it_is_minuted_in_either_custody(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=3, eligible=3)
    number = meeting.number
    meeting.cast_all([VERY, VERY])
    place = complain(hall, CONSOLE, number, "王某:扫票显示已投过,本人没有投")
    close_voting(hall, CONSOLE, number)
    open_lines = refused(lambda: open_box(hall, CONSOLE, number), LedgerOpen)
    assert open_lines.lines == ("complaint_due",)
    refused(lambda: minute(hall, CONSOLE, number, place + 1, "查无此条"), ComplaintUnknown)
    refused(lambda: minute(hall, CONSOLE, number, place, " "), Refused)
    minute(hall, a_scrutineer(number, 1), number, place, "家人代扫,本人认可")
    refused(lambda: minute(hall, CONSOLE, number, place, "再记一次"), ComplaintUnknown)
    open_box(hall, CONSOLE, number)
    assert state(hall, number) is State.OPENED


def test_two_tellers_agree_or_the_box_stays_shut(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=6, subjects=2, eligible=6)
    number = meeting.number
    meeting.cast_all([VERY, GOOD, FAIR])
    exchange(hall, meeting, 2, CONSOLE)
    close_voting(hall, CONSOLE, number)
    one, two = a_teller(number, 1), a_teller(number, 2)
    right = papers(1, 1, 0, 0, subjects=2)
    wrong = (right[0], papers(2, 0, 0, 0, subjects=2)[1])
    assert enter_paper(hall, one, number, right).standing is Agreement.WAITS
    waiting = refused(lambda: open_box(hall, CONSOLE, number), LedgerOpen)
    assert waiting.lines == ("second_teller_due",)
    differs = enter_paper(hall, two, number, wrong)
    assert (differs.standing, differs.differing) == (Agreement.DIFFERS, ("李某",))
    apart = refused(lambda: open_box(hall, CONSOLE, number), LedgerOpen)
    assert apart.lines == ("paper_differs",)
    assert enter_paper(hall, CONSOLE, number, right, teller=2).standing is Agreement.AGREES
    open_box(hall, CONSOLE, number)
    refused(lambda: enter_paper(hall, one, number, wrong), NotInState)
    counted = [list(each["counts"].values()) for each in facts(hall, number)["subjects"]]
    assert counted == [[2, 2, 1, 0], [2, 2, 1, 0]]


def test_nobody_but_a_teller_enters_and_what_cannot_be_is_refused_by_its_place(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY], slips=3, subjects=2, eligible=3)
    number = meeting.number
    for who in (a_scrutineer(number, 1), Actor(7, "组织者")):
        refused(lambda who=who: enter_paper(hall, who, number, papers(1, 0, 0, 0)), MayNot)
    refused(lambda: enter_paper(hall, CONSOLE, number, papers(1, 0, 0, 0)), Refused)
    one = a_teller(number, 1)
    short = refused(lambda: enter_paper(hall, one, number, papers(1, 0, 0, 0)), Refused)
    assert [each.key for each in short.faults] == ["2.1.1"]


def test_nothing_changes_once_the_slips_are_settled(hall: Hall, held: Scrutinised) -> None:
    number = held.number
    close_voting(hall, CONSOLE, number)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 4})
    for slip in held.meeting.slips[4:]:
        scan_slip(hall, CONSOLE, number, slip.token)
    settle_slips(hall, CONSOLE, number)
    for act in (
        lambda: count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 5}),
        lambda: scan_slip(hall, CONSOLE, number, held.meeting.slips[0].token),
        lambda: enter_paper(hall, a_teller(number, 1), number, papers(1, 0, 0, 0)),
        lambda: complain(hall, CONSOLE, number, "太迟"),
    ):
        refused(act, SlipsSettled)


@pytest.mark.parametrize("handed_out", [2, None])
def test_more_than_was_handed_out_or_may_vote_makes_the_round_invalid(
    hall: Hall, handed_out: int | None
) -> None:
    meeting = an_open_meeting(hall, slips=4, eligible=3 if handed_out else 2)
    meeting.cast_all([VERY] * 3)
    close_voting(hall, CONSOLE, meeting.number)
    if handed_out is not None:
        count_hall(hall, CONSOLE, meeting.number, {Figure.HANDED_OUT: handed_out})
    refused(lambda: open_box(hall, CONSOLE, meeting.number), RoundInvalid)
    found = verify.verify(export_bundle(hall, CONSOLE, meeting.number)).result
    assert (found.facts.state, found.facts.handed_out) == (State.INVALID, handed_out)
    assert facts(hall, meeting.number)["subjects"] == [{"name": "张某"}]


def test_figures_of_the_hall_stay_within_their_bounds(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=3, eligible=2)
    wrong = {Figure.HANDED_OUT: 4, Figure.PRESENT: 3, Figure.ON_LEAVE: -1, Figure.SCRIBED: 1}
    said = refused(lambda: count_hall(hall, CONSOLE, meeting.number, wrong), Refused)
    assert [each.key for each in said.faults] == ["handed_out", "present", "on_leave"]
    count_hall(hall, CONSOLE, meeting.number, {Figure.HANDED_OUT: 3})
    count_hall(hall, CONSOLE, meeting.number, {Figure.HANDED_OUT: 3})
    lines = read_journal(hall, CONSOLE, meeting.number)
    assert [line.act for line in lines].count("count_hall") == 1
