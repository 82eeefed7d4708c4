"""Whoever can write the database and not read the keys: each change blocks the opening."""

from collections.abc import Callable
from functools import cache, partial

import pytest
from makers.meetings import BAD, GOOD, VERY, AMeeting, a_closed_meeting, a_draft, an_open_meeting
from sqlalchemy import text
from sqlalchemy.orm import Session

from ballot.box import elgamal, tags
from ballot.box.envelope import Fresh
from ballot.domain.access import CONSOLE
from ballot.domain.errors import BoxKeyMissing, ProofRefused, Tampered
from ballot.domain.meeting import State
from ballot.storage import journal, meetings
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.see_result import see_result
from ballot.usecases.result.watch_turnout import watch_turnout


def run(hall: Hall, *statements: str, **values: object) -> None:
    """What an attacker with a database client does; each statement must hit something."""

    def attack(db: Session) -> None:
        for statement in statements:
            assert db.execute(text(statement), values).rowcount > 0, statement

    hall.database.write(attack)


def opens(hall: Hall, meeting: AMeeting) -> bool:
    return open_box(hall, CONSOLE, meeting.number).facts.state is State.OPENED


def is_blocked(hall: Hall, meeting: AMeeting, what: str) -> bool:
    """Whether the opening says what was touched, and leaves the meeting closed and unopened."""
    for _ in range(2):
        with pytest.raises(Tampered) as tampered:
            open_box(hall, CONSOLE, meeting.number)
        assert tampered.value.what == what
    row = hall.database.read(lambda db: meetings.get(db, meeting.number))
    return row.state is State.CLOSED


def test_untouched_it_opens(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY, GOOD, BAD], slips=4, subjects=2, eligible=4)
    assert opens(hall, meeting)


VOTES = "subject, question, voter_class, id, ct, proof, tag"
ONE_VOTE = "id = (SELECT id FROM sealed_vote WHERE subject = 0 ORDER BY id LIMIT 1)"
OTHER_VOTE = "id = (SELECT id FROM sealed_vote WHERE subject = 1 ORDER BY id LIMIT 1)"
ONE_SPENT = "h = (SELECT h FROM slip WHERE st = 3 ORDER BY h LIMIT 1)"
INSERT = (
    f"INSERT INTO sealed_vote (meeting, {VOTES}) "
    "SELECT meeting, subject, question, voter_class, :id, ct, proof, tag "
    f"FROM sealed_vote WHERE {ONE_VOTE}"
)
UNUSED, SPENT, VOID = 2, 3, 7

