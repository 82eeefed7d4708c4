"""A file takes nothing away that a decision gave: that is changed by hand, with a reason."""

from pathlib import Path

import pytest
from makers.reviewed import GOALS, a_movable_hall, one_who_was_given_more

from ballot.domain.access import CONSOLE
from ballot.domain.errors import DecidedOtherwise, Refused
from ballot.domain.scoring.assessment import PeopleFile
from ballot.storage.database import Database
from ballot.usecases.assessment.people.bring_in_people import enter_scores, preview
from ballot.usecases.assessment.see_values import see_values
from ballot.usecases.hall import Hall


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a decision gave is read by statements that the kinds answer alike."""
    return sqlite_url


@pytest.fixture
def hall(database: Database, tmp_path: Path) -> Hall:
    """The hall of this test."""
    return a_movable_hall(database, tmp_path)[0]


def a_file(**points: str) -> PeopleFile:
    """Scores of 甲某 or others, as somebody has them in an old file."""
    rows = tuple(
        {"姓名": name, "单位": "某局", "村(社区)": "大布村", GOALS: text}
        for name, text in points.items()
    )
    return PeopleFile("旧.csv", tuple(rows[0]), rows, agreed=True)


def test_a_file_takes_nothing_away_that_a_decision_gave(hall: Hall) -> None:
    id, person = one_who_was_given_more(hall)
    old = a_file(乙某="58", 甲某="59")
    (fault,) = preview(hall, CONSOLE, id, old, adding=False).faults
    assert (fault.row, fault.column) == (3, GOALS)
    assert isinstance(fault.error, DecidedOtherwise)
    assert (fault.error.value, fault.error.source) == ("60", "异议1的决定")
    with pytest.raises(Refused):
        enter_scores(hall, CONSOLE, id, old)
    assert see_values(hall, CONSOLE, id, person).values[GOALS] == "60"
    assert enter_scores(hall, CONSOLE, id, a_file(乙某="58", 甲某="60")).changed == 1
