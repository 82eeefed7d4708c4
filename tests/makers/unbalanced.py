"""Opened meetings in which something does not balance, and one in which nothing is off."""

from collections.abc import Callable
from dataclasses import dataclass

from makers.meetings import BAD, FAIR, GOOD, VERY, AMeeting, an_open_meeting
from people.counters import papers

from ballot.domain.access import CONSOLE
from ballot.domain.ledger.ledger_told import Figure
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.enter_paper import enter_paper
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.correct_eligible import correct_eligible
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.slips.void_slip import void_slip

IN_BALANCE = [VERY, VERY, VERY, VERY, GOOD, GOOD, FAIR, FAIR]

ASSESSED = "账目不平的考核"


def papers_for_nothing(hall: Hall) -> AMeeting:
    """12 eligible, 8 by phone all 不满意, none exchanged; one person enters 4 很满意 twice."""
    meeting = an_open_meeting(hall, slips=12, eligible=12, assessment=ASSESSED)
    meeting.cast_all([BAD] * 8)
    close_voting(hall, CONSOLE, meeting.number)
    count_hall(hall, CONSOLE, meeting.number, {Figure.HANDED_OUT: 12})
    for teller in (1, 2):
        enter_paper(hall, CONSOLE, meeting.number, papers(4, 0, 0, 0), teller=teller)
    return opened(meeting)


def all_agreed(hall: Hall) -> AMeeting:
    """8 of 8 很满意."""
    return counted(hall, [VERY] * 8, eligible=8)


def more_than_present(hall: Hall) -> AMeeting:
    """实到 8, 收回 12; 应参加 was corrected and a slip voided while people voted."""
    meeting = an_open_meeting(hall, slips=14, eligible=12, assessment=ASSESSED)
    meeting.cast_all([*IN_BALANCE, VERY, VERY])
    correct_eligible(hall, CONSOLE, meeting.number, [("", 13)], "漏登一人")
    meeting.cast_all([GOOD, GOOD])
    void_slip(hall, CONSOLE, meeting.number, meeting.slips[13].token, reason="雨水打湿")
    close_voting(hall, CONSOLE, meeting.number)
    count_hall(hall, CONSOLE, meeting.number, {Figure.HANDED_OUT: 14, Figure.PRESENT: 8})
    return opened(meeting)


def nothing_off(hall: Hall) -> AMeeting:
    """8 of 10 came, all slips are accounted for, no option has one ballot alone."""
    return counted(hall, IN_BALANCE, eligible=10)


def counted(hall: Hall, answers: list[int], *, eligible: int) -> AMeeting:
    """A meeting whose hall counted every slip."""
    meeting = an_open_meeting(hall, slips=eligible, eligible=eligible, assessment=ASSESSED)
    meeting.cast_all(answers)
    close_voting(hall, CONSOLE, meeting.number)
    count_hall(hall, CONSOLE, meeting.number, {Figure.HANDED_OUT: eligible})
    return opened(meeting)


def opened(meeting: AMeeting) -> AMeeting:
    """The same with its box open."""
    open_box(meeting.hall, CONSOLE, meeting.number)
    return meeting


@dataclass(frozen=True)
class Off:
    """What was done, and what has to be told of it: kinds and Chinese words, everywhere."""

    make: Callable[[Hall], AMeeting]
    kinds: tuple[str, ...]
    words: tuple[str, ...]


OFF = {
    "papers": Off(
        papers_for_nothing,
        ("unbalanced", "paper_by_one"),
        ("票据不符：纸质收回 ≤ 换发纸质票（4，0）", "两遍都由 console 一人录入"),
    ),
    "agreed": Off(all_agreed, ("unanimous",), ("人人都选了同一项（很满意）",)),
    "present": Off(
        more_than_present,
        ("more_than_present", "corrected", "voided"),
        (
            "收回 12 张，多于实到 8 人",
            "应参加由 12 人更正为 13 人（投票中），原因：漏登一人",
            "投票中作废 1 张票（领后损坏），原因：雨水打湿",
        ),
    ),
    "control": Off(nothing_off, (), ()),
}
