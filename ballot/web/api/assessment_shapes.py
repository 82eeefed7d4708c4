"""The shapes of what programs send of an assessment as a whole."""

from marshmallow import Schema, fields, validate

from ballot.domain.scheme.consequences import Period
from ballot.domain.scoring.periods.taken_over import Standing
from ballot.domain.short_text import LONGEST
from ballot.intake.assessment_file import KINDS
from ballot.usecases.assessment.periods.take_over import Otherwise
from ballot.web.api.shapes import LINE, ROUND_SAID, Exactly, listed, told, words


class AssessmentBody(Exactly):
    """考核, as in an assessment file."""

    title = fields.String(required=True, validate=LINE)
    scheme = fields.String(metadata={"description": "Name of a shipped scheme"})
    period = fields.String(validate=validate.Length(max=LONGEST))
    kind = fields.String(
        validate=validate.OneOf(KINDS),
        metadata={"description": "What it covers; else as period or title say, or the scheme"},
    )
    round = fields.String(metadata={"description": ROUND_SAID})
    unit = fields.String(validate=validate.Length(max=LONGEST))
    previous = fields.Integer(validate=validate.Range(min=1), strict=True)
    set = fields.Dict(keys=fields.String(), values=fields.String())


class CountingBody(Exactly):
    """What counts where several meetings measured one person, or where figures do not balance:
    ``sum_votes``, ``mean`` or the number of a meeting; for one ``person`` or for all; and why."""

    how = fields.String(required=True, validate=LINE)
    reason = fields.String(required=True, validate=LINE)
    item = fields.String()
    person = fields.Integer(validate=validate.Range(min=1), strict=True)


class TakeOverBody(Exactly):
    """What becomes of a value that stands and that no part says: ``ask`` (nothing is taken over),
    ``keep``, or ``replace`` with a ``reason``."""

    otherwise = fields.String(validate=validate.OneOf([each.value for each in Otherwise]))
    reason = fields.String(validate=validate.Length(max=LONGEST))


class TakenOverTold(Schema):
    """How many values of how many people came in, out of which assessments."""

    values = told(fields.Integer)
    people = told(fields.Integer)
    parts = listed(fields.Integer())


class PartOf(Schema):
    """A part; ``line`` is where its journal says that it is concluded, null while it is not."""

    id = told(fields.Integer)
    title = told(fields.String)
    period = told(fields.String)
    kind = words(*Period)
    name = told(fields.String)
    line = told(fields.Integer, null=True)
    is_reopened = told(fields.Boolean)
    absent = listed(fields.String())
    whole = listed(fields.String())


class OfferedValue(Schema):
    """A value of a person as a part has it, and what stands."""

    person = told(fields.Integer)
    name = told(fields.String)
    unit = told(fields.String)
    village = told(fields.String)
    column = told(fields.String)
    standing = words(*Standing)
    value = told(fields.String)
    part = told(fields.Integer)
    line = told(fields.Integer)
    said = listed(fields.String())
    stands = told(fields.String)
    source = told(fields.String)


class Parts(Schema):
    """The parts of an assessment, as ``ballot assessment parts ID --json``."""

    assessment = told(fields.Integer)
    title = told(fields.String)
    period = told(fields.String)
    kind = words(*Period)
    has_parts = told(fields.Boolean)
    is_dated = told(fields.Boolean)
    parts = listed(fields.Nested(PartOf))
    missing = listed(fields.String())
    offers = listed(fields.Nested(OfferedValue))
    may_edit = told(fields.Boolean)
