"""An organizer looks at what was brought in of a person, item by item, and at what stood before."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.scheme.columns import Column, ColumnRole
from ballot.domain.scheme.scheme import Scheme
from ballot.storage import unit_tree
from ballot.storage.assessment import score_entries
from ballot.storage.assessment.assessments import OBJECTIVE_SCORE, PersonRow
from ballot.storage.assessment.score_entries import EntryRow
from ballot.usecases.assessment import kept_sheet
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.assessment.people import people_rows
from ballot.usecases.assessment.periods import offers
from ballot.usecases.hall import Hall
from ballot.usecases.verified import schemes

TYPED = (
    ColumnRole.SECTION,
    ColumnRole.NUMBER,
    ColumnRole.GRADED,
    ColumnRole.ADJUSTMENT,
    ColumnRole.BALLOT_GRADE,
    ColumnRole.EARLIER,
    ColumnRole.FACT,
)
"""What may be typed of a person; grounds and flags belong to the review."""


@dataclass(frozen=True, slots=True)
class ValuesView:
    """The items of a person; ``values`` has what stands, by the name of the column."""

    assessment: int
    title: str
    person: PersonRow
    scheme: Scheme
    columns: tuple[Column, ...]
    values: dict[str, str]
    by_period: tuple[Column, ...]
    """Those of ``columns`` that are entered by month or quarter, apart from the others."""
    entries: tuple[EntryRow, ...]
    """All entries, the newest first."""
    may_edit: bool

    def taken_from(self, entry: EntryRow) -> tuple[int, int] | None:
        """The finished part that a value came from, and the line of its journal."""
        return offers.taken_from(entry) if entry.item in self.periods else None

    @property
    def periods(self) -> frozenset[str]:
        """The names of those columns."""
        return frozenset(each.name for each in self.by_period)

    @property
    def sources(self) -> dict[str, tuple[int, int, str]]:
        """By column of what stands, where it was taken over: part, line, and the part's title."""
        latest = {each.item: each for each in reversed(self.entries)}
        found = ((name, each, self.taken_from(each)) for name, each in latest.items())
        return {name: (*source, each.source) for name, each, source in found if source}

    @property
    def has_periods(self) -> bool:
        """Whether anything was entered by period."""
        return any(self.values.get(each.name) for each in self.by_period)


def see_values(hall: Hall, actor: Actor, assessment: int, person: int) -> ValuesView:
    """What stands and what stood. Raises Refused where there is no such person, MayNot."""
    return hall.database.read(lambda db: _see(db, actor, assessment, person))


def columns_of(scheme: Scheme) -> tuple[Column, ...]:
    """The columns that are typed; those of a score sheet come out of the sheet."""
    has_sheet = any(item.sheet for item in scheme.items)
    bonus = {name for bar in scheme.placing.bars for name in bar.bonus_columns}
    return tuple(
        column
        for column in people_rows.columns_of(scheme, adding=False)
        if column.role in TYPED
        and (column.needed or column.role is not ColumnRole.BALLOT_GRADE)
        and not (has_sheet and (column.role is ColumnRole.SECTION or column.name in bonus))
    )


def _see(db: Session, actor: Actor, assessment: int, person: int) -> ValuesView:
    kept = find(db, actor, assessment, Act.SEE)
    who = kept_sheet.person_of(db, assessment, person)
    scheme = schemes.of_assessment(kept)
    entries = [_named(scheme, each) for each in score_entries.of_person(db, person)]
    return ValuesView(
        assessment=kept.id,
        title=kept.title,
        person=who,
        scheme=scheme,
        columns=columns_of(scheme),
        by_period=tuple(each for each in columns_of(scheme) if each.of_period),
        values={each.item: each.value for each in entries},
        entries=tuple(reversed(entries)),
        may_edit=access.may(actor, Act.EDIT, unit_tree.path_of(db, kept.unit)),
    )


def _named(scheme: Scheme, entry: EntryRow) -> EntryRow:
    """The entry under the name that the policy has for a score brought in whole."""
    if entry.item != OBJECTIVE_SCORE or scheme.objective is None:
        return entry
    return replace(entry, item=scheme.objective.name)
