"""Rows of a file → people. Every fault names its row and column; row 1 is the heading."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from ballot.domain import garbage_collection, odd_cells, person_name, rounding
from ballot.domain.errors import (
    BallotError,
    CapExceeded,
    ColumnsDisagree,
    Fault,
    Missing,
    NotOneOf,
    OutOfRange,
    Refused,
    SamePerson,
    TwiceTheSame,
    UnknownKey,
    WrongType,
)
from ballot.domain.heading import folded
from ballot.domain.person_name import folded_key
from ballot.domain.scheme import columns
from ballot.domain.scheme.columns import Column, ColumnRole
from ballot.domain.scheme.grade_rules import BarKind, Rounding, whole_share
from ballot.domain.scheme.scheme import KEY_COLUMNS, NAME, UNIT, VILLAGE, Item, Scheme
from ballot.domain.scoring import cell_words, sheet_points
from ballot.domain.scoring.candidate import YES
from ballot.domain.scoring.periods import rolled_up
from ballot.domain.scoring.person import BallotCount, Person
from ballot.domain.scoring.sheets import ratings
from ballot.domain.tally import Tally
from ballot.domain.written_number import whole

NO = cell_words.NO
SAID = (ColumnRole.PERSON, ColumnRole.GROUP, ColumnRole.RATING, ColumnRole.FACT)
FIRST_ROW = 2
Row = Mapping[str, str]


def numbered(rows: Sequence[Row], first: int = FIRST_ROW) -> Iterator[tuple[int, Row]]:
    """The rows in which anything stands, each with its number in the file."""
    for number, row in enumerate(rows, start=first):
        if any(text.strip() for text in row.values()):
            yield number, row


class Reader:
    """Reads the rows of one file under one scheme and keeps every complaint."""

    def __init__(self, scheme: Scheme, file: str | None = None) -> None:
        self.scheme = scheme
        self.file = file
        self.columns = columns.coming_in(scheme)
        self.counts = {
            item.name: [
                column.name
                for column in self.columns
                if column.role is ColumnRole.COUNT and column.item == item.name
            ]
            for item in scheme.items
        }
        self.others = [column for column in self.columns if column.role is not ColumnRole.COUNT]
        self.whole = scheme.objective.name if scheme.objective and scheme.objective.sheet else ""
        self.words = {column.name: cell_words.known(column) for column in self.columns}
        self.faults: list[Fault] = []
        self.row = 1

    def complain(self, column: str, error: BallotError) -> None:
        """Note a fault in the present row."""
        self.faults.append(Fault(error=error, file=self.file, row=self.row, column=column))

    def heading(self, names: Sequence[str], row: int) -> None:
        """Complain, at its row, of columns that are missing, unknown or twice there."""
        self.row = row
        known = [column.name for column in self.columns]
        for column in self.columns:
            if column.needed and column.name not in names and not column.is_replaced(names):
                self.complain(column.name, Missing())
        for place, name in enumerate(names):
            if name not in known:
                self.complain(name, UnknownKey(name=name, allowed=tuple(known)))
            elif name in names[:place]:
                self.complain(name, TwiceTheSame(value=name))

    def cleaned(self, row: Row) -> dict[str, str]:
        """A row as it is kept: names without what nobody sees, words of ours as we write them."""
        found = {}
        for name, text in row.items():
            words = self.words.get(name, {})
            plain = words.get(folded(text), text.strip()) if words else text.strip()
            found[name] = person_name.cleaned(text) if name in KEY_COLUMNS else plain
        return found

    def person(self, row: Row, number: int) -> Person:
        """One person; what is wrong with the row is noted."""
        before, self.faults = self.faults, []
        found = self._person(row, number)
        known = {column.name: row.get(column.name, "") for column in self.columns}
        self.faults = [
            *before,
            *odd_cells.instead(self.faults, known, file=self.file, number=number),
        ]
        return found

    def _person(self, row: Row, number: int) -> Person:
        self.row = number
        values = _Values()
        for column in self.others:
            text = row.get(column.name, "").strip()
            if text:
                self._take(column, text, values)
            elif column.name == NAME or column.role in (ColumnRole.GROUP, ColumnRole.FLAG):
                self.complain(column.name, Missing())
        ballots = self._ballots(row)
        whole = "" if values.sections else row.get(self.whole, "")
        self._sections_whole(values)
        self._agree(values)
        return Person(
            name=values.words.get(NAME, ""),
            unit=values.words.get(UNIT, ""),
            village=values.words.get(VILLAGE, ""),
            columns=values.words,
            sections=values.sections,
            whole={self.whole: rounding.read_decimal(whole)} if whole else {},
            given=values.numbers,
            graded=values.grades,
            ballots=ballots,
            grounds=values.grounds,
            bonus=values.numbers,
            ballot_grade=values.ballot_grade,
            earlier=values.earlier,
        )

    def _take(self, column: Column, text: str, values: "_Values") -> None:
        role = column.role
        if column.allowed and text not in column.allowed:
            self.complain(column.name, NotOneOf(value=text, allowed=column.allowed))
        elif role in SAID:
            unit = person_name.too_long(text, person_name.LONGEST_UNIT)
            if error := person_name.wrong(text) if column.name == NAME else unit:
                self.complain(column.name, error)
            values.words[column.name] = text
        elif role is ColumnRole.SECTION:
            values.sections[column.name] = self._number(column, text)
        elif role in (ColumnRole.NUMBER, ColumnRole.ADJUSTMENT):
            values.numbers[column.key] = self._number(column, text)
        elif role is ColumnRole.GRADED:
            values.grades[column.item] = text
        elif role is ColumnRole.FLAG:
            self._flag(column, text, values)
        elif role is ColumnRole.GROUND:
            values.grounds |= {column.name: text} if text != NO else {}
        elif role is ColumnRole.BALLOT_GRADE:
            values.ballot_grade = text
        else:
            values.earlier = tuple(text.split("、"))
            for strange in cell_words.not_grades(values.earlier, self.scheme):
                self.complain(column.name, strange)

    def _flag(self, column: Column, text: str, values: "_Values") -> None:
        if text not in (YES, NO):
            self.complain(column.name, NotOneOf(value=text, allowed=(YES, NO)))
        elif text == YES:
            values.grounds[column.name] = YES

    def _number(self, column: Column, text: str) -> Fraction:
        try:
            value = rounding.read_decimal(text)
        except BallotError as error:
            self.complain(column.name, error)
            return Fraction(0)
        low, high = column.low, column.high
        if (low is not None and value < low) or (high is not None and value > high):
            shown = [None if one is None else rounding.plain(one) for one in (low, high)]
            self.complain(column.name, OutOfRange(value=text, low=shown[0], high=shown[1]))
        wrong = sheet_points.check_number(column.rule, value) if column.rule else None
        if wrong is not None:
            self.complain(column.name, wrong)
        return value

    def _ballots(self, row: Row) -> dict[str, BallotCount]:
        found = {}
        for item in self.scheme.items:
            if columns.is_counted(self.scheme, item):
                ballot = self._ballot(item, row)
                if ballot is not None:
                    found[item.name] = ballot
        return found

    def _ballot(self, item: Item, row: Row) -> BallotCount | None:
        """The counts of one ballot; None where all its cells are empty (待测评)."""
        names = self.counts[item.name]
        texts = [row.get(name, "").strip() for name in names]
        if not any(texts):
            return None
        faults = len(self.faults)
        counts = [self._count(name, text) for name, text in zip(names, texts, strict=True)]
        parts = columns.classes_of(self.scheme)
        size = (len(counts) - 1) // len(parts)
        tallies = []
        for place in range(len(parts)):
            *options, blank, invalid = counts[1 + place * size : 1 + (place + 1) * size]
            tallies.append(Tally(tuple(options), blank, invalid))
        whole = tallies[0]
        for tally in tallies[1:]:
            whole += tally
        if len(self.faults) > faults:
            return None
        if counts[0] < 1:
            self.complain(names[0], OutOfRange(value=texts[0], low="1"))
        elif whole.returned > counts[0]:
            error = OutOfRange(value=str(whole.returned), low="0", high=str(counts[0]))
            self.complain(names[0], error)
        return BallotCount(counts[0], whole, tuple(tallies) if self.scheme.classes else ())

    def _count(self, name: str, text: str) -> int:
        count = whole(text, 7)
        if count is None:
            wrong = WrongType(expected="whole number", value=text) if text else Missing()
            self.complain(name, wrong)
        return count or 0

    def _sections_whole(self, values: "_Values") -> None:
        """A sheet is there with all its sections or not at all (then the person waits)."""
        names = [section.name for section in self.scheme.sections]
        if values.sections:
            for name in names:
                if name not in values.sections:
                    self.complain(name, Missing())

    def _agree(self, values: "_Values") -> None:
        rated = ratings.faults(self.scheme, values.words, values.sections)
        for said in (*rolled_up.faults(self.scheme, values.numbers), *rated):
            self.complain(*said)
        for bar in self.scheme.placing.bars:
            if bar.kind is not BarKind.FLAG or bar.negative not in values.sections:
                continue
            lost = values.sections[bar.negative] < 0
            if lost != (bar.column in values.grounds):
                self.complain(bar.column, ColumnsDisagree(other=bar.negative))

    def keep_caps(self, people: Sequence[Person]) -> None:
        """A leader's best grade may be given to a share of those graded, and to no more."""
        for item in self.scheme.items:
            if item.graded is None or item.graded.cap is None:
                continue
            best = next(iter(item.graded.coefficients))
            given = [person.graded.get(item.name) for person in people]
            graded = [grade for grade in given if grade is not None]
            limit = whole_share(item.graded.cap, len(graded), Rounding.FLOOR)
            if graded.count(best) > limit:
                self.row = 1
                error = CapExceeded(grade=best, given=graded.count(best), limit=limit)
                self.complain(item.column, error)


