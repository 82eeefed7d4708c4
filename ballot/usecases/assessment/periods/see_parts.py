"""An organizer looks at the parts of an assessment: what is finished, and what it would bring."""

from collections import Counter
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.scheme import roll_up
from ballot.domain.scheme.consequences import Period
from ballot.domain.scoring.periods import taken_over
from ballot.domain.scoring.periods.taken_over import Standing
from ballot.storage import unit_tree
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.usecases.assessment import worked_out
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.assessment.periods import offers, parts_of_period, staleness
from ballot.usecases.assessment.periods.offers import CarriedValue, Offers
from ballot.usecases.assessment.periods.parts_of_period import Part
from ballot.usecases.hall import Hall
from ballot.usecases.verified import schemes

ASKED = (Standing.OTHERWISE, Standing.APART)
"""What somebody has to say something about."""


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part. ``name`` is which month it is, empty where its words do not say; ``line`` where its
    journal says that it is concluded, None while it is not; ``is_reopened``: values of it stand
    here and it is under way again. ``absent`` are in it and not here, ``whole`` its items that have
    one value for several months."""

    id: int
    title: str
    period: str
    kind: Period
    name: str
    line: int | None
    is_reopened: bool
    absent: tuple[str, ...]
    whole: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A value of a person that stands here or is offered: ``value`` by the part of this id, at the
    ``line`` of its journal; ``said`` by each part where several say something. ``stands`` is what
    is entered, ``source`` where that came from."""

    person: int
    name: str
    unit: str
    village: str
    column: str
    standing: Standing
    value: str
    part: int
    line: int
    said: tuple[str, ...]
    stands: str
    source: str

    @property
    def is_apart(self) -> bool:
        """Whether several parts say different things of it."""
        return self.standing is Standing.APART


@dataclass(frozen=True, slots=True)
class PartsView:
    """The parts of an assessment and what they bring. ``is_dated``: its own words say which months
    it covers; ``missing`` are those that no assessment covers."""

    assessment: int
    title: str
    period: str
    kind: Period
    has_parts: bool
    is_dated: bool
    parts: tuple[PartLine, ...]
    missing: tuple[str, ...]
    offers: tuple[OfferLine, ...]
    may_edit: bool

    def of(self, *standings: str) -> tuple[OfferLine, ...]:
        """The values that stand so."""
        return tuple(each for each in self.offers if each.standing in standings)

    @property
    def ready(self) -> tuple[OfferLine, ...]:
        """Those that come in by one act, without a word."""
        return self.of(Standing.NEW, Standing.OUTDATED)

    @property
    def asked(self) -> tuple[OfferLine, ...]:
        """Those that somebody has to say something about."""
        return self.of(*ASKED)

    @property
    def finished(self) -> tuple[str, ...]:
        """The titles of the parts that bring what is ready, in the order of the parts."""
        bringing = Counter(each.part for each in self.ready)
        return tuple(each.title for each in self.parts if each.id in bringing)


def see_parts(hall: Hall, actor: Actor, assessment: int) -> PartsView:
    """The parts as they stand. Raises Refused, MayNot, Tampered."""
    return hall.database.read(lambda db: _see(hall, db, actor, assessment))


def _see(hall: Hall, db: Session, actor: Actor, assessment: int) -> PartsView:
    kept = find(db, actor, assessment, Act.SEE)
    may_edit = access.may(actor, Act.EDIT, unit_tree.path_of(db, kept.unit))
    found = worked_out.of(hall, db, kept, "parts", lambda: _worked_out(hall, db, kept))
    return replace(found, may_edit=may_edit)


def _worked_out(hall: Hall, db: Session, kept: AssessmentRow) -> PartsView:
    scheme = schemes.of_assessment(kept)
    found = offers.find(hall, db, kept)
    taken = staleness.lines_taken(db, kept, scheme)
    return PartsView(
        assessment=kept.id,
        title=kept.title,
        period=kept.period,
        kind=scheme.aftermath.period,
        has_parts=bool(taken_over.kinds(scheme)),
        is_dated=parts_of_period.span_of(kept, scheme) is not None,
        parts=tuple(_part(found, each, is_taken=each.kept.id in taken) for each in found.parts),
        missing=found.missing,
        offers=tuple(_offer(found, each) for each in found.offers),
        may_edit=False,
    )


def _part(found: Offers, part: Part, *, is_taken: bool) -> PartLine:
    id = part.kept.id
    name = "" if part.span is None else roll_up.NAMES[part.kind][part.span.place]
    return PartLine(
        id=id,
        title=part.kept.title,
        period=part.kept.period,
        kind=part.kind,
        name=name,
        line=part.line,
        is_reopened=is_taken and part.line is None,
        absent=found.absent.get(id, ()),
        whole=found.whole.get(id, ()),
    )


def _offer(found: Offers, each: CarriedValue) -> OfferLine:
    first, entry = each.offered[0], each.entry
    return OfferLine(
        person=each.person.id,
        name=each.person.name,
        unit=each.person.unit_name,
        village=each.person.village,
        column=each.column,
        standing=each.standing,
        value=first.text,
        part=first.source,
        line=found.part(first.source).line or 0,
        said=tuple(f"{found.part(one.source).name} {one.text}" for one in each.offered),
        stands=each.stands,
        source=(entry.source or entry.by) if entry and entry.value else "",
    )
