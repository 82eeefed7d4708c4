"""The cells of a file → rows under the columns that are asked for, and what else was there.

Columns that nobody asked for, titles and foot rows are left out and named; a column that may be
meant by one of ours is a question, which is answered before anything comes in.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ballot.domain import heading
from ballot.domain.errors import ColumnToChoose, ColumnUnnamed, Fault, NoHeading, Refused
from ballot.domain.grid import Grid, Tab
from ballot.domain.heading import Heading, folded
from ballot.domain.reading_notes import LeftRow, ReadingNotes
from ballot.domain.scoring.assessment import PeopleFile
from ballot.domain.written_number import narrow

Called = tuple[tuple[str, str], ...]
"""(our column, what a file calls it)."""
SAMPLES = 3
CLEARLY = 2
"""So many columns of ours make a row the heading of its tab beyond doubt."""
FEW = 12
"""So many of our columns are named where none is there."""
_FOOT = re.compile(
    "(例|示例|样例|填写示例|合计|总计|小计|共计|累计|平均|平均分|均值|总人数|人数合计|备注|注|说明|附注|附|填表说明|以上"
    "|以下空白|制表|制表人|填表|填表人|填报人|填报单位|填报日期|填表日期|制表日期|统计人|审核|审核人|复核人"
    "|负责人|主要负责人|分管领导|经办人|联系人|联系电话|单位盖章|盖章|单位\\(盖章\\)|日期)"
    "(?=$|[::.,、;\\d(])"
)
"""How a row begins that is a total, a note or a signature."""
_SPACED_FOOT = re.compile("(制表|填表|审核|复核|填报|统计|经办)人?\\s")


@dataclass(frozen=True, slots=True)
class ColumnQuestion:
    """Which column of the file is meant by one of ours, with some of what stands in each.

    ``suggested`` is empty where nothing speaks for any of them.
    """

    ours: str
    candidates: tuple[tuple[str, tuple[str, ...]], ...]
    suggested: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it is read now, and what has to be said of its columns first."""

    given: PeopleFile
    questions: tuple[ColumnQuestion, ...]

    @property
    def is_open(self) -> bool:
        """Whether a column may be meant and nobody has said so."""
        return any(each.suggested for each in self.questions)


def read(
    grid: Grid, wanted: Mapping[str, bool], choices: Mapping[str, str], remembered: Called = ()
) -> Reading:
    """The rows under ``wanted``: our columns, and whether a file without it is refused.

    ``choices``: a column of ours → that of the file, empty: none. ``remembered``: what files of
    the unit called our columns before. Raises Refused: NoHeading, ColumnUnnamed.
    """
    tab, found = _tab(grid, wanted, (*remembered, *choices.items()))
    rows, left = _rows(grid.file, tab, found)
    notes = ReadingNotes(
        tab=tab.name,
        other_tabs=tuple(each.name for each in grid.tabs if each.filled and each is not tab),
        hidden_tabs=tuple(each.name for each in grid.tabs if each.filled and not each.visible),
        heading_row=found.first + found.depth,
        renamed=tuple(
            (ours, _name(found, at))
            for at, ours in sorted(found.ours.items())
            if not _same(found.names[at], ours)
        ),
        left_columns=tuple(_name(found, at) for at in _unasked(tab, found)),
        left_rows=left,
        hidden_rows=tuple(n for n in tab.hidden_rows if n > found.first + found.depth),
        hidden_columns=tuple(
            ours for at, ours in sorted(found.ours.items()) if at + 1 in tab.hidden_columns
        ),
        macros=grid.macros,
    )
    first_row = found.first + found.depth + 1
    columns = tuple(found.ours[at] for at in sorted(found.ours))
    given = PeopleFile(grid.file, columns, rows, first_row, notes, dict(choices))
    return Reading(given, tuple(_questions(tab, found, wanted, choices)))


def without_questions(grid: Grid, wanted: Mapping[str, bool]) -> PeopleFile:
    """The same where nobody can be asked: a column that may be meant is refused.

    Raises Refused: also ColumnToChoose.
    """
    return settled(read(grid, wanted, {}))


def settled(reading: Reading) -> PeopleFile:
    """The rows of a reading of which nothing is asked any more. Raises Refused: ColumnToChoose."""
    faults = [
        Fault(
            ColumnToChoose(name=each.ours, candidates=tuple(name for name, _ in each.candidates)),
            file=reading.given.file,
            row=reading.given.notes.heading_row,
            column=each.suggested,
        )
        for each in reading.questions
        if each.suggested
    ]
    if faults:
        raise Refused(faults)
    return reading.given


