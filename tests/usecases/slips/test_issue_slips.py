"""Slips are issued in batches, confirmed, voided."""

import secrets

import pytest
from makers.meetings import (
    VERY,
    a_draft,
    an_open_meeting,
)

from ballot.domain.access import CONSOLE
from ballot.domain.errors import (
    BatchesNotConfirmed,
    BatchUnknown,
    NoSlips,
    OutOfRange,
    Refused,
    SlipSpent,
    SlipUnknown,
    SlipVoid,
    TooManySlips,
)
from ballot.domain.meeting import State
from ballot.slips.tokens import Token
from ballot.storage import meetings, slips
from ballot.storage.meetings import MeetingRow
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import AT_ONCE, issue_slips
from ballot.usecases.slips.void_batch import void_batch
from ballot.usecases.slips.void_slip import void_slip


def row(hall: Hall, number: str) -> MeetingRow:
    return hall.database.read(lambda db: meetings.get(db, number))


@pytest.mark.parametrize("count", [0, -1])
def test_fewer_than_one_slip_is_refused(hall: Hall, count: int) -> None:
    meeting = a_draft(hall, slips=0)
    with pytest.raises(OutOfRange):
        issue_slips(hall, CONSOLE, meeting.number, count)
    assert see_meeting(hall, CONSOLE, meeting.number).batches == ()


def test_a_hundred_thousand_slips_are_the_most(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = a_draft(hall, slips=3)
    with pytest.raises(TooManySlips) as refused:
        issue_slips(hall, CONSOLE, meeting.number, 99_998)
    assert (refused.value.asked, refused.value.have, refused.value.limit) == (99_998, 3, 100_000)
    monkeypatch.setattr("ballot.usecases.slips.issue_slips.MOST_ELIGIBLE", 5)
    issue_slips(hall, CONSOLE, meeting.number, 2)
    with pytest.raises(TooManySlips):
        issue_slips(hall, CONSOLE, meeting.number, 1)


def test_more_slips_than_a_transaction_holds_are_issued_in_one_batch(hall: Hall) -> None:
    meeting = a_draft(hall, slips=0)
    issue = issue_slips(hall, CONSOLE, meeting.number, AT_ONCE + 1)
    assert len({slip.token for slip in issue.slips}) == AT_ONCE + 1
    confirm_batch(hall, CONSOLE, meeting.number, issue.batch)
    assert see_meeting(hall, CONSOLE, meeting.number).slips == AT_ONCE + 1


def test_two_codes_that_meet_by_chance_are_minted_anew(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = a_draft(hall, slips=0)
    drawn = iter([b"\1" * 16] * 2 + [b"\2" * 16, b"\1" * 16])
    real = secrets.token_bytes
    monkeypatch.setattr(
        "ballot.usecases.slips.issue_slips.secrets.token_bytes",
        lambda n: next(drawn, None) or real(n),
    )
    issue = issue_slips(hall, CONSOLE, meeting.number, 2)
    assert len({slip.code for slip in issue.slips}) == 2
    assert hall.database.read(lambda db: slips.count(db, meeting.number)) == 2


def test_no_vote_opens_without_slips_or_with_an_unconfirmed_batch(hall: Hall) -> None:
    meeting = a_draft(hall, slips=0)
    with pytest.raises(NoSlips):
        open_voting(hall, CONSOLE, meeting.number)
    issue_slips(hall, CONSOLE, meeting.number, 2)
    for act in (freeze, open_voting):
        with pytest.raises(BatchesNotConfirmed) as waiting:
            act(hall, CONSOLE, meeting.number)
        assert waiting.value.batches == (1,)
    void_batch(hall, CONSOLE, meeting.number, 1)
    with pytest.raises(NoSlips):
        open_voting(hall, CONSOLE, meeting.number)
    assert row(hall, meeting.number).state is State.DRAFT


def test_a_batch_is_confirmed_or_voided_once(hall: Hall) -> None:
    meeting = a_draft(hall, slips=2)
    confirm_batch(hall, CONSOLE, meeting.number, 1)
    issue_slips(hall, CONSOLE, meeting.number, 1)
    void_batch(hall, CONSOLE, meeting.number, 2)
    void_batch(hall, CONSOLE, meeting.number, 2)
    for batch in (2, 3):
        with pytest.raises(BatchUnknown):
            confirm_batch(hall, CONSOLE, meeting.number, batch)
    assert see_meeting(hall, CONSOLE, meeting.number).slips == 2


def test_more_slips_after_the_freeze_renew_the_notice(hall: Hall) -> None:
    meeting = a_draft(hall, slips=2)
    freeze(hall, CONSOLE, meeting.number)
    first = see_meeting(hall, CONSOLE, meeting.number)
    issue = issue_slips(hall, CONSOLE, meeting.number, 1)
    with pytest.raises(BatchesNotConfirmed):
        open_voting(hall, CONSOLE, meeting.number)
    confirm_batch(hall, CONSOLE, meeting.number, issue.batch)
    second = see_meeting(hall, CONSOLE, meeting.number)
    void_batch(hall, CONSOLE, meeting.number, issue.batch)
    third = see_meeting(hall, CONSOLE, meeting.number)
    assert [each.slips for each in (first, second, third)] == [2, 3, 2]
    assert len({each.fingerprint for each in (first, second, third)}) == 3  # each has its head
    open_voting(hall, CONSOLE, meeting.number)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201])
def test_a_slip_is_voided_in_the_vote_only_with_a_reason(hall: Hall, reason: str) -> None:
    meeting = an_open_meeting(hall, slips=2)
    with pytest.raises(Refused) as refused:
        void_slip(hall, CONSOLE, meeting.number, meeting.slips[1].code, reason=reason)
    assert [each.key for each in refused.value.faults] == ["reason"]
    meeting.cast_all([VERY, VERY])
    before = a_draft(hall, slips=2)
    void_slip(hall, CONSOLE, before.number, before.slips[1].code)


def test_a_torn_slip_is_voided_and_the_journal_does_not_say_which(hall: Hall) -> None:
    meeting = an_open_meeting(hall)
    spent = meeting.cast(VERY)
    void_slip(hall, CONSOLE, meeting.number, meeting.slips[1].code, reason="撕坏")
    for secret, refusal in (
        (meeting.slips[1].token, SlipVoid),
        (spent.token, SlipSpent),
        (Token("A" * 26), SlipUnknown),
    ):
        with pytest.raises(refusal):
            void_slip(hall, CONSOLE, meeting.number, secret, reason="撕坏")
    lines = [
        line for line in read_journal(hall, CONSOLE, meeting.number) if line.act == "void_slip"
    ]
    assert [line.detail for line in lines] == ['{"of_batch":1,"reason":"撕坏","spoiled":"after"}']
