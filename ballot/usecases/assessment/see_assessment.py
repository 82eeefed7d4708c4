"""An organizer looks at an assessment: who is in it, who is 待测评 and why, its meetings."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ballot.domain import rounding
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault
from ballot.domain.meeting import State
from ballot.domain.scheme import meeting_items
from ballot.domain.scheme.consequences import Period
from ballot.domain.scheme.scheme import ItemKind, Scheme
from ballot.domain.scheme.why import Reason
from ballot.domain.scoring import figures
from ballot.domain.scoring.figures import Figures
from ballot.domain.scoring.person import Person
from ballot.domain.scoring.ranking import Doubt
from ballot.fonts.library import MissingGlyph
from ballot.storage import meetings, subjects
from ballot.storage.assessment import inputs
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.usecases.assessment import ranking_inputs, worked_out
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person; ``waiting`` says why he is 待测评, None where nothing is missing or he has left.

    ``meeting`` is the number of the meeting that measured him last, ``measured`` the item (empty:
    it names none) and number of each.
    """

    id: int
    name: str
    unit: str
    village: str
    meeting: str | None
    waiting: Reason | None
    measured: tuple[tuple[str, str], ...] = ()
    group: tuple[str, ...] = ()
    items: tuple[str | None, ...] = ()
    """What each item that nobody votes on is worth, as shown; None where it is missing."""
    meetings: tuple[str, ...] = ()
    """The numbers of all meetings of which he is a subject."""
    unbalanced: tuple[str, ...] = ()
    """The numbers of those that measured him with figures that do not balance."""
    chosen: tuple[tuple[str, str], ...] = ()
    """What was chosen to count of several, by item: ``sum_votes``, ``mean`` or a number."""
    idle: tuple[str, ...] = ()
    """The numbers of meetings that measured him, fill nothing, and were not chosen for anything."""
    left: str = ""
    """The day on which he left his post; empty: he is in it."""
    unscored: tuple[str, ...] = ()
    """The items to be entered that are still to come and may not lack."""
    unvoted: tuple[str, ...] = ()
    """The same of items that are voted on."""

    @property
    def lacks_scores(self) -> bool:
        """Whether an item that nobody votes on is still to be filled in for the ranking."""
        return bool(self.unscored)

    @property
    def is_in_several(self) -> bool:
        """Whether several meetings measured him in the same item, or one of them names none."""
        named = [item for item, _number in self.measured]
        return len(named) > 1 and ("" in named or len(set(named)) < len(named))

    @property
    def may_choose(self) -> bool:
        """Whether there is something to say: which of several counts, that an odd one does, or what
        one fills that names nothing."""
        return self.is_in_several or bool(self.unbalanced) or bool(self.idle)


@dataclass(frozen=True, slots=True)
class MeetingOf:
    """A meeting of the assessment."""

    number: str
    title: str
    state: State
    round: int
    follows: str | None
    item: str = ""


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """An assessment with its people and its meetings."""

    id: int
    title: str
    period: str
    kind: Period
    scheme_id: str
    scheme_title: str
    scheme_sha256: str
    people: tuple[PersonLine, ...]
    meetings: tuple[MeetingOf, ...]
    faults: tuple[Fault, ...]
    """What has to be put right before anybody is ranked."""
    round: str = ""
    """Which round it is (任前); empty where the policy has none."""
    doubts: tuple[Doubt, ...] = ()
    """What a person should look at: several meetings of one person, a meeting without an item."""
    lacking: tuple[MissingGlyph, ...] = ()
    """What no font of the paper has of its names."""
    left_out: tuple[str, ...] = ()
    """The items that may lack in this period and that nobody has or plans."""

    @property
    def unscored(self) -> int:
        """Of how many something is still to be entered."""
        return sum(1 for each in self.people if each.lacks_scores)

    @property
    def waiting(self) -> int:
        """How many are 待测评."""
        return sum(1 for each in self.people if each.waiting is not None)

    @property
    def gone(self) -> int:
        """How many have left their post."""
        return sum(1 for each in self.people if each.left)


def see_assessment(hall: Hall, actor: Actor, id: int) -> AssessmentView:
    """The assessment as it stands. Raises Refused, MayNot, Tampered."""
    return hall.database.read(lambda db: _see(hall, db, actor, id))


