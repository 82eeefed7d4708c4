"""What a list of meetings was asked for, the addresses that keep it, and its rows."""

from dataclasses import dataclass, replace
from typing import Any

from flask import request, url_for

from ballot.domain.acts import Act
from ballot.usecases.desk.find_meetings import Group, Listed, MeetingsFound, Search
from ballot.web.access import actor
from ballot.web.converters import asked_number
from ballot.web.organizer.meeting import figures
from ballot.web.organizer.meeting.next_step import NextStep, next_step, stand
from ballot.web.organizer.pages import ever_may
from ballot.web.organizer.scrutineers import consents

DESK = "organizer.meetings"
EVENING = "organizer.evening"


@dataclass(frozen=True, slots=True)
class Row:
    """A meeting in the list: what is next, what waits for a 监票人 first, how many came.

    ``bar`` is what the picture of the turnout needs, empty where there is none. Whoever organizes
    nothing is told how far it is, not what to do.
    """

    seen: Listed
    step: NextStep
    waits: str
    bar: dict[str, str]
    organizes: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A group that the list can be narrowed to, None for all; how many, and its address."""

    group: Group | None
    count: int
    address: str
    is_chosen: bool


def asked() -> Search:
    """What the address asks for; what it cannot mean is left out."""
    given = request.args
    group = given.get("group", "")
    return Search(
        words=given.get("q", "").strip()[:100],
        group=Group(group) if group in list(Group) else None,
        unit=given.get("unit", type=asked_number),
        assessment=given.get("assessment", type=asked_number),
        page=given.get("page", 1, type=asked_number),
    )


def address(search: Search, page: str = DESK) -> str:
    """The address of a page that shows what is asked for."""
    first: dict[str, Any] = {} if search.page == 1 else {"page": search.page}
    return url_for(page, **said(search), **first)


def said(search: Search) -> dict[str, Any]:
    """What is asked for, without the page, as an address or a form says it."""
    found: dict[str, Any] = {"q": search.words, "group": search.group}
    found |= {"unit": search.unit, "assessment": search.assessment}
    return {name: value for name, value in found.items() if value not in (None, "")}


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
    turnout = seen.progress.turnout
    settled = seen.group is not Group.COUNTING
    step = next_step(stand(seen.progress, turnout, settled=settled))
    consent = consents.of_step(step, seen.progress.consents)
    return Row(
        seen=seen,
        step=step,
        waits=consent.act if consent and consent.answer is None else "",
        bar=figures.bar_of(turnout) if turnout else {},
        organizes=ever_may(actor(), Act.CREATE),
    )
