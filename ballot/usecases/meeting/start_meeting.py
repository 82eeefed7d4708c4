"""An organizer starts a meeting of an assessment that is still missing.

A person who has his meeting already gets no other one; a second round is made from the first.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import (
    Fault,
    MeasuredOtherwise,
    Missing,
    NotOneOf,
    Refused,
    TwiceTheSame,
)
from ballot.domain.meeting import Custody
from ballot.domain.meetings import organizing, plan
from ballot.domain.meetings.plan import MeetingPlan, SubjectPlan
from ballot.domain.scheme import meeting_items
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import needs
from ballot.storage import meetings, subjects, unit_tree
from ballot.storage.assessment import assessments, person_changes
from ballot.storage.assessment.assessments import AssessmentRow, PersonRow
from ballot.usecases import acts
from ballot.usecases.assessment import authorised, reviewing, worked_out
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import box_key, planning, usual_custody
from ballot.usecases.meeting.box_key import Run
from ballot.usecases.verified import schemes


@dataclass(frozen=True, slots=True)
class Start:
    """A meeting to be started: its subjects by their ids, in the order of the paper.

    ``item`` is what it fills, where the scheme leaves a choice; ``unit`` names who organizes it,
    empty: the unit of the assessment.
    """

    people: tuple[int, ...]
    title: str
    place: str
    eligible: int
    item: str = ""
    unit: str = ""
    custody: Custody = Custody.SERVER
    starts: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A meeting that is missing: of whom, for which item, and what it might be called.

    ``unit`` is the unit of the person where that may organize it, else empty.
    """

    person: PersonRow
    item: str
    title: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Unmet:
    """All meetings that are missing; ``items`` may be chosen from, empty: there is no choice.

    So may ``units``, which stand below the one of the assessment and may organize for it.
    ``asked`` says by person what the ranking will still ask for of him, in the words of the record.
    """

    gaps: tuple[Gap, ...]
    items: tuple[str, ...]
    units: tuple[str, ...]
    asked: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class StartBasis:
    """What a start is held against: the assessment, its people, who has a meeting for what."""

    kept: AssessmentRow
    scheme: Scheme
    people: Mapping[int, PersonRow]
    met: Mapping[int, Collection[tuple[str, str]]]
    """By person (number, what it names to fill) of each of his meetings."""
    gone: Collection[int]
    """Who has left his post: no meeting is missing for him."""
    units: Mapping[str, int]
    """The units below that of the assessment, by name."""
    custody: Mapping[str, Custody]
    """By the name of such a unit, and of none, who is asked to keep the keys."""

    def met_by(self, person: int) -> frozenset[str]:
        """What the meetings of a person name; one that names nothing is empty."""
        return frozenset(item for _number, item in self.met.get(person, ()))

    def is_there(self, start: Start) -> bool:
        """Whether all of its people have one meeting that names the same."""
        found = ({at for at in self.met.get(id, ()) if at[1] == start.item} for id in start.people)
        return bool(start.people) and bool(set.intersection(*found))


def see_unmet(hall: Hall, actor: Actor, assessment: int) -> Unmet:
    """Whose meetings are missing. Raises Refused, MayNot."""

    def work(db: Session) -> Unmet:
        kept = find(db, actor, assessment, Act.SEE)
        units = _lower(db, kept.unit)
        name = f"unmet {sorted(units.items())}"
        return worked_out.of(hall, db, kept, name, lambda: unmet(_known(db, kept, units)))

    return hall.database.read(work)


def start_meeting(
    hall: Hall,
    actor: Actor,
    assessment: int,
    start: Start,
    *,
    at: datetime | None = None,
    draw: Callable[[], str] = meetings.six_digits,
) -> str:
    """Start a meeting in draft, in custody ``server`` with a key; its number.

    Those of one moment ``at`` stand in lists in the order of their numbers, which are drawn.

    Raises Refused with the keys of a plan, AssessmentConcluded, NoticeHangs, NotAuthorised, MayNot;
    nothing is started then.
    """
    when = at or hall.clock()
    with box_key.made(hall, held_by_server=start.custody is Custody.SERVER) as run:
        given = (actor, assessment, start, run)
        return acts.carry_out(hall, lambda db: _start(hall, db, *given, at=when, draw=draw))


def known(
    db: Session, actor: Actor, assessment: int, act: Act, people: Collection[int] | None = None
) -> StartBasis:
    """The assessment as it stands, with all its people or those of these ids alone. Raises Refused,
    MayNot."""
    kept = find(db, actor, assessment, act)
    return _known(db, kept, _lower(db, kept.unit), people)


