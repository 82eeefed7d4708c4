"""A meeting that is made after the pattern of another has a title of its own."""

import pytest

from ballot.domain.meetings import copied_title
from ballot.domain.short_text import LONGEST

BEHIND = "\uff08%s\uff09"


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("大布村测评", "大布村测评"),
        ("大布村测评" + BEHIND % 2, "大布村测评"),
        ("大布村测评 (12)", "大布村测评"),
        ("大布村测评" + BEHIND % "补", "大布村测评" + BEHIND % "补"),
        ("(2)", "(2)"),
        ("测评（20261）", "测评（20261）"),
    ],
)
def test_the_number_of_a_copy_is_no_part_of_its_stem(title: str, stem: str) -> None:
    assert copied_title.stem(title) == stem


def test_the_first_number_that_nobody_has_is_taken() -> None:
    title = "大布村测评"
    assert copied_title.after(title, []) == title + BEHIND % 2
    assert copied_title.after(title, [title]) == title + BEHIND % 2
    taken = [title, title + BEHIND % 2, title + BEHIND % 4]
    assert copied_title.after(title, taken) == title + BEHIND % 3
    assert copied_title.after(title + BEHIND % 4, taken) == title + BEHIND % 3
    full = [title + BEHIND % number for number in (2, 3)]
    assert copied_title.after(title, full) == title + BEHIND % 4


def test_a_title_stays_a_line_that_papers_hold() -> None:
    found = copied_title.after("长" * LONGEST, [])
    assert len(found) == LONGEST
    assert found.endswith(BEHIND % 2)
