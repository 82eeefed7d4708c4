"""The parts of a longer period at the interface: finished months into their quarter."""

from flask import Response

from ballot.exports.plain_values import plain
from ballot.usecases.assessment.periods.see_parts import see_parts
from ballot.usecases.assessment.periods.take_over import Otherwise, take_over
from ballot.web.access import hall
from ballot.web.api import assessment_shapes, body
from ballot.web.api.assessments import known
from ballot.web.api.pages import actor, in_json, pages
from ballot.web.api.repeating import once
from ballot.web.api.view_descriptions import tells

WAYS = tuple(each.value for each in Otherwise)


@pages.get("/assessments/<int:id>/parts")
@tells(assessment_shapes.Parts, 404)
def parts(id: int) -> Response:
    """The assessments that are parts of this one, and every value that the finished ones bring."""
    with known(id):
        return in_json(plain(see_parts(hall(), actor(), id)))


@pages.post("/assessments/<int:id>/take-over")
@tells(assessment_shapes.TakenOverTold, 404, body=assessment_shapes.TakeOverBody, posts=True)
@once
def take(id: int) -> Response:
    """Take over what is new and what a part says anew; where something else stands, it is asked,
    kept or, with a reason, replaced."""
    given = body.table()
    way = given.choice("otherwise", WAYS, default=Otherwise.ASK.value)
    reason = given.text("reason", needed=False)
    body.done(given)
    with known(id):
        made = take_over(hall(), actor(), id, Otherwise(way), reason)
    return in_json(plain(made))
