"""A meeting is planned: what is refused, what is kept, who may."""

from dataclasses import replace

import pytest
from makers.meetings import (
    a_draft,
    a_plan,
)

from ballot.domain.access import CONSOLE, Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import (
    BoxKeyMissing,
    MayNot,
    NotInState,
    Refused,
    SchemeUnknown,
)
from ballot.domain.meeting import Custody, State
from ballot.storage import meetings
from ballot.storage.assessment import assessments
from ballot.storage.meetings import MeetingRow
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.edit_meeting import edit_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.list_meetings import list_meetings
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.slips.issue_slips import issue_slips


def row(hall: Hall, number: str) -> MeetingRow:
    return hall.database.read(lambda db: meetings.get(db, number))


def keys_of(refused: Refused) -> list[str | None]:
    return [fault.key for fault in refused.faults]


def test_a_meeting_has_six_digits_and_a_key_outside_the_database(hall: Hall) -> None:
    number = create_meeting(hall, CONSOLE, a_plan(scores=["112"]))
    assert (len(number), number.isdigit()) == (6, True)
    made = row(hall, number)
    assert len(hall.box_keys.get(made.run)) == 32
    view = see_meeting(hall, CONSOLE, number)
    assert (view.state, view.eligible, view.slips) == (State.DRAFT, 46, 0)
    assert (view.subjects[0].objective_score, view.fingerprint) == ("112", None)


def test_a_wrong_plan_is_refused_with_every_place_and_leaves_nothing(hall: Hall) -> None:
    plan = a_plan(subjects=2, eligible=0, scores=["一百", None], title=" ")
    with pytest.raises(Refused) as refused:
        create_meeting(hall, CONSOLE, plan)
    assert sorted(str(key) for key in keys_of(refused.value)) == [
        "eligible",
        "subjects[1].objective_score",
        "title",
    ]
    with pytest.raises(SchemeUnknown):
        create_meeting(hall, CONSOLE, a_plan(scheme="nowhere"))
    assert list_meetings(hall, CONSOLE) == []


def test_two_meetings_share_an_assessment_and_its_scheme(hall: Hall) -> None:
    for _ in range(2):
        create_meeting(hall, CONSOLE, a_plan(assessment="2026年度"))
    kept = hall.database.read(lambda db: assessments.in_units(db, None))
    assert [each.title for each in kept] == ["2026年度"]
    assert {each.assessment for each in list_meetings(hall, CONSOLE)} == {"2026年度"}


def test_a_draft_is_edited_and_what_is_frozen_is_not(hall: Hall) -> None:
    meeting = a_draft(hall)
    plan = a_plan(subjects=2, eligible=45, scores=["99.5"], title="另一场")
    edit_meeting(hall, CONSOLE, meeting.number, plan)
    view = see_meeting(hall, CONSOLE, meeting.number)
    assert (view.title, view.eligible, len(view.subjects)) == ("另一场", 45, 2)
    assert view.subjects[0].objective_score == "99.5"
    freeze(hall, CONSOLE, meeting.number)
    with pytest.raises(NotInState):
        edit_meeting(hall, CONSOLE, meeting.number, plan)


def test_custody_is_raised_always_and_lowered_only_before_slips(hall: Hall) -> None:
    meeting = a_draft(hall, slips=0)
    before = row(hall, meeting.number).run
    formal, informal = a_plan(custody=Custody.SCRUTINEERS), a_plan(custody=Custody.SERVER)
    edit_meeting(hall, CONSOLE, meeting.number, formal)
    with pytest.raises(BoxKeyMissing):
        hall.box_keys.get(before)
    edit_meeting(hall, CONSOLE, meeting.number, informal)
    assert len(hall.box_keys.get(row(hall, meeting.number).run)) == 32
    edit_meeting(hall, CONSOLE, meeting.number, formal)
    issue_slips(hall, CONSOLE, meeting.number, 1)
    with pytest.raises(Refused) as refused:
        edit_meeting(hall, CONSOLE, meeting.number, informal)
    assert keys_of(refused.value) == ["custody"]


def test_a_role_reaches_its_unit_and_no_other(hall: Hall) -> None:
    number = create_meeting(hall, CONSOLE, a_plan())
    unit = row(hall, number).unit
    organizer = Actor(1, "甲", ((unit, Role.ORGANIZER),))
    observer = Actor(2, "乙", ((unit, Role.OBSERVER),))
    stranger = Actor(3, "丙", ((unit + 1, Role.ORGANIZER),))
    assert [line.number for line in list_meetings(hall, observer)] == [number]
    assert list_meetings(hall, stranger) == []
    assert see_meeting(hall, observer, number).next == ()
    assert Act.EDIT in see_meeting(hall, organizer, number).next
    issue_slips(hall, organizer, number, 1)
    for act in (
        lambda who: issue_slips(hall, who, number, 1),
        lambda who: open_voting(hall, who, number),
        lambda who: open_box(hall, who, number),
        lambda who: cancel(hall, who, number, "x"),
    ):
        for who in (observer, stranger):
            with pytest.raises(MayNot):
                act(who)
    with pytest.raises(MayNot):
        create_meeting(hall, observer, a_plan())


def test_a_failed_creation_leaves_no_key_behind(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[bytes] = []
    real = hall.box_keys.put
    monkeypatch.setattr(
        hall.box_keys, "put", lambda run, secret: (kept.append(run), real(run, secret))
    )
    monkeypatch.setattr(meetings, "insert", lambda *_args, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        create_meeting(hall, CONSOLE, a_plan())
    with pytest.raises(BoxKeyMissing):
        hall.box_keys.get(kept[0])


def test_an_assessment_holds_one_scheme(hall: Hall) -> None:
    create_meeting(hall, CONSOLE, a_plan(assessment="2026年度"))
    with pytest.raises(Refused) as refused:
        create_meeting(hall, CONSOLE, a_plan(assessment="2026年度", scheme="jiaozhou-community"))
    assert keys_of(refused.value) == ["scheme"]


def test_a_draft_that_changes_its_scheme_gets_an_assessment_of_its_own(hall: Hall) -> None:
    number = create_meeting(hall, CONSOLE, a_plan())
    before = row(hall, number).assessment
    edit_meeting(hall, CONSOLE, number, a_plan(title="改名"))
    assert row(hall, number).assessment == before
    edit_meeting(hall, CONSOLE, number, a_plan(scheme="jiaozhou-community"))
    assert row(hall, number).assessment != before
    assert see_meeting(hall, CONSOLE, number).scheme_id == "jiaozhou-community"


def test_a_machine_without_units_gets_its_first_with_the_first_meeting(hall: Hall) -> None:
    organizer = Actor(1, "甲", ((1, Role.ORGANIZER),))
    with pytest.raises(MayNot):
        create_meeting(hall, replace(organizer, roles=()), a_plan())
    unit = row(hall, create_meeting(hall, CONSOLE, a_plan())).unit
    number = create_meeting(hall, replace(organizer, roles=((unit, Role.ORGANIZER),)), a_plan())
    assert row(hall, number).unit == unit