ATTACKS: list[tuple[str, str, tuple[str, ...]]] = [
    ("a vote inserted", "sealed_vote", (INSERT,)),
    ("a vote inserted and a slip spent", "slips", (INSERT, "UPDATE slip SET st = 3 WHERE st = 2")),
    (
        "a vote put in the place of another",
        "sealed_vote",
        (f"UPDATE sealed_vote SET id = :id WHERE {ONE_VOTE}",),
    ),
    (
        "a vote changed",
        "sealed_vote",
        (f"UPDATE sealed_vote SET ct = :ct WHERE {ONE_VOTE}",),
    ),
    (
        "the proof of a vote changed",
        "sealed_vote",
        (f"UPDATE sealed_vote SET proof = :ct WHERE {ONE_VOTE}",),
    ),
    (
        "a vote moved to another subject",
        "sealed_vote",
        (f"UPDATE sealed_vote SET subject = 1 WHERE {ONE_VOTE}",),
    ),
    (
        "the votes of two subjects swapped",
        "sealed_vote",
        (
            "UPDATE sealed_vote SET subject = 2 WHERE subject = 0",
            "UPDATE sealed_vote SET subject = 0 WHERE subject = 1",
            "UPDATE sealed_vote SET subject = 1 WHERE subject = 2",
        ),
    ),
    ("a vote removed", "sealed_vote", (f"DELETE FROM sealed_vote WHERE {ONE_VOTE}",)),
    ("all votes removed", "sealed_vote", ("DELETE FROM sealed_vote WHERE 1 = 1",)),
    ("a slip spent", "slips", ("UPDATE slip SET st = 3 WHERE st = 2",)),
    ("a slip voided", "slips", ("UPDATE slip SET st = 7 WHERE st = 2",)),
    ("a slip added", "slips", ("UPDATE slip SET h = :h WHERE st = 2",)),
    ("a slip removed", "slips", ("DELETE FROM slip WHERE st = 2",)),
    (
        "a vote removed and its slip reset, after the mark of the close",
        "slips",
        (
            f"DELETE FROM sealed_vote WHERE {ONE_VOTE}",
            f"DELETE FROM sealed_vote WHERE {OTHER_VOTE}",
            f"UPDATE slip SET st = 2 WHERE {ONE_SPENT}",
        ),
    ),
    (
        "the public key swapped",
        "frozen",
        ('UPDATE meeting SET frozen = replace(frozen, \'"pk"\\:"\', \'"pk"\\:"00\')',),
    ),
    (
        "two names swapped on the paper",
        "frozen",
        (
            "UPDATE meeting SET frozen = replace(frozen, '张某', '某')",
            "UPDATE meeting SET frozen = replace(frozen, '李某', '张某')",
        ),
    ),
    (
        "two names swapped in the tables, and with them their scores",
        "frozen",
        (
            "UPDATE person SET name = '某' WHERE name = '张某'",
            "UPDATE person SET name = '张某' WHERE name = '李某'",
            "UPDATE person SET name = '李某' WHERE name = '某'",
        ),
    ),
    (
        "应参加 lowered to reach the quorum",
        "frozen",
        ("UPDATE meeting SET frozen = replace(frozen, '\"eligible\"\\:4', '\"eligible\"\\:3')",),
    ),
    (
        "the minimum lowered",
        "frozen",
        ("UPDATE meeting SET frozen = replace(frozen, '\"minimum\"\\:3', '\"minimum\"\\:1')",),
    ),
    ("the frozen data removed", "frozen", ("UPDATE meeting SET frozen = NULL WHERE 1 = 1",)),
    ("another run", "frozen", ("UPDATE meeting SET run = :id WHERE 1 = 1",)),
    (
        "the tail of the journal cut",
        "journal",
        ("DELETE FROM journal WHERE act = 'close'",),
    ),
    ("the journal emptied", "journal", ("DELETE FROM journal WHERE 1 = 1",)),
    (
        "a line of the journal changed",
        "journal",
        ("UPDATE journal SET actor = '王某' WHERE act = 'close'",),
    ),
    (
        "a line of the journal removed",
        "journal",
        ("DELETE FROM journal WHERE act = 'open'",),
    ),
    (
        "two lines of the journal put as one",
        "journal",
        ("UPDATE journal SET detail = replace(detail, '\"received\"\\:3', '\"received\"\\:2')",),
    ),
]


@pytest.mark.parametrize(
    ("what", "statements"),
    [each[1:] for each in ATTACKS],
    ids=[each[0].encode("unicode_escape").decode() for each in ATTACKS],
)
def test_a_change_by_sql_blocks_the_opening(
    hall: Hall, what: str, statements: tuple[str, ...]
) -> None:
    meeting = a_closed_meeting(hall, [VERY, GOOD, BAD], slips=4, subjects=2, eligible=4)
    values = {"id": b"\x01" * 16, "ct": b"\x02" * 320, "h": b"\x03" * 32}
    used = {name: value for name, value in values.items() if f":{name}" in " ".join(statements)}
    for statement in statements:
        own = {name: value for name, value in used.items() if f":{name}" in statement}
        run(hall, statement, **own)
    assert is_blocked(hall, meeting, what)


def recompute(hall: Hall, tag: Callable[..., bytes], change: Callable[[str], str]) -> None:
    """Rewrite the details of the journal and its whole chain with ``tag``."""

    def rewrite(db: Session) -> None:
        found = {name: journal.lines(db, name) for name in journal.lengths(db)}
        db.execute(text("DELETE FROM journal WHERE 1 = 1"))
        for name, lines in found.items():
            for line in lines:
                facts = {"at": line.at, "actor": line.actor, "act": line.act}
                journal.write(db, tag, name, detail=change(line.detail), **facts)

    hall.database.write(rewrite)


