"""Somebody is removed or written otherwise in the moment in which a meeting is made or frozen."""

from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from makers.meetings import a_draft, a_plan

from ballot.domain.access import CONSOLE
from ballot.domain.errors import NameBarred, NameOnPaper, PersonMeasured, Refused
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.storage import meetings, subjects, unit_tree
from ballot.storage.assessment import assessments, reviews
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people import traces
from ballot.usecases.assessment.people.change_person import change_person
from ballot.usecases.assessment.people.person_texts import Said
from ballot.usecases.assessment.people.remove_person import remove_person
from ballot.usecases.assessment.remove_assessment import remove_assessment
from ballot.usecases.assessment.rename_assessment import rename_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.correct_eligible import correct_eligible
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.start_meeting import Start, start_meeting
from ballot.usecases.scrutineers.appoint import appoint
from ballot.usecases.verified import frozen_facts

WHY = Said("写错")
A_WHILE = 1.0
"""Seconds for the other one to come through, unless something holds it back."""


@pytest.fixture
def draft(hall: Hall) -> tuple[str, int, int]:
    """A draft with two subjects that could be frozen; its assessment, its first subject."""
    number = a_draft(hall, subjects=2, assessment="2026年度").number
    assessment = hall.database.read(lambda db: meetings.get(db, number)).assessment
    return number, assessment, see_assessment(hall, CONSOLE, assessment).people[0].id


def between(
    monkeypatch: pytest.MonkeyPatch, module: object, name: str, other: Callable[[], object]
) -> Callable[[], object]:
    """``other`` begins elsewhere after ``module.name`` has looked; what came of it, once waited."""
    plain, came = getattr(module, name), []

    def run() -> None:
        try:
            came.append(other())
        except Exception as error:
            came.append(error)

    thread = Thread(target=run)

    def looked(*args: Any, **named: Any) -> Any:
        found = plain(*args, **named)
        if thread.ident is None:
            thread.start()
            thread.join(A_WHILE)
        return found

    def waited() -> object:
        thread.join()
        return came[0]

    monkeypatch.setattr(module, name, looked)
    return waited


def tried(act: Callable[[], object]) -> object:
    try:
        return act()
    except Exception as error:
        return error


def frozen_names(hall: Hall, number: str) -> list[str]:
    meeting = hall.database.read(lambda db: meetings.get(db, number))
    return [each.name for each in frozen_facts.of(hall, meeting).subjects]


def names_in_tables(hall: Hall, number: str) -> list[str]:
    return [each.name for each in hall.database.read(lambda db: subjects.subjects(db, number))]


