"""Cells that hold what no column of people asks for: an error, a formula without its value, a truth
value, a day. Workbooks, CSV and the interface say them by the same texts."""

import re
from collections.abc import Iterable, Mapping

from ballot.domain.errors import (
    BallotError,
    CellInError,
    CellIsDate,
    CellNotCalculated,
    CellTruthValue,
    Fault,
)

_ERROR = re.compile(r"#[\w/]+[!?]|#N/A|#{2,}|(Err|错误)[:\uff1a]?\s*\d{3}", re.IGNORECASE)
_TRUTH = re.compile("true|false", re.IGNORECASE)
_DAY = r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|\d{4}年\d{1,2}月|\d{1,2}月\d{1,2}日"
_CLOCK = r"\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?"
_DATE = re.compile(f"({_DAY})(\\s+{_CLOCK})?|{_CLOCK}")


def wrong(text: str) -> BallotError | None:
    """CellInError, CellNotCalculated, CellTruthValue, CellIsDate; None: an ordinary text."""
    if _ERROR.fullmatch(text):
        return CellInError(value=text)
    if text.startswith("=") and len(text) > 1:
        return CellNotCalculated(value=text)
    if _TRUTH.fullmatch(text):
        return CellTruthValue(value=text)
    return CellIsDate(value=text) if _DATE.fullmatch(text) else None


def instead(
    faults: Iterable[Fault], row: Mapping[str, str], *, file: str | None, number: int
) -> list[Fault]:
    """The faults of a row; at an odd cell, that it is odd, and nothing else of it."""
    found = {name: error for name, text in row.items() if (error := wrong(text.strip()))}
    odd = [Fault(error, file=file, row=number, column=name) for name, error in found.items()]
    return odd + [fault for fault in faults if fault.row != number or fault.column not in found]