def _see(hall: Hall, db: Session, actor: Actor, id: int) -> AssessmentView:
    kept = find(db, actor, id, Act.SEE)
    view = worked_out.of(hall, db, kept, "seen", lambda: _worked_out(hall, db, kept))
    there = (
        MeetingOf(each.number, each.title, each.state, each.round, each.follows, each.item)
        for each in meetings.of_assessment(db, id)
    )
    return replace(view, meetings=tuple(there))


def _worked_out(hall: Hall, db: Session, kept: AssessmentRow) -> AssessmentView:
    """All of it save its meetings, which go on while nothing of its people changes."""
    found = ranking_inputs.gather(hall, db, kept)
    met = subjects.meetings_of(db, kept.id)
    asked = _asked(found, met)
    return AssessmentView(
        id=kept.id,
        title=kept.title,
        period=kept.period,
        kind=found.scheme.aftermath.period,
        scheme_id=found.scheme.id,
        scheme_title=found.scheme.title,
        scheme_sha256=found.scheme.sha256,
        people=_people(found, met, inputs.choices(db, kept.id), asked),
        meetings=(),
        faults=found.faults,
        round=found.scheme.aftermath.round,
        doubts=found.doubts,
        lacking=hall.library.look().lacking(
            [kept.title, *(text for each in found.people for text in _names(each))]
        ),
        left_out=tuple(
            item.name for item in found.scheme.items if not item.is_told and item.name not in asked
        ),
    )


def _asked(
    found: ranking_inputs.Gathered, met: Mapping[int, list[tuple[str, str]]]
) -> frozenset[str]:
    named = {item for meetings_of_one in met.values() for _number, item in meetings_of_one}
    planned = frozenset().union(*(meeting_items.filled(found.scheme, name) for name in named))
    return figures.asked(found.scheme, found.people, planned)


def _people(
    found: ranking_inputs.Gathered,
    of_subjects: Mapping[int, list[tuple[str, str]]],
    choices: Mapping[int, Mapping[str, str]],
    asked: Collection[str],
) -> tuple[PersonLine, ...]:
    counted = figures.held(found.scheme, found.people)
    group_by = found.scheme.placing.group_by
    return tuple(
        PersonLine(
            id=id,
            name=person.name,
            unit=person.unit,
            village=person.village,
            meeting=found.measured[id][-1].number if id in found.measured else None,
            waiting=None if person.left else figures.of(found.scheme, person, counted).waiting,
            group=tuple(person.columns.get(name, "") for name in group_by),
            items=_items(found.scheme, figures.of(found.scheme, person, counted)),
            meetings=tuple(number for number, _item in of_subjects.get(id, ())),
            measured=_measured(found, id),
            left=person.left,
            unbalanced=tuple(one.number for one in found.measured.get(id, ()) if one.unbalanced),
            chosen=tuple(choices.get(id, {}).items()),
            idle=_idle(found, id, choices.get(id, {})),
            unscored=_to_come(found.scheme, person, asked, voted=False),
            unvoted=_to_come(found.scheme, person, asked, voted=True),
        )
        for id, person in zip(found.ids, found.people, strict=True)
    )


def _to_come(
    scheme: Scheme, person: Person, asked: Collection[str], *, voted: bool
) -> tuple[str, ...]:
    if person.left:
        return ()
    items = figures.to_come(scheme, person, asked)
    return tuple(item.name for item in items if (item.ballot is not None) is voted)


def _measured(found: ranking_inputs.Gathered, id: int) -> tuple[tuple[str, str], ...]:
    """The meetings that fill something; where no item is voted on, none does."""
    if not meeting_items.feeds(found.scheme):
        return ()
    return tuple((one.item, one.number) for one in found.measured.get(id, ()))


def _idle(found: ranking_inputs.Gathered, id: int, chosen: Mapping[str, str]) -> tuple[str, ...]:
    if not meeting_items.must_be_named(found.scheme):
        return ()
    there = (number for item, number in _measured(found, id) if not item)
    return tuple(number for number in there if number not in chosen.values())


def _names(person: Person) -> tuple[str, ...]:
    return (person.name, person.unit, person.village, *person.columns.values())


def _items(scheme: Scheme, found: Figures) -> tuple[str | None, ...]:
    pairs = zip(scheme.items, found.values, strict=True)
    return tuple(
        None if value is None else rounding.shown(value)
        for item, value in pairs
        if item.kind is not ItemKind.BALLOT
    )
