"""Lines of Chinese: what may begin and end one, and what is never parted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballot.printing.pdf import wrap

MARKS = "，。、；：！？”》)"


def wide(text: str) -> float:
    """Chinese is two wide, Latin one."""
    return sum(1 if char.isascii() else 2 for char in text)


@pytest.mark.parametrize(
    ("text", "width", "found", "remark"),
    [
        ("甲乙丙丁戊", 6, ["甲乙丙", "丁戊"], "anywhere between characters"),
        ("甲乙丙。丁", 6, ["甲乙", "丙。丁"], "no line begins with a full stop"),
        ("甲乙“丙丁", 6, ["甲乙", "“丙丁"], "no line ends with an opening quote"),
        ("甲乙97.55分", 8, ["甲乙", "97.55分"], "a number stays whole"),
        ("甲\n乙", 8, ["甲", "乙"], "a line break is one"),
        ("甲乙 丙", 4, ["甲乙", "丙"], "a blank at a line's end is dropped"),
        ("abcdefgh", 3, ["abc", "def", "gh"], "what is too wide is broken anywhere"),
        ("", 8, [""], "an empty text is an empty line"),
    ],
)
def test_lines(text: str, width: float, found: list[str], remark: str) -> None:
    assert wrap.lines(text, width, wide) == found, remark


@given(st.text("甲乙丙a1 。,“”()", max_size=60), st.integers(2, 30))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int) -> None:
    found = wrap.lines(text, width, wide)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert all(wide(line) <= width for line in found)


def test_a_title_is_parted_at_its_blank() -> None:
    assert wrap.balanced("二〇二六年度测评 大布村", 18, wide) == ["二〇二六年度测评", "大布村"]


def test_a_title_without_a_blank_is_parted_about_in_the_middle() -> None:
    first, second = wrap.balanced("甲乙丙丁戊己庚辛壬癸", 18, wide)
    assert len(first) - len(second) <= 1
