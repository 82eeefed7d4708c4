"""A bundle of box and paper: a stranger counts both, and no total stands in for another."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from makers.meetings import BAD, GOOD, VERY, an_open_meeting
from people.bundle_forger import (
    Parts,
    edited,
    naive,
    parts_of,
    relined,
    resigned,
    why,
    with_journal,
)
from people.counters import a_teller, both_enter, exchange, papers

from ballot.bundle import layout, verify
from ballot.domain.access import CONSOLE
from ballot.domain.ledger.ledger_told import Figure
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.complain import complain, minute
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.enter_paper import enter_paper
from ballot.usecases.ledger.scan_slip import scan_slip
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result


@pytest.fixture(scope="module")
def with_paper(quiet_hall: Hall) -> tuple[bytes, str]:
    """Four by phone and two on paper of eight; the tellers agreed at the second go."""
    meeting = an_open_meeting(quiet_hall, slips=8, subjects=2, eligible=8)
    number = meeting.number
    meeting.cast_all([VERY, VERY, GOOD, BAD])
    exchange(quiet_hall, meeting, 2, CONSOLE)
    place = complain(quiet_hall, CONSOLE, number, "没有投")
    close_voting(quiet_hall, CONSOLE, number)
    scan_slip(quiet_hall, CONSOLE, number, meeting.slips[7].token)
    count_hall(quiet_hall, CONSOLE, number, {Figure.HANDED_OUT: 7})
    minute(quiet_hall, CONSOLE, number, place, "家人代扫")
    enter_paper(quiet_hall, a_teller(number, 1), number, papers(2, 0, 0, 0, subjects=2))
    both_enter(quiet_hall, number, papers(0, 0, 0, 1, invalid=1, subjects=2))
    open_box(quiet_hall, CONSOLE, number)
    return export_bundle(quiet_hall, CONSOLE, number), number


@pytest.fixture
def parts(with_paper: tuple[bytes, str]) -> Parts:
    return parts_of(with_paper[0])


def test_box_and_paper_are_counted_again(with_paper: tuple[bytes, str], quiet_hall: Hall) -> None:
    file, number = with_paper
    checked = verify.verify(file)
    assert checked.result == see_result(quiet_hall, number)
    assert (checked.answers, checked.result.facts.returned.total) == (8, 6)
    subject = json.loads(parts_of(file)[layout.RESULT])["subjects"][0]
    assert subject["counts"] == {"很满意": 2, "满意": 1, "基本满意": 0, "不满意": 2}
    assert subject["invalid"] == 1


def other_totals(parts: Parts) -> Parts:
    """A 不满意 on paper becomes a 很满意, in totals, tallies and result alike."""

    def record(value: dict[str, Any]) -> None:
        value["paper"]["totals"][0]["counts"] = [1, 0, 0, 0]
        value["tallies"][0]["questions"][0]["counts"] = [3, 1, 0, 1]

    def result(value: dict[str, Any]) -> None:
        value["subjects"][0]["counts"] |= {"很满意": 3, "不满意": 1}

    return edited(edited(parts, layout.RECORD, record), layout.RESULT, result)


def other_salt(parts: Parts) -> Parts:
    def record(value: dict[str, Any]) -> None:
        value["paper"]["salts"]["2"] = "00" * 32

    return edited(parts, layout.RECORD, record)


def no_paper(parts: Parts) -> Parts:
    """The papers left out of the record, as if two voters had not come."""

    def record(value: dict[str, Any]) -> None:
        value["paper"] = None

    return edited(parts, layout.RECORD, record)


def fewer_came(parts: Parts) -> Parts:
    return with_journal(parts, "settle", returned={"phone": 4, "kiosk": 0, "paper": 1})


def no_number(parts: Parts) -> Parts:
    return with_journal(parts, "settle", returned={"phone": 4, "kiosk": 0, "paper": "2"})


def without_line(parts: Parts, of: Callable[[dict[str, Any]], bool]) -> Parts:
    def change(lines: list[dict[str, Any]]) -> None:
        lines.remove(next(line for line in reversed(lines) if of(line)))

    return relined(parts, change)


def not_minuted(parts: Parts) -> Parts:
    return without_line(parts, lambda line: '"line":"outcome"' in line["detail"])


def one_teller(parts: Parts) -> Parts:
    return without_line(parts, lambda line: line["act"] == "enter_paper")


def not_scanned(parts: Parts) -> Parts:
    return without_line(parts, lambda line: line["act"] == "scan_slip")


def not_settled(parts: Parts) -> Parts:
    return without_line(parts, lambda line: line["act"] == "settle")


FORGERIES: list[tuple[Callable[[Parts], Parts], str]] = [
    (other_totals, "paper"),
    (other_salt, "paper"),
    (no_paper, "paper"),
    (fewer_came, "ledger"),
    (no_number, "ledger"),
    (not_minuted, "ledger"),
    (one_teller, "ledger"),
    (not_scanned, "ledger"),
    (not_settled, "journal"),
]


@pytest.mark.parametrize(
    ("forge", "broken"), FORGERIES, ids=[forge.__name__ for forge, _broken in FORGERIES]
)
def test_a_forger_with_a_key_of_his_own_is_refused(
    parts: Parts, forge: Callable[[Parts], Parts], broken: str
) -> None:
    """Signed and digested as it should be: who recomputes nothing believes each of them."""
    forged = resigned(forge(parts))
    assert naive(forged)
    assert why(forged) == broken
    assert why(resigned(parts)) == ""
