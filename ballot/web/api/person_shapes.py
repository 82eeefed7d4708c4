"""The shapes of what programs send of one person, of a name, of a removal."""

from marshmallow import Schema, fields, validate

from ballot.domain.short_text import LONGEST
from ballot.web.api.shapes import Exactly, told


class UndoBody(Exactly):
    """``agreed``: that the review goes back to its ranking, where it has gone beyond."""

    agreed = fields.Boolean()


class SaidBody(UndoBody):
    """Why, and that who looks alike is somebody else."""

    reason = fields.String(validate=validate.Length(max=LONGEST))
    distinct = fields.Boolean()


class PersonBody(SaidBody):
    """``columns``: 姓名, 单位, 村(社区) and the group columns of the scheme, as text."""

    columns = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class LeaveBody(SaidBody):
    """``on``: the day on which he left, 2026-06-30; without it he is in his post again."""

    on = fields.String()


class NameBody(Exactly):
    """What an assessment is called; what is missing stays."""

    title = fields.String(validate=validate.Length(max=LONGEST))
    period = fields.String(validate=validate.Length(max=LONGEST))


class WhyBody(Exactly):
    """Why."""

    reason = fields.String(validate=validate.Length(max=LONGEST))


class PersonMade(Schema):
    """Who was added."""

    person = told(fields.Integer)


class Removed(Schema):
    """What was removed."""

    removed = told(fields.Integer)
