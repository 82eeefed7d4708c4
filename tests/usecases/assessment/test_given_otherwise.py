"""One value counts of a section, whoever gave it: a decision is not undone by saving the sheet."""

from pathlib import Path

import pytest
from makers.meetings import Clock
from makers.reviewed import GOALS, a_movable_hall, one_who_was_given_more

from ballot.domain.access import CONSOLE
from ballot.domain.errors import Fault, GivenOtherwise, Missing, Refused
from ballot.domain.scoring.sheet_entry import Side
from ballot.storage.database import Database
from ballot.usecases.assessment.enter_sheet import enter_sheet
from ballot.usecases.assessment.kept_sheet import Typed
from ballot.usecases.assessment.see_sheet import see_sheet
from ballot.usecases.assessment.see_values import see_values
from ballot.usecases.hall import Hall

HELD = {"(一)1①b": Typed({Side.EXAMINER: "1"}, "矛盾未化解")}
MORE = {"(一)1①b": Typed({Side.EXAMINER: "2"}, "矛盾未化解")}


@pytest.fixture
def moved(database: Database, tmp_path: Path) -> tuple[Hall, Clock]:
    return a_movable_hall(database, tmp_path)


def counts(hall: Hall, id: int, person: int) -> tuple[str, str]:
    """What counts of the section and of the whole."""
    values = see_values(hall, CONSOLE, id, person).values
    return values[GOALS], values["组织工作目标考评得分"]


def test_a_sheet_saved_as_it_was_leaves_what_was_decided(moved: tuple[Hall, Clock]) -> None:
    hall, _clock = moved
    id, person = one_who_was_given_more(hall)
    assert counts(hall, id, person) == ("60", "100")
    enter_sheet(hall, CONSOLE, id, person, HELD)
    enter_sheet(hall, CONSOLE, id, person, {"(二)1①": Typed({Side.EXAMINER: "2"}, "无日记")})
    assert counts(hall, id, person) == ("60", "98")
    (section, *others) = see_sheet(hall, CONSOLE, id, person).sections
    assert section.given is not None
    assert (section.points[Side.EXAMINER], section.given.value) == (59, "60")
    assert section.given.source.endswith("的决定")
    assert [each.given for each in others] == [None] * 3


def test_a_changed_section_asks_before_it_takes_the_place_of_a_decision(
    moved: tuple[Hall, Clock],
) -> None:
    hall, _clock = moved
    id, person = one_who_was_given_more(hall)

    def faults(change: str, *, replace_given: bool) -> list[Fault]:
        with pytest.raises(Refused) as refused:
            enter_sheet(hall, CONSOLE, id, person, MORE, change=change, replace_given=replace_given)
        return list(refused.value.faults)

    (asked,) = faults("复查", replace_given=False)
    assert (asked.column, asked.key) == (GOALS, "replace_given")
    assert isinstance(asked.error, GivenOtherwise)
    (asked,) = faults("", replace_given=True)
    assert isinstance(asked.error, Missing)
    assert counts(hall, id, person) == ("60", "100"), "nothing was kept"
    enter_sheet(hall, CONSOLE, id, person, MORE, change="复查", replace_given=True)
    assert counts(hall, id, person) == ("58", "98")
    assert see_sheet(hall, CONSOLE, id, person).otherwise == ()
