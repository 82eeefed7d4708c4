"""The chain of the journal as docs/bundle.md writes it down: its example comes out byte by byte."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from ballot.domain import journal_line
from ballot.domain.journal_line import JournalLine

PAGE = (Path(__file__).parents[2] / "docs" / "bundle.md").read_text(encoding="utf-8")
PRINTED = PAGE.partition("the heads of nothing, of the first and of both:")[2].split("\n\n")[1]
NOTHING, FIRST, AFTER_ONE, SECOND, AFTER_BOTH = (line.strip() for line in PRINTED.splitlines())
NUMBER = "123456"


def test_the_heads_of_the_documents_come_out() -> None:
    head = journal_line.first_head(journal_line.of_meeting(NUMBER))
    assert head.hex() == NOTHING
    for line, after in ((FIRST, AFTER_ONE), (SECOND, AFTER_BOTH)):
        head = journal_line.next_head(head, **json.loads(line))
        assert head.hex() == after


def test_any_part_of_a_line_and_all_that_went_before_are_in_its_head() -> None:
    line = json.loads(SECOND)
    true = journal_line.next_head(bytes.fromhex(AFTER_ONE), **line)
    changes = ({"sequence": 3}, {"at": ""}, {"actor": "李某"}, {"act": "freeze"}, {"detail": ""})
    others = {journal_line.next_head(bytes.fromhex(AFTER_ONE), **line | each) for each in changes}
    others.add(journal_line.next_head(bytes.fromhex(NOTHING), **line))
    assert len(others - {true}) == len(changes) + 1


def test_a_time_has_one_spelling_wherever_it_was_read() -> None:
    noon = datetime(2026, 9, 1, 12, 0, 1, 250_000, tzinfo=UTC)
    there = noon.astimezone(timezone(timedelta(hours=8)))
    assert journal_line.moment(noon) == json.loads(SECOND)["at"] == journal_line.moment(there)


def test_a_line_tells_the_meeting_whose_chain_it_is_in() -> None:
    at = datetime(2026, 9, 1, tzinfo=UTC)
    line = JournalLine(journal_line.of_meeting(NUMBER), 1, at, "王某", "create", "", b"", b"")
    assert line.meeting == NUMBER
    assert replace(line, chain=journal_line.of_assessment(1)).meeting is None
    assert replace(line, chain=journal_line.HOUSE).meeting is None
    assert replace(line, chain=journal_line.of_assessment(12)).assessment == 12
    assert (line.assessment, replace(line, chain=journal_line.HOUSE).assessment) == (None, None)


def test_chains_of_different_things_begin_differently() -> None:
    names = [journal_line.of_meeting("1"), journal_line.of_assessment(1), journal_line.HOUSE]
    assert len({journal_line.first_head(name) for name in names}) == len(names)
