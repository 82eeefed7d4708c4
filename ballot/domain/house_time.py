"""The clock of a house: how a moment stands on its papers, and which time that is.

Moments are kept in UTC; people read them in the time zone of their house, by its IANA name.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

USUAL = "Asia/Shanghai"
NAMES = {
    "Asia/Shanghai": "北京时间",
    "Asia/Chongqing": "北京时间",
    "Asia/Harbin": "北京时间",
    "PRC": "北京时间",
    "Asia/Urumqi": "新疆时间",
    "Asia/Kashgar": "新疆时间",
    "Asia/Hong_Kong": "香港时间",
    "Asia/Macau": "澳门时间",
    "Asia/Taipei": "台北时间",
}
"""What people call the time of a zone; others are called by the name of the zone."""
WINTER, SUMMER = (1, 1), (7, 1)
"""Days on which the clocks of a zone stand apart, where it changes them."""


def in_words(day: date) -> str:
    """A date as documents write it: 2026年12月20日."""
    return f"{day.year}年{day.month}月{day.day}日"


def moment(at: datetime) -> str:
    """A local moment to the minute: 2026年12月20日 09:30."""
    return f"{in_words(at)} {at:%H:%M}"


def span(first: datetime, last: datetime | None) -> str:
    """From a local moment to another; the day of the end where it is another one, with its year."""
    if last is None:
        return moment(first)
    end = f"{last:%H:%M}" if first.date() == last.date() else moment(last)
    return f"{moment(first)}–{end}"


def zone_in_words(made: datetime) -> str:
    """The time that stands on a paper of this local moment: 时间为北京时间(UTC+8). Empty where
    the moment has no zone of a house."""
    zone = made.tzinfo
    if not isinstance(zone, ZoneInfo):
        return ""
    offsets = dict.fromkeys(
        _offset(datetime(made.year, *day, tzinfo=zone)) for day in (WINTER, SUMMER)
    )
    return f"时间为{NAMES.get(zone.key, zone.key)}（{'、'.join(offsets)}）"


def without_zone(made: datetime) -> datetime:
    """The moment in UTC as office files keep it, which name no zone."""
    return made if made.tzinfo is None else made.astimezone(UTC).replace(tzinfo=None)


def _offset(at: datetime) -> str:
    """``UTC+8``, ``UTC-3:30``."""
    offset = at.utcoffset() or timedelta()
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "-" if offset < timedelta() else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")
