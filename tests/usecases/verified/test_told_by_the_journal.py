"""What stands in plain rows is believed only as the journal tells it: scores, states, 收回."""

from collections.abc import Callable

import pytest
from makers.meetings import BAD, GOOD, VERY, AMeeting, a_closed_meeting, a_plan
from sqlalchemy import text
from sqlalchemy.orm import Session

from ballot.domain import journal_line
from ballot.domain.access import CONSOLE
from ballot.domain.errors import QuorumMissed, Tampered
from ballot.storage import journal, meetings
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.see_result import see_result
from ballot.usecases.verified import ending, entered_values


def run(hall: Hall, statement: str, **values: object) -> None:
    """What an attacker with a database client does; it must hit something."""

    def attack(db: Session) -> None:
        assert db.execute(text(statement), values).rowcount > 0, statement

    hall.database.write(attack)


def what_is_wrong(look: Callable[[], object]) -> str:
    with pytest.raises(Tampered) as tampered:
        look()
    return tampered.value.what


SCORE = "person, item, value, source, reason, voucher, by, at"
ON_SCORES = [
    ("a score changed", "UPDATE score_entry SET value = '120' WHERE value = '112.0'"),
    ("a score given to another", "UPDATE score_entry SET person = person + 1 WHERE value = '90'"),
    ("a score removed", "DELETE FROM score_entry WHERE value = '112.0'"),
    ("all scores removed", "DELETE FROM score_entry WHERE 1 = 1"),
    (
        "a later score added",
        (
            f"INSERT INTO score_entry ({SCORE}) SELECT person, item, '120', source, reason,"
            " voucher, by, at FROM score_entry WHERE value = '112.0'"
        ),
    ),
    ("the reason of a score changed", "UPDATE score_entry SET reason = '补录' WHERE value = '90'"),
    (
        "a flag raised",
        (
            "INSERT INTO flag (person, kind, ground, lifted, by, at)"
            " SELECT person, '一票否决', '信访', false, by, at FROM score_entry WHERE value = '90'"
        ),
    ),
    ("a person renamed", "UPDATE person SET name = '张三' WHERE name = '李某'"),
    ("the digests forgotten", "UPDATE person SET entered_sha256 = NULL WHERE 1 = 1"),
    (
        "the digest of one given to another",
        (
            "UPDATE person SET entered_sha256 = (SELECT entered_sha256 FROM person"
            " WHERE name = '李某') WHERE name = '张某'"
        ),
    ),
    (
        "somebody added",
        (
            "INSERT INTO person (assessment, name, unit_name, village, groups)"
            " SELECT assessment, '赵某', unit_name, village, groups FROM person WHERE name = '李某'"
        ),
    ),
]


def a_scored_meeting(hall: Hall) -> tuple[str, int]:
    """The number of a meeting about three persons, two of them with scores; its assessment."""
    plan = a_plan(subjects=3, scores=["90", "112.0"], assessment="2026年度")
    number = create_meeting(hall, CONSOLE, plan)
    return number, hall.database.read(lambda db: meetings.get(db, number)).assessment


@pytest.mark.parametrize(("attack", "statement"), ON_SCORES, ids=[each for each, _ in ON_SCORES])
def test_a_score_that_no_line_of_the_journal_covers_makes_no_result(
    hall: Hall, attack: str, statement: str
) -> None:
    number, assessment = a_scored_meeting(hall)
    assert [each.objective_score for each in see_result(hall, number).subjects] == [
        "90",
        "112.0",
        None,
    ]
    assert see_assessment(hall, CONSOLE, assessment).people
    run(hall, statement)
    assert what_is_wrong(lambda: see_result(hall, number)) == "score", attack
    assert what_is_wrong(lambda: see_assessment(hall, CONSOLE, assessment)) == "score"
    assert what_is_wrong(lambda: rank_assessment(hall, CONSOLE, assessment)) == "score"


