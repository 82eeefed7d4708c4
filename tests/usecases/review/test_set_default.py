"""What the policy leaves open is set after a document, until people are ranked."""

import pytest
from makers.meetings import BAD, VERY
from makers.reviewed import a_jiaozhou, seven, walk
from people.reviewers import look

from ballot.domain.access import CONSOLE
from ballot.domain.errors import (
    BallotError,
    DefaultsFixed,
    Missing,
    NothingChanged,
    NotOneOf,
    Refused,
    WrongType,
)
from ballot.domain.review.steps import Kind
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.review.confirm_thresholds import confirm_thresholds
from ballot.usecases.review.pass_step import return_to
from ballot.usecases.review.set_default import NewDefault, see_defaults, set_default

BELOW = "by_ballot.grades[2].below"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One line of a review is written like any other."""
    return sqlite_url


def new(key: str = BELOW, value: str = "9/10") -> NewDefault:
    return NewDefault(key, value, "组〔2026〕9号", "部长办公会研究")


def test_a_threshold_is_set_confirmed_and_ranked_anew(hall: Hall) -> None:
    id = a_jiaozhou(hall, [{"姓名": "甲某"}], (VERY, VERY, BAD))
    assert look(hall, id).people[0].proposed == "称职"
    set_default(hall, CONSOLE, id, new())
    view = look(hall, id)
    assert (view.is_current, view.confirmed) == (False, False)
    line = view.lines[-1].entry
    assert (line.kind, line.before, line.after) == (Kind.SET, "2/3", "9/10")
    assert (line.document, line.reason) == ("组〔2026〕9号", "部长办公会研究")
    assert line.opinion == "测评等次 · 基本称职 · 低于"
    confirm_thresholds(hall, CONSOLE, id)
    rank_assessment(hall, CONSOLE, id)
    assert look(hall, id).people[0].proposed == "基本称职"
    there = {each.key: each.value for each in see_defaults(hall, CONSOLE, id)}
    assert there[BELOW] == "9/10"
    with pytest.raises(NothingChanged):
        set_default(hall, CONSOLE, id, new())


def test_once_people_were_ranked_it_is_fixed_until_that_step_is_returned_to(hall: Hall) -> None:
    id = seven(hall)
    walk(hall, id, 4)
    with pytest.raises(DefaultsFixed) as fixed:
        set_default(hall, CONSOLE, id, new())
    assert fixed.value.step == "进行排名定档"
    return_to(hall, CONSOLE, id, "进行排名定档", "界限另有规定")
    set_default(hall, CONSOLE, id, new())


@pytest.mark.parametrize(
    ("said", "key", "error"),
    [
        (NewDefault(BELOW, "1/2", " ", "研究"), "document", Missing),
        (NewDefault(BELOW, "1/2", "9号", ""), "reason", Missing),
        (NewDefault(BELOW, "", "9号", "研究"), "value", Missing),
        (new(key="items[1].denominator", value="valid"), "key", NotOneOf),
        (new(key="quorum.at_least", value="1/2"), "key", NotOneOf),
        (new(key="placing.ties", value="x"), "key", NotOneOf),
        (new(key="placing.rounding", value="up"), "value", NotOneOf),
        (new(value="一半"), "value", WrongType),
        (new(value="2"), "value", BallotError),
    ],
)
def test_what_is_wrong_changes_nothing(
    hall: Hall, said: NewDefault, key: str, error: type[BallotError]
) -> None:
    id = seven(hall)
    with pytest.raises(Refused) as refused:
        set_default(hall, CONSOLE, id, said)
    faults = refused.value.faults
    assert [each.key for each in faults] == [key]
    assert isinstance(faults[0].error, error)
    assert look(hall, id).is_current
