"""An organizer looks at the score sheet of a person: both columns, the points, what is doubtful."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import BallotError, Refused
from ballot.domain.meetings import subject_labels
from ballot.domain.scheme import wording
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.sheet_rules import Rule, Section, Sheet, SheetLine
from ballot.domain.scoring import sheet_entry, sheet_points
from ballot.domain.scoring.doubtful_people import NamedPerson
from ballot.domain.scoring.scoresheet import LineScore, SheetScore
from ballot.domain.scoring.sheet_entry import Side
from ballot.storage import unit_tree
from ballot.storage.assessment import assessments
from ballot.storage.assessment.assessments import PersonRow
from ballot.storage.assessment.score_entries import EntryRow
from ballot.usecases.assessment import kept_sheet
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.assessment.kept_sheet import Typed
from ballot.usecases.hall import Hall
from ballot.usecases.verified import schemes

Points = Mapping[Side, Fraction | None]
"""Points a column; None where nothing was entered in it, or not rightly."""


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule with what stands beside it. ``due`` is how often it is required of this person, and
    ``due_in_a_year`` of somebody who was in post all year."""

    rule: Rule
    typed: Typed
    points: Points
    due: int | None
    due_in_a_year: int | None
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the sheet with its rules."""

    line: SheetLine
    rules: tuple[RuleView, ...]
    points: Points


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section, one page of the sheet. ``given`` is what counts for it instead of its points,
    None where they count or the sheet does not count yet."""

    section: Section
    lines: tuple[LineView, ...]
    points: Points
    given: EntryRow | None


class Neighbour(NamedTuple):
    """Who stands beside somebody in the list; ``name`` tells him from others of his name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class SheetView:
    """The whole sheet, ``scheme`` in the words for his village. ``counts``: its sums stand in the
    ranking. ``vouchers_twice`` are (voucher, numbers of the rules) of one sum claimed more than
    once."""

    assessment: int
    title: str
    person: PersonRow
    scheme: Scheme
    name: str
    sections: tuple[SectionView, ...]
    totals: Points
    months: str
    counts: bool
    vouchers_twice: tuple[tuple[str, tuple[str, ...]], ...]
    before: Neighbour | None
    after: Neighbour | None
    """Who stands before and after this person in the list."""
    may_edit: bool

    @property
    def goals(self) -> tuple[tuple[str, str], ...]:
        """What the examiners look for, each as its heading and what belongs to it."""
        return wording.goals(self.scheme)

    @property
    def otherwise(self) -> tuple[SectionView, ...]:
        """The sections for which something else counts than their points."""
        return tuple(each for each in self.sections if each.given)


def see_sheet(hall: Hall, actor: Actor, assessment: int, person: int) -> SheetView:
    """The sheet as it stands. Raises Refused where there is no such person or sheet, MayNot."""
    return hall.database.read(lambda db: _see(db, actor, assessment, person))


def _see(db: Session, actor: Actor, assessment: int, person: int) -> SheetView:
    kept = find(db, actor, assessment, Act.SEE)
    who = kept_sheet.person_of(db, assessment, person)
    scheme = wording.worded(schemes.of_assessment(kept), who.village)
    item, sheet = kept_sheet.item_of(scheme)
    entries = kept_sheet.latest(db, person)
    month = entries.get(kept_sheet.MONTHS_ITEM)
    before, after = assessments.beside(db, assessment, person)
    seen = _Seen(sheet, entries, who, "" if month is None else month.value)
    examined = seen.scores[Side.EXAMINER]
    return SheetView(
        assessment=kept.id,
        title=kept.title,
        person=who,
        scheme=scheme,
        name=item.name,
        sections=tuple(seen.section(place) for place in range(len(sheet.sections))),
        totals={side: None if one is None else one.total for side, one in seen.scores.items()},
        months=seen.months,
        counts=kept_sheet.counts(entries),
        vouchers_twice=() if examined is None else examined.vouchers_twice,
        before=_neighbour(db, assessment, before),
        after=_neighbour(db, assessment, after),
        may_edit=access.may(actor, Act.EDIT, unit_tree.path_of(db, kept.unit)),
    )


def _neighbour(db: Session, assessment: int, who: PersonRow | None) -> Neighbour | None:
    """Somebody by his name, with more of him where others of the assessment have it too."""
    if who is None:
        return None
    there = assessments.people_named(db, assessment, who.name)
    named = [NamedPerson(each.name, each.unit_name, each.village) for each in there]
    labels = dict(zip((each.id for each in there), subject_labels.labels(named), strict=True))
    return Neighbour(who.id, labels[who.id])


class _Seen:
    """One sheet on its way to the page."""

    def __init__(
        self, sheet: Sheet, entries: kept_sheet.Latest, who: PersonRow, months: str
    ) -> None:
        self.sheet, self.entries, self.who, self.months = sheet, entries, who, months
        self.typed = kept_sheet.stored(sheet, entries)
        self.scores = {side: self._score(side) for side in Side}
        self.given = kept_sheet.given_otherwise(entries, self.scores[Side.EXAMINER])

    def _score(self, side: Side) -> SheetScore | None:
        """The points of a column; None where it is empty or the person's groups are missing."""
        if not kept_sheet.is_filled(self.entries, side):
            return None
        try:
            months = kept_sheet.months_in(self.months)
            return kept_sheet.scored(self.sheet, self.typed, side, self.who.groups, months)
        except Refused:
            return None

    def section(self, place: int) -> SectionView:
        section = self.sheet.sections[place]
        scores = {
            side: None if one is None else one.sections[place] for side, one in self.scores.items()
        }
        lines = tuple(
            self._line(
                line,
                {side: None if one is None else one.lines[number] for side, one in scores.items()},
            )
            for number, line in enumerate(section.lines)
        )
        points = {side: None if one is None else one.points for side, one in scores.items()}
        return SectionView(section, lines, points, self.given.get(section.name))

    def _line(self, line: SheetLine, scores: Mapping[Side, LineScore | None]) -> LineView:
        rules = tuple(self._rule(rule, scores) for rule in line.rules)
        points = {side: None if one is None else one.points for side, one in scores.items()}
        return LineView(line, rules, points)

    def _rule(self, rule: Rule, scores: Mapping[Side, LineScore | None]) -> RuleView:
        points = {side: _points(rule, one) for side, one in scores.items()}
        newest = self._newest(rule)
        return RuleView(
            rule=rule,
            typed=self.typed[rule.no],
            points=points,
            due=self._due(rule, self.months),
            due_in_a_year=self._due(rule, ""),
            by="" if newest is None else newest.by,
            at=None if newest is None else newest.at,
        )

    def _newest(self, rule: Rule) -> EntryRow | None:
        return self.entries.get(sheet_entry.key(Side.EXAMINER, rule.no))

    def _due(self, rule: Rule, in_post: str) -> int | None:
        if not rule.required:
            return None
        try:
            months = kept_sheet.months_in(in_post)
            return sheet_points.required(rule, self.who.groups, months)
        except BallotError:
            return None


def _points(rule: Rule, line: LineScore | None) -> Fraction | None:
    if line is None:
        return None
    return next((one.points for one in line.rules if one.no == rule.no), None)
