"""What a voter is told, and what his cast leaves behind."""

from collections.abc import Callable

import pytest
from makers.meetings import (
    VERY,
    a_closed_meeting,
    a_draft,
    an_open_meeting,
)
from sqlalchemy import text

from ballot.domain.access import CONSOLE
from ballot.domain.errors import (
    NotInState,
    NotOpenYet,
    RoundShort,
    SlipNotConfirmed,
    SlipSpent,
    SlipUnknown,
    SlipVoid,
    Tampered,
    VotedInShortRound,
    VotingClosed,
    VotingPaused,
)
from ballot.domain.meeting import SPENT_AT_KIOSK, State
from ballot.domain.paper import Ballot
from ballot.slips import tokens
from ballot.slips.tokens import Secret, Token
from ballot.storage import slips, turnout, votes
from ballot.storage.casting.group_commit import Answered, Cast
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.casting.view_paper import view_paper
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.meeting.reset import reset
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips
from ballot.usecases.slips.void_slip import void_slip

ONE = Ballot((VERY,))


def both_ways(hall: Hall, number: str, secret: Secret) -> list[Callable[[], object]]:
    """A look at the paper and a cast: they turn away for the same reasons."""
    return [
        lambda: view_paper(hall, number, secret),
        lambda: cast_ballot(hall, number, secret, ONE),
    ]


def put_in_state(hall: Hall, number: str, state: State) -> None:
    """Put a meeting into a state, past all guards."""
    statement = text("UPDATE meeting SET state = :state WHERE number = :number")
    values = {"state": state.value, "number": number}
    hall.database.write(lambda db: db.execute(statement, values).rowcount)


def in_the_box(hall: Hall, number: str) -> int:
    return sum(hall.database.read(lambda db: votes.counts(db, number)).values())


def received(hall: Hall, number: str) -> int:
    return hall.database.read(lambda db: turnout.received(db, number))


def test_the_paper_shows_what_was_frozen(hall: Hall) -> None:
    meeting = an_open_meeting(hall, subjects=2)
    view = view_paper(hall, meeting.number, meeting.slips[0].code)
    assert view.paper.subjects == ("张某", "李某")
    assert view.paper.questions[0].options == ("很满意", "满意", "基本满意", "不满意")
    assert (len(view.fingerprint), view.rehearsal, view.round) == (8, False, 1)


def test_a_slip_is_unknown_to_every_other_meeting(hall: Hall) -> None:
    meeting, other = an_open_meeting(hall), an_open_meeting(hall)
    for secret in (meeting.slips[0].token, meeting.slips[0].code, Token("A" * 26)):
        for act in both_ways(hall, other.number, secret):
            with pytest.raises(SlipUnknown):
                act()
    for act in both_ways(hall, "000000", meeting.slips[0].token):
        with pytest.raises(SlipUnknown):
            act()


def test_a_second_cast_is_told_that_the_first_one_counts(hall: Hall) -> None:
    meeting = an_open_meeting(hall)
    slip = meeting.cast(VERY)
    for secret in (slip.token, slip.code):
        for act in both_ways(hall, meeting.number, secret):
            with pytest.raises(SlipSpent):
                act()
    assert (in_the_box(hall, meeting.number), received(hall, meeting.number)) == (1, 1)


def test_a_spent_slip_says_so_in_every_later_state(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=3)
    slip = meeting.cast(VERY)
    for state in State:
        put_in_state(hall, meeting.number, state)
        said = VotedInShortRound if state.rehearsed is State.NO_QUORUM else SlipSpent
        for act in both_ways(hall, meeting.number, slip.token):
            with pytest.raises(said):
                act()


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        (State.DRAFT, NotOpenYet),
        (State.FROZEN, NotOpenYet),
        (State.PAUSED, VotingPaused),
        (State.CLOSED, VotingClosed),
        (State.OPENED, VotingClosed),
        (State.NO_QUORUM, RoundShort),
        (State.INVALID, VotingClosed),
        (State.CANCELLED, VotingClosed),
        (State.REHEARSAL_CLOSED, VotingClosed),
        (State.REHEARSAL_OPENED, VotingClosed),
        (State.REHEARSAL_NO_QUORUM, RoundShort),
        (State.REHEARSAL_INVALID, VotingClosed),
    ],
)
def test_an_unused_slip_is_told_where_the_meeting_stands(
    hall: Hall, state: State, refusal: type[Exception]
) -> None:
    meeting = an_open_meeting(hall)
    put_in_state(hall, meeting.number, state)
    for act in both_ways(hall, meeting.number, meeting.slips[0].token):
        with pytest.raises(refusal):
            act()
    assert received(hall, meeting.number) == 0


