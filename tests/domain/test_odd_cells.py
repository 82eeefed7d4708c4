"""A cell that nobody meant so is told by its text, and nothing else is told of it."""

import pytest

from ballot.domain import odd_cells
from ballot.domain.errors import (
    BallotError,
    CellInError,
    CellIsDate,
    CellIsDitto,
    CellNotCalculated,
    CellTruthValue,
    Fault,
    Missing,
    NotADecimal,
)

ODD = (
    ("#REF!", CellInError),
    ("#DIV/0!", CellInError),
    ("#NAME?", CellInError),
    ("#N/A", CellInError),
    ("##", CellInError),
    ("Err:502", CellInError),
    ("错误\uff1a 502", CellInError),
    ("=A1+B1", CellNotCalculated),
    ("=1", CellNotCalculated),
    ("TRUE", CellTruthValue),
    ("False", CellTruthValue),
    ("2026-12-31", CellIsDate),
    ("2026/1/2", CellIsDate),
    ("2026年1月2日", CellIsDate),
    ("2026年1月", CellIsDate),
    ("1月2日", CellIsDate),
    ("2026-12-31 08:30:00", CellIsDate),
    ("8:30", CellIsDate),
    ("4-Mar", CellIsDate),
    ("Sept-26", CellIsDate),
    ("14-DEC-2026", CellIsDate),
    ("同上", CellIsDitto),
    ("同上行", CellIsDitto),
    ("如左", CellIsDitto),
    ("\u3003", CellIsDitto),
    ('"', CellIsDitto),
    ("\u201d", CellIsDitto),
    ("-DO-", CellIsDitto),
)


@pytest.mark.parametrize(("text", "error"), ODD)
def test_an_odd_cell_is_known_by_its_text(text: str, error: type[BallotError]) -> None:
    wrong = odd_cells.wrong(text)
    assert type(wrong) is error
    assert vars(wrong) == {"value": text}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "97.5",
        "-3",
        "=",
        "#",
        "#1",
        "甲某",
        "2026.5",
        "一月二日村",
        "A=1",
        "真",
        "Err",
        "同上村",
        "同",
        "May",
        "4-Mai",
        "甲-26",
    ],
)
def test_an_ordinary_text_is_none(text: str) -> None:
    assert odd_cells.wrong(text) is None


def test_of_an_odd_cell_nothing_else_is_told_and_of_the_others_all() -> None:
    mine, same_row, elsewhere = (
        Fault(NotADecimal(value="#REF!"), file="p.csv", row=3, column="得分"),
        Fault(Missing(), file="p.csv", row=3, column="姓名"),
        Fault(NotADecimal(value="好"), file="p.csv", row=4, column="得分"),
    )
    row = {"姓名": "", "得分": " #REF! ", "单位": "某局"}
    odd, *others = odd_cells.instead([mine, same_row, elsewhere], row, file="p.csv", number=3)
    assert others == [same_row, elsewhere]
    assert (odd.file, odd.row, odd.column) == ("p.csv", 3, "得分")
    assert isinstance(odd.error, CellInError)
    assert odd.error.value == "#REF!"
