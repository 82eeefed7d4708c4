"""Whoever alters results, notices and corrections in the tables shows and opens nothing by it."""

import pytest
from makers.meetings import BAD, GOOD, VERY, a_closed_meeting, an_open_meeting
from sqlalchemy.orm import Session
from usecases.opening.test_tampering import is_blocked, opens, run

from ballot.domain.access import CONSOLE
from ballot.domain.errors import QuorumMissed, Tampered
from ballot.storage import meetings
from ballot.storage.meetings import MeetingRow
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.correct_eligible import correct_eligible
from ballot.usecases.opening import inspection
from ballot.usecases.opening.inspection import Inspected
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.see_result import see_result


def test_a_result_that_was_altered_is_not_shown(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY], slips=1, eligible=1)
    open_box(hall, CONSOLE, meeting.number)
    run(hall, "UPDATE result SET text = replace(text, '\"counts\"\\:[1,', '\"counts\"\\:[2,')")
    with pytest.raises(Tampered) as tampered:
        see_result(hall, meeting.number)
    assert tampered.value.what == "result"


def test_the_signed_result_of_another_meeting_is_not_shown(hall: Hall) -> None:
    good = a_closed_meeting(hall, [VERY, VERY], slips=2, eligible=2)
    bad = a_closed_meeting(hall, [BAD, BAD], slips=2, eligible=2)
    assert opens(hall, good)
    assert opens(hall, bad)
    columns = "text, sha256, signature"
    theirs = f"SELECT {columns} FROM result WHERE meeting = :good"
    run(
        hall,
        f"UPDATE result SET ({columns}) = ({theirs}) WHERE meeting = :bad",
        good=good.number,
        bad=bad.number,
    )
    assert see_result(hall, good.number).subjects[0].opened is not None, "the control"
    with pytest.raises(Tampered) as tampered:
        see_result(hall, bad.number)
    assert tampered.value.what == "result"


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("DELETE FROM result WHERE 1 = 1", "result"),
        ("UPDATE meeting SET state = 'no_quorum'", "state"),
        ("UPDATE meeting SET state = 'closed'", "state"),
        ("UPDATE meeting SET state = 'cancelled'", "state"),
        ("UPDATE meeting SET state = 'open'", "state"),
    ],
)
def test_an_opened_result_that_was_taken_away_is_missed(
    hall: Hall, statement: str, what: str
) -> None:
    meeting = a_closed_meeting(hall, [VERY], slips=1, eligible=1)
    assert opens(hall, meeting)
    run(hall, statement)
    with pytest.raises(Tampered) as tampered:
        see_result(hall, meeting.number)
    assert tampered.value.what == what


def test_the_slips_printed_are_those_of_the_notice_whatever_the_tables_say(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY], slips=2, eligible=1)
    assert opens(hall, meeting)
    run(hall, "UPDATE batch SET count = 400")
    assert see_result(hall, meeting.number).facts.issued == 2


def test_an_earlier_notice_of_the_same_run_does_not_count(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=4, eligible=3)
    meeting.cast(VERY)
    number = meeting.number
    early = hall.database.read(lambda db: meetings.get(db, number))
    correct_eligible(hall, CONSOLE, number, (("", 4),), "漏了一人")
    close_voting(hall, CONSOLE, number)
    run(
        hall,
        "UPDATE meeting SET frozen = :frozen, frozen_tag = :tag",
        frozen=early.frozen,
        tag=early.frozen_tag,
    )
    assert is_blocked(hall, meeting, "frozen")


def test_a_correction_between_inspection_and_opening_decides(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = a_closed_meeting(hall, [VERY, GOOD], slips=3, eligible=3)
    inspect = inspection.inspect

    def then_correct(hall: Hall, db: Session, row: MeetingRow) -> Inspected:
        found = inspect(hall, db, row)
        correct_eligible(hall, CONSOLE, row.number, (("", 46),), "漏了人")
        return found

    monkeypatch.setattr(inspection, "inspect", then_correct)
    with pytest.raises(QuorumMissed):
        open_box(hall, CONSOLE, meeting.number)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE person SET name = '某' WHERE name = '张某'", "frozen"),
        ("UPDATE meeting SET title = '某'", "frozen"),
        ("UPDATE slip SET h = :h WHERE h = (SELECT h FROM slip ORDER BY h LIMIT 1)", "slips"),
        ("DELETE FROM slip WHERE h = (SELECT h FROM slip ORDER BY h LIMIT 1)", "slips"),
    ],
)
def test_a_correction_puts_no_tag_on_what_somebody_else_wrote(
    hall: Hall, statement: str, what: str
) -> None:
    meeting = an_open_meeting(hall, slips=4, eligible=3)
    run(hall, statement, **({"h": b"\x05" * 32} if ":h" in statement else {}))
    with pytest.raises(Tampered) as tampered:
        correct_eligible(hall, CONSOLE, meeting.number, (("", 4),), "漏了一人")
    assert tampered.value.what == what
