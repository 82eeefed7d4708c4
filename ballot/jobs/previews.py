"""A file as the page shows it: the rows with faults first, each fault in its cell."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ballot.domain.errors import Fault, TwiceTheSame
from ballot.domain.scoring import people_rows
from ballot.domain.scoring.assessment import PeopleFile
from ballot.domain.scoring.people.row_marks import Mark
from ballot.jobs.incoming import Incoming
from ballot.usecases.assessment.people import bring_in_people
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import start_from_file
from ballot.words import missing_glyphs, people, reading_notes, refusals

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
    mark: str = ""
    """新增, 有变动, 相同, 存疑, 同第 2 行; empty where the file is at fault."""
    changes: tuple[str, ...] = ()
    """Column by column what stood and what comes."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A file before it is saved."""

    file: str
    heading: tuple[str, ...]
    people: int
    says_nothing: bool
    """Whether all that the file says stands already."""
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
    counts: tuple[tuple[str, int], ...]
    """How many rows bear each mark."""
    reopens: str
    """The step of the review that the file would undo; empty: none."""
    wide: int
    """The columns of the table beside the number of the row."""
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
    told = {*by_row, *marked, *seen.there}
    clean = [number for number in rows if number not in told]
    return Preview(
        file=given.file,
        heading=given.heading,
        people=len(rows) - len(seen.same) - len(seen.there),
        says_nothing=_says_nothing(rows, seen),
        faults=len(faults),
        twice=sum(1 for fault in faults if isinstance(fault.error, TwiceTheSame)),
        of_file=tuple(whole),
        faulty=_rows(given, rows, by_row, seen),
        marked=_rows(given, rows, marked, seen),
        clean=tuple(_row(given, n, rows[n], (), seen) for n in _telling(seen, clean)[:MOST_CLEAN]),
        more_faulty=max(0, len(by_row) - MOST_FAULTY),
        more_clean=max(0, len(clean) - MOST_CLEAN),
        counts=_counts(seen),
        reopens=seen.reopens,
        wide=len(given.heading) + bool(seen.marks),
        told=tuple(reading_notes.sentences(given.notes, seen.same)),
    )


def _says_nothing(rows: Collection[int], seen: bring_in_people.Preview) -> bool:
    if seen.there:
        return len(seen.there) == len(rows)
    return bool(seen.marks) and set(seen.marks.values()) == {Mark.SAME}


def _by_row(faults: Iterable[Fault], numbers: Collection[int]) -> dict[int, list[Fault]]:
    found: dict[int, list[Fault]] = {}
    for fault in faults:
        if fault.row in numbers:
            found.setdefault(fault.row or 0, []).append(fault)
    return found


def _rows(
    given: PeopleFile,
    rows: Mapping[int, Mapping[str, str]],
    said: Mapping[int, Sequence[Fault]],
    seen: bring_in_people.Preview,
) -> tuple[RowView, ...]:
    """The first of those of which something is said."""
    return tuple(_row(given, n, rows[n], said[n], seen) for n in sorted(said)[:MOST_FAULTY])


def _counts(seen: bring_in_people.Preview) -> tuple[tuple[str, int], ...]:
    """Every mark with its number, where rows are marked at all."""
    marks = list(seen.marks.values())
    return tuple((people.row_mark(each), marks.count(each)) for each in Mark) if marks else ()


def _telling(seen: bring_in_people.Preview, rows: Sequence[int]) -> list[int]:
    """The rows that change something first: of thousands that are the same none is looked at."""
    order = (Mark.DOUBTFUL, Mark.CHANGED, Mark.NEW, Mark.SAME)
    return sorted(rows, key=lambda row: order.index(seen.marks.get(row, Mark.SAME)))


def _row(
    given: PeopleFile,
    number: int,
    row: Mapping[str, str],
    faults: Sequence[Fault],
    seen: bring_in_people.Preview,
) -> RowView:
    said: dict[str, list[str]] = {}
    whole = []
    for fault in faults:
        if fault.column in given.heading:
            said.setdefault(fault.column or "", []).append(refusals.words(fault.error))
        else:
            whole.append(refusals.words(Fault(fault.error, column=fault.column)))
    cells = tuple(CellView(row.get(name, ""), tuple(said.get(name, ()))) for name in given.heading)
    changes = tuple(people.change(*each) for each in seen.changes.get(number, ()))
    return RowView(number, cells, tuple(whole), _mark(number, seen), changes)


def _mark(number: int, seen: bring_in_people.Preview) -> str:
    """What the row would do; of one that names somebody again, whose row says it."""
    again = dict(seen.same)
    if number in again:
        return people.same_as(again[number])
    return people.row_mark(seen.marks[number]) if number in seen.marks else ""


def page(
    hall: Hall, kind: Incoming, given: PeopleFile, previewed: bring_in_people.Preview
) -> dict[str, Any]:
    """All that the page of a preview shows of a file."""
    return {
        "seen": of(given, previewed),
        "unprinted": list(missing_glyphs.remarks(bring_in_people.lacking(hall, given))),
        "doubts": _words(previewed.doubts),
        "beyond": _words(previewed.beyond),
        "odd": _words(previewed.odd),
        **(_by_row_alone(given, previewed) if kind.is_by_row else {}),
    }


def _by_row_alone(given: PeopleFile, seen: bring_in_people.Preview) -> dict[str, int]:
    """How many rows come in although others are at fault, how many are there already, and of how
    many of those that come in the server keeps the key."""
    faulty = start_from_file.faulty_rows(given, seen.faults)
    coming = given.without({*faulty, *seen.there})
    rest = sum(1 for _row in people_rows.numbered(coming.rows))
    if not faulty and seen.faults:
        rest = 0  # the heading is wrong, or there is nothing
    return {"rest": rest, "there": len(seen.there), "left_to_server": seen.left_to_server}


def _words(faults: Sequence[Fault]) -> list[str]:
    return [refusals.words(replace(fault, file=None)) for fault in faults]


def told(previewed: bring_in_people.Preview) -> str:
    """What becomes of the rows: what is told of each, and what stood."""
    return repr((sorted(previewed.changes.items()), sorted(previewed.marks.items())))


def digest(previewed: bring_in_people.Preview) -> str:
    """SHA-256, in hex, over the same."""
    return hashlib.sha256(told(previewed).encode()).hexdigest()
