"""考核 as its organizer plans it: a title, a scheme, a period, and whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST = 200


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


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """A file of people as texts: its name, its heading, and its rows from row 2 on."""

    file: str
    heading: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
