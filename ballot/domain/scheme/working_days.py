"""工作日: Monday to Friday, save 放假 and 调休上班 as they are announced, year by year.

What was counted is kept with a 公示: what becomes known later moves no day of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """``off``: days on which nobody works; ``made_up``: Saturdays and Sundays on which people do.
    Nothing has been announced of days after ``until``; None: of no day at all."""

    off: frozenset[date] = frozenset()
    made_up: frozenset[date] = frozenset()
    until: date | None = None

    def works(self, day: date) -> bool:
        """Whether it is a working day, as far as is known."""
        if day in self.off:
            return False
        return day in self.made_up or day.weekday() < SATURDAY

    def without(self, named: Iterable[date]) -> "Calendar":
        """The same where nobody works on these days either."""
        return replace(self, off=self.off | frozenset(named))


WEEKENDS = Calendar()
"""Saturdays and Sundays alone."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How the working days of a 公示 were counted.

    ``off``: its days from Monday to Friday that do not count, those of ``named`` among them, which
    its organizer named, and why; ``made_up``: its Saturdays and Sundays that do; ``unknown``: from
    this day on Saturdays and Sundays alone were left out.
    """

    days: int
    off: tuple[date, ...] = ()
    made_up: tuple[date, ...] = ()
    unknown: date | None = None
    named: tuple[date, ...] = ()
    reason: str = ""


def last_of(days: int, first: date, calendar: Calendar = WEEKENDS) -> date:
    """The last of so many working days from ``first`` on, which counts where it is one."""
    day, left = first, days - calendar.works(first)
    while left:
        day += timedelta(days=1)
        left -= calendar.works(day)
    return day


def count(
    first: date, last: date, calendar: Calendar, named: Iterable[date] = (), reason: str = ""
) -> Counted:
    """How the days from the first to the last are counted."""
    whole = tuple(between(first, last))
    told = calendar.without(named)
    unknown = [day for day in whole if calendar.until is None or day > calendar.until]
    return Counted(
        days=sum(map(told.works, whole)),
        off=tuple(day for day in whole if day.weekday() < SATURDAY and not told.works(day)),
        made_up=tuple(day for day in whole if day.weekday() >= SATURDAY and told.works(day)),
        unknown=unknown[0] if unknown else None,
        named=tuple(sorted(set(named).intersection(whole))),
        reason=reason,
    )


def between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    for each in range((last - first).days + 1):
        yield first + timedelta(days=each)


def runs(days: Iterable[date]) -> tuple[tuple[date, date], ...]:
    """Days that follow one another, as first and last of each run."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and found[-1][1] + timedelta(days=1) == day:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return tuple(found)