def test_the_control_without_the_digest_a_changed_score_is_shown_as_true(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, _assessment = a_scored_meeting(hall)
    monkeypatch.setattr(entered_values, "require", lambda *_given: None)
    run(hall, "UPDATE score_entry SET value = '120' WHERE value = '112.0'")
    assert see_result(hall, number).subjects[1].objective_score == "120"


def test_a_score_taken_back_together_with_its_line_of_the_journal_is_missed(hall: Hall) -> None:
    number, assessment = a_scored_meeting(hall)
    run(hall, "DELETE FROM score_entry WHERE 1 = 1")
    run(hall, "DELETE FROM journal WHERE chain LIKE 'assessment:%'")
    assert what_is_wrong(lambda: see_result(hall, number)) == "journal"
    assert what_is_wrong(lambda: rank_assessment(hall, CONSOLE, assessment)) == "journal"


def test_another_assessment_is_not_in_doubt(hall: Hall) -> None:
    a_scored_meeting(hall)
    plan = a_plan(subjects=1, scores=["50"], title="另一场")
    other = create_meeting(hall, CONSOLE, plan)
    run(hall, "UPDATE score_entry SET value = '120' WHERE value = '112.0'")
    assert see_result(hall, other).subjects[0].objective_score == "50"


def a_round_without_quorum(hall: Hall) -> AMeeting:
    meeting = a_closed_meeting(hall, [VERY, GOOD], slips=4, eligible=46)
    with pytest.raises(QuorumMissed):
        open_box(hall, CONSOLE, meeting.number)
    return meeting


def test_a_quorum_that_was_never_missed_is_not_shown(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY, BAD], slips=2, eligible=2)
    run(hall, "UPDATE meeting SET state = 'no_quorum' WHERE state = 'closed'")
    assert what_is_wrong(lambda: see_result(hall, meeting.number)) == "state"
    assert what_is_wrong(lambda: open_box(hall, CONSOLE, meeting.number)) == "state"


@pytest.mark.parametrize("state", ["closed", "open", "invalid", "cancelled", "frozen"])
def test_a_round_without_quorum_is_not_made_another(hall: Hall, state: str) -> None:
    meeting = a_round_without_quorum(hall)
    assert see_result(hall, meeting.number).facts.returned.total == 2
    run(hall, f"UPDATE meeting SET state = '{state}' WHERE state = 'no_quorum'")
    assert what_is_wrong(lambda: see_result(hall, meeting.number)) == "state"


def test_a_cancelled_meeting_votes_no_more(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY], slips=2, eligible=2)
    cancel(hall, CONSOLE, meeting.number, "停电")
    assert see_result(hall, meeting.number).facts.state.value == "cancelled"
    run(hall, "UPDATE meeting SET state = 'closed' WHERE state = 'cancelled'")
    assert what_is_wrong(lambda: see_result(hall, meeting.number)) == "state"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE turnout SET phone = 31",
        "UPDATE turnout SET phone = phone - 1, kiosk = kiosk + 1",
        "UPDATE turnout SET paper = 29",
        "DELETE FROM turnout WHERE 1 = 1",
        "UPDATE slip SET st = 3 WHERE st = 7",
        "UPDATE slip SET st = 4 WHERE st = 3",
    ],
)
def test_what_came_back_without_a_quorum_is_what_came_back(hall: Hall, statement: str) -> None:
    meeting = a_round_without_quorum(hall)
    run(hall, statement)
    assert what_is_wrong(lambda: see_result(hall, meeting.number)) == "turnout"


def test_the_control_without_the_journal_the_false_word_is_shown(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = a_closed_meeting(hall, [VERY, BAD], slips=2, eligible=2)
    monkeypatch.setattr(ending, "require", lambda *_given: None)
    run(hall, "UPDATE meeting SET state = 'no_quorum' WHERE state = 'closed'")
    assert see_result(hall, meeting.number).facts.state.value == "no_quorum"


def test_an_act_committed_while_somebody_looks_is_no_alarm(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark is noted outside: it may be ahead of what a reader sees, and then is no lie."""
    number, _assessment = a_scored_meeting(hall)
    read = journal.lines
    done: list[str] = []

    def late(db: Session, name: str, after: int = 0) -> list[journal_line.JournalLine]:
        if not done:
            db.execute(text("SELECT 1 FROM meeting"))  # from here on this view stands still
            done.append("once")
            rehearse(hall, CONSOLE, number)
        return read(db, name, after)

    monkeypatch.setattr(journal, "lines", late)
    assert see_result(hall, number).subjects[0].objective_score == "90"
    assert done == ["once"]
