import re
from dataclasses import fields

import pytest

from ballot.domain import errors
from ballot.domain.errors import (
    AnswersMissing,
    BallotError,
    Fault,
    Missing,
    NotADecimal,
    NotInState,
    NotOneOf,
    OutOfRange,
    Refused,
)
from ballot.words import refusals
from ballot.words.language import speaking

ALL = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, BallotError)
]


@pytest.mark.parametrize("kind", ALL)
def test_every_error_has_words_of_its_own(kind: type[BallotError]) -> None:
    assert kind in refusals.TABLE


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_words_name_only_what_the_error_knows(kind: type[BallotError], language: str) -> None:
    known = {field.name for field in fields(kind)}
    with speaking(language):
        asked = set(re.findall(r"%\((\w+)\)s", str(refusals.TABLE[kind].words)))
        assert asked <= known
        assert "%(" not in refusals.words(kind(**_some(kind)))


@pytest.mark.parametrize("kind", ALL)
def test_a_status_and_an_exit_code_are_ones_that_callers_know(kind: type[BallotError]) -> None:
    entry = refusals.TABLE[kind]
    assert entry.exit_code in (1, 2)
    assert entry.status in (200, 400, 401, 403, 404, 409, 410, 415, 422, 429, 500, 503)


def test_no_two_errors_share_a_problem_type() -> None:
    types = [refusals.problem_type(kind(**_some(kind))) for kind in ALL]
    assert len(set(types)) == len(types)
    assert refusals.problem_type(NotADecimal()) == "urn:ballot:problem:not-a-decimal"


def test_a_fault_names_its_place_in_the_language_of_the_reader() -> None:
    fault = Fault(NotADecimal("1l2"), file="people.csv", row=4, column="总分")
    with speaking("zh"):
        assert refusals.words(fault) == "people.csv 第 4 行 “总分”列：“1l2”不是数，应像 112 或 97.5"
    with speaking("en"):
        said = refusals.words(fault)
    assert said.startswith("people.csv row 4")
    assert "1l2" in said


def test_several_faults_are_a_line_each() -> None:
    faults = [Fault(Missing(), key="title"), Fault(NotADecimal("x"), key="subjects[1].score")]
    with speaking("zh"):
        lines = refusals.words(Refused(faults)).splitlines()
    assert lines == ["title：缺少内容", "subjects[1].score：“x”不是数，应像 112 或 97.5"]


def test_states_and_acts_are_named_and_lists_are_read_out() -> None:
    with speaking("zh"):
        assert refusals.words(NotInState("open", "draft")) == (
            "现在不能“开始投票”：测评会处于“准备中”"
        )
        assert refusals.words(NotOneOf("x", ("a", "b"))) == "“x”不在可选范围内：a、b"
        assert refusals.words(AnswersMissing((3, 5))) == "还有没选的：第 3、5 项"


def test_an_error_without_an_entry_borrows_that_of_its_parent() -> None:
    class Unheard(NotADecimal):
        pass

    assert refusals.status(Unheard()) == 422
    assert refusals.exit_code(Unheard()) == 2


def _some(kind: type[BallotError]) -> dict[str, object]:
    """Values for the fields that have no default."""
    return {"error": Missing()} if issubclass(kind, Fault) else {}


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OutOfRange("2026-11-22", low="2026-11-30"), "不能早于 2026-11-30"),
        (OutOfRange("2026-12-01", high="2026-11-30"), "不能晚于 2026-11-30"),
        (OutOfRange("3", low="8"), "不能小于 8"),
        (OutOfRange("9", high="8"), "不能大于 8"),
    ],
)
def test_a_day_is_too_early_where_a_number_is_too_small(error: OutOfRange, said: str) -> None:
    assert refusals.words(error).endswith(said)
