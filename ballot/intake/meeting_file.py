"""A meeting file (docs/files.md) → MeetingPlan."""

from collections.abc import Callable
from dataclasses import replace

from ballot.domain import person_name, toml_file
from ballot.domain.errors import Fault, Missing, OutOfRange, Refused
from ballot.domain.meeting import Custody
from ballot.domain.meetings import start_time
from ballot.domain.meetings.plan import MOST_ELIGIBLE, MeetingPlan, SubjectPlan
from ballot.domain.table import Table

DEFAULT_SCHEME = "jiaozhou-village"


Check = Callable[[MeetingPlan], list[Fault]]
"""What only the scheme of a plan can tell: ``usecases.planning.faults_of``."""


def read(text: str, file: str, check: Check = lambda plan: []) -> MeetingPlan:
    """The plan in the text of a meeting file.

    Raises Refused with all faults, each naming file and dotted key; with those of ``check``
    where it is given, so that a person sees all of them at once.
    """
    return of(toml_file.read(text, file), check)


def of(table: Table, check: Check = lambda plan: []) -> MeetingPlan:
    """The same of a table that was read already, as the interface has it out of JSON."""
    plan = MeetingPlan(
        title=table.text("title"),
        scheme=table.text("scheme", needed=False) or DEFAULT_SCHEME,
        custody=Custody(table.choice("custody", [custody.value for custody in Custody])),
        place=table.text("place", needed=False),
        eligible_parts=(parts := _parts(table)),
        eligible=sum(number for _, number in parts) if parts else _eligible(table),
        subjects=_subjects(table),
        assessment=table.text("assessment", needed=False) or None,
        item=table.text("item", needed=False),
        round=table.text("round", needed=False),
        unit=table.text("unit", needed=False),
        starts=start_time.spelled(table.text("starts", needed=False)),
    )
    table.done()
    faults = [*table.faults, *_besides(table.faults, check(plan), table.file)]
    if faults:
        raise Refused(faults)
    return plan


def _besides(told: list[Fault], found: list[Fault], file: str) -> list[Fault]:
    """What was found at places where nothing has been told: a stand-in stands at the others."""
    keys = [f"{fault.key}." for fault in told]
    return [
        replace(fault, file=fault.file or file)
        for fault in found
        if not any(key.startswith(f"{fault.key}.") for key in keys)
    ]


def _parts(table: Table) -> tuple[tuple[str, int], ...]:
    if not isinstance(table.data.get("eligible"), dict):
        return ()
    parts = table.table("eligible")
    found = tuple((name, parts.integer(name, high=MOST_ELIGIBLE)) for name in parts.names())
    if not parts.faults and not sum(number for _, number in found):
        parts.complain("", OutOfRange(value="0", low="1", high=str(MOST_ELIGIBLE)))
    return found


def _eligible(table: Table) -> int:
    if isinstance(table.data.get("eligible"), dict):
        return 0
    return table.integer("eligible", low=1, high=MOST_ELIGIBLE)


def _subjects(table: Table) -> tuple[SubjectPlan, ...]:
    found = tuple(_subject(one) for one in table.tables("subjects"))
    if table.data.get("subjects") == []:
        table.complain("subjects", Missing())
    return found


def _subject(one: Table) -> SubjectPlan:
    groups = one.table("groups", needed=False)
    subject = SubjectPlan(
        name=person_name.cleaned(one.text("name")),
        unit=person_name.cleaned(one.text("unit", needed=False)),
        village=person_name.cleaned(one.text("village", needed=False)),
        objective_score=one.text("objective_score", needed=False)
        if one.has("objective_score")
        else None,
        groups={name: groups.text(name) for name in groups.names()},
    )
    one.done()
    return subject
