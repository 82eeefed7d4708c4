"""Somebody is found by a part of his name, or by the letters of every reading of it."""

import pytest

from ballot.domain.roster import finding


def test_the_words_of_letters_are_all_readings_of_a_name() -> None:
    assert finding.initials("曾伟", ("cz", "w")) == "cw zw"
    assert finding.initials("单于 飞", ("dcs", "y", "f")) == "dyf cyf syf"
    assert finding.initials("王某", ("w", "m")) == "wm"
    assert finding.initials("那那", ("nn", "n")) == "nn"


def test_what_has_no_reading_is_any_letter_and_a_letter_itself() -> None:
    assert finding.initials("王𮯠", ("w", "")) == "w?"
    assert finding.initials("阿里·Bob", ("a", "l", "", "", "", "")) == "albob"
    assert finding.initials("Li 3", ("", "", "", "")) == "li3"
    assert finding.initials("·", ("",)) == ""


def test_only_so_many_readings_are_kept() -> None:
    words = finding.initials("一二三四五六", ("ab",) * 6).split()
    assert len(words) == finding.MOST_READINGS == 32


@pytest.mark.parametrize(
    ("asked", "name", "words", "rank"),
    [
        ("王", "王小明", "wxm", 0),
        ("小明", "王小明", "wxm", 1),
        ("王 小", "王小明", "wxm", 0),
        ("wxm", "王小明", "wxm", 0),
        ("WX", "王小明", "wxm", 0),
        ("xm", "王小明", "wxm", 1),
        ("zw", "曾伟", "cw zw", 0),
        ("cw", "曾伟", "cw zw", 0),
        ("wz", "曾伟", "cw zw", None),
        ("wab", "王𮯠𮯠", "w??", 0),
        ("wxmz", "王小明", "wxm", None),
        ("?", "王𮯠", "w?", None),
        ("李", "王小明", "wxm", None),
        ("", "王小明", "wxm", None),
        ("  ", "王小明", "wxm", None),
        ("bob", "Bob Lee", "boblee", 0),
        ("lee", "Bob Lee", "boblee", 1),
        ("b", "Lee Bob 博", "", 1),
        ("m", "王小明", "", None),
        ("xw", "徐王王", "xww wxw", 0),
    ],
)
def test_how_well_somebody_fits(asked: str, name: str, words: str, rank: int | None) -> None:
    assert finding.rank(asked, name, words) == rank