def test_a_journal_recomputed_without_the_key_blocks_the_opening(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY, GOOD, BAD], slips=4, eligible=4)
    wrong = tags.TagKeys(row=b"r" * 32, frozen=b"f" * 32, journal=b"j" * 32)
    recompute(hall, partial(tags.journal_tag, wrong), lambda detail: detail)
    assert is_blocked(hall, meeting, "journal")


def test_a_journal_recomputed_with_the_key_still_differs_from_its_mark(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY, GOOD, BAD], slips=4, eligible=4)
    right = partial(tags.journal_tag, hall.tags)
    recompute(hall, right, lambda detail: detail)
    assert opens(hall, a_closed_meeting(hall, [VERY], slips=1, eligible=1)), "the control"
    recompute(hall, right, lambda detail: detail.replace('"received":3', '"received":2'))
    assert is_blocked(hall, meeting, "journal")


def test_a_ballot_removed_with_its_slip_after_a_look_at_the_turnout_is_missed(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=40, eligible=40)
    meeting.cast_all([VERY] * 30)
    assert watch_turnout(hall, CONSOLE, meeting.number).returned == 30
    run(
        hall,
        f"DELETE FROM sealed_vote WHERE {ONE_VOTE}",
        f"UPDATE slip SET st = 2 WHERE {ONE_SPENT}",
    )
    close_voting(hall, CONSOLE, meeting.number)
    assert is_blocked(hall, meeting, "mark")


def test_what_is_not_detected_is_a_ballot_removed_with_its_slip_since_the_last_mark(
    hall: Hall,
) -> None:
    meeting = an_open_meeting(hall, slips=40, eligible=40)
    meeting.cast_all([VERY] * 30)
    run(
        hall,
        f"DELETE FROM sealed_vote WHERE {ONE_VOTE}",
        f"UPDATE slip SET st = 2 WHERE {ONE_SPENT}",
    )
    close_voting(hall, CONSOLE, meeting.number)
    assert opens(hall, meeting)


def test_a_key_swapped_before_the_freeze_is_noticed(hall: Hall) -> None:
    meeting = a_draft(hall)
    _, foreign = elgamal.make_key()
    run(hall, "UPDATE meeting SET pk = :pk", pk=foreign)
    for act in (freeze, open_voting):
        with pytest.raises(Tampered) as tampered:
            act(hall, CONSOLE, meeting.number)
        assert tampered.value.what == "keys"


def test_slips_added_after_the_freeze_do_not_open(hall: Hall) -> None:
    meeting = a_draft(hall)
    freeze(hall, CONSOLE, meeting.number)
    run(
        hall,
        "UPDATE slip SET h = :h WHERE h = (SELECT h FROM slip ORDER BY h LIMIT 1)",
        h=b"\x05" * 32,
    )
    with pytest.raises(Tampered) as tampered:
        open_voting(hall, CONSOLE, meeting.number)
    assert tampered.value.what == "slips"


def test_without_its_key_a_box_stays_closed(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY], slips=1, eligible=1)
    row = hall.database.read(lambda db: meetings.get(db, meeting.number))
    hall.box_keys.forget(row.run)
    with pytest.raises(BoxKeyMissing):
        open_box(hall, CONSOLE, meeting.number)
    assert see_result(hall, meeting.number).subjects[0].opened is None


def test_a_list_is_opened_once(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY, GOOD], slips=2, eligible=2)
    statement = "INSERT INTO opening (meeting, root) VALUES (:number, :root)"
    run(hall, statement, number=meeting.number, root=b"\x09" * 32)
    assert is_blocked(hall, meeting, "roots")


class Repeating(Fresh):
    """A source that hands the same records out again and again."""

    take = cache(Fresh.take)


def test_randomness_used_twice_opens_nothing(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elgamal, "_source", lambda pk, _: Repeating(pk))
    meeting = a_closed_meeting(hall, [VERY, GOOD, BAD], slips=4, eligible=4)
    with pytest.raises(ProofRefused) as refused:
        open_box(hall, CONSOLE, meeting.number)
    assert refused.value.why == "twice"
