"""A meeting as its organizer plans it, before there is a slip or a key."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ballot.domain import person_name, rounding, short_text
from ballot.domain.errors import (
    BallotError,
    Fault,
    Missing,
    NotADecimal,
    NotOneOf,
    OutOfRange,
    TwiceTheSame,
    UnknownKey,
)
from ballot.domain.meeting import Custody
from ballot.domain.meetings import start_time
from ballot.domain.scheme import meeting_items, wording
from ballot.domain.scheme.scheme import Scheme

MOST_ELIGIBLE = 100_000


@dataclass(frozen=True, slots=True)
class SubjectPlan:
    """被测评对象: who is judged. ``objective_score`` is decimal text, None until brought in."""

    name: str
    unit: str = ""
    village: str = ""
    objective_score: str | None = None
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """A meeting to be created. ``scheme`` is an id or a path, ``eligible`` distinct persons.

    ``eligible_parts`` are (category, number) in the order given, empty where one number was given.
    """

    title: str
    scheme: str
    custody: Custody
    eligible: int
    subjects: tuple[SubjectPlan, ...]
    place: str = ""
    eligible_parts: tuple[tuple[str, int], ...] = ()
    assessment: str | None = None
    item: str = ""
    """What it fills of the scheme, where there is a choice (下级测评 or 同级互评)."""
    round: str = ""
    """Of a scheme that has rounds, which one its assessment is; empty: as their titles say."""
    unit: str = ""
    """The name of the unit that organizes it; empty: the first one where the actor may."""
    starts: str = ""
    """When it is to begin (``start_time``); empty: that is not fixed yet."""


def check(plan: MeetingPlan, scheme: Scheme) -> list[Fault]:
    """Everything wrong with a plan, each fault with the dotted key of its place.

    Indexes in keys count from 1, as people count: ``subjects[1].name`` is the first.
    """
    faults = _line("title", plan.title, needed=True) + _line("assessment", plan.assessment or "")
    faults += _eligible(plan, scheme)
    if not plan.subjects:
        faults.append(_fault("subjects", Missing()))
    faults += _line("place", plan.place) + _starts(plan) + _item(plan, scheme)
    for number, subject in enumerate(plan.subjects, start=1):
        faults += _subject(f"subjects[{number}]", subject, scheme)
    return faults + _twice(plan)


def _item(plan: MeetingPlan, scheme: Scheme) -> list[Fault]:
    allowed = meeting_items.names(scheme)
    if not plan.item or plan.item in allowed:
        return []
    if not allowed:
        return [_fault("item", UnknownKey(name=plan.item, allowed=()))]
    return [_fault("item", NotOneOf(value=plan.item, allowed=allowed))]


def _starts(plan: MeetingPlan) -> list[Fault]:
    error = start_time.wrong(plan.starts)
    return [] if error is None else [_fault("starts", error)]


def _fault(key: str, error: BallotError) -> Fault:
    return Fault(error=error, key=key)


def _line(
    key: str, text: str, *, needed: bool = False, most: int = short_text.LONGEST
) -> list[Fault]:
    error = short_text.wrong(text, needed=needed, most=most)
    return [] if error is None else [_fault(key, error)]


def _eligible(plan: MeetingPlan, scheme: Scheme) -> list[Fault]:
    faults: list[Fault] = []
    allowed = wording.categories(scheme, (each.village for each in plan.subjects))
    for name, number in plan.eligible_parts:
        faults += _line("eligible", name)
        if allowed and name not in allowed:
            error: BallotError = NotOneOf(value=name, allowed=allowed)
            faults.append(_fault(f"eligible.{name}", error))
        if number < 0:
            faults.append(_fault(f"eligible.{name}", OutOfRange(value=str(number), low="0")))
    names = [name for name, _ in plan.eligible_parts]
    faults += [
        _fault(f"eligible.{name}", TwiceTheSame(value=name))
        for place, name in enumerate(names)
        if name in names[:place]
    ]
    if not 1 <= plan.eligible <= MOST_ELIGIBLE:
        error = OutOfRange(value=str(plan.eligible), low="1", high=str(MOST_ELIGIBLE))
        faults.append(_fault("eligible", error))
    return faults


def _subject(key: str, subject: SubjectPlan, scheme: Scheme) -> list[Fault]:
    faults = _line(f"{key}.name", subject.name, needed=True, most=person_name.LONGEST_NAME)
    faults += _line(f"{key}.unit", subject.unit) + _line(f"{key}.village", subject.village)
    if subject.objective_score is not None:
        faults += _score(f"{key}.objective_score", subject.objective_score)
    return faults + _groups(f"{key}.groups", subject, scheme)


def _score(key: str, text: str) -> list[Fault]:
    try:
        value = rounding.read_decimal(text)
    except NotADecimal as error:
        return [_fault(key, error)]
    return [_fault(key, OutOfRange(value=text, low="0"))] if value < 0 else []


def _groups(key: str, subject: SubjectPlan, scheme: Scheme) -> list[Fault]:
    allowed = {column.name: column.values for column in scheme.group_columns}
    faults: list[Fault] = []
    for name, value in subject.groups.items():
        if name not in allowed:
            error: BallotError = UnknownKey(name=name, allowed=tuple(allowed))
            faults.append(_fault(f"{key}.{name}", error))
        elif value not in allowed[name]:
            error = NotOneOf(value=value, allowed=allowed[name])
            faults.append(_fault(f"{key}.{name}", error))
    return faults


def _twice(plan: MeetingPlan) -> list[Fault]:
    seen: set[tuple[str, ...]] = set()
    faults = []
    for number, subject in enumerate(plan.subjects, start=1):
        person = person_name.folded_key((subject.name, subject.unit, subject.village))
        if person in seen and person[0]:
            faults.append(_fault(f"subjects[{number}].name", TwiceTheSame(value=subject.name)))
        seen.add(person)
    return faults
