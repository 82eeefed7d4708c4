"""Whoever writes the database and not the keys takes no rehearsal for a vote, and no vote for a
rehearsal; each attack has a control without the guard, which lets it through.
"""

import pytest
from makers.life.rehearsals import a_rehearsal, a_tried_meeting, printed
from makers.meetings import BAD, GOOD, VERY, a_closed_meeting, an_open_meeting
from sqlalchemy import text
from sqlalchemy.orm import Session

from ballot.domain.access import CONSOLE
from ballot.domain.errors import Tampered
from ballot.domain.meeting import State
from ballot.storage import meetings, votes
from ballot.usecases.assessment import ballots_of_meetings
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.reset import reset
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result

ANSWERS = [VERY, VERY, GOOD]


def run(hall: Hall, *statements: str, **values: object) -> None:
    """What an attacker with a database client does; each statement must hit something."""

    def attack(db: Session) -> None:
        for statement in statements:
            assert db.execute(text(statement), values).rowcount > 0, statement

    hall.database.write(attack)


def call_it(hall: Hall, number: str, state: State) -> None:
    statement = "UPDATE meeting SET state = :state WHERE number = :number"
    run(hall, statement, state=state.value, number=number)


def measured(hall: Hall, number: str) -> int:
    """How many people the ranking measures by the meetings of this one's assessment."""

    def read(db: Session) -> int:
        assessment = meetings.get(db, number).assessment
        return len(ballots_of_meetings.of_assessment(hall, db, assessment))

    return hall.database.read(read)


def no_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ballot.usecases.verified.frozen_facts.require_state", lambda *_: None)


def opened(hall: Hall) -> str:
    number = a_closed_meeting(hall, ANSWERS, slips=4, eligible=4).number
    open_box(hall, CONSOLE, number)
    return number


def test_the_ranking_measures_nobody_by_a_rehearsal(hall: Hall) -> None:
    assert measured(hall, a_tried_meeting(hall, ANSWERS).number) == 0
    assert measured(hall, opened(hall)) == 1


def test_a_rehearsal_that_is_called_opened_is_handed_to_nobody(hall: Hall) -> None:
    number = a_tried_meeting(hall, ANSWERS).number
    call_it(hall, number, State.OPENED)
    for ask in (
        lambda: see_result(hall, number),
        lambda: export_bundle(hall, CONSOLE, number),
        lambda: measured(hall, number),
    ):
        with pytest.raises(Tampered):
            ask()


def test_the_control_with_one_domain_of_signatures_hands_it_over(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ballot.usecases.verified.result_record.OF_A_REHEARSAL", b"")
    number = a_tried_meeting(hall, ANSWERS).number
    call_it(hall, number, State.OPENED)
    assert measured(hall, number) == 1


def test_a_vote_that_is_called_a_rehearsal_is_not_left_out_of_the_ranking(hall: Hall) -> None:
    number = opened(hall)
    call_it(hall, number, State.REHEARSAL_OPENED)
    for ask in (lambda: measured(hall, number), lambda: see_result(hall, number)):
        with pytest.raises(Tampered):
            ask()


@pytest.mark.parametrize("state", [State.REHEARSAL, State.REHEARSAL_CLOSED, State.REHEARSAL_OPENED])
def test_a_vote_that_is_called_a_rehearsal_is_not_deleted(hall: Hall, state: State) -> None:
    meeting = an_open_meeting(hall, slips=4, eligible=4)
    meeting.cast_all(ANSWERS)
    call_it(hall, meeting.number, state)
    with pytest.raises(Tampered) as tampered:
        reset(hall, CONSOLE, meeting.number, agreed=True)
    assert tampered.value.what == "state"
    assert sum(hall.database.read(lambda db: votes.counts(db, meeting.number)).values()) == 3


def test_the_control_without_the_guard_deletes_it(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_guard(monkeypatch)
    meeting = an_open_meeting(hall, slips=4, eligible=4)
    meeting.cast_all(ANSWERS)
    call_it(hall, meeting.number, State.REHEARSAL)
    reset(hall, CONSOLE, meeting.number)
    assert not hall.database.read(lambda db: votes.counts(db, meeting.number))


@pytest.mark.parametrize(
    ("begun", "called"), [(State.REHEARSAL, State.OPEN), (State.OPEN, State.REHEARSAL)]
)
def test_neither_is_closed_as_the_other(hall: Hall, begun: State, called: State) -> None:
    is_vote = begun is State.OPEN
    meeting = an_open_meeting(hall, slips=4, eligible=4) if is_vote else a_rehearsal(hall)
    meeting.cast_all(ANSWERS)
    call_it(hall, meeting.number, called)
    with pytest.raises(Tampered) as tampered:
        close_voting(hall, CONSOLE, meeting.number)
    assert tampered.value.what == "state"


@pytest.mark.parametrize("tried", [True, False])
def test_neither_is_opened_as_the_other(hall: Hall, tried: bool) -> None:
    if tried:
        meeting, called = a_rehearsal(hall, ANSWERS), State.CLOSED
        close_voting(hall, CONSOLE, meeting.number)
    else:
        meeting = a_closed_meeting(hall, ANSWERS, slips=4, eligible=4)
        called = State.REHEARSAL_CLOSED
    call_it(hall, meeting.number, called)
    with pytest.raises(Tampered):
        open_box(hall, CONSOLE, meeting.number)


def test_ballots_of_a_rehearsal_that_are_put_back_block_the_vote(hall: Hall) -> None:
    number = a_tried_meeting(hall, ANSWERS).number
    columns = "subject, question, voter_class, id, ct, proof, tag"
    kept = hall.database.read(
        lambda db: db.execute(text(f"SELECT {columns} FROM sealed_vote")).mappings().all()
    )
    reset(hall, CONSOLE, number, agreed=True)
    meeting = printed(hall, number, 4)
    open_voting(hall, CONSOLE, number)
    meeting.cast_all([BAD] * 3)
    places = ", ".join(f":{each.strip()}" for each in columns.split(","))
    insert = f"INSERT INTO sealed_vote (meeting, {columns}) VALUES (:meeting, {places})"
    run(hall, insert, meeting=number, **kept[0])
    close_voting(hall, CONSOLE, number)
    with pytest.raises(Tampered) as tampered:
        open_box(hall, CONSOLE, number)
    assert tampered.value.what == "sealed_vote"
