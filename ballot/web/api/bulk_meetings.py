"""The missing meetings of an assessment at the interface: many in a body, each by itself."""

from flask import Response
from marshmallow import Schema, fields

from ballot.domain.acts import Act
from ballot.domain.errors import Refused
from ballot.domain.scoring import people_rows
from ballot.usecases.assessment.look_at_assessment import look_at_assessment
from ballot.usecases.assessment.people.remembered_columns import remembered_columns
from ballot.usecases.meeting import meeting_rows
from ballot.usecases.meeting.start_from_file import faulty_rows, preview_meetings, start_from_file
from ballot.usecases.meeting.start_meeting import see_unmet
from ballot.web.access import hall
from ballot.web.api import body, rows
from ballot.web.api.assessments import known
from ballot.web.api.pages import actor, bearer, in_json, pages
from ballot.web.api.repeating import once
from ballot.web.api.shapes import RowsBody, listed, told
from ballot.web.api.view_descriptions import tells
from ballot.words.bulk import started


class MeetingRowsBody(RowsBody):
    """Meetings as ``rows`` of a table or as a ``file``, in the columns of the empty form; with
    ``preview`` nothing is started."""

    preview = fields.Boolean()


class FailedRow(Schema):
    """A row of which no meeting is made, counted as a file counts it (its heading is row 1)."""

    row = told(fields.Integer)
    column = told(fields.String)
    why = told(fields.String)


class MeetingsStarted(Schema):
    """The ``numbers`` of the meetings that were started, how many rows had theirs before, and each
    row that failed. Of a preview ``coming`` says how many would be started."""

    numbers = listed(fields.String())
    coming = fields.Integer()
    there = told(fields.Integer)
    failed = listed(fields.Nested(FailedRow))


@pages.post("/assessments/<int:id>/meetings")
@tells(MeetingsStarted, 404, 409, body=MeetingRowsBody, posts=True)
@once
def start_rows(id: int) -> Response:
    """Start the meeting of every row that has none yet, each by itself: what fails is named, and
    the same body sent again starts what is still missing."""
    given = body.table()
    only_look = given.flag("preview", default=False)
    with known(id), rows.placed(in_file=given.has("file")):
        scheme = look_at_assessment(hall(), actor(), id).scheme
        wanted = meeting_rows.wanted(scheme, see_unmet(hall(), actor(), id).units)
        remembered = remembered_columns(hall(), actor(), id, Act.CREATE)
        file = rows.of(given, bearer().actor.name, wanted, remembered)
        if not only_look:
            return in_json(started.as_data(start_from_file(hall(), actor(), id, file)))
        seen = preview_meetings(hall(), actor(), id, file)
        faulty = faulty_rows(file, seen.faults)
        if seen.faults and not faulty:
            raise Refused(list(seen.faults))
    left = file.without({*faulty, *seen.there})
    coming = sum(1 for _row in people_rows.numbered(left.rows))
    failed = [started.fault(each) for each in seen.faults]
    return in_json({"numbers": [], "coming": coming, "there": len(seen.there), "failed": failed})
