"""What takes long is read before the database is held, and anew where somebody came in between."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from makers.county import a_county
from makers.reviewed import TITLE

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.usecases import acts
from ballot.usecases.assessment import rank_assessment
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people import bring_in_people
from ballot.usecases.assessment.people.bring_in_people import Brought, add_people
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.hall import Hall


@pytest.fixture
def id(hall: Hall) -> int:
    return create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))


def a_file(people: Sequence[int]) -> PeopleFile:
    """Some of a county, all of them agreed to."""
    rows = tuple(dict(a_county(4)[place].row) for place in people)
    given = PeopleFile("people.xlsx", tuple(rows[0]), rows)
    return replace(given, distinct=True, confirm_beyond=True)


def between(monkeypatch: pytest.MonkeyPatch, module: Any, other: Callable[[], object]) -> None:
    """Somebody else acts when the act of a module has read and has not yet written."""

    def late(hall: Hall, work: Any) -> Any:
        monkeypatch.undo()
        other()
        return acts.carry_out(hall, work)

    monkeypatch.setattr(module, "acts", _Acts(late))


class _Acts:
    """The module ``acts``, but for one function."""

    def __init__(self, carry_out: Callable[..., Any]) -> None:
        self.carry_out = carry_out

    def __getattr__(self, name: str) -> Any:
        return getattr(acts, name)


def test_who_was_added_meanwhile_is_not_added_again(
    hall: Hall, id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    between(monkeypatch, bring_in_people, lambda: add_people(hall, CONSOLE, id, a_file([0])))
    assert add_people(hall, CONSOLE, id, a_file([0, 1])) == Brought(new=1, changed=0, same=1)
    assert len(see_assessment(hall, CONSOLE, id).people) == 2


def test_who_was_added_meanwhile_is_ranked_too(
    hall: Hall, id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_people(hall, CONSOLE, id, a_file([0]))
    between(monkeypatch, rank_assessment, lambda: add_people(hall, CONSOLE, id, a_file([1])))
    number, _doubts = rank_assessment.rank_assessment(hall, CONSOLE, id)
    view = see_ranking(hall, CONSOLE, id, number)
    assert len(view.scored.ranking.placed) == 2
    assert view.is_current


def test_the_control_without_anybody_between_one_is_ranked(hall: Hall, id: int) -> None:
    add_people(hall, CONSOLE, id, a_file([0]))
    number, _doubts = rank_assessment.rank_assessment(hall, CONSOLE, id)
    assert len(see_ranking(hall, CONSOLE, id, number).scored.ranking.placed) == 1
