"""The list of meetings as a desk: counted by where they stand, searched, those that vote on top."""

from flask import make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from ballot.domain.acts import Act
from ballot.usecases.bulk.bulk_act import BulkAct
from ballot.usecases.desk import find_meetings
from ballot.usecases.desk.find_meetings import Group, MeetingsFound, Search
from ballot.web.access import actor, hall
from ballot.web.organizer.meeting import searching
from ballot.web.organizer.meeting.searching import Row
from ballot.web.organizer.pages import ever_may, pages

OFFERED = tuple(each for each in BulkAct if each not in (BulkAct.TO_SERVER, BulkAct.VOID))
"""What is done to many; the others are reached from where they are an answer."""


@pages.get("/meetings/")
def meetings() -> str:
    """The meetings that the person may see, or those of them that he looks for."""
    search = searching.asked()
    found = find_meetings.find_meetings(hall(), actor(), search)
    return render_template(
        "organizer/meeting/meetings.html",
        **_rows(found),
        found=found,
        filters=searching.filters(search, found),
        turns=searching.turns(search, found),
        search=search,
        has_narrowed=search != Search(),
        has_units=len(found.units) > 1,
        now=searching.address(search, "organizer.meetings_now"),
        evening=searching.address(search, searching.EVENING),
        may_create=ever_may(actor(), Act.CREATE),
        acts=OFFERED if found.listed and ever_may(actor(), Act.CREATE) else (),
        kept=searching.said(search),
    )


@pages.get("/meetings/now")
def meetings_now() -> AnyResponse:
    """Those that vote now, asked every few seconds; 304 while nothing has changed."""
    found = find_meetings.find_meetings(hall(), actor(), searching.asked())
    answer = make_response(render_template("organizer/meeting/_live.html", **_rows(found)))
    answer.add_etag()
    return answer.make_conditional(request)


def _rows(found: MeetingsFound) -> dict[str, list[Row]]:
    rows = [searching.row_of(each) for each in found.listed]
    is_live = [row.seen.group is Group.VOTING for row in rows]
    return {
        "live": [row for row, live in zip(rows, is_live, strict=True) if live],
        "rows": [row for row, live in zip(rows, is_live, strict=True) if not live],
    }
