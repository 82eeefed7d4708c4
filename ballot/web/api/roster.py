"""The roster of a meeting at the interface: looked at first, then kept, as page and command do."""

from collections.abc import Collection
from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from ballot.domain.errors import Fault, NotOneOf, Refused
from ballot.domain.roster import double_entries
from ballot.domain.roster.double_entries import DoubleEntry
from ballot.domain.roster.entries import COLUMNS
from ballot.usecases.roster import bring_in_roster
from ballot.usecases.roster.bring_in_roster import RosterPreview
from ballot.web.access import hall
from ballot.web.api import body, rows
from ballot.web.api.pages import actor, bearer, in_json, pages
from ballot.web.api.repeating import once
from ballot.web.api.shapes import Exactly, listed, told
from ballot.web.api.view_descriptions import tells
from ballot.words import reading_notes
from ballot.words.hall import attendance


class RosterBody(Exactly):
    """People as ``rows`` of a table: 姓名, 单位, 村(社区), 组, 类别, 证件后四位, all as text; or a
    ``file`` of an office in base64, with its ``name``, and in ``columns`` what it calls ours. Of
    rows that may be one person, by the first of them, ``one`` says that they are and ``apart`` that
    they are not; ``as_proposed``: all others were checked and are what is proposed. With
    ``preview`` nothing is saved."""

    rows = fields.List(
        fields.Dict(keys=fields.String(), values=fields.String()), validate=validate.Length(min=1)
    )
    file = fields.String()
    name = fields.String()
    columns = fields.Dict(keys=fields.String(), values=fields.String())
    one = fields.List(fields.Integer())
    apart = fields.List(fields.Integer())
    as_proposed = fields.Boolean()
    preview = fields.Boolean()


class DoubleRows(Schema):
    """Rows that may be one person, counted as a file counts them (its heading is row 1): why, and
    whether they are counted as one here."""

    rows = listed(fields.Integer())
    why = told(fields.String)
    is_one = told(fields.Boolean)


class RosterRead(Schema):
    """``eligible``: how many people the roster has, or of a preview would have. ``judged``: so many
    of them are judged at this very meeting and do not vote."""

    saved = told(fields.Boolean)
    eligible = told(fields.Integer)
    doubles = listed(fields.Nested(DoubleRows))
    judged = told(fields.Integer)
    notes = listed(fields.String())


@pages.post("/meetings/<number>/roster")
@tells(RosterRead, 404, 409, body=RosterBody, posts=True)
@once
def bring_in(number: str) -> Response:
    """Bring in the roster of a draft in the place of an earlier one; 应参加 follows it."""
    given = body.table()
    only_look = given.flag("preview", default=False)
    one, apart = given.integers("one"), given.integers("apart")
    as_proposed = given.flag("as_proposed", default=False)
    with rows.placed(in_file=given.has("file")):
        file = rows.read(given, bearer().actor.name, COLUMNS)
        seen = bring_in_roster.preview(hall(), actor(), number, file)
        if seen.faults:
            raise Refused(list(seen.faults))
        _require_known(seen, one=one, apart=apart)
        ones = double_entries.said(seen.doubles, one, apart, as_proposed=as_proposed)
        if not only_look:
            bring_in_roster.keep(hall(), actor(), number, file, ones)
    as_said = {each.row for each in seen.doubles if each.is_one} if ones is None else ones
    answer = {
        "saved": not only_look,
        "eligible": seen.count(as_said),
        "doubles": [_told(each, as_said) for each in seen.doubles],
        "judged": len(seen.judged),
        "notes": list(reading_notes.sentences(file.notes)),
    }
    return in_json(answer)


def _require_known(seen: RosterPreview, **said: Collection[int]) -> None:
    """Raises Refused for a row that is not the first of any that may be one person."""
    known = {each.row for each in seen.doubles}
    allowed = tuple(map(str, sorted(known)))
    wrong = [
        Fault(NotOneOf(value=str(row), allowed=allowed), key=name)
        for name, rows_said in said.items()
        for row in rows_said
        if row not in known
    ]
    if wrong:
        raise Refused(wrong)


def _told(double: DoubleEntry, ones: Collection[int]) -> dict[str, Any]:
    return {
        "rows": [each.row for each in double.entries],
        "why": attendance.why(double),
        "is_one": double.row in ones,
    }
