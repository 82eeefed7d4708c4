"""Two typed codes that meet by chance: everything of that chunk is minted anew, nothing is lost."""

import os
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from makers.meetings import VERY, a_draft

from ballot.domain.access import CONSOLE
from ballot.domain.paper import Ballot
from ballot.storage import slips, turnout
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import Issue, issue_slips


class Repeating:
    """Random tokens, and codes that come as they are given, one after another."""

    def __init__(self, codes: list[int]) -> None:
        self.codes: Iterator[int] = iter(codes)
        self.drawn = 0

    def token_bytes(self, length: int) -> bytes:
        """By turns the bytes of a token and of a code."""
        self.drawn += 1
        return next(self.codes).to_bytes(length, "big") if self.drawn % 2 == 0 else os.urandom(16)


def issue(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, number: str, count: int, codes: list[int]
) -> Issue:
    """Issue slips with these codes; every one of them was drawn."""
    source = Repeating(codes)
    with monkeypatch.context() as patch:
        patch.setattr(
            "ballot.usecases.slips.issue_slips.secrets",
            SimpleNamespace(token_bytes=source.token_bytes),
        )
        made = issue_slips(hall, CONSOLE, number, count)
    assert next(source.codes, None) is None
    return made


def printed(made: Issue) -> list[str]:
    return [each.code.text for each in made.slips]


def test_codes_that_meet_are_minted_again_within_a_batch_and_across_batches(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = a_draft(hall, slips=0).number
    first = issue(hall, monkeypatch, number, 3, [7, 7, 8, 1, 2, 3])
    assert printed(first) == ["000000000001", "000000000002", "000000000003"]
    second = issue(hall, monkeypatch, number, 2, [4, 2, 3, 9, 5, 6])
    assert printed(second) == ["000000000005", "000000000006"]
    for made in (first, second):
        confirm_batch(hall, CONSOLE, number, made.batch)
    stored = hall.database.read(lambda db: slips.in_order(db, number))
    assert len(stored) == 5


def test_every_slip_that_was_printed_votes_after_a_clash(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = a_draft(hall, slips=0).number
    made = issue(hall, monkeypatch, number, 2, [7, 7, 7, 8])
    confirm_batch(hall, CONSOLE, number, made.batch)
    open_voting(hall, CONSOLE, number)
    cast_ballot(hall, number, made.slips[0].token, Ballot((VERY,)))
    cast_ballot(hall, number, made.slips[1].code, Ballot((VERY,)))
    assert hall.database.read(lambda db: turnout.received(db, number)) == 2


def test_only_the_chunk_that_clashed_is_minted_again(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ballot.usecases.slips.issue_slips.AT_ONCE", 2)
    number = a_draft(hall, slips=0).number
    made = issue(hall, monkeypatch, number, 4, [1, 2, 2, 3, 4, 5])
    assert [int(code) for code in printed(made)] == [1, 2, 4, 5]
