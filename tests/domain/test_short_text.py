"""A line that people write: what of it can be kept, shown and printed."""

import pytest

from ballot.domain import short_text
from ballot.domain.errors import Missing, OutOfRange, WrongType


@pytest.mark.parametrize("text", ["", " ", "长" * 200, "张 某", "𠮷", "é"])
def test_a_line_may_be_empty_and_has_up_to_two_hundred_characters(text: str) -> None:
    assert short_text.wrong(text) is None


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", Missing()),
        (" \t", Missing()),
        ("长" * 201, OutOfRange(value="201", low="1", high="200")),
        ("测\0评\ud800", WrongType(expected="text", value="测�评�")),
    ],
)
def test_a_line_that_is_needed_says_what_is_wrong(text: str, error: Exception) -> None:
    found = short_text.wrong(text, needed=True)
    assert repr(found) == repr(error)


def test_a_line_that_may_be_empty_says_so() -> None:
    error = short_text.wrong("长" * 201)
    assert isinstance(error, OutOfRange)
    assert error.low == "0"