def test_a_freeze_has_whom_the_tables_have(
    hall: Hall, draft: tuple[str, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    number, id, who = draft
    come = between(monkeypatch, traces, "require_removable", lambda: freeze(hall, CONSOLE, number))
    remove_person(hall, CONSOLE, id, who, WHY)
    assert come() is None
    assert frozen_names(hall, number) == names_in_tables(hall, number) == ["李某"]


def test_without_holding_the_people_a_freeze_has_one_who_is_gone(
    hall: Hall, draft: tuple[str, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above; on SQLite one writer waits for the other in any case."""
    number, id, who = draft
    monkeypatch.setattr(reviews, "hold", lambda db, assessment: None)
    monkeypatch.setattr(traces, "hold_drafts", lambda *where: None)
    come = between(monkeypatch, traces, "require_removable", lambda: freeze(hall, CONSOLE, number))
    remove_person(hall, CONSOLE, id, who, WHY)
    assert come() is None
    is_torn = frozen_names(hall, number) != names_in_tables(hall, number)
    assert is_torn is (hall.database.dialect == "postgresql")


def test_whoever_is_frozen_in_that_moment_is_not_removed(
    hall: Hall, draft: tuple[str, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    number, id, who = draft
    come = between(
        monkeypatch,
        frozen_facts,
        "subjects_of",
        lambda: remove_person(hall, CONSOLE, id, who, WHY),
    )
    freeze(hall, CONSOLE, number)
    assert isinstance(come(), PersonMeasured)
    assert frozen_names(hall, number) == names_in_tables(hall, number) == ["张某", "李某"]


def test_a_name_is_corrected_before_the_freeze_or_not_at_all(
    hall: Hall, draft: tuple[str, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    number, id, who = draft
    come = between(monkeypatch, traces, "require_unprinted", lambda: freeze(hall, CONSOLE, number))
    change_person(hall, CONSOLE, id, who, {"姓名": "贾某"}, WHY)
    assert come() is None
    assert frozen_names(hall, number) == names_in_tables(hall, number) == ["贾某", "李某"]
    with pytest.raises(NameOnPaper):
        change_person(hall, CONSOLE, id, who, {"姓名": "甲某"}, WHY)


def test_the_eligible_are_corrected_after_a_name_was(
    hall: Hall, draft: tuple[str, int, int]
) -> None:
    number, id, who = draft
    open_voting(hall, CONSOLE, number)
    change_person(hall, CONSOLE, id, who, {"姓名": "贾某"}, WHY)
    correct_eligible(hall, CONSOLE, number, (("", 47),), "漏了一人")
    assert frozen_names(hall, number) == ["张某", "李某"], "the paper keeps its writing"
    meeting = hall.database.read(lambda db: meetings.get(db, number))
    assert frozen_facts.of(hall, meeting).eligible == 47
    for form in (MeetingForm.BALLOT, MeetingForm.SCRIPT, MeetingForm.WALL_POSTER):
        printed = str(print_meeting_form(hall, CONSOLE, number, form))
        assert "张某" in printed
        assert "贾某" not in printed


def test_no_meeting_is_made_in_an_assessment_that_goes(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("考核", "jiaozhou-village"))
    plan = a_plan(assessment="考核")
    come = between(
        monkeypatch, assessments, "followed_by", lambda: create_meeting(hall, CONSOLE, plan)
    )
    remove_assessment(hall, CONSOLE, id)
    number = come()
    assert isinstance(number, str)
    made = hall.database.read(lambda db: meetings.get(db, number)).assessment
    assert made != id
    assert see_assessment(hall, CONSOLE, made).title == "考核"


@pytest.mark.parametrize("is_held", [True, False], ids=["held", "control"])
def test_two_meetings_that_name_a_new_assessment_are_of_one(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, is_held: bool
) -> None:
    if not is_held:
        monkeypatch.setattr(unit_tree, "hold_titles", lambda db, unit: None)
    create_meeting(hall, CONSOLE, a_plan())
    plan = a_plan(assessment="考核")
    come = between(monkeypatch, assessments, "find", lambda: create_meeting(hall, CONSOLE, plan))
    numbers = (create_meeting(hall, CONSOLE, plan), str(come()))
    of = {hall.database.read(lambda db, n=n: meetings.get(db, n)).assessment for n in numbers}
    assert len(of) == (1 if is_held or hall.database.dialect == "sqlite" else 2)


def test_two_assessments_are_not_renamed_to_one_title(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (
        create_assessment(hall, CONSOLE, AssessmentPlan(title, "jiaozhou-village"))
        for title in ("甲考核", "乙考核")
    )
    come = between(
        monkeypatch,
        assessments,
        "find",
        lambda: rename_assessment(hall, CONSOLE, second, title="丙考核"),
    )
    rename_assessment(hall, CONSOLE, first, title="丙考核")
    assert isinstance(come(), Refused)


def test_two_who_start_the_missing_meeting_start_it_once(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("考核", "jiaozhou-village"))
    first = create_meeting(hall, CONSOLE, a_plan(assessment="考核"))
    who = see_assessment(hall, CONSOLE, id).people[0].id
    hall.database.write(lambda db: subjects.put_subjects(db, first, []))
    start = Start((who,), "满意度测评", "", 46)
    come = between(
        monkeypatch,
        reviews,
        "hold",
        lambda: tried(lambda: start_meeting(hall, CONSOLE, id, start)),
    )
    assert start_meeting(hall, CONSOLE, id, start)
    assert isinstance(come(), Refused)


def test_nobody_is_renamed_to_one_who_counts_the_vote_on_him(
    hall: Hall, draft: tuple[str, int, int]
) -> None:
    number, id, who = draft
    appoint(hall, CONSOLE, number, ["钱某", "周某", "吴某"])
    with pytest.raises(Refused) as refused:
        change_person(hall, CONSOLE, id, who, {"姓名": "钱 某"}, WHY)
    assert [(fault.column, type(fault.error)) for fault in refused.value.faults] == [
        ("姓名", NameBarred)
    ]
    change_person(hall, CONSOLE, id, who, {"姓名": "贾某"}, WHY)
