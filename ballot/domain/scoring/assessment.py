"""考核 as its organizer plans it: a title, a scheme, a period, and whose it is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from ballot.domain import short_text
from ballot.domain.errors import Fault
from ballot.domain.reading_notes import NOTHING, ReadingNotes
from ballot.domain.scheme.consequences import Period


@dataclass(frozen=True, slots=True)
class AssessmentPlan:
    """An assessment to be created.

    ``scheme`` is an id or a path; ``overrides`` set keys of it besides its file. ``unit`` is the
    name of the unit that holds it, empty: the first one where the actor may create. ``previous``
    is the id of the assessment of the period before. ``kind`` is what it covers; None: as period
    or title say, else as the scheme has it. ``round`` is which of its rounds, empty: as they say.
    """

    title: str
    scheme: str
    period: str = ""
    unit: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    previous: int | None = None
    kind: Period | None = None
    round: str = ""


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
    """Rows of a file as texts: its name, the columns that were asked for, the rows from
    ``first_row`` on (as a spreadsheet counts), and what is to be told of how it was read.

    ``choices``: column of ours → column of the file that somebody said is meant. ``distinct``:
    somebody said that those who look like one person are different people; ``confirm_beyond``: that
    points beyond what the sheet can bring are right; ``agreed``: that the review goes back to its
    ranking.
    """

    file: str
    heading: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    first_row: int = 2
    notes: ReadingNotes = NOTHING
    choices: Mapping[str, str] = field(default_factory=dict)
    distinct: bool = False
    confirm_beyond: bool = False
    agreed: bool = False

    def without(self, numbers: Collection[int]) -> "PeopleFile":
        """The file without the rows of these numbers; all others keep theirs."""
        rows = enumerate(self.rows, start=self.first_row)
        left = tuple(dict.fromkeys(row, "") if at in numbers else row for at, row in rows)
        return replace(self, rows=left)
