"""Exactly once: many at a time, a close under way, a commit that fails."""

import secrets
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from makers.meetings import (
    BAD,
    FAIR,
    GOOD,
    VERY,
    a_draft,
    an_open_meeting,
)
from makers.stores.stored import no_commits
from sqlalchemy import text

from ballot.domain.access import CONSOLE
from ballot.domain.errors import (
    CouldNotCast,
    SlipSpent,
    VotingClosed,
)
from ballot.domain.meeting import State
from ballot.domain.paper import Ballot
from ballot.slips import tokens
from ballot.storage import meetings, turnout, votes
from ballot.storage.casting.group_commit import Answered, Cast
from ballot.storage.database import Database
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.opening.open_box import open_box

ONE = Ballot((VERY,))


def in_the_box(hall: Hall, number: str) -> int:
    return sum(hall.database.read(lambda db: votes.counts(db, number)).values())


def received(hall: Hall, number: str) -> int:
    return hall.database.read(lambda db: turnout.received(db, number))


class LosesTheAnswer(Database):
    """A database whose answers to a COMMIT do not arrive."""

    def drop_in(self, cast: Cast, answered: Answered) -> None:
        super().drop_in(cast, lambda of, _outcome: answered(of, ConnectionResetError()))


def test_a_commit_that_fails_acknowledges_nobody(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = an_open_meeting(hall)
    with monkeypatch.context() as broken:
        no_commits(broken)
        for slip in meeting.slips:
            with pytest.raises(CouldNotCast):
                cast_ballot(hall, meeting.number, slip.token, ONE)
    assert (in_the_box(hall, meeting.number), received(hall, meeting.number)) == (0, 0)
    hall.database.dispose()
    meeting.cast(GOOD)
    assert received(hall, meeting.number) == 1


def test_whoever_was_told_to_try_again_and_had_arrived_is_told_so(hall: Hall) -> None:
    meeting = an_open_meeting(hall)
    lossy = replace(hall, database=LosesTheAnswer(hall.database.engine))
    with pytest.raises(CouldNotCast):
        cast_ballot(lossy, meeting.number, meeting.slips[0].token, ONE)
    # The writer's own connection: the engine is that of the fixture, which closes it.
    lossy.database.dispose()
    with pytest.raises(SlipSpent):
        cast_ballot(hall, meeting.number, meeting.slips[0].token, Ballot((BAD,)))
    assert in_the_box(hall, meeting.number) == 1


LOSES_A_ROW = {
    "sqlite": [
        (
            "CREATE TRIGGER loses BEFORE INSERT ON sealed_vote WHEN NEW.subject = 1"
            " BEGIN SELECT RAISE(IGNORE); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION loses() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN IF NEW.subject = 1 THEN RETURN NULL; END IF; RETURN NEW; END $$"
        ),
        "CREATE TRIGGER loses BEFORE INSERT ON sealed_vote FOR EACH ROW EXECUTE FUNCTION loses()",
    ],
}
MEND = {
    "sqlite": ["DROP TRIGGER loses"],
    "postgresql": ["DROP TRIGGER loses ON sealed_vote", "DROP FUNCTION loses"],
}


def execute(hall: Hall, statements: list[str]) -> None:
    hall.database.write(lambda db: [db.execute(text(each)) for each in statements] and None)


def test_a_ballot_that_lost_a_row_is_rolled_back_whole(hall: Hall) -> None:
    meeting = an_open_meeting(hall, subjects=2)
    execute(hall, LOSES_A_ROW[hall.database.dialect])
    try:
        with pytest.raises(CouldNotCast):
            meeting.cast(VERY)
        assert (in_the_box(hall, meeting.number), received(hall, meeting.number)) == (0, 0)
    finally:
        execute(hall, MEND[hall.database.dialect])
    meeting.cast(VERY)
    assert (in_the_box(hall, meeting.number), received(hall, meeting.number)) == (2, 1)


def test_three_hundred_slips_cast_three_times_by_twelve_threads_count_once(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=300, eligible=300)
    tries = [(slip, answer) for slip in meeting.slips for answer in (VERY, GOOD, FAIR)]
    secrets.SystemRandom().shuffle(tries)

    def attempt(one: tuple[tokens.Minted, int]) -> int | None:
        slip, answer = one
        try:
            cast_ballot(hall, meeting.number, slip.token, Ballot((answer,)))
        except SlipSpent:
            return None
        return answer

    with ThreadPoolExecutor(12) as threads:
        acknowledged = [each for each in threads.map(attempt, tries) if each is not None]
    close_voting(hall, CONSOLE, meeting.number)
    opened = open_box(hall, CONSOLE, meeting.number).subjects[0].opened
    assert opened is not None
    assert len(acknowledged) == 300
    assert [count for _, count in opened.counts] == [
        acknowledged.count(answer) for answer in (VERY, GOOD, FAIR, BAD)
    ]


def test_closing_waits_for_ballots_under_way_and_lets_none_begin(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=400, eligible=400)
    acknowledged: list[int] = []
    closed = threading.Event()
    lost: list[Exception] = []

    def vote(own: list[tokens.Minted]) -> None:
        for slip in own:
            begins_after = closed.is_set()
            try:
                cast_ballot(hall, meeting.number, slip.token, ONE)
            except VotingClosed:
                return
            except Exception as error:
                lost.append(error)
                return
            acknowledged.append(1)
            if begins_after:
                lost.append(AssertionError("a cast began after the close"))

    voters = [
        threading.Thread(target=vote, args=(meeting.slips[start::50],)) for start in range(50)
    ]
    for voter in voters:
        voter.start()
    while len(acknowledged) < 60:
        closed.wait(0.005)
    close_voting(hall, CONSOLE, meeting.number)
    closed.set()
    for voter in voters:
        voter.join()
    assert lost == []
    assert 60 <= len(acknowledged) <= 400
    assert received(hall, meeting.number) == len(acknowledged)
    assert in_the_box(hall, meeting.number) == len(acknowledged)
    assert len(acknowledged) < 400, "the close came too late to prove anything"


def test_the_vote_opens_once(hall: Hall) -> None:
    meeting = a_draft(hall)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: open_voting(hall, CONSOLE, meeting.number), range(8)))
    assert hall.database.read(lambda db: meetings.get(db, meeting.number)).state is State.OPEN
