"""The shapes of what comes out: result, assessment, ranking."""

from marshmallow import Schema, fields

from ballot.domain.meeting import Custody, State, Transport
from ballot.domain.scheme.consequences import Period
from ballot.web.api.shapes import Lacking, listed, told, words


class Scheme(Schema):
    """考核办法, and the digest of its text."""

    id = told(fields.String)
    sha256 = told(fields.String)


class Returned(Schema):
    """收回 by way."""

    phone = told(fields.Integer)
    kiosk = told(fields.Integer)
    paper = told(fields.Integer)
    total = told(fields.Integer)


class Quorum(Schema):
    """法定人数."""

    rule = told(fields.String)
    required = told(fields.Integer)
    met = told(fields.Boolean)


class Share(Schema):
    """群众满意度."""

    exact = told(fields.String)
    percent = told(fields.String)


class Score(Schema):
    """考核总分."""

    exact = told(fields.String)
    shown = told(fields.String)


class Question(Schema):
    """A 测评项目, where there are several."""

    text = told(fields.String)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    blank = told(fields.Integer)
    invalid = told(fields.Integer)
    numbers = fields.Raw()
    total = fields.Raw()


class ClassTurnout(Schema):
    """A class of voters; ``returned`` is null until the slips are settled."""

    name = told(fields.String)
    weight = told(fields.String)
    eligible = told(fields.Integer)
    issued = told(fields.Integer)
    returned = told(fields.Integer, null=True)


class OfClass(Schema):
    """What a class of voters answered to the question of the figure."""

    name = told(fields.String)
    figure = fields.Nested(Share, required=True, allow_none=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    blank = told(fields.Integer)
    invalid = told(fields.Integer)
    numbers = fields.Raw()
    total = fields.Raw()


class Subject(Schema):
    """被测评对象: before the opening, and below the quorum, the name alone."""

    name = told(fields.String)
    unit = fields.String()
    village = fields.String()
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())
    blank = fields.Integer()
    invalid = fields.Integer()
    denominator = fields.Integer()
    satisfaction = fields.Nested(Share, allow_none=True)
    objective_score = fields.String(allow_none=True)
    final_score = fields.Nested(Score, allow_none=True)
    waiting = fields.String()
    questions = fields.List(fields.Nested(Question))
    by_class = fields.List(fields.Nested(OfClass))
    withheld = fields.Raw()


class Excluded(Schema):
    """Answers sealed by phones that are 无效 and in no sum, only where there are any."""

    proof = told(fields.Integer)
    c1_twice = told(fields.Integer)


class SignedValues(Schema):
    """What stands on the signed paper, each 64 hex digits; null before its paper is printed."""

    fingerprint = told(fields.String, null=True)
    close = told(fields.String, null=True)
    key = told(fields.String)
    code = told(fields.String, null=True)


class Result(Schema):
    """A result, as ``ballot result --json``."""

    meeting = told(fields.String)
    title = told(fields.String)
    round = told(fields.Integer)
    follows = told(fields.String, null=True)
    scheme = fields.Nested(Scheme, required=True)
    item = fields.String()
    custody = words(*Custody)
    transport = words(*Transport)
    state = words(*State)
    eligible = told(fields.Integer)
    issued = told(fields.Integer)
    handed_out = told(fields.Integer, null=True)
    unissued = told(fields.Integer)
    spoiled = told(fields.Integer)
    exchanged = told(fields.Integer)
    not_returned = told(fields.Integer)
    void = told(fields.Integer)
    returned = fields.Nested(Returned, required=True)
    classes = fields.List(fields.Nested(ClassTurnout))
    gone_over = fields.List(fields.Dict())
    restored = fields.List(fields.Dict())
    excluded = fields.Nested(Excluded)
    opened_by = fields.List(fields.Dict())
    quorum = fields.Nested(Quorum, required=True)
    remarks = listed(fields.Dict(keys=fields.String()))
    signed_values = fields.Nested(SignedValues, required=True)
    subjects = listed(fields.Nested(Subject))


class AssessmentLine(Schema):
    """An assessment in a list."""

    id = told(fields.Integer)
    title = told(fields.String)
    period = told(fields.String)
    scheme_id = told(fields.String)
    people = told(fields.Integer)
    created_at = told(fields.DateTime)


class Person(Schema):
    """A person; ``waiting`` says why he is 待测评, null where nothing is missing."""

    id = told(fields.Integer)
    name = told(fields.String)
    unit = told(fields.String)
    village = told(fields.String)
    meeting = told(fields.String, null=True)
    waiting = told(fields.String, null=True)
    measured = listed(fields.List(fields.String()))
    group = listed(fields.String())
    items = listed(fields.String(allow_none=True))
    meetings = listed(fields.String())
    unbalanced = listed(fields.String())
    idle = listed(fields.String())
    chosen = listed(fields.List(fields.String()))
    left = told(fields.String)
    unscored = listed(fields.String())
    unvoted = listed(fields.String())


class MeetingOf(Schema):
    """A meeting of an assessment."""

    number = told(fields.String)
    title = told(fields.String)
    state = words(*State)
    round = told(fields.Integer)
    follows = told(fields.String, null=True)
    item = told(fields.String)


class Assessment(Schema):
    """An assessment, as ``ballot assessment show --json``."""

    id = told(fields.Integer)
    title = told(fields.String)
    period = told(fields.String)
    kind = words(*Period)
    round = told(fields.String)
    scheme_id = told(fields.String)
    scheme_title = told(fields.String)
    scheme_sha256 = told(fields.String)
    people = listed(fields.Nested(Person))
    meetings = listed(fields.Nested(MeetingOf))
    faults = listed(fields.String())
    doubts = listed(fields.String())
    lacking = listed(fields.Nested(Lacking))
    left_out = listed(fields.String())


class Reason(Schema):
    """Why a person has this rank or grade, and the clause."""

    text = told(fields.String)
    clause = told(fields.String)


class Placed(Schema):
    """A person in a ranking; ``columns`` are those of its table.

    ``grade`` is 审定等次, 待定 until it is decided; ``proposed_grade`` is 建议等次, of the rules.
    """

    name = told(fields.String)
    unit = told(fields.String)
    village = told(fields.String)
    group = listed(fields.String())
    rank = told(fields.Integer, null=True)
    grade = told(fields.String)
    proposed_grade = told(fields.String)
    total = told(fields.String, null=True)
    why = listed(fields.Nested(Reason))
    columns = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class Doubt(Schema):
    """What a person should look at."""

    kind = told(fields.String)
    group = listed(fields.String())
    values = listed(fields.Raw())


class Ranking(Schema):
    """A ranking, as ``ballot assessment rank --json``."""

    assessment = told(fields.Integer)
    title = told(fields.String)
    period = told(fields.String)
    ranking = told(fields.Integer)
    inputs_sha256 = told(fields.String)
    is_current = told(fields.Boolean)
    is_decided = told(fields.Boolean)
    at = told(fields.DateTime)
    doubts = listed(fields.Nested(Doubt))
    scheme = fields.Nested(Scheme, required=True)
    provisional = told(fields.Boolean)
    people = listed(fields.Nested(Placed))
