"""Whatever becomes of slips every sum balances; whoever alters a ledger opens nothing."""

from collections import Counter
from random import Random

import pytest
from makers.meetings import BAD, FAIR, GOOD, VERY, AMeeting, an_open_meeting
from people.counters import both_enter, exchange, papers
from sqlalchemy import text
from sqlalchemy.orm import Session
from usecases.ledger.test_ledger import facts, refused, state

from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.domain.errors import (
    QuorumMissed,
    Tampered,
)
from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.meeting import State
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.complain import complain, minute
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.scan_slip import scan_slip
from ballot.usecases.ledger.see_ledger import see_ledger
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.usecases.slips.exchange_slip import exchange_slip
from ballot.usecases.slips.void_slip import void_slip


@pytest.mark.parametrize("seed", range(4))
def test_whatever_becomes_of_the_slips_the_lines_recompute_and_the_sums_balance(
    hall: Hall, seed: int
) -> None:
    """Each slip ends in one way, by chance; the right 发出 balances, and box + paper is 收回."""
    chance = Random(seed)  # noqa: S311 - no secret depends on it
    ways = ["cast"] * 4 + chance.choices(["cast", "exchange", "void", "spare", "kept"], k=8)
    meeting = an_open_meeting(hall, slips=len(ways), eligible=len(ways))
    number = meeting.number
    for slip, way in zip(meeting.slips, ways, strict=True):
        if way == "cast":
            answer = meeting.ballot(chance.choice([VERY, GOOD, FAIR, BAD]))
            cast_ballot(hall, number, slip.token, answer)
        elif way == "exchange":
            exchange_slip(hall, CONSOLE, number, slip.code)
        elif way == "void":
            void_slip(hall, CONSOLE, number, slip.token, reason="撕坏")
    close_voting(hall, CONSOLE, number)
    count = Counter(ways)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: len(ways) - count["spare"]})
    spare = [slip for slip, way in zip(meeting.slips, ways, strict=True) if way == "spare"]
    for left, slip in enumerate(spare):
        found = see_ledger(hall, CONSOLE, number)
        assert found.unissued == left
        assert [line.holds for line in found.lines[:2]] == [False, False]
        scan_slip(hall, CONSOLE, number, slip.token)
    if count["exchange"]:
        both_enter(hall, number, papers(0, 0, count["exchange"], 0))
    assert all(line.holds for line in see_ledger(hall, CONSOLE, number).lines)
    came = count["cast"] + count["exchange"]
    try:
        open_box(hall, CONSOLE, number)
    except QuorumMissed:
        assert 3 * came < 2 * len(ways)
    found_result = facts(hall, number)
    figures = ("unissued", "spoiled", "exchanged", "not_returned", "void")
    assert [found_result[name] for name in figures] == [
        count["spare"],
        count["void"],
        count["exchange"],
        count["kept"],
        len(ways) - count["cast"],
    ]
    for subject in found_result["subjects"]:
        assert sum(subject.get("counts", {"": came}).values()) == came
    assert verify.verify(export_bundle(hall, CONSOLE, number)).result == see_result(hall, number)


ATTACKS = [
    ("paper", "UPDATE paper_total SET counts = '[9, 0, 0, 0]'"),
    ("paper", "UPDATE paper_total SET sheets = 2 WHERE teller = 1"),
    ("paper", "DELETE FROM paper_total"),
    ("paper", "UPDATE paper_total SET teller = teller + 2"),
    ("ledger", "UPDATE ledger_entry SET amount = 5 WHERE line = 'handed_out'"),
    ("ledger", "UPDATE ledger_entry SET reason = '没事' WHERE line = 'outcome'"),
    ("ledger", "DELETE FROM ledger_entry"),
    ("slips", "UPDATE slip SET st = 5 WHERE st = 6"),
    ("slips", "UPDATE slip SET st = 6 WHERE st = 2"),
    ("slips", "UPDATE slip SET st = 7 WHERE st = 5"),
    ("journal", "UPDATE journal SET detail = replace(detail, '4', '5') WHERE act = 'count_hall'"),
    ("journal", "DELETE FROM journal WHERE act = 'enter_paper'"),
]


def _counted(hall: Hall) -> AMeeting:
    meeting = an_open_meeting(hall, slips=6, eligible=6)
    meeting.cast_all([VERY, VERY, GOOD])
    exchange(hall, meeting, 1, CONSOLE)
    place = complain(hall, CONSOLE, meeting.number, "没有投")
    close_voting(hall, CONSOLE, meeting.number)
    scan_slip(hall, CONSOLE, meeting.number, meeting.slips[4].token)
    count_hall(hall, CONSOLE, meeting.number, {Figure.HANDED_OUT: 4})
    minute(hall, CONSOLE, meeting.number, place, "已说明")
    both_enter(hall, meeting.number, papers(0, 1, 0, 0))
    return meeting


def test_untouched_the_ledger_opens(hall: Hall) -> None:
    """The control of the attacks below."""
    meeting = _counted(hall)
    assert open_box(hall, CONSOLE, meeting.number).facts.state is State.OPENED


@pytest.mark.parametrize(("what", "statement"), ATTACKS)
def test_a_change_of_the_ledger_by_sql_blocks_the_opening(
    hall: Hall, what: str, statement: str
) -> None:
    meeting = _counted(hall)

    def attack(db: Session) -> None:
        assert db.connection().execute(text(statement)).rowcount > 0

    hall.database.write(attack)
    for _ in range(2):
        said = refused(lambda: open_box(hall, CONSOLE, meeting.number), Tampered)
        assert said.what == what
    assert state(hall, meeting.number) is State.CLOSED
