"""A file as the page shows it: the rows with faults first, each fault in its cell."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ballot.domain.errors import Fault, TwiceTheSame
from ballot.domain.scoring import people_rows
from ballot.domain.scoring.assessment import PeopleFile
from ballot.usecases.assessment.people import bring_in_people
from ballot.words import reading_notes, refusals

MOST_FAULTY, MOST_CLEAN = 200, 50
"""So many rows are shown; the page says how many more there are."""


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell and what is wrong with it."""

    text: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the file by its number, as a spreadsheet counts."""

    number: int
    cells: tuple[CellView, ...]
    said: tuple[str, ...]
    """What is wrong with the row as a whole."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A file before it is saved."""

    file: str
    heading: tuple[str, ...]
    people: int
    faults: int
    twice: int
    of_file: tuple[str, ...]
    """Faults of the heading or of the whole file."""
    faulty: tuple[RowView, ...]
    marked: tuple[RowView, ...]
    """Rows without a fault in which a number has to be looked at."""
    clean: tuple[RowView, ...]
    more_faulty: int
    more_clean: int
    told: tuple[str, ...]
    """How the file was read: what was left out, who is one person in two writings."""


def of(given: PeopleFile, seen: bring_in_people.Preview) -> Preview:
    """The file with its faults placed."""
    faults = seen.faults
    by_row: dict[int, list[Fault]] = {}
    whole = []
    rows = dict(people_rows.numbered(given.rows, given.first_row))
    for fault in faults:
        if fault.row in rows:
            by_row.setdefault(fault.row, []).append(fault)
        else:
            whole.append(refusals.words(Fault(fault.error, row=fault.row, column=fault.column)))
    marked = _by_row((*seen.beyond, *seen.odd), rows.keys() - by_row.keys())
    clean = [number for number in rows if number not in by_row and number not in marked]
    return Preview(
        file=given.file,
        heading=given.heading,
        people=len(rows) - len(seen.same),
        faults=len(faults),
        twice=sum(1 for fault in faults if isinstance(fault.error, TwiceTheSame)),
        of_file=tuple(whole),
        faulty=tuple(_row(given, n, rows[n], by_row[n]) for n in sorted(by_row)[:MOST_FAULTY]),
        marked=tuple(_row(given, n, rows[n], marked[n]) for n in sorted(marked)[:MOST_FAULTY]),
        clean=tuple(_row(given, n, rows[n], ()) for n in clean[:MOST_CLEAN]),
        more_faulty=max(0, len(by_row) - MOST_FAULTY),
        more_clean=max(0, len(clean) - MOST_CLEAN),
        told=tuple(reading_notes.sentences(given.notes, seen.same)),
    )


def _by_row(faults: Iterable[Fault], numbers: Collection[int]) -> dict[int, list[Fault]]:
    found: dict[int, list[Fault]] = {}
    for fault in faults:
        if fault.row in numbers:
            found.setdefault(fault.row or 0, []).append(fault)
    return found


def _row(
    given: PeopleFile, number: int, row: Mapping[str, str], faults: Sequence[Fault]
) -> RowView:
    said: dict[str, list[str]] = {}
    whole = []
    for fault in faults:
        if fault.column in given.heading:
            said.setdefault(fault.column or "", []).append(refusals.words(fault.error))
        else:
            whole.append(refusals.words(Fault(fault.error, column=fault.column)))
    cells = tuple(CellView(row.get(name, ""), tuple(said.get(name, ()))) for name in given.heading)
    return RowView(number, cells, tuple(whole))
