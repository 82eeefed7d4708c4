"""A file of people held against an assessment: every fault with row and column, or what to keep.

The file names people by 姓名, 单位, 村(社区). Counts of votes are no columns of it: they come from
opened meetings alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from ballot.domain.errors import (
    BallotError,
    ColumnMissing,
    Fault,
    Missing,
    NotOneOf,
    PerhapsKnown,
    PerhapsSameRow,
    SamePerson,
    TwiceTheSame,
    UnknownKey,
)
from ballot.domain.person_name import folded_key
from ballot.domain.scheme import columns
from ballot.domain.scheme.columns import Column, ColumnRole
from ballot.domain.scheme.scheme import KEY_COLUMNS, NAME, UNIT, VILLAGE, Scheme
from ballot.domain.scoring import doubtful_people, people_rows
from ballot.domain.scoring.assessment import PeopleFile
from ballot.domain.scoring.doubtful_people import NamedPerson, Pair
from ballot.domain.scoring.people import row_marks
from ballot.domain.scoring.people.row_marks import Mark
from ballot.domain.scoring.people_rows import Reader
from ballot.storage.assessment import assessments
from ballot.storage.assessment.assessments import AssessmentRow, PersonRow
from ballot.usecases.assessment import ranking_inputs
from ballot.usecases.assessment.people import doubtful_scores
from ballot.usecases.assessment.people.coming import Coming
from ballot.usecases.verified import schemes

Key = tuple[str, ...]
A_STEP = 500
"""After so many rows it is told how far the file is."""
FEW = 20
"""So many names are told where a name is not among them."""


@dataclass(slots=True)
class Read:
    """What became of a file: with any fault nothing of it is kept."""

    scheme: Scheme
    coming: list[Coming] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)
    """People who may be one, of whom nobody has said that they are different."""
    beyond: list[Fault] = field(default_factory=list)
    """Points beyond what the sheet can bring, of which nobody has said that they are right."""
    odd: list[Fault] = field(default_factory=list)
    """Numbers that stand far from those of the others: a remark."""
    same: list[tuple[int, int]] = field(default_factory=list)
    """Rows that name somebody in another writing, each with the row that named him first."""

    def marks(self) -> dict[int, Mark]:
        """By row whether somebody is new, changed, the same, or in doubt."""
        doubtful = {fault.row for fault in self.doubts}
        return {
            each.row: row_marks.mark_of(
                each.changes, is_new=each.id is None, is_doubtful=each.row in doubtful
            )
            for each in self.coming
        }


Tell = Callable[[int, int], None]
"""How many rows are done, of how many."""


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""


def read(
    db: Session, kept: AssessmentRow, given: PeopleFile, *, adding: bool, tell: Tell = silent
) -> Read:
    """Hold a file against the assessment; ``adding`` people, or bringing in scores of them."""
    return _Reading(db, kept, given, adding=adding).done(tell)


def wanted(scheme: Scheme, *, adding: bool) -> dict[str, bool]:
    """The columns that a file is searched for, and whether it is refused without them."""
    needed = scheme.person.columns if adding else scheme.person.key
    return {each.name: each.name in needed for each in columns_of(scheme, adding=adding)}


def columns_of(scheme: Scheme, *, adding: bool) -> tuple[Column, ...]:
    """The columns that may come in; for scores all of them beside those that say who it is."""
    who = KEY_COLUMNS if not adding else (*KEY_COLUMNS, *scheme.person.columns)
    return tuple(
        column
        for column in columns.coming_in(scheme)
        if column.name in who
        or column.role not in (ColumnRole.COUNT, ColumnRole.PERSON, ColumnRole.GROUP)
    )


def perhaps(pair: Pair) -> BallotError:
    other = " ".join(part for part in pair.earlier[:3] if part)
    if pair.earlier.row:
        return PerhapsSameRow(value=pair.later.name, row=pair.earlier.row, other=other)
    return PerhapsKnown(value=pair.later.name, other=other)


class _Reading:
    """One file on its way in."""

    def __init__(
        self, db: Session, kept: AssessmentRow, given: PeopleFile, *, adding: bool
    ) -> None:
        self.scheme = schemes.of_assessment(kept)
        self.given = given
        self.adding = adding
        self.stored = ranking_inputs.texts_of(db, kept.id, self.scheme)
        self.unsaid = ranking_inputs.unraised(self.scheme)
        rows = assessments.people(db, kept.id)
        self.there: dict[Key, PersonRow] = {
            folded_key((r.name, r.unit_name, r.village)): r for r in rows
        }
        self.reader = Reader(self.scheme, given.file)
        self.read = Read(self.scheme)

    def done(self, tell: Tell) -> Read:
        """What became of the file."""
        self._heading()
        if self.reader.faults:
            self.read.faults = self.reader.faults
            return self.read
        seen: dict[Key, int] = {}
        for number, row in people_rows.numbered(self.given.rows, self.given.first_row):
            self.reader.row = number
            self._row(number, row, seen)
            if number % A_STEP == 0:
                tell(number, len(self.given.rows))
        self.read.doubts = [] if self.given.distinct else self._doubts()
        self._look_at_scores()
        self.read.faults = [fault for fault in self.reader.faults if not self._is_elsewhere(fault)]
        return self.read

    def _look_at_scores(self) -> None:
        told = (self.scheme, self.read.coming, self.stored, self.given.file)
        self.read.beyond = [] if self.given.confirm_beyond else doubtful_scores.beyond(*told)
        asked = {(each.row, each.column) for each in self.read.beyond}
        odd = doubtful_scores.far(*told)
        self.read.odd = [each for each in odd if (each.row, each.column) not in asked]

    def _heading(self) -> None:
        self.reader.row = self.given.notes.heading_row
        known = tuple(column.name for column in columns_of(self.scheme, adding=self.adding))
        person = self.scheme.person
        for name in person.columns if self.adding else person.key:
            if name not in self.given.heading:
                self.reader.complain(name, ColumnMissing())
        for place, name in enumerate(self.given.heading):
            if name not in known:
                self.reader.complain(name, UnknownKey(name=name, allowed=known))
            elif name in self.given.heading[:place]:
                self.reader.complain(name, TwiceTheSame(value=name))

    def _row(self, number: int, row: Mapping[str, str], seen: dict[Key, int]) -> None:
        texts = {name: text for name, text in self.reader.cleaned(row).items() if text}
        written = (texts.get(NAME, ""), texts.get(UNIT, ""), texts.get(VILLAGE, ""))
        key = folded_key(written)
        before = seen.setdefault(key, number)
        if before != number:
            self._again(number, before, written[0])
            return
        there = self.there.get(key)
        if there is None and not self.adding and key[0]:
            self._unknown(written)
            return
        stored = self.unsaid if there is None else self.stored[there.id]
        texts |= ranking_inputs.key_texts(there) if there is not None else {}
        person = self.reader.person(stored | texts, number)
        changed = row_marks.changes(stored, texts, KEY_COLUMNS) if there is not None else ()
        coming = Coming(there.id if there else None, texts, person, number, changed)
        self.read.coming.append(coming)

    def _again(self, number: int, before: int, name: str) -> None:
        """A row of somebody who was named before: the same said in another writing is no fault."""
        first, again = (self.given.rows[each - self.given.first_row] for each in (before, number))
        if self._says(first) == self._says(again) and self._written(first) != self._written(again):
            self.read.same.append((number, before))
        else:
            self.reader.complain(NAME, SamePerson(value=name, row=before))

    def _written(self, row: Mapping[str, str]) -> list[str]:
        return [row.get(name, "") for name in KEY_COLUMNS]

    def _says(self, row: Mapping[str, str]) -> dict[str, str]:
        said = self.reader.cleaned(row)
        return {name: text for name, text in said.items() if name not in KEY_COLUMNS}

    def _doubts(self) -> list[Fault]:
        there = [NamedPerson(r.name, r.unit_name, r.village) for r in self.there.values()]
        coming = [
            NamedPerson(each.person.name, each.person.unit, each.person.village, each.row)
            for each in self.read.coming
            if each.id is None
        ]
        found = doubtful_people.pairs(there, coming)
        return [
            Fault(perhaps(pair), file=self.given.file, row=pair.later.row, column=NAME)
            for pair in found
        ]

    def _unknown(self, key: Key) -> None:
        names = tuple(
            " ".join(part for part in (each.name, each.unit_name, each.village) if part)
            for each in self.there.values()
        )
        self.reader.complain(NAME, NotOneOf(value=" ".join(key).strip(), allowed=names[:FEW]))

    def _is_elsewhere(self, fault: Fault) -> bool:
        """A group that is missing with the person is no fault of a file of scores."""
        groups = [column.name for column in self.scheme.group_columns]
        return not self.adding and isinstance(fault.error, Missing) and fault.column in groups
