"""The shapes of bodies and answers, for the description: what is right the domain decides."""

from typing import Any

from marshmallow import RAISE, Schema, fields, validate

from ballot.domain.acts import Act
from ballot.domain.ledger.ledger_told import Spoiled
from ballot.domain.meeting import Custody, State, Transport
from ballot.domain.meetings.plan import MOST_ELIGIBLE
from ballot.domain.meetings.small_hall import SmallHall
from ballot.domain.meetings.voter_classes import Lack
from ballot.domain.short_text import LONGEST
from ballot.usecases.casting.stock_state import Stock

LINE = validate.Length(min=1, max=LONGEST)
EXACT = 'Decimal text such as "97.5", never a float'


def told(kind: type[fields.Field[Any]], **more: Any) -> fields.Field[Any]:
    """A field that is always there; it may be null where ``null`` is given."""
    return kind(required=True, allow_none=more.pop("null", False), **more)


def words(*allowed: str, **more: Any) -> fields.Field[Any]:
    """One of some words."""
    return told(fields.String, validate=validate.OneOf(allowed), **more)


def listed(of: Any) -> fields.Field[Any]:
    """A list that is always there."""
    return fields.List(of, required=True)


class Exactly(Schema):
    """A body in which nothing else may stand."""

    class Meta:
        unknown = RAISE


class Pointed(Schema):
    """One fault: where in the body (JSON pointer), its kind, what is wrong."""

    pointer = told(fields.String)
    type = told(fields.String)
    detail = told(fields.String)


class Problem(Schema):
    """A problem document (RFC 9457) in the reader's language."""

    type = told(fields.String)
    title = told(fields.String)
    status = told(fields.Integer)
    detail = told(fields.String)
    errors = fields.List(fields.Nested(Pointed))


class SubjectBody(Exactly):
    """被测评对象."""

    name = fields.String(required=True, validate=LINE)
    unit = fields.String(validate=validate.Length(max=LONGEST))
    village = fields.String(validate=validate.Length(max=LONGEST))
    objective_score = fields.String(metadata={"description": EXACT})
    groups = fields.Dict(keys=fields.String(), values=fields.String())


ROUND_SAID = "Of a scheme that has rounds, which one; else as period or title say"


