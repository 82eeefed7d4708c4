"""What finished parts of an assessment offer it, person by person and column by column.

The voucher of a value that was taken over names the part and the line of its journal, ``12#34``.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from ballot.domain.scheme import columns
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.people import same_person
from ballot.domain.scoring.periods import taken_over
from ballot.domain.scoring.periods.span import Span
from ballot.domain.scoring.periods.taken_over import Offered, Standing
from ballot.domain.scoring.person import Person
from ballot.domain.written_number import whole
from ballot.storage.assessment import assessments, person_changes, score_entries
from ballot.storage.assessment.assessments import AssessmentRow, PersonRow
from ballot.storage.assessment.score_entries import EntryRow
from ballot.usecases.assessment.periods import parts_of_period
from ballot.usecases.assessment.periods.parts_of_period import Part
from ballot.usecases.hall import Hall
from ballot.usecases.verified import schemes

MARK = "#"


@dataclass(frozen=True, slots=True)
class CarriedValue:
    """A value for a column of a person. ``offered`` are what the parts say, the longest first;
    ``entry`` is what stands, None where nothing does."""

    person: PersonRow
    column: str
    offered: tuple[Offered, ...]
    entry: EntryRow | None
    standing: Standing

    @property
    def stands(self) -> str:
        """The text that stands."""
        return self.entry.value if self.entry else ""


@dataclass(frozen=True, slots=True)
class Offers:
    """All that the parts of an assessment offer.

    ``missing`` are the periods that no assessment covers; ``absent`` who stands in a part and not
    here, by its id; ``whole`` items of which a part has one value for all its months.
    """

    kept: AssessmentRow
    scheme: Scheme
    span: Span | None
    parts: tuple[Part, ...] = ()
    offers: tuple[CarriedValue, ...] = ()
    missing: tuple[str, ...] = ()
    absent: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    whole: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def of(self, standing: Standing) -> tuple[CarriedValue, ...]:
        """Those that stand so."""
        return tuple(each for each in self.offers if each.standing is standing)

    def part(self, id: int) -> Part:
        """The part of this id."""
        return next(each for each in self.parts if each.kept.id == id)


def taken_from(entry: EntryRow | None) -> tuple[int, int] | None:
    """Of a value that was taken over: the part, and the line of its journal."""
    part, _mark, line = (entry.voucher if entry else "").partition(MARK)
    id, at = whole(part), whole(line)
    return None if id is None or at is None else (id, at)


def voucher(part: Part) -> str:
    """The voucher of what is taken from a part that is concluded."""
    return f"{part.kept.id}{MARK}{part.line}"


def by_period(scheme: Scheme) -> tuple[str, ...]:
    """The columns into which parts go."""
    return tuple(each.name for each in columns.coming_in(scheme) if each.of_period)


def find(hall: Hall, db: Session, kept: AssessmentRow) -> Offers:
    """What its parts offer. Raises Tampered."""
    scheme = schemes.of_assessment(kept)
    there = parts_of_period.find(hall, db, kept, scheme)
    found = Offers(kept, scheme, parts_of_period.span_of(kept, scheme), there)
    if not there:
        return replace(found, missing=_missing(found))
    return _filled(db, found)


def _missing(found: Offers) -> tuple[str, ...]:
    of = [item.periods.of for item in found.scheme.items if item.periods is not None]
    if found.span is None or not taken_over.kinds(found.scheme):
        return ()
    there = [each.span for each in found.parts if each.span is not None]
    return tuple(
        name for each in dict.fromkeys(of) for name in taken_over.uncovered(each, found.span, there)
    )


def _filled(db: Session, found: Offers) -> Offers:
    rows = assessments.people(db, found.kept.id)
    people = _people(db, rows)
    said: dict[tuple[int, str], list[Offered]] = {}
    absent, whole = {}, {}
    for part in found.parts:
        if part.line is None or part.span is None:
            continue
        there = parts_of_period.people(db, part)
        pairs = same_person.matched([each.person for each in there], people)
        gone = set(range(len(there))) - set(pairs.values())
        absent[part.kept.id] = tuple(there[at].person.name for at in sorted(gone))
        lacks: Counter[str] = Counter()
        for place, at in pairs.items():
            one = there[at]
            lacks.update(taken_over.lacking(found.scheme, part.scheme, part.span, one.given))
            values = taken_over.carried(found.scheme, part.scheme, part.span, one.given, one.values)
            for name, text in values.items():
                said.setdefault((place, name), []).append(Offered(part.kept.id, text))
        whole[part.kept.id] = tuple(lacks)
    entered = score_entries.of_columns(db, found.kept.id, by_period(found.scheme))
    return replace(
        found,
        offers=tuple(_offers(found.scheme, rows, said, entered)),
        missing=_missing(found),
        absent={id: names for id, names in absent.items() if names},
        whole={id: names for id, names in whole.items() if names},
    )


def _people(db: Session, rows: Sequence[PersonRow]) -> list[Person]:
    keys = {each.id: (each.name, each.unit_name, each.village) for each in rows}
    former = person_changes.former_keys(db, keys)
    return [
        Person(name=name, unit=unit, village=village, former=former.get(id, ()))
        for id, (name, unit, village) in keys.items()
    ]


def _offers(
    scheme: Scheme,
    rows: Sequence[PersonRow],
    said: Mapping[tuple[int, str], Sequence[Offered]],
    entered: Mapping[int, Mapping[str, EntryRow]],
) -> Iterator[CarriedValue]:
    empty = taken_over.counting_empty(scheme)
    order = {name: place for place, name in enumerate(by_period(scheme))}
    for place, name in sorted(said, key=lambda key: (key[0], order[key[1]])):
        entry = entered.get(rows[place].id, {}).get(name)
        before, offered = taken_from(entry), tuple(said[place, name])
        how = taken_over.standing(
            offered,
            entry.value if entry else "",
            before[0] if before else None,
            counts_empty=name in empty,
        )
        yield CarriedValue(rows[place], name, offered, entry, how)
