"""公示: names and grades, its days, and whom to call."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from ballot.domain import house_time
from ballot.domain.scheme import working_days
from ballot.domain.scheme.working_days import Counted
from ballot.printing.forms import template
from ballot.printing.leaf import Leaf

TITLE = "公示"


HOURS = "工作日 8:30–12:00、14:00–17:30"
"""When somebody is there, where nobody said otherwise."""


class PublicationColumn(NamedTuple):
    """A column of the list, with its relative width."""

    name: str
    width: float = 1


class Void(NamedTuple):
    """A notice that counts no more: ``across`` stands across each page, ``words`` on top of it."""

    across: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A 公示. ``ground`` is what it rests on (按照…规定), ``subject`` what is published. ``url`` is
    where everybody may read it while it hangs, for the QR code; empty where nobody may."""

    ground: str
    subject: str
    columns: tuple[PublicationColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    first: date
    days: int
    telephone: str
    by: str
    address: str = ""
    hours: str = HOURS
    wall: str = ""
    heading: str = "公    示"
    check: str = ""
    last: date | None = None
    """The last day, where working days count; otherwise all days from the first on."""
    unit: str = "天"
    counting: str = ""
    """How working days were counted."""
    void: Void | None = None
    url: str = ""


def leaf(publication: Publication) -> Leaf:
    """The notice; the first day counts."""
    last = publication.last or publication.first + timedelta(days=publication.days - 1)
    return template.leaf(
        "publication",
        notice={
            "void": publication.void,
            "heading": publication.heading,
            "ground": publication.ground,
            "subject": publication.subject,
            "columns": publication.columns,
            "rows": publication.rows,
            "first": house_time.in_words(publication.first),
            "last": house_time.in_words(last),
            "days": publication.days,
            "unit": publication.unit,
            "counting": publication.counting,
            "hours": publication.hours,
            "wall": publication.wall,
            "telephone": publication.telephone,
            "address": publication.address,
            "by": publication.by,
            "dated": house_time.in_words(publication.first),
            "check": publication.check,
            "url": publication.url,
        },
    )


def counting(counted: Counted) -> str:
    """How the working days were counted, as page and paper say it; empty of weekends alone."""
    announced = [day for day in counted.off if day not in counted.named]
    parts = (
        (announced, "放假，不计在内。"),
        (counted.named, f"放假，不计在内，依据：{counted.reason}。"),
        (counted.made_up, "调休上班，计在内。"),
    )
    said = [f"{_days(days)}{what}" for days, what in parts if days]
    if counted.unknown:
        more = "和写明的放假日" if counted.named else ""
        since = house_time.in_words(counted.unknown)
        said.append(f"{since}起的放假安排尚未列入，只扣除了周六、周日{more}。")
    return "".join(said)


def withdrawn(on: date, instead: date | None) -> Void:
    """One that was taken down before its end; another hangs ``instead`` from that day on."""
    day = house_time.in_words(on)
    said = f"以{house_time.in_words(instead)}的公示为准" if instead else "不再有效"
    return Void(f"已撤回 {day}", f"本公示已于{day}撤回，{said}。")


def replaced(on: date) -> Void:
    """One that was up all its days, and another was posted that says otherwise."""
    day = house_time.in_words(on)
    return Void(f"已被替换 {day}", f"本公示已于{day}由重新张贴的公示替换，不再有效。")


def outdated(since: date) -> Void:
    """One that was up all its days, and the result says otherwise since that day."""
    day = house_time.in_words(since)
    said = f"{day}考核结果又有改动，和本公示不同，本公示不再有效，以重新张贴的公示为准。"
    return Void(f"不再有效 {day}", said)


def _days(days: Iterable[date]) -> str:
    return "、".join(
        "至".join(map(house_time.in_words, dict.fromkeys(run))) for run in working_days.runs(days)
    )
