"""考核 as its organizer plans it: a title, a scheme, a period, and whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ballot.domain import short_text
from ballot.domain.errors import Fault


@dataclass(frozen=True, slots=True)
class AssessmentPlan:
    """An assessment to be created.

    ``scheme`` is an id or a path; ``overrides`` set keys of it besides its file. ``unit`` is the
    name of the unit that holds it, empty: the first one where the actor may create. ``previous``
    is the id of the assessment of the period before.
    """

    title: str
    scheme: str
    period: str = ""
    unit: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    previous: int | None = None


def check(plan: AssessmentPlan) -> list[Fault]:
    """Everything wrong with what was written, each fault with its key."""
    lines = (
        ("title", plan.title, True),
        ("period", plan.period, False),
        ("unit", plan.unit, False),
    )
    found = ((key, short_text.wrong(text, needed=needed)) for key, text, needed in lines)
    return [Fault(error=error, key=key) for key, error in found if error is not None]


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """A file of people as texts: its name, its heading, and its rows from row 2 on."""

    file: str
    heading: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
