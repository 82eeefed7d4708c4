"""How a file of meetings ended of which some rows failed: each by its number, with its reason.

The rows that failed go along, so that they can be looked at and tried again by themselves.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from ballot.domain.scheme.scheme import NAME, VILLAGE
from ballot.domain.scoring import people_rows
from ballot.domain.scoring.assessment import PeopleFile
from ballot.jobs import carried_file, incoming
from ballot.usecases.jobs.task import MadeFile
from ballot.usecases.meeting.start_from_file import Started
from ballot.words import refusals

KIND = "application/json"


@dataclass(frozen=True, slots=True)
class FailedRow:
    """A row of which no meeting was made: its number in the file, whose it is, and why."""

    number: int
    who: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowsStarted:
    """What came in, in words; how many meetings; what did not; the rows of that as a preview
    carries them."""

    said: str
    made: int
    failed: tuple[FailedRow, ...]
    rows: str


def of(given: PeopleFile, started: Started) -> RowsStarted:
    """The outcome of a file."""
    rows = dict(people_rows.numbered(given.rows, given.first_row))
    why: dict[int, list[str]] = {number: [] for number in started.failed}
    for fault in started.faults:
        if fault.row is not None:
            why[fault.row].append(refusals.words(type(fault)(fault.error, column=fault.column)))
    failed = [FailedRow(at, _who(rows.get(at, {})), tuple(said)) for at, said in why.items()]
    left = given.without([number for number in rows if number not in why])
    count = len(started.numbers)
    return RowsStarted(incoming.said(started), count, tuple(failed), carried_file.pack(left))


def as_file(outcome: RowsStarted, name: str) -> MadeFile:
    """The same, for whoever comes back to the bar."""
    content = json.dumps(asdict(outcome), ensure_ascii=False).encode()
    return MadeFile(content, KIND, name, outcome.said)


def read(content: bytes) -> RowsStarted:
    """What was written."""
    said = json.loads(content)
    failed = (FailedRow(each["number"], each["who"], tuple(each["why"])) for each in said["failed"])
    return RowsStarted(said["said"], said["made"], tuple(failed), said["rows"])


def _who(row: Mapping[str, str]) -> str:
    return " ".join(filter(None, (row.get(name, "").strip() for name in (VILLAGE, NAME))))
