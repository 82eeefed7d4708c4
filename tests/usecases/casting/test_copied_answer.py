"""A sealed answer copied under another slip fails alone: the primary key refuses its id."""

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from makers.meetings import BAD, GOOD, VERY, AMeeting, an_open_meeting

from ballot.domain.access import CONSOLE
from ballot.domain.errors import CouldNotCast
from ballot.domain.paper import Ballot
from ballot.storage import turnout, votes
from ballot.storage.votes import SealedVote
from ballot.usecases.casting import admission, sealing
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening.open_box import open_box

COPYING = Ballot((BAD,))
"""Whoever chooses this sends the sealed answer of the first voter instead."""


def in_the_box(hall: Hall, number: str) -> list[SealedVote]:
    return hall.database.read(lambda db: list(votes.in_order(db, number)))


def received(hall: Hall, number: str) -> int:
    return hall.database.read(lambda db: turnout.received(db, number))


def copy(monkeypatch: pytest.MonkeyPatch, rows: list[SealedVote]) -> None:
    real = sealing.seal

    def seal(*facts: Any) -> list[SealedVote]:
        return rows if COPYING in facts else real(*facts)

    monkeypatch.setattr(sealing, "seal", seal)


def cast_together(meeting: AMeeting, ballots: Sequence[Ballot], first: int = 0) -> list[bool]:
    """Cast at one moment, with the slips from ``first`` on; whose ballot was acknowledged."""
    start = threading.Barrier(len(ballots))

    def cast(at: int) -> bool:
        start.wait()
        try:
            token = meeting.slips[first + at].token
            cast_ballot(meeting.hall, meeting.number, token, ballots[at])
        except CouldNotCast:
            return False
        return True

    with ThreadPoolExecutor(len(ballots)) as voters:
        return list(voters.map(cast, range(len(ballots))))


def test_a_copied_answer_fails_alone_among_others_that_are_cast_with_it(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = an_open_meeting(hall, slips=13, eligible=13)
    meeting.cast(VERY)
    copy(monkeypatch, in_the_box(hall, meeting.number))
    ballots = [COPYING if at % 3 == 0 else Ballot((GOOD,)) for at in range(12)]
    assert cast_together(meeting, ballots, first=1) == [at % 3 > 0 for at in range(12)]
    assert received(hall, meeting.number) == len(in_the_box(hall, meeting.number)) == 9
    for at in range(0, 12, 3):  # whoever was refused still has his vote
        cast_ballot(hall, meeting.number, meeting.slips[1 + at].token, Ballot((VERY,)))
    assert received(hall, meeting.number) == 13
    close_voting(hall, CONSOLE, meeting.number)
    opened = open_box(hall, CONSOLE, meeting.number).subjects[0].opened
    assert opened
    assert dict(opened.counts) == {"很满意": 5, "满意": 8, "基本满意": 0, "不满意": 0}


def test_of_two_who_send_one_sealed_answer_at_once_one_is_counted(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = an_open_meeting(hall, slips=8)
    facts = admission.admit(hall, meeting.number, meeting.slips[0].token).known.frozen
    copy(monkeypatch, sealing.seal(hall, facts, 0, Ballot((VERY,))))
    assert sorted(cast_together(meeting, [COPYING] * 8)) == [False] * 7 + [True]
    assert received(hall, meeting.number) == len(in_the_box(hall, meeting.number)) == 1


def test_under_an_id_that_somebody_draws_the_copy_would_come_in(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: then two rows have one ciphertext, and the box opens for nobody."""
    meeting = an_open_meeting(hall, slips=2)
    meeting.cast(VERY)
    rows = [row._replace(id=os.urandom(16)) for row in in_the_box(hall, meeting.number)]
    copy(monkeypatch, rows)
    cast_ballot(hall, meeting.number, meeting.slips[1].token, COPYING)
    assert received(hall, meeting.number) == len(in_the_box(hall, meeting.number)) == 2
    assert len({row.ct for row in in_the_box(hall, meeting.number)}) == 1
