"""What a row of a file would do, in one word."""

import pytest

from ballot.domain.scoring.people.row_marks import Change, Mark, changes, mark_of

KEY = ("姓名",)


def test_a_change_is_what_a_row_says_otherwise() -> None:
    stored = {"姓名": "甲某", "单位": "某局", "得分": "5"}
    texts = {"姓名": "乙某", "单位": "某局", "得分": "6", "奖分": "1", "空": ""}
    assert changes(stored, texts, KEY) == (Change("得分", "5", "6"), Change("奖分", "", "1"))
    assert changes(stored, {"得分": ""}, KEY) == ()


@pytest.mark.parametrize(
    ("changed", "is_new", "is_doubtful", "mark"),
    [
        ((), True, False, Mark.NEW),
        ((), True, True, Mark.DOUBTFUL),
        ((Change("得分", "5", "6"),), False, False, Mark.CHANGED),
        ((), False, False, Mark.SAME),
    ],
)
def test_each_row_has_one_mark(
    changed: tuple[Change, ...], is_new: bool, is_doubtful: bool, mark: Mark
) -> None:
    assert mark_of(changed, is_new=is_new, is_doubtful=is_doubtful) is mark
