"""Bundle and report under custody scrutineers: no slip was exchanged that nobody had agreed to."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from makers.meetings import GOOD, VERY
from people.bundle_forger import Parts, edited, naive, parts_of, resigned, why
from people.ceremony import PIN, WithScrutineers, an_open_meeting_of_scrutineers, permit
from people.counters import both_enter, papers
from printing import reading

from ballot.box import published
from ballot.bundle import layout, verify
from ballot.domain.access import CONSOLE
from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.meetings.result import Way
from ballot.usecases.consents.agreed_exchanges import withdraw
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.scan_slip import scan_slip
from ballot.usecases.ledger.settling import settle_slips
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening.publish_list import publish_list
from ballot.usecases.opening.send_partials import send_partials
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.slips.exchange_slip import exchange_slip


@pytest.fixture(scope="module")
def ended(quiet_hall: Hall) -> str:
    """Six by phone and two on paper of eight; of four exchanges two were taken back."""
    hall = quiet_hall
    meeting = an_open_meeting_of_scrutineers(hall, slips=9, eligible=8)
    number = meeting.number
    meeting.cast_all([VERY] * 4 + [GOOD] * 2)
    id = permit(meeting, 4)
    for place in (6, 7):
        exchange_slip(hall, meeting.phones[3].actor, number, meeting.slips[place].token)
    withdraw(hall, meeting.phones[1].actor, number, id, PIN)
    close_voting(hall, CONSOLE, number)
    scan_slip(hall, CONSOLE, number, meeting.slips[8].token)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 8})
    both_enter(hall, number, papers(2, 0, 0, 0))
    settle_slips(hall, CONSOLE, number)
    open_by_two(hall, meeting)
    return number


@pytest.fixture(scope="module")
def file(quiet_hall: Hall, ended: str) -> bytes:
    """The bundle of it."""
    return export_bundle(quiet_hall, CONSOLE, ended)


def open_by_two(hall: Hall, meeting: WithScrutineers) -> None:
    """The first and the third use their keys."""
    for phone, share in (
        (meeting.phones[0], meeting.shares[0]),
        (meeting.phones[2], meeting.shares[2]),
    ):
        given = publish_list(hall, phone.actor, meeting.number)
        listed = published.from_json("".join(given.pieces))
        sent = published.partials(listed, share, given.close_value, 1)
        send_partials(hall, phone.actor, meeting.number, sent, Way.PAGE)


@pytest.fixture
def parts(file: bytes) -> Parts:
    return parts_of(file)


def test_the_report_that_tells_of_them_is_one_page_signatures_and_code_together(
    quiet_hall: Hall, ended: str, tmp_path: Path
) -> None:
    leaf = print_meeting_form(quiet_hall, CONSOLE, ended, MeetingForm.REPORT)
    sheet = reading.printed(tmp_path, leaf, quiet_hall.clock())
    assert "换发纸质票2张" in reading.words(sheet)
    assert reading.pages(sheet) == 1


def test_exchanges_within_what_was_agreed_to_verify(file: bytes) -> None:
    counted = verify.verify(file).result
    assert (counted.facts.exchanged, counted.facts.returned.paper) == (2, 2)


Line = dict[str, Any]


def told(line: Line) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(line["detail"])
    return found


def is_answer(line: Line) -> bool:
    return line["act"] == "consent" and told(line).get("to") == "exchange_slip"


def is_question(line: Line) -> bool:
    return line["act"] == "consent" and "asked" in told(line)


def renumbered(lines: list[Line], of: Callable[[Line], bool], exchanges: int) -> None:
    for line in filter(of, lines):
        line["detail"] = json.dumps(told(line) | {"exchanges": exchanges})


def nobody_agreed(lines: list[Line]) -> None:
    lines[:] = [line for line in lines if not is_answer(line)]


def nobody_asked(lines: list[Line]) -> None:
    lines[:] = [line for line in lines if not is_question(line)]


def one_alone(lines: list[Line]) -> None:
    renumbered(lines, lambda line: is_answer(line) or is_question(line), 1)


def more_than_asked(lines: list[Line]) -> None:
    renumbered(lines, is_answer, 5)


def of_another(lines: list[Line]) -> None:
    last = [line for line in lines if line["act"] == "exchange_slip"][-1]
    last["detail"] = json.dumps(told(last) | {"consent": 1})


def taken_back_before(lines: list[Line]) -> None:
    """The withdrawal comes before the second exchange."""
    details = [line for line in lines if "withdrawn" in line["detail"]]
    last = [line for line in lines if line["act"] == "exchange_slip"][-1]
    for name in ("act", "actor", "detail"):
        last[name], details[0][name] = details[0][name], last[name]


FORGERIES = [
    nobody_agreed,
    nobody_asked,
    one_alone,
    more_than_asked,
    of_another,
    taken_back_before,
]


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_journal_with_an_exchange_too_many_is_refused(
    parts: Parts, forge: Callable[[list[Line]], None]
) -> None:
    forged = resigned(edited(parts, layout.JOURNAL, forge))
    assert naive(forged)
    assert why(forged) == "journal"
    assert why(resigned(parts)) == ""