def test_a_void_slip_is_void_in_every_state(hall: Hall) -> None:
    meeting = an_open_meeting(hall)
    void_slip(hall, CONSOLE, meeting.number, meeting.slips[0].code, reason="撕坏")
    for act in both_ways(hall, meeting.number, meeting.slips[0].token):
        with pytest.raises(SlipVoid):
            act()
    cancel(hall, CONSOLE, meeting.number, "停电")
    for act in both_ways(hall, meeting.number, meeting.slips[0].token):
        with pytest.raises(SlipVoid):
            act()


def test_a_slip_of_a_batch_that_nobody_confirmed_does_not_vote(hall: Hall) -> None:
    meeting = a_draft(hall, slips=0)
    rehearse(hall, CONSOLE, meeting.number)
    issue = issue_slips(hall, CONSOLE, meeting.number, 2)
    for act in both_ways(hall, meeting.number, issue.slips[0].token):
        with pytest.raises(SlipNotConfirmed):
            act()
    assert received(hall, meeting.number) == 0


def test_nothing_of_a_rehearsal_is_valid_in_the_vote(hall: Hall) -> None:
    meeting = a_draft(hall, slips=1)
    rehearse(hall, CONSOLE, meeting.number)
    meeting.slips += a_rehearsed_slip(hall, meeting.number)
    assert view_paper(hall, meeting.number, meeting.slips[1].token).rehearsal
    cast_ballot(hall, meeting.number, meeting.slips[1].token, ONE)
    reset(hall, CONSOLE, meeting.number)
    assert in_the_box(hall, meeting.number) == 0
    for slip in meeting.slips:
        for act in both_ways(hall, meeting.number, slip.token):
            with pytest.raises(SlipUnknown):
                act()


def a_rehearsed_slip(hall: Hall, number: str) -> list[tokens.Minted]:
    issue = issue_slips(hall, CONSOLE, number, 1)
    confirm_batch(hall, CONSOLE, number, issue.batch)
    return issue.slips


def test_a_kiosk_is_counted_apart(hall: Hall) -> None:
    meeting = an_open_meeting(hall)
    meeting.cast(VERY)
    cast_ballot(hall, meeting.number, meeting.slips[1].code, ONE, SPENT_AT_KIOSK)
    (found,) = hall.database.read(lambda db: turnout.by_class(db, meeting.number))
    assert (found.phone, found.kiosk) == (1, 1)


def test_a_cast_that_sealed_for_an_earlier_run_is_not_counted(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = a_draft(hall, slips=0)
    rehearse(hall, CONSOLE, meeting.number)
    (slip,) = a_rehearsed_slip(hall, meeting.number)
    real = hall.database.drop_in

    def after_a_reset(cast: Cast, answered: Answered) -> None:
        reset(hall, CONSOLE, meeting.number)
        real(cast, answered)

    monkeypatch.setattr(hall.database, "drop_in", after_a_reset)
    with pytest.raises(SlipUnknown):
        cast_ballot(hall, meeting.number, slip.token, ONE)
    assert in_the_box(hall, meeting.number) == 0


def test_the_frozen_data_are_checked_at_every_cast(hall: Hall) -> None:
    meeting = an_open_meeting(hall)
    meeting.cast(VERY)
    statement = text("UPDATE meeting SET frozen = replace(frozen, '张某', '李某')")
    hall.database.write(lambda db: db.execute(statement).rowcount)
    for act in both_ways(hall, meeting.number, meeting.slips[1].token):
        with pytest.raises(Tampered) as tampered:
            act()
        assert tampered.value.what == "frozen"


def test_a_closed_meeting_takes_no_slip_back(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY], slips=2, eligible=2)
    with pytest.raises(NotInState):
        void_slip(hall, CONSOLE, meeting.number, meeting.slips[1].token, reason="撕坏")
    found = hall.database.read(lambda db: slips.counts(db, meeting.number))
    assert sum(found.values()) == 2
