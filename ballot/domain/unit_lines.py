"""A list of units as somebody pastes it: one a line, with the units between where there are any.

``里岔镇`` is a unit; ``里岔镇/小高村`` is one below it. Between the two may also stand
``>``, their wide forms, or the tab of a spreadsheet.
"""

import re
from collections.abc import Sequence

from ballot.domain import short_text
from ballot.domain.errors import BallotError, Fault, Missing, OutOfRange, Refused

LONGEST = 60
"""Characters of a name."""
MOST = 1000
"""Lines at once."""
_BETWEEN = re.compile("[/>\t\uff0f\uff1e]")


def read(text: str) -> list[tuple[str, ...]]:
    """The path of each unit, the highest first, in the order of the lines; empty lines are none.

    Raises Refused with the key ``title`` and the row of each line that names no unit.
    """
    lines = [(row, line) for row, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines:
        raise Refused([Fault(Missing(), key="title")])
    if len(lines) > MOST:
        raise Refused(
            [Fault(OutOfRange(value=str(len(lines)), low="1", high=str(MOST)), key="title")]
        )
    paths = [
        (row, tuple(part.strip() for part in _BETWEEN.split(line.strip()))) for row, line in lines
    ]
    if faults := [
        Fault(error, key="title", row=row) for row, path in paths if (error := _wrong(path))
    ]:
        raise Refused(faults)
    return [path for _row, path in paths]


def _wrong(path: Sequence[str]) -> BallotError | None:
    found = (short_text.wrong(part, needed=True, most=LONGEST) for part in path)
    return next((error for error in found if error is not None), None)
