"""公示: names and grades, its days, and whom to call."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from ballot.domain import house_time
from ballot.printing.forms import template
from ballot.printing.leaf import Leaf

TITLE = "公示"


HOURS = "8:30–12:00、14:00–17:30"
"""When somebody is there, on working days."""


class PublicationColumn(NamedTuple):
    """A column of the list, with its relative width."""

    name: str
    width: float = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A 公示. ``ground`` is what it rests on (按照…规定), ``subject`` what is published."""

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
    heading: str = "公    示"
    check: str = ""
    last: date | None = None
    """The last day, where working days count; otherwise all days from the first on."""
    unit: str = "天"


def leaf(publication: Publication) -> Leaf:
    """The notice; the first day counts."""
    last = publication.last or publication.first + timedelta(days=publication.days - 1)
    return template.leaf(
        "publication",
        notice={
            "heading": publication.heading,
            "ground": publication.ground,
            "subject": publication.subject,
            "columns": publication.columns,
            "rows": publication.rows,
            "first": house_time.in_words(publication.first),
            "last": house_time.in_words(last),
            "days": publication.days,
            "unit": publication.unit,
            "hours": publication.hours,
            "telephone": publication.telephone,
            "address": publication.address,
            "by": publication.by,
            "dated": house_time.in_words(publication.first),
            "check": publication.check,
        },
    )
