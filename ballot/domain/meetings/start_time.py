"""When a meeting is to begin, as it is planned: a day and an hour by the clock of its house.

It is kept as text, ``2026-12-20 19:30``: so it stands in the order of time, and is the same hour
wherever it is read.
"""

import re
import unicodedata
from datetime import date, datetime

from ballot.domain import house_time
from ballot.domain.errors import NotAMoment

FORM = "%Y-%m-%d %H:%M"
YEARS = range(2000, 2100)
"""Any other year is a slip of the finger."""
_WRITTEN = re.compile(
    r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?\s?T?\s?"
    r"(\d{1,2})[:时点](?:(\d{2})(?::00)?分?)?"
)


def read(text: str) -> str:
    """The text in its one spelling; also of 2026/12/20 19:30, 2026年12月20日19时30分, and as a
    browser or a spreadsheet writes it. Raises NotAMoment."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _WRITTEN.fullmatch(plain)
    if found is None:
        raise NotAMoment(value=text)
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    try:
        at = datetime(year, month, day, hour, minute)  # noqa: DTZ001 the clock of any house
    except ValueError:
        raise NotAMoment(value=text) from None
    if year not in YEARS:
        raise NotAMoment(value=text)
    return at.strftime(FORM)


def spelled(text: str) -> str:
    """The same where the text is a moment; else the text, which no plan is then made of."""
    try:
        return read(text)
    except NotAMoment:
        return text


def wrong(text: str) -> NotAMoment | None:
    """What is wrong with the start of a plan; one that nobody has fixed yet is empty."""
    try:
        return None if not text or read(text) == text else NotAMoment(value=text)
    except NotAMoment as error:
        return error


def in_words(text: str) -> str:
    """As papers write it, 2026年12月20日 19:30; empty where nothing is planned."""
    return house_time.moment(datetime.strptime(text, FORM)) if text else ""  # noqa: DTZ007


def is_another_day(text: str, day: date) -> bool:
    """Whether it is planned, and not for this day."""
    return bool(text) and not is_on(text, day)


def is_on(text: str, day: date) -> bool:
    """Whether it is to begin on this day."""
    return text.startswith(day.isoformat())
