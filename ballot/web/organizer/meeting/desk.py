"""The list of meetings as a desk: counted by where they stand, searched, those that vote on top."""

from dataclasses import dataclass, replace
from typing import Any

from flask import make_response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from ballot.domain.acts import Act
from ballot.usecases.desk import find_meetings
from ballot.usecases.desk.find_meetings import Group, Listed, MeetingsFound, Search
from ballot.web.access import actor, hall
from ballot.web.organizer.meeting import figures
from ballot.web.organizer.meeting.next_step import NextStep, next_step, stand
from ballot.web.organizer.pages import ever_may, pages
from ballot.web.organizer.scrutineers import consents


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


@pages.get("/meetings/")
def meetings() -> str:
    """The meetings that the person may see, or those of them that he looks for."""
    search = _asked()
    found = find_meetings.find_meetings(hall(), actor(), search)
    return render_template(
        "organizer/meeting/meetings.html",
        **_rows(found),
        found=found,
        filters=_filters(search, found),
        turns=_turns(search, found),
        search=search,
        has_narrowed=search != Search(),
        has_units=len(found.units) > 1,
        now=_address(search, "organizer.meetings_now"),
        may_create=ever_may(actor(), Act.CREATE),
    )


@pages.get("/meetings/now")
def meetings_now() -> AnyResponse:
    """Those that vote now, asked every few seconds; 304 while nothing has changed."""
    found = find_meetings.find_meetings(hall(), actor(), _asked())
    answer = make_response(render_template("organizer/meeting/_live.html", **_rows(found)))
    answer.add_etag()
    return answer.make_conditional(request)


def _rows(found: MeetingsFound) -> dict[str, list[Row]]:
    rows = [_row(each) for each in found.listed]
    is_live = [row.seen.group is Group.VOTING for row in rows]
    return {
        "live": [row for row, live in zip(rows, is_live, strict=True) if live],
        "rows": [row for row, live in zip(rows, is_live, strict=True) if not live],
    }


def _asked() -> Search:
    said = request.args
    group = said.get("group", "")
    return Search(
        words=said.get("q", "").strip()[:100],
        group=Group(group) if group in list(Group) else None,
        unit=said.get("unit", type=int),
        assessment=said.get("assessment", type=int),
        page=said.get("page", 1, type=int),
    )


def _address(search: Search, page: str = "organizer.meetings") -> str:
    first = None if search.page == 1 else search.page
    said: dict[str, Any] = {"q": search.words or None, "group": search.group, "page": first}
    said |= {"unit": search.unit, "assessment": search.assessment}
    return url_for(page, **said)


def _filters(search: Search, found: MeetingsFound) -> list[Filter]:
    """All, and each group that has any or is chosen."""
    counts: list[tuple[Group | None, int]] = [(None, found.total), *found.counts.items()]
    return [
        Filter(
            group=group,
            count=count,
            address=_address(replace(search, group=group, page=1)),
            is_chosen=search.group is group,
        )
        for group, count in counts
        if count or group in (None, search.group)
    ]


def _turns(search: Search, found: MeetingsFound) -> dict[str, str]:
    """The addresses of the page before and of the one behind, where there are such."""
    here = replace(search, page=found.page)
    before = {"before": _address(replace(here, page=found.page - 1))} if found.page > 1 else {}
    is_last = found.page == found.pages
    behind = {} if is_last else {"behind": _address(replace(here, page=found.page + 1))}
    return before | behind


def _row(seen: Listed) -> Row:
    step = next_step(stand(seen.progress))
    asked = consents.of_step(step, seen.progress.consents)
    turnout = seen.progress.turnout
    return Row(
        seen=seen,
        step=step,
        waits=asked.act if asked and asked.answer is None else "",
        bar=figures.bar_of(turnout) if turnout else {},
    )