def _known(
    db: Session,
    kept: AssessmentRow,
    units: Mapping[str, int],
    people: Collection[int] | None = None,
) -> StartBasis:
    return StartBasis(
        kept=kept,
        scheme=schemes.of_assessment(kept),
        people={each.id: each for each in assessments.people(db, kept.id, people)},
        met=subjects.meetings_of(db, kept.id, people),
        gone=person_changes.left(db, kept.id) if people is None else (),
        units=units,
        custody=usual_custody.by_name(db, kept, units) if people is None else {},
    )


def _lower(db: Session, unit: int) -> dict[str, int]:
    below = set(unit_tree.under(db, (unit,))) - {unit}
    return {each.name: each.id for each in unit_tree.units(db) if each.id in below}


def unmet(there: StartBasis) -> Unmet:
    """Every meeting that is missing, person by person."""
    items = items_of(there.scheme)
    gaps = tuple(
        Gap(
            person,
            item,
            _title(there.kept, person, item),
            person.unit_name if person.unit_name in there.units else "",
        )
        for person in there.people.values()
        if person.id not in there.gone
        for item in meeting_items.missing(there.scheme, there.met_by(person.id))
    )
    return Unmet(gaps, items, tuple(there.units), dict(_asked(there)))


def _asked(there: StartBasis) -> Iterator[tuple[int, str]]:
    for id, person in there.people.items():
        if id in there.gone:
            continue
        reason = needs.of_groups(there.scheme, person.groups)
        if reason is not None:
            yield id, f"{person.name}：{reason.words}"


def items_of(scheme: Scheme) -> tuple[str, ...]:
    """The items of which a meeting must name one; empty where there is nothing to choose."""
    if not meeting_items.must_be_named(scheme):
        return ()
    return meeting_items.names(scheme)


def plan_of(there: StartBasis, start: Start) -> MeetingPlan:
    """The meeting as it would be planned by hand. Raises Refused, key ``subjects``."""
    if not start.people or any(id not in there.people for id in start.people):
        raise Refused([Fault(Missing(), key="subjects")])
    who = [there.people[id] for id in start.people]
    return MeetingPlan(
        title=start.title,
        scheme=there.kept.scheme_id,
        custody=start.custody,
        eligible=start.eligible,
        place=start.place,
        starts=start.starts,
        subjects=tuple(
            SubjectPlan(each.name, each.unit_name, each.village, groups=each.groups) for each in who
        ),
        assessment=there.kept.title,
        item=start.item,
        unit=start.unit,
    )


def faults_of(there: StartBasis, start: Start) -> list[Fault]:
    """All that is wrong with a start, each fault with the key of a plan."""
    found = plan.check(plan_of(there, start), there.scheme)
    twice = [there.people[id].name for id in start.people if start.item in there.met_by(id)]
    found += [Fault(TwiceTheSame(value=name), key="subjects") for name in twice]
    beside = [
        there.people[id].name
        for id in start.people
        if meeting_items.excluded(there.scheme, start.item, there.met_by(id))
    ]
    found += [Fault(MeasuredOtherwise(name=name), key="item") for name in beside]
    if not start.item and items_of(there.scheme):
        found.append(Fault(Missing(), key="item"))
    return found + _unit_faults(there, start)


def _unit_faults(there: StartBasis, start: Start) -> list[Fault]:
    """A unit that is none, or a county where only a township may organize."""
    if start.unit and start.unit not in there.units:
        error = NotOneOf(value=start.unit, allowed=tuple(there.units))
        return [Fault(error, key="unit")]
    if start.unit or not there.units:
        return []
    wrong = organizing.faults(there.scheme, plan_of(there, start).subjects)
    return [Fault(each.error, key="unit") for each in wrong]


def _title(kept: AssessmentRow, who: PersonRow, item: str) -> str:
    return " ".join(part for part in (kept.title, who.village or who.name, item) if part)


def _start(
    hall: Hall,
    db: Session,
    actor: Actor,
    assessment: int,
    start: Start,
    run: Run,
    *,
    at: datetime,
    draw: Callable[[], str],
) -> str:
    """A meeting under the assessment's own copy of the scheme, in the assessment's unit."""
    reviewing.open_to(db, actor, assessment, Act.CREATE)
    there = known(db, actor, assessment, Act.CREATE, start.people)
    authorised.require(db, there.scheme, assessment)
    if faults := faults_of(there, start):
        raise Refused(faults)
    planned, scheme = plan_of(there, start), meeting_items.narrowed(there.scheme, start.item)
    number = meetings.insert(
        db,
        unit=there.units.get(start.unit, there.kept.unit),
        assessment=assessment,
        title=planned.title,
        place=planned.place,
        starts=planned.starts,
        item=planned.item,
        custody=planned.custody,
        run=run.run,
        pk=run.pk,
        at=at,
        draw=draw,
    )
    planning.put(db, number, assessment, planned, scheme, actor.name, at)
    told = {"title": planned.title, "scheme": scheme.sha256, "custody": planned.custody}
    acts.write_down(hall, db, actor, Act.CREATE, number, run=run.run.hex(), **told)
    return number
