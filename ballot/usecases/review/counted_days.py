"""The working days of a 公示: counted as it is written, by what is known then, and kept with it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from ballot.domain.errors import Fault, HolidaysIdle, Missing, OutOfRange, Refused
from ballot.domain.scheme import consequences, working_days
from ballot.domain.scheme.consequences import Notice
from ballot.domain.scheme.working_days import Counted
from ballot.schemes import public_holidays
from ballot.usecases.assessment import reviewing
from ballot.usecases.hall import Hall

KEY, REASON = "holidays", "holidays_reason"
BETWEEN, RANGE = re.compile(r"[、,,;;\s]+"), re.compile(r"[至~—]")
MOST = 60
"""So many days off may be named of one 公示."""


def count(
    hall: Hall, notice: Notice, first: date, holidays: str, reason: str
) -> tuple[date, Counted | None]:
    """The last day of a 公示, and how its days were counted where working days count.

    ``holidays`` are days off that its organizer names, 2027-02-15 or 2027-02-15至2027-02-21,
    with the reason. Raises Refused, keys ``holidays`` and ``holidays_reason``.
    """
    named, why = read(hall, holidays), reason.strip()
    if named and not notice.working:
        raise Refused([Fault(HolidaysIdle(), key=KEY)])
    if named and not why:
        raise Refused([Fault(Missing(), key=REASON)])
    if not notice.working:
        return consequences.last_day(notice, first), None
    known = public_holidays.calendar()
    last = consequences.last_day(notice, first, known.without(named))
    return last, working_days.count(first, last, known, named, why if named else "")


def read(hall: Hall, text: str) -> tuple[date, ...]:
    """The days that a person named. Raises Refused, key ``holidays``."""
    named: dict[date, None] = {}
    for part in filter(None, BETWEEN.split(text)):
        ends = [reviewing.read_day(hall, each, KEY, future=True) for each in RANGE.split(part)]
        _require_within(len(ends) <= 2 and 0 <= (ends[-1] - ends[0]).days < MOST, part)
        named |= dict.fromkeys(working_days.between(ends[0], ends[-1]))
        _require_within(len(named) <= MOST, text)
    return tuple(named)


def written(named: Iterable[date]) -> str:
    """Days as ``read`` reads them."""
    ends = (dict.fromkeys(run) for run in working_days.runs(named))
    return "、".join("至".join(map(str, each)) for each in ends)


def _require_within(holds: bool, value: str) -> None:
    if not holds:
        raise Refused([Fault(OutOfRange(value=value, low="1", high=str(MOST)), key=KEY)])


def kept(counted: Counted | None) -> dict[str, Any] | None:
    """As it is kept: days as 2027-02-15, and of what there is."""
    if counted is None:
        return None
    return {name: _plain(value) for name, value in asdict(counted).items()}


def of(calendar: Mapping[str, Any] | None) -> Counted | None:
    """What was kept."""
    if calendar is None:
        return None
    lists = {name: tuple(_days(calendar[name])) for name in ("off", "made_up", "named")}
    unknown = calendar["unknown"]
    return Counted(
        days=calendar["days"],
        unknown=None if unknown is None else date.fromisoformat(unknown),
        reason=calendar["reason"],
        **lists,
    )


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _days(texts: list[str]) -> Iterator[date]:
    return map(date.fromisoformat, texts)
