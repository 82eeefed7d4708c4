"""Everything that a ranking is made from, brought together: one row and one person each."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256

from sqlalchemy.orm import Session

from ballot.domain import garbage_collection, rounding
from ballot.domain.errors import BallotError, Fault, FigureUnbalanced, SeveralMeetings
from ballot.domain.scheme import columns
from ballot.domain.scheme.columns import ColumnRole
from ballot.domain.scheme.scheme import NAME, UNIT, VILLAGE, Scheme
from ballot.domain.scheme.why import Reason
from ballot.domain.scoring import figures
from ballot.domain.scoring.candidate import YES
from ballot.domain.scoring.measured_person import Filled, Measured, fill, texts
from ballot.domain.scoring.people_rows import NO, Reader
from ballot.domain.scoring.periods import earlier
from ballot.domain.scoring.person import Person
from ballot.domain.scoring.ranking import Doubt
from ballot.storage.assessment import assessments, inputs, person_changes
from ballot.storage.assessment.assessments import OBJECTIVE_SCORE, AssessmentRow, PersonRow
from ballot.usecases.assessment import ballots_of_meetings, kept_sheet, worked_out
from ballot.usecases.assessment.periods import earlier_grades, staleness
from ballot.usecases.hall import Hall
from ballot.usecases.verified import chain, entered_values, schemes

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The inputs of an assessment; ``rows``, ``people`` and ``ids`` stand in the same order."""

    scheme: Scheme
    heading: tuple[str, ...]
    rows: tuple[Texts, ...]
    people: tuple[Person, ...]
    ids: tuple[int, ...]
    measured: Mapping[int, tuple[Measured, ...]]
    """By person every opened meeting that measured him, the oldest first."""
    faults: tuple[Fault, ...]
    """What does not fit the scheme, each with its person: while there is any, nobody is ranked."""
    doubts: tuple[Doubt, ...]
    """Where several meetings make one figure, and meetings that make none."""
    sha256: bytes
    """The digest of all inputs: scheme, people, scores, flags, and the results of meetings."""


@dataclass(frozen=True, slots=True)
class Objective:
    """组织工作目标考评得分 of a person as decimal text, and what a ranking lacks of it;
    ``in_parts``: it is the sum of the sections of his score sheet."""

    text: str | None
    lacks: Reason | None
    in_parts: bool


def gather(hall: Hall, db: Session, kept: AssessmentRow) -> Gathered:
    """The inputs as they stand. Raises Tampered."""

    def make() -> Gathered:
        with garbage_collection.unsearched():
            return _gather(hall, db, kept)

    return worked_out.of(hall, db, kept, "inputs", make)


def require_untouched(
    hall: Hall, db: Session, kept: AssessmentRow
) -> dict[int, tuple[Measured, ...]]:
    """What was entered and what meetings found is as the program left it; the latter by person.
    Raises Tampered."""
    entered_values.require(db, chain.of_assessment(hall, db, kept.id), kept.id)
    return ballots_of_meetings.of_assessment(hall, db, kept.id)


def _gather(hall: Hall, db: Session, kept: AssessmentRow) -> Gathered:
    measured = require_untouched(hall, db, kept)
    scheme = schemes.of_assessment(kept)
    stored = texts_of(db, kept.id, scheme)
    chosen = inputs.choices(db, kept.id)
    people, faults = _read(scheme, list(stored.values()))
    left = person_changes.left(db, kept.id)
    people = tuple(
        replace(person, left=left.get(id, "")) for id, person in zip(stored, people, strict=True)
    )
    filled = [
        fill(scheme, person, measured.get(id, ()), chosen.get(id, {}))
        for id, person in zip(stored, people, strict=True)
    ]
    rows = [
        row | texts(scheme, one.person) if id in measured else row
        for (id, row), one in zip(stored.items(), filled, strict=True)
    ]
    heading = _heading(scheme, rows)
    return Gathered(
        scheme=scheme,
        heading=heading,
        rows=tuple({name: row.get(name, "") for name in heading} for row in rows),
        people=tuple(one.person for one in filled),
        ids=tuple(stored),
        measured=measured,
        faults=(*faults, *_unchosen(rows, filled)),
        doubts=(
            *_doubts(rows, filled),
            *_earlier(db, kept, scheme, stored, people),
            *staleness.doubts(hall, db, kept, scheme),
        ),
        sha256=_digest(kept, scheme, stored, measured, chosen, left),
    )


def _unchosen(rows: Sequence[Texts], filled: Sequence[Filled]) -> Iterator[Fault]:
    """Where several meetings measured a person, or one whose figures do not balance, and nobody
    said what counts."""
    for row, one in zip(rows, filled, strict=True):
        for several in one.several:
            if not several.how:
                error: BallotError = SeveralMeetings(several.item, several.numbers)
                yield Fault(error, key=_who(row))
        for off in one.unbalanced:
            if not off.is_settled:
                error = FigureUnbalanced(item=off.item, number=off.number, remarks=off.kinds)
                yield Fault(error, key=_who(row))


def _doubts(rows: Sequence[Texts], filled: Sequence[Filled]) -> tuple[Doubt, ...]:
    combined = tuple(
        Doubt("combined", (), (_who(row), several.item, several.how, *several.numbers))
        for row, one in zip(rows, filled, strict=True)
        for several in one.several
        if several.how
    )
    combined += tuple(
        Doubt("unbalanced", (), (_who(row), off.item, off.number))
        for row, one in zip(rows, filled, strict=True)
        for off in one.unbalanced
        if off.is_settled
    )
    idle = dict.fromkeys(number for one in filled for number in one.idle)
    return combined + tuple(Doubt("idle", (), (number,)) for number in idle)


