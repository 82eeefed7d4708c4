"""Lines of Chinese: what may begin and end one, and what is never parted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballot.printing import wrap

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


def test_a_heading_is_parted_before_its_bracket_or_else_behind_a_comma() -> None:
    assert wrap.balanced("述职测评（50%）", 10, wide) == ["述职测评", "（50%）"]
    assert wrap.balanced("等次（好、中、差）", 14, wide) == ["等次", "（好、中、差）"]
    assert wrap.balanced("调整原因、重新审核日期", 14, wide) == ["调整原因、", "重新审核日期"]
    title = "胶州市村（社区）党组织“第一书记”任期目标备案表"
    assert wrap.balanced(title, 40, wide) == [title[:11], title[11:]]
    own = "为村（社区）办\n理实事情况"
    assert wrap.balanced(own, 14, wide) == own.split("\n")
    assert wrap.balanced("（好、中、差）", 8, wide) == ["（好、", "中、差）"]


@pytest.mark.parametrize(
    ("text", "width", "found"),
    [
        ("加强基层党组织建设情况", 18, ["加强基层党组织", "建设情况"]),
        ("加强基层党组织领导班子建设情况", 18, ["加强基层党组织", "领导班子建设情况"]),
        ("个人半年度工作项目完成情况得分", 12, ["个人半年度", "工作项目完成", "情况得分"]),
        ("“一票否决”项审核结论", 16, ["“一票否决”", "项审核结论"]),
        ("乡镇（街道）党（工）委意见", 20, ["乡镇（街道）", "党（工）委意见"]),
        ("基本称职（基本合格）", 12, ["基本称职", "（基本合格）"]),
    ],
)
def test_a_heading_is_parted_in_no_word(text: str, width: int, found: list[str]) -> None:
    assert wrap.balanced(text, width, wide) == found


def test_a_word_is_parted_where_it_has_no_room_or_would_take_a_line_more() -> None:
    assert wrap.balanced("组织", 2, wide) == ["组", "织"]
    assert wrap.balanced("甲组织丙工作", 6, wide) == ["甲组织", "丙工作"]
    assert wrap.balanced("甲乙组织工作", 6, wide) == ["甲乙组", "织工作"]


MINORITY = "阿依古丽·买买提江"
LATIN = "Anna Maria Smith"


@pytest.mark.parametrize(
    ("text", "width", "found", "remark"),
    [
        ("年度测评欧阳明德", 10, ["年度测评", "欧阳明德"], "one with a double surname"),
        (f"测评{MINORITY}同志", 18, ["测评", MINORITY, "同志"], "one line more, and whole"),
        (f"测评 {LATIN} 同志", 18, ["测评", LATIN, "同志"], "blanks inside a name are no seam"),
        (f"测评{MINORITY}同志", 12, ["测评", "阿依古丽·", "买买提江同志"], "else at its dot"),
        (f"测评 {LATIN} 同志", 13, ["测评", "Anna Maria", "Smith 同志"], "or at its blank"),
        (
            "建设局王建设述职",
            8,
            ["建设局", "王建设", "述职"],
            "a trade's word inside a name is none",
        ),
    ],
)
def test_a_title_is_parted_in_no_name(text: str, width: int, found: list[str], remark: str) -> None:
    names = ("欧阳明德", MINORITY, LATIN, "王建设", "建设局")
    assert wrap.balanced(text, width, wide, names) == found, remark


def test_the_control_a_name_that_nobody_told_of_is_parted() -> None:
    found = wrap.balanced(f"测评{MINORITY}同志", 18, wide)
    assert not any(MINORITY in line for line in found)


@given(st.text("甲乙丙a1 ·", max_size=40), st.integers(6, 30))
def test_nothing_of_a_title_with_names_is_lost(text: str, width: int) -> None:
    found = wrap.balanced(text, width, wide, ("甲乙", "丙·a", "乙丙甲"))
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert all(wide(line) <= width for line in found)


def test_pieces_are_the_text_with_its_names_apart() -> None:
    names = (MINORITY, "大布村")
    found = wrap.pieces(f"测评大布村{MINORITY}工作", names)
    assert found == [("测评", False), ("大布村", True), (MINORITY, True), ("工作", False)]
    assert wrap.pieces("测评", ()) == [("测评", False)]