class _Values:
    """What a row says, by kind of column."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.sections: dict[str, Fraction] = {}
        self.numbers: dict[str, Fraction] = {}
        self.grades: dict[str, str] = {}
        self.grounds: dict[str, str] = {}
        self.ballot_grade = ""
        self.earlier: tuple[str, ...] = ()


def read(
    scheme: Scheme,
    rows: Sequence[Row],
    file: str | None = None,
    heading: Sequence[str] = (),
    first_row: int = FIRST_ROW,
) -> tuple[Person, ...]:
    """The people of a file, in its order; an empty row is nobody.

    ``heading`` is needed where columns may be twice there. ``first_row``: which row of the file the
    first one is. Raises Refused with all faults: none of the rows is used then.
    """
    reader = Reader(scheme, file)
    reader.heading(heading or tuple(rows[0] if rows else ()), first_row - 1)
    if reader.faults:
        raise Refused(faults=reader.faults)
    people = []
    seen: dict[tuple[str, ...], int] = {}
    with garbage_collection.unsearched():
        for number, row in numbered(rows, first_row):
            person = reader.person(reader.cleaned(row), number)
            key = folded_key(person.key)
            if seen.setdefault(key, number) != number:
                reader.complain(NAME, SamePerson(value=person.name, row=seen[key]))
            people.append(person)
    reader.keep_caps(people)
    if reader.faults:
        raise Refused(faults=reader.faults)
    return tuple(people)
