"""What a decided grade brings for years, with its last day: 两年内不得提拔重用 (J13).

The day follows from what was decided when, and it binds somebody on through later assessments.
"""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ballot.domain import house_time
from ballot.domain.review.steps import Progress
from ballot.domain.scheme.consequences import Consequence, consequences
from ballot.domain.scheme.scheme import Scheme

Held = Mapping[str, date]
"""By step the day on which it was held."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """Something that still binds: ``period`` and ``grade`` say of which result it comes."""

    period: str
    grade: str
    text: str
    until: date
    clause: str

    @property
    def words(self) -> str:
        """What it is, with its last day."""
        return with_end(self.text, self.until)


def held(progress: Progress) -> Held:
    """The days of the steps that are done."""
    return {line.step: date.fromisoformat(line.held_on) for line in progress.done if line.held_on}


def last_day(decided: date, years: int) -> date:
    """The last day of so many years: the day of the decision does not count, and the same day of
    the year ends them, or the last of its month (民法典第二百零一条、第二百零二条)."""
    year = decided.year + years
    return date(year, decided.month, min(decided.day, _days(year, decided.month)))


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def end_of(one: Consequence, days: Held) -> date | None:
    """The last day of a consequence; None where it has no end, or its step was not held yet."""
    begun = days.get(one.counted_from)
    return None if begun is None else last_day(begun, one.years)


def with_end(text: str, until: date | None) -> str:
    """A consequence as papers have it: 两年内不得提拔重用(至2029年1月15日)."""
    return text if until is None else f"{text}（至{house_time.in_words(until)}）"


def of_grade(
    scheme: Scheme, period: str, grade: str, columns: Mapping[str, str], days: Held
) -> tuple[Lasting, ...]:
    """What a grade that was decided in that period brings for years."""
    found = consequences(scheme.aftermath.consequences, grade, columns)
    ends = ((one, end_of(one, days)) for one in found)
    return tuple(
        Lasting(period, grade, one.text, until, one.clause) for one, until in ends if until
    )


def may_bind(scheme: Scheme, days: Held, day: date) -> bool:
    """Whether anything that this scheme brings may bind on that day yet."""
    ends = (end_of(one, days) for one in scheme.aftermath.consequences)
    return any(end >= day for end in ends if end)


def still(found: Iterable[Lasting], day: date) -> tuple[Lasting, ...]:
    """Those that bind on that day."""
    return tuple(each for each in found if each.until >= day)
