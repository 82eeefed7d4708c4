"""What a list of meetings was asked for, the addresses that keep it, and its rows."""

from dataclasses import dataclass, replace
from typing import Any

from flask import request, url_for

from ballot.usecases.desk.find_meetings import Group, Listed, MeetingsFound, Search
from ballot.web.organizer.meeting import figures
from ballot.web.organizer.meeting.next_step import NextStep, next_step, stand
from ballot.web.organizer.scrutineers import consents

DESK = "organizer.meetings"
EVENING = "organizer.evening"


@dataclass(frozen=True, slots=True)
class Row:
    """A meeting in the list: what is next, what waits for a 监票人 first, how many came.

    ``bar`` is what the picture of the turnout needs, empty where there is none.
    """

    seen: Listed
    step: NextStep
    waits: str
    bar: dict[str, str]


@dataclass(frozen=True, slots=True)
class Filter:
    """A group that the list can be narrowed to, None for all; how many, and its address."""

    group: Group | None
    count: int
    address: str
    is_chosen: bool


def asked() -> Search:
    """What the address asks for; what it cannot mean is left out."""
    said = request.args
    group = said.get("group", "")
    return Search(
        words=said.get("q", "").strip()[:100],
        group=Group(group) if group in list(Group) else None,
        unit=said.get("unit", type=int),
        assessment=said.get("assessment", type=int),
        page=said.get("page", 1, type=int),
    )


def address(search: Search, page: str = DESK) -> str:
    """The address of a page that shows what is asked for."""
    first = None if search.page == 1 else search.page
    said: dict[str, Any] = {"q": search.words or None, "group": search.group, "page": first}
    said |= {"unit": search.unit, "assessment": search.assessment}
    return url_for(page, **said)


def filters(search: Search, found: MeetingsFound, page: str = DESK) -> list[Filter]:
    """All, and each group that has any or is chosen."""
    counts: list[tuple[Group | None, int]] = [(None, found.total), *found.counts.items()]
    return [
        Filter(
            group=group,
            count=count,
            address=address(replace(search, group=group, page=1), page),
            is_chosen=search.group is group,
        )
        for group, count in counts
        if count or group in (None, search.group)
    ]


def turns(search: Search, found: MeetingsFound, page: str = DESK) -> dict[str, str]:
    """The addresses of the page before and of the one behind, where there are such."""
    here = replace(search, page=found.page)
    before = {"before": address(replace(here, page=found.page - 1), page)} if found.page > 1 else {}
    is_last = found.page == found.pages
    behind = {} if is_last else {"behind": address(replace(here, page=found.page + 1), page)}
    return before | behind


def row_of(seen: Listed) -> Row:
    """A meeting that was found, as a list shows it."""
    step = next_step(stand(seen.progress))
    consent = consents.of_step(step, seen.progress.consents)
    turnout = seen.progress.turnout
    return Row(
        seen=seen,
        step=step,
        waits=consent.act if consent and consent.answer is None else "",
        bar=figures.bar_of(turnout) if turnout else {},
    )
