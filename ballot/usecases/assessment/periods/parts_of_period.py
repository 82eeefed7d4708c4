"""The assessments that are parts of a longer one: months of its quarter, under the same policy.

A part counts once it is concluded (办结), by the line of its journal that says so.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from ballot.domain.acts import Act
from ballot.domain.journal_line import JournalLine
from ballot.domain.review import steps
from ballot.domain.review.steps import Kind
from ballot.domain.scheme.consequences import Period
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.people_rows import Reader
from ballot.domain.scoring.periods import span, taken_over
from ballot.domain.scoring.periods.span import Span
from ballot.domain.scoring.person import Person
from ballot.storage.assessment import assessments
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.usecases.assessment import kept_ranking
from ballot.usecases.assessment.periods import before
from ballot.usecases.hall import Hall
from ballot.usecases.verified import chain, schemes


@dataclass(frozen=True, slots=True)
class Part:
    """A part. ``line`` is where its journal says that it is concluded; None: it is not, or it was
    opened again. ``span`` is None where its words do not say which month it is."""

    kept: AssessmentRow
    scheme: Scheme
    kind: Period
    span: Span | None
    line: int | None

    @property
    def name(self) -> str:
        """Its title with its period."""
        return self.kept.name


@dataclass(frozen=True, slots=True)
class Of:
    """A person of a part: who he is, what was ``given`` of him, and his exact figures."""

    person: Person
    given: Person
    values: tuple[Fraction | None, ...]


def span_of(kept: AssessmentRow, scheme: Scheme) -> Span | None:
    """The months that an assessment covers, where its words say which."""
    return span.of(scheme.aftermath.period, kept.title, kept.period)


def find(hall: Hall, db: Session, kept: AssessmentRow, scheme: Scheme) -> tuple[Part, ...]:
    """The parts of an assessment, the longest first, each in the order of the year; those of
    which nobody knows which month they are stand last. Raises Tampered."""
    whole, kinds = span_of(kept, scheme), taken_over.kinds(scheme)
    found = []
    for each in _alike(db, kept) if kinds else ():
        of_part = schemes.of_assessment(each)
        kind, lies = of_part.aftermath.period, span_of(each, of_part)
        if kind in kinds and (lies is None or whole is None or lies.lies_in(whole)):
            line = concluded_at(hall, db, each, of_part)
            found.append(Part(each, of_part, kind, lies if whole else None, line))
    return tuple(sorted(found, key=_order))


def _alike(db: Session, kept: AssessmentRow) -> Iterable[AssessmentRow]:
    there = (each for each in assessments.in_units(db, [kept.unit]) if each.id != kept.id)
    return (each for each in there if each.scheme_id == kept.scheme_id)


def _order(part: Part) -> tuple[bool, int, int]:
    if part.span is None:
        return (True, 0, part.kept.id)
    return (False, -len(part.span.months), part.span.place)


def concluded_at(hall: Hall, db: Session, kept: AssessmentRow, scheme: Scheme) -> int | None:
    """The line of its journal at which it was concluded, while it is. Raises Tampered."""
    latest, after = before.latest(db, kept), scheme.aftermath.steps
    entries = before.entries(db, kept)
    if not steps.stand(after, entries, latest.id if latest else None).concluded:
        return None
    lines = reversed(chain.of_assessment(hall, db, kept.id))
    return next((each.sequence for each in lines if _ends(each)), None)


def _ends(line: JournalLine) -> bool:
    is_review = line.act == Act.REVIEW
    return is_review and json.loads(line.detail).get("kind") == Kind.CONCLUDED


def people(db: Session, part: Part) -> list[Of]:
    """Everybody of a part as its newest ranking has him, with what was entered there."""
    latest = before.latest(db, part.kept)
    if latest is None:
        return []
    scored, _ids = kept_ranking.snapshot(db, latest)
    reader = Reader(part.scheme)
    return [
        Of(one.person, reader.person(row, 0), one.figures.values)
        for one, row in zip(scored.ranking.placed, scored.rows, strict=True)
    ]
