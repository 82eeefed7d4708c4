"""Cells that hold what no column of people asks for: an error, a formula without its value, a truth
value, a day, a word that points at another cell. Workbooks, CSV and programs say them alike."""

import re
from collections.abc import Iterable, Mapping

from ballot.domain.errors import (
    BallotError,
    CellInError,
    CellIsDate,
    CellIsDitto,
    CellNotCalculated,
    CellTruthValue,
    Fault,
)

_ERROR = re.compile(r"#[\w/]+[!?]|#N/A|#{2,}|(Err|错误)[:\uff1a]?\s*\d{3}", re.IGNORECASE)
_TRUTH = re.compile("true|false", re.IGNORECASE)
_DAY = r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|\d{4}年\d{1,2}月|\d{1,2}月\d{1,2}日"
_MONTH = "(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_BY_MONTH = rf"\d{{1,2}}-{_MONTH}(-\d{{2,4}})?|{_MONTH}-\d{{2,4}}"
"""3-Mar, 3-Mar-26, Mar-26: what a CSV has of a day after an English spreadsheet."""
_CLOCK = r"\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?"
_DATE = re.compile(f"({_DAY})(\\s+{_CLOCK})?|{_CLOCK}|{_BY_MONTH}", re.IGNORECASE)
_DITTO = re.compile(
    "(同|如)(上|左|前)(行|列|格)?|〃+|″|[\"\u201c\u201d']{1,2}|ditto|-do-", re.IGNORECASE
)


def wrong(text: str) -> BallotError | None:
    """CellInError, CellNotCalculated, CellTruthValue, CellIsDitto, CellIsDate; None: none of
    them."""
    if _ERROR.fullmatch(text):
        return CellInError(value=text)
    if text.startswith("=") and len(text) > 1:
        return CellNotCalculated(value=text)
    if _TRUTH.fullmatch(text):
        return CellTruthValue(value=text)
    if _DITTO.fullmatch(text):
        return CellIsDitto(value=text)
    return CellIsDate(value=text) if _DATE.fullmatch(text) else None


def instead(
    faults: Iterable[Fault], row: Mapping[str, str], *, file: str | None, number: int
) -> list[Fault]:
    """The faults of a row; at an odd cell, that it is odd, and nothing else of it."""
    found = {name: error for name, text in row.items() if (error := wrong(text.strip()))}
    odd = [Fault(error, file=file, row=number, column=name) for name, error in found.items()]
    return odd + [fault for fault in faults if fault.row != number or fault.column not in found]