class MeetingBody(Exactly):
    """A meeting, as in a meeting file."""

    title = fields.String(required=True, validate=LINE)
    scheme = fields.String(metadata={"description": "Name of a shipped scheme"})
    custody = words(*Custody)
    place = fields.String(validate=validate.Length(max=LONGEST))
    starts = fields.String(metadata={"description": "2026-12-20 19:30, by the clock of the house"})
    unit = fields.String(metadata={"description": "The unit that holds it, by its name"})
    eligible = fields.Raw(
        required=True,
        metadata={
            "description": "应参加: distinct persons, in all or by category",
            "oneOf": [
                {"type": "integer", "minimum": 1, "maximum": MOST_ELIGIBLE},
                {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
            ],
        },
    )
    subjects = fields.List(
        fields.Nested(SubjectBody), required=True, validate=validate.Length(min=1)
    )
    assessment = fields.String(validate=validate.Length(max=LONGEST))
    item = fields.String()
    round = fields.String(metadata={"description": ROUND_SAID})


class SlipsBody(Exactly):
    """How many slips; where voters come in classes, the name of the one that draws them."""

    count = fields.Integer(
        required=True, validate=validate.Range(min=1, max=MOST_ELIGIBLE), strict=True
    )
    class_ = fields.String(data_key="class", validate=validate.Length(max=LONGEST))


class TornBody(Exactly):
    """A slip that is void: the address in its QR code or its twelve digits, torn when, and why."""

    slip = fields.String(required=True, validate=LINE)
    spoiled = fields.String(validate=validate.OneOf(list(Spoiled)))
    reason = fields.String(validate=validate.Length(max=LONGEST))


class ScoreOfSubject(Exactly):
    """A score by the place of the subject on the paper, from 1; decimal text."""

    place = fields.Integer(required=True, validate=validate.Range(min=1), strict=True)
    score = fields.String(required=True, validate=LINE)


class ScoresBody(Exactly):
    """Scores brought in; `reason` where one that stands becomes another."""

    scores = fields.List(
        fields.Nested(ScoreOfSubject), required=True, validate=validate.Length(min=1)
    )
    reason = fields.String(validate=validate.Length(max=LONGEST))
    confirm_beyond = fields.Boolean()


class ReasonBody(Exactly):
    """Why."""

    reason = fields.String(required=True, validate=LINE)


class AgreedBody(Exactly):
    """``agreed``: that what was counted in a rehearsal may go."""

    agreed = fields.Boolean()


class RowsBody(Exactly):
    """People as ``rows`` of a table: 姓名, 单位, 村(社区), columns of the scheme, all as text; or
    a ``file`` of an office in base64, with its ``name``, and in ``columns`` what it calls ours."""

    rows = fields.List(
        fields.Dict(keys=fields.String(), values=fields.String()), validate=validate.Length(min=1)
    )
    file = fields.String()
    name = fields.String()
    columns = fields.Dict(keys=fields.String(), values=fields.String())
    distinct = fields.Boolean()
    agreed = fields.Boolean()
    confirm_beyond = fields.Boolean()


class Slip(Schema):
    """A slip: both are secret, and are answered this once."""

    url = told(fields.String)
    code = told(fields.String)


class Slips(Schema):
    """A batch that can vote once it is confirmed."""

    batch = told(fields.Integer)
    slips = listed(fields.Nested(Slip))


class Lacking(Schema):
    """A character of ``text`` that no font of the paper has: it is printed as a box with its code.

    ``form``: only its variant is unknown, and the common form is printed.
    """

    char = told(fields.String)
    text = told(fields.String)
    form = told(fields.Boolean)


class Count(Schema):
    """How many rows came in, of them who is new, changed, the same; what the fonts lack of their
    names, and how a file was read."""

    count = told(fields.Integer)
    new = told(fields.Integer)
    changed = told(fields.Integer)
    same = told(fields.Integer)
    lacking = listed(fields.Nested(Lacking))
    notes = listed(fields.String())


class MeetingLine(Schema):
    """A meeting in a list."""

    number = told(fields.String)
    title = told(fields.String)
    place = told(fields.String)
    starts = told(fields.String)
    assessment = told(fields.String)
    state = words(*State)
    custody = words(*Custody)
    round = told(fields.Integer)
    follows = told(fields.String, null=True)
    created_at = told(fields.DateTime)


class SubjectTold(Schema):
    """被测评对象 as planned."""

    name = told(fields.String)
    unit = told(fields.String)
    village = told(fields.String)
    objective_score = told(fields.String, null=True)
    groups = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class ClassTold(Schema):
    """A class of voters as planned; while ``lacks`` holds anything nothing is frozen."""

    name = told(fields.String)
    weight = told(fields.String)
    eligible = told(fields.Integer, null=True)
    slips = told(fields.Integer)
    lacks = listed(fields.String(validate=validate.OneOf(list(Lack))))


class BatchTold(Schema):
    """A batch of slips."""

    number = told(fields.Integer)
    voter_class = told(fields.Integer)
    count = told(fields.Integer)
    state = told(fields.String)


class HolderTold(Schema):
    """Who still sees the rows of a vote that has ended as they came."""

    kind = told(fields.String, validate=validate.OneOf(["session", "prepared", "slot", "unknown"]))
    name = told(fields.String)


class Meeting(MeetingLine):
    """A meeting as its organizer sees it; no secret and no count of votes is in it."""

    assessment_id = told(fields.Integer, null=True)
    item = told(fields.String)
    items = listed(fields.String())
    transport = words(*Transport)
    second = told(fields.String, null=True)
    scheme_id = told(fields.String)
    scheme_title = told(fields.String)
    scheme_sha256 = told(fields.String)
    subjects = listed(fields.Nested(SubjectTold))
    remarks = listed(fields.String())
    lacking = listed(fields.Nested(Lacking))
    eligible = told(fields.Integer)
    eligible_parts = listed(fields.List(fields.Raw()))
    small_hall = told(fields.String, null=True, validate=validate.OneOf(list(SmallHall)))
    classes = listed(fields.Nested(ClassTold))
    batches = listed(fields.Nested(BatchTold))
    slips = told(fields.Integer)
    keys = told(fields.Integer)
    kiosks = told(fields.Integer)
    roster = told(fields.Integer)
    checked_in = told(fields.Integer, null=True)
    fingerprint = told(fields.String, null=True)
    version = told(fields.Integer)
    opened_at = told(fields.DateTime, null=True)
    closed_at = told(fields.DateTime, null=True)
    erased_at = told(fields.DateTime, null=True)
    sealed = told(fields.Boolean, null=True)
    seal_waits = told(fields.Boolean)
    seal_held_by = listed(fields.Nested(HolderTold))
    log_tells_order = told(fields.Boolean)
    memory_cleared = told(fields.Boolean, null=True)
    resumed = told(fields.Boolean)
    stock = told(fields.String, null=True, validate=validate.OneOf(list(Stock)))
    next = listed(fields.String(validate=validate.OneOf([act.value for act in Act])))
    allowed = listed(fields.String(validate=validate.OneOf([act.value for act in Act])))
