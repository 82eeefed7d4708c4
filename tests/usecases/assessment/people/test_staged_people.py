"""Many who are new are written in slices that nobody sees; by one commit all are there, or none."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from makers.county import a_county
from makers.reviewed import TITLE

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.storage.assessment import waiting_people
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.assessment.people import staged_people
from ballot.usecases.assessment.people.bring_in_people import Brought, add_people
from ballot.usecases.assessment.people.undo_import import undo_import
from ballot.usecases.assessment.see_assessment import AssessmentView, see_assessment
from ballot.usecases.hall import Hall

ALL = range(4)


@pytest.fixture
def id(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> int:
    """An assessment of nobody, in a house where two are many."""
    monkeypatch.setattr(staged_people, "MANY", 2)
    monkeypatch.setattr(staged_people, "SLICE", 1)
    return create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))


def a_file(people: Sequence[int]) -> PeopleFile:
    """Some of a county, all of them agreed to."""
    rows = tuple(dict(a_county(4)[place].row) for place in people)
    given = PeopleFile("people.xlsx", tuple(rows[0]), rows)
    return replace(given, distinct=True, confirm_beyond=True)


def between(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Somebody acts after each slice; other threads of the process sleep as they did."""
    monkeypatch.setattr(staged_people, "sleep", lambda _: act())


def waiting(hall: Hall) -> list[int]:
    return hall.database.read(waiting_people.there)


def told(view: AssessmentView) -> list[tuple[object, ...]]:
    return [(each.name, each.unit, each.village, each.items, each.group) for each in view.people]


def test_what_came_in_slices_is_what_comes_at_once(
    hall: Hall, id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_people(hall, CONSOLE, id, a_file([1]))
    assert add_people(hall, CONSOLE, id, a_file(ALL)) == Brought(new=3, changed=0, same=1)
    monkeypatch.setattr(staged_people, "MANY", 500)
    other = create_assessment(hall, CONSOLE, AssessmentPlan("另一份", "jiaozhou-village"))
    add_people(hall, CONSOLE, other, a_file([1]))
    add_people(hall, CONSOLE, other, a_file(ALL))
    sliced, whole = see_assessment(hall, CONSOLE, id), see_assessment(hall, CONSOLE, other)
    assert told(sliced) == told(whole)
    assert len(told(sliced)) == 4
    assert waiting(hall) == []


def test_it_is_taken_back_like_any_other(hall: Hall, id: int) -> None:
    add_people(hall, CONSOLE, id, a_file(ALL))
    assert len(undo_import(hall, CONSOLE, id).added) == 4
    assert see_assessment(hall, CONSOLE, id).people == ()


def test_nobody_sees_a_part_of_it(hall: Hall, id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def look() -> None:
        seen.append(len(see_assessment(hall, CONSOLE, id).people))
        assert len(list_assessments(hall, CONSOLE)) == 1

    between(monkeypatch, look)
    add_people(hall, CONSOLE, id, a_file(ALL))
    assert seen == [0] * 4
    assert len(see_assessment(hall, CONSOLE, id).people) == 4


def test_who_is_interrupted_leaves_nothing(
    hall: Hall, id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    between(monkeypatch, lambda: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        add_people(hall, CONSOLE, id, a_file(ALL))
    assert see_assessment(hall, CONSOLE, id).people == ()
    assert waiting(hall) == []


def test_what_a_killed_process_left_is_seen_by_nobody_and_taken_out_later(
    hall: Hall, id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(staged_people, "clear", lambda *_: None)
        between(killed, lambda: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            add_people(hall, CONSOLE, id, a_file(ALL))
    assert see_assessment(hall, CONSOLE, id).people == ()
    staged_people.clear_old(hall)
    assert len(waiting(hall)) == 1, "somebody may be at it still"
    later = replace(hall, clock=lambda: hall.clock() + timedelta(hours=2))
    staged_people.clear_old(later)
    assert waiting(hall) == []
    add_people(hall, CONSOLE, id, a_file(ALL))
    assert len(see_assessment(hall, CONSOLE, id).people) == 4


def test_who_was_added_while_it_was_written_is_not_added_again(
    hall: Hall, id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add_one() -> None:
        monkeypatch.undo()
        add_people(hall, CONSOLE, id, a_file([2]))

    between(monkeypatch, add_one)
    assert add_people(hall, CONSOLE, id, a_file(ALL)) == Brought(new=3, changed=0, same=1)
    assert len(see_assessment(hall, CONSOLE, id).people) == 4
    assert waiting(hall) == []