def _earlier(
    db: Session, kept: AssessmentRow, scheme: Scheme, ids: Iterable[int], people: Sequence[Person]
) -> Iterator[Doubt]:
    """Whose 以前等次 was written otherwise than the assessments before this one have it; what was
    written counts."""
    if not any(one.earlier for one in people):
        return
    there = earlier_grades.linked(db, kept, scheme)
    grades = {grade.name for grade in scheme.placing.grades}
    keys = {id: one.key for id, one in zip(ids, people, strict=True)}
    former = person_changes.former_keys(db, keys)
    named = [replace(one, former=former.get(id, ())) for id, one in zip(keys, people, strict=True)]
    found = earlier_grades.of(there, named)
    for place, (id, one) in enumerate(zip(keys, named, strict=True)):
        for back, said, stands in earlier.contradictions(one.earlier, found[place], grades):
            entry = kept_sheet.latest(db, id)[columns.EARLIER]
            values = (" ".join(filter(None, one.key)), said, entry.source or entry.by, stands)
            yield Doubt("earlier_otherwise", (), (*values, there[back].title))


def texts_of(db: Session, assessment: int, scheme: Scheme) -> dict[int, Texts]:
    """By person what is stored of him as the cells of a row. A flag that nobody raised is 否."""
    entries, flags = inputs.entries(db, assessment), inputs.flags(db, assessment)
    known = {column.name for column in columns.coming_in(scheme)}
    unsaid = unraised(scheme)
    return {
        each.id: key_texts(each)
        | unsaid
        | whole(scheme, entries.get(each.id, {}))
        | {name: text for name, text in each.groups.items() if name in known}
        | {name: text for name, text in entries.get(each.id, {}).items() if name in known}
        | _raised(unsaid, flags.get(each.id, {}))
        for each in assessments.people(db, assessment)
    }


def whole(scheme: Scheme, entered: Texts) -> Texts:
    """A 组织工作目标考评得分 that came whole, under its item: it counts while nothing else says
    what the item is worth."""
    item, text = scheme.objective, entered.get(OBJECTIVE_SCORE)
    if item is None or text is None:
        return {}
    if item.sheet is None:
        return {item.column: text}
    has_sections = any(entered.get(section.name) for section in scheme.sections)
    return {} if has_sections else {item.name: text}


def objectives(
    db: Session, assessment: int, scheme: Scheme, people: Collection[int]
) -> dict[int, Objective]:
    """By person the 组织工作目标考评得分 as it counts everywhere (``figures.objective``)."""
    found = inputs.entries(db, assessment, people)
    return {id: _objective(Reader(scheme), found.get(id, {})) for id in people}


def _objective(reader: Reader, entered: Texts) -> Objective:
    known = {column.name for column in reader.columns}
    texts = {name: text for name, text in entered.items() if name in known}
    person = reader.person(whole(reader.scheme, entered) | texts, 0)
    value, lacks = figures.objective(reader.scheme, person)
    return Objective(_as_typed(value, entered), lacks, bool(person.sections))


def _as_typed(value: Fraction | None, entered: Texts) -> str | None:
    """The value as it was typed, 112.0, where it was typed whole."""
    typed = entered.get(OBJECTIVE_SCORE, "")
    if value is None:
        return None
    return typed if typed and rounding.read_decimal(typed) == value else rounding.plain(value)


def unraised(scheme: Scheme) -> Texts:
    """The flags of a person of whom nothing was said."""
    return {
        column.name: NO for column in columns.coming_in(scheme) if column.role is ColumnRole.FLAG
    }


def _raised(plain: Texts, grounds: Texts) -> Texts:
    """The flags of a person as cells: 是 in a column of yes and no, whatever its ground says."""
    return {name: YES if name in plain else ground for name, ground in grounds.items()}


def key_texts(person: PersonRow) -> Texts:
    """姓名, 单位, 村(社区) as cells."""
    return {NAME: person.name, UNIT: person.unit_name, VILLAGE: person.village}


def _read(scheme: Scheme, rows: Sequence[Texts]) -> tuple[tuple[Person, ...], tuple[Fault, ...]]:
    """The people of the rows. A fault names the person, for there is no row of a file."""
    reader = Reader(scheme)
    people = tuple(reader.person(row, number) for number, row in enumerate(rows))
    numbered = list(reader.faults)
    reader.keep_caps(people)
    faults = [replace(fault, row=None, key=_who(rows[fault.row or 0])) for fault in numbered]
    faults += [replace(fault, row=None) for fault in reader.faults[len(numbered) :]]
    return people, tuple(faults)


def _who(row: Texts) -> str:
    return " ".join(row[name] for name in (NAME, UNIT, VILLAGE) if row[name])


def _heading(scheme: Scheme, rows: Sequence[Texts]) -> tuple[str, ...]:
    return tuple(
        column.name
        for column in columns.coming_in(scheme)
        if column.needed or any(row.get(column.name) for row in rows)
    )


def _digest(
    kept: AssessmentRow,
    scheme: Scheme,
    stored: Mapping[int, Texts],
    measured: Mapping[int, tuple[Measured, ...]],
    chosen: Mapping[int, Mapping[str, str]],
    left: Mapping[int, str],
) -> bytes:
    """Who is in his post has the digest that he always had."""
    people: list[list[object]] = [
        [row, [(one.number, one.sha256) for one in measured.get(id, ())], chosen.get(id)]
        + ([left[id]] if id in left else [])
        for id, row in stored.items()
    ]
    facts = {"scheme": scheme.sha256, "overrides": dict(kept.overrides), "people": people}
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode("utf-8")).digest()
