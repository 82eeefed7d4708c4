"""What was entered of each person is held to his own digest, and those of all to the journal."""

from collections.abc import Collection

import pytest
from makers.meetings import a_plan
from sqlalchemy import text
from sqlalchemy.orm import Session

from ballot.domain.access import CONSOLE
from ballot.domain.errors import Tampered
from ballot.storage import meetings
from ballot.storage.assessment import assessments, earlier_digests, people_digests
from ballot.usecases import acts
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.result.see_result import see_result
from ballot.usecases.verified import chain, entered_values

TITLE = "2026年度"
RAISE = "UPDATE score_entry SET value = '120' WHERE value = '112.0'"
FORGET = "UPDATE person SET entered_sha256 = NULL"


def two_meetings(hall: Hall) -> tuple[str, str, int]:
    """A meeting of somebody with 90 points, one of somebody with 112.0; their assessment."""
    first, second = (
        create_meeting(hall, CONSOLE, plan)
        for plan in (
            a_plan(scores=["90"], assessment=TITLE),
            a_plan(subjects=2, scores=["90", "112.0"], assessment=TITLE),
        )
    )
    return first, second, hall.database.read(lambda db: meetings.get(db, first)).assessment


def run(hall: Hall, statement: str) -> None:
    hall.database.write(lambda db: db.execute(text(statement)))


def as_before(hall: Hall, assessment: int) -> None:
    """The assessment as a program left it that knew one digest of everything."""

    def enter(db: Session) -> None:
        told = {"assessment": assessment, "entered": earlier_digests.of_assessment(db, assessment)}
        acts.write_down(hall, db, CONSOLE, acts.Act.EDIT, None, **told)

    acts.carry_out(hall, enter)
    run(hall, FORGET)


def require(hall: Hall, assessment: int) -> None:
    hall.database.read(
        lambda db: entered_values.require(db, chain.of_assessment(hall, db, assessment), assessment)
    )


def test_a_result_is_held_to_what_was_entered_of_its_own_subjects(hall: Hall) -> None:
    first, second, assessment = two_meetings(hall)
    run(hall, RAISE)
    assert [each.objective_score for each in see_result(hall, first).subjects] == ["90"]
    for look in (
        lambda: see_result(hall, second),
        lambda: see_assessment(hall, CONSOLE, assessment),
    ):
        with pytest.raises(Tampered):
            look()


def test_what_a_program_before_entered_is_believed_and_what_is_altered_is_not(hall: Hall) -> None:
    _first, _second, assessment = two_meetings(hall)
    as_before(hall, assessment)
    require(hall, assessment)
    run(hall, RAISE)
    with pytest.raises(Tampered):
        require(hall, assessment)


def test_the_next_act_keeps_a_digest_of_everybody(hall: Hall) -> None:
    first, _second, assessment = two_meetings(hall)
    as_before(hall, assessment)
    plan = a_plan(scores=["91"], assessment=TITLE)
    create_meeting(hall, CONSOLE, plan)
    kept = hall.database.read(lambda db: people_digests.kept(db, assessment))
    assert all(kept.values())
    require(hall, assessment)
    assert see_result(hall, first).subjects[0].objective_score == "91"


def test_whoever_enters_of_one_works_out_his_digest_alone(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_meetings(hall)
    worked_out: list[int] = []
    of_people = people_digests.of_people

    def noted(db: Session, assessment: int, only: Collection[int]) -> dict[int, bytes]:
        worked_out.extend(only)
        return of_people(db, assessment, only)

    monkeypatch.setattr(people_digests, "of_people", noted)
    create_meeting(hall, CONSOLE, a_plan(scores=["91"], assessment=TITLE))
    assert len(worked_out) == 1


@pytest.mark.parametrize("few", [0, 500])
def test_many_are_read_at_once_and_few_by_name(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    _first, _second, assessment = two_meetings(hall)
    monkeypatch.setattr(people_digests, "FEW", few)

    def both(db: Session) -> tuple[dict[int, bytes], dict[int, bytes]]:
        ids = [each.id for each in assessments.people(db, assessment)]
        everybody = people_digests.of_people(db, assessment)
        return {ids[1]: everybody[ids[1]]}, people_digests.of_people(db, assessment, ids[1:])

    wanted, found = hall.database.read(both)
    assert found == wanted