def _tab(grid: Grid, wanted: Mapping[str, bool], called: Called) -> tuple[Tab, Heading]:
    """The first tab that a person sees and that has a heading; rather one beyond doubt."""
    seen = [tab for tab in grid.tabs if tab.visible and tab.filled]
    headings = [(tab, heading.find(tab.lines, wanted, called)) for tab in seen]
    found = [(tab, one) for tab, one in headings if one is not None]
    for tab, one in found:
        if one.found >= CLEARLY:
            return tab, one
    if found:
        return found[0]
    names = tuple(tab.name or grid.file for tab in seen) or (grid.file,)
    error = NoHeading(tabs=names, allowed=tuple(wanted)[:FEW])
    raise Refused([Fault(error, file=grid.file)])


def _rows(
    file: str, tab: Tab, found: Heading
) -> tuple[tuple[Mapping[str, str], ...], tuple[LeftRow, ...]]:
    rows: list[Mapping[str, str]] = []
    left: list[LeftRow] = []
    faults: list[Fault] = []
    below = found.first + found.depth
    for number, line in enumerate(tab.lines[below:], start=below + 1):
        foot = _foot(line, found)
        if foot:
            left.append(LeftRow(number, foot))
        else:
            faults += _beyond(file, number, line, found)
        rows.append(_row((), found) if foot else _row(line, found))
    if faults:
        raise Refused(faults)
    while rows and not any(rows[-1].values()):
        rows.pop()
    return tuple(rows), tuple(left)


def _row(line: Sequence[str], found: Heading) -> dict[str, str]:
    return {
        name: narrow(line[at]) if at < len(line) else "" for at, name in sorted(found.ours.items())
    }


def _foot(line: Sequence[str], found: Heading) -> str:
    """What a row says that is no row of the list; empty: it is one."""
    asked = [line[at] for at in sorted(found.ours) if at < len(line) and line[at]]
    first = next((cell for cell in line if cell.strip()), "")
    if any(_is_foot(cell) for cell in (first, *asked[:1])):
        return " ".join(" ".join(line).split())
    same = sum(1 for at, name in found.ours.items() if at < len(line) and _same(line[at], name))
    return " ".join(" ".join(line).split()) if same >= CLEARLY else ""


def _is_foot(cell: str) -> bool:
    return bool(_FOOT.match(folded(cell)) or _SPACED_FOOT.match(cell))


def _same(one: str, other: str) -> bool:
    return folded(one) == folded(other)


def _beyond(file: str, number: int, line: Sequence[str], found: Heading) -> Iterator[Fault]:
    """A cell with content right of the heading: a comma too many, or a remark under no name."""
    for at in range(len(found.names), len(line)):
        if line[at]:
            yield Fault(ColumnUnnamed(value=line[at], place=at + 1), file=file, row=number)
            return


def _unasked(tab: Tab, found: Heading) -> list[int]:
    """Places of columns in which something stands and that nobody asked for."""
    return [
        at
        for at, name in enumerate(found.names)
        if at not in found.ours and (name.strip() or _samples(tab, found, at))
    ]


def _name(found: Heading, at: int) -> str:
    """A column of the file by its name; one without, by its place."""
    return " ".join(found.names[at].split()) or f"#{at + 1}"


def _questions(
    tab: Tab, found: Heading, wanted: Mapping[str, bool], choices: Mapping[str, str]
) -> Iterator[ColumnQuestion]:
    there = set(found.ours.values()) | set(choices)
    open_places = [at for at in _unasked(tab, found) if heading.may_be_ours(found.names[at])]
    given_away: set[int] = set()
    for ours, needed in wanted.items():
        if ours in there or not open_places:
            continue
        speaks = {at: heading.may_mean(ours, found.names[at]) for at in open_places}
        likely = sorted(open_places, key=lambda at: -speaks[at])
        best = next((at for at in likely if speaks[at] and at not in given_away), None)
        if best is None and not needed:
            continue
        given_away |= {best} if best is not None else set()
        candidates = tuple((_name(found, at), _samples(tab, found, at)) for at in likely)
        yield ColumnQuestion(ours, candidates, "" if best is None else _name(found, best))


def _samples(tab: Tab, found: Heading, at: int) -> tuple[str, ...]:
    cells = (line[at] for line in tab.lines[found.first + found.depth :] if at < len(line))
    return tuple(dict.fromkeys(cell for cell in cells if cell))[:SAMPLES]
