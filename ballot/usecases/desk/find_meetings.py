"""An officer looks for a meeting among many, or at those that stand in one place."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from ballot.domain import unit_path
from ballot.domain.access import Actor
from ballot.domain.meeting import State
from ballot.storage import unit_tree
from ballot.storage.assessment import assessments
from ballot.storage.meetings import MeetingRow
from ballot.storage.search import meeting_signs, meetings_found
from ballot.storage.search.meetings_found import Standing, Wanted
from ballot.usecases.desk import progress
from ballot.usecases.desk.progress import Progress
from ballot.usecases.desk.searched_words import searched
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.list_meetings import MeetingLine, line_of, units_of

A_PAGE = 24
MOST_ASSESSMENTS = 50
"""So many are offered to narrow the list by; the title of every other one can be searched for."""
LARGEST = 2**31 - 1
"""No database holds a larger number in its columns, and no list has so many pages."""


class Group(StrEnum):
    """Where meetings stand, as the hall sees it; in the order in which they press."""

    VOTING = "voting"
    COUNTING = "counting"
    TO_OPEN = "to_open"
    MISSED = "missed"
    PREPARING = "preparing"
    DECIDED = "decided"
    ENDED = "ended"


_OF_STATE = {
    State.OPEN: Group.VOTING,
    State.PAUSED: Group.VOTING,
    State.NO_QUORUM: Group.MISSED,
    State.DRAFT: Group.PREPARING,
    State.FROZEN: Group.PREPARING,
    State.OPENED: Group.DECIDED,
    State.INVALID: Group.ENDED,
    State.CANCELLED: Group.ENDED,
}


def group_of(standing: Standing) -> Group:
    """The group of a state; a closed vote waits for the count until its slips are settled, and a
    rehearsal is preparation however far it went."""
    state, is_settled = standing
    if state.is_rehearsal:
        return Group.PREPARING
    if state is State.CLOSED:
        return Group.TO_OPEN if is_settled else Group.COUNTING
    return _OF_STATE[state]


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: words, the place where it stands, a unit with those below, an assessment.

    ``page`` is from 1.
    """

    words: str = ""
    group: Group | None = None
    unit: int | None = None
    assessment: int | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """A meeting of the page, and how far it has come.

    ``people`` are its subjects by name, unit and village; ``path`` is its unit and all above it,
    the highest first.
    """

    line: MeetingLine
    people: tuple[tuple[str, str, str], ...]
    unit: str
    path: tuple[int, ...]
    group: Group
    progress: Progress

    @property
    def villages(self) -> tuple[str, ...]:
        """Those whose people are judged, each once, in the order of the paper."""
        return tuple(dict.fromkeys(village for _name, _unit, village in self.people if village))

    @property
    def names(self) -> tuple[str, ...]:
        """Of people, units and villages on its papers, which no line may part."""
        return tuple(dict.fromkeys(name for each in self.people for name in each if name))


@dataclass(frozen=True, slots=True)
class MeetingsFound:
    """What was found: how many in each group, a page of those that were asked for, and how many
    those are in all.

    ``units`` and ``assessments`` are (id, name) of what the list can be narrowed to.
    """

    counts: Mapping[Group, int]
    listed: tuple[Listed, ...]
    asked: int
    page: int
    pages: int
    units: tuple[tuple[int, str], ...]
    assessments: tuple[tuple[int, str], ...]

    @property
    def total(self) -> int:
        """How many in all groups."""
        return sum(self.counts.values())


def find_meetings(hall: Hall, actor: Actor, search: Search, most: int = A_PAGE) -> MeetingsFound:
    """Of the meetings that the actor may see those that are asked for, the most pressing first,
    at most ``most`` a page.

    So many statements as it takes do not grow with the meetings. A page beyond the last is the
    last.
    """
    return hall.database.read(lambda db: _find(hall, db, actor, search, most))


def find_numbers(hall: Hall, actor: Actor, numbers: Collection[str]) -> tuple[Listed, ...]:
    """The meetings of these numbers that the actor may see, in the order of the list."""

    def work(db: Session) -> tuple[Listed, ...]:
        today = hall.now().date()
        rows = meetings_found.of_numbers(db, units_of(db, actor), numbers, today)
        return tuple(_listed(hall, db, rows))

    return hall.database.read(work)


def _find(hall: Hall, db: Session, actor: Actor, search: Search, most: int) -> MeetingsFound:
    seen = units_of(db, actor)
    of_assessment = _small(search.assessment)
    of_units = _narrowed(db, seen, _small(search.unit))
    wanted = Wanted(of_units, searched(search.words), of_assessment)
    standing = meetings_found.counts(db, wanted)
    asked = [each for each in standing if search.group in (None, group_of(each))]
    found = sum(standing[each] for each in asked)
    pages = max(1, -(-found // most))
    page = min(max(1, search.page), pages)
    today = hall.now().date()
    rows = meetings_found.page(db, wanted, asked, (page - 1) * most, most, today) if asked else []
    several = meetings_found.assessments_of_several(db, seen, MOST_ASSESSMENTS)
    return MeetingsFound(
        counts=_summed(standing),
        listed=tuple(_listed(hall, db, rows)),
        asked=found,
        page=page,
        pages=pages,
        units=tuple(meetings_found.units_with_any(db, seen)),
        assessments=_offered(db, several, rows, of_assessment),
    )


def _small(number: int | None) -> int | None:
    """A number that no column holds names nothing."""
    return number if number is None or 0 <= number <= LARGEST else -1


def _narrowed(
    db: Session, seen: tuple[int, ...] | None, unit: int | None
) -> tuple[int, ...] | None:
    if unit is None:
        return seen
    below = unit_tree.under(db, (unit,))
    return below if seen is None else tuple(each for each in below if each in seen)


def _offered(
    db: Session,
    several: list[tuple[int, str]],
    rows: list[MeetingRow],
    chosen: int | None,
) -> tuple[tuple[int, str], ...]:
    """Those with several meetings, and the chosen one where it has a meeting on this page."""
    if chosen is None or chosen in dict(several) or not rows:
        return tuple(several)
    title = assessments.get(db, chosen).title
    return (*several, (chosen, title)) if title else tuple(several)


def _summed(standing: Mapping[Standing, int]) -> dict[Group, int]:
    counts = dict.fromkeys(Group, 0)
    for each, number in standing.items():
        counts[group_of(each)] += number
    return counts


def _listed(hall: Hall, db: Session, rows: list[MeetingRow]) -> Iterable[Listed]:
    kept = assessments.several(db, {each.assessment for each in rows})
    units = {each.id: each for each in unit_tree.units(db)}
    parents = {each.id: each.parent for each in units.values()}
    people = meeting_signs.people(db, [each.number for each in rows])
    settled = meetings_found.settled_of(db, [each.number for each in rows])
    how_far = progress.of(hall, db, rows, kept)
    for each in rows:
        yield Listed(
            line=line_of(each, kept[each.assessment].title),
            people=tuple(people.get(each.number, ())),
            unit=units[each.unit].name,
            path=unit_path.up(parents, each.unit),
            group=group_of((each.state, each.number in settled)),
            progress=how_far[each.number],
        )
