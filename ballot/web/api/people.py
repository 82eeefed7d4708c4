"""One person of an assessment at the interface; the assessment as a whole: its name, its end."""

from collections.abc import Callable

from flask import Response

from ballot.domain.table import Table
from ballot.usecases.assessment.people.add_person import add_person
from ballot.usecases.assessment.people.change_person import change_person
from ballot.usecases.assessment.people.mark_left import mark_left, take_back_left
from ballot.usecases.assessment.people.person_texts import Said
from ballot.usecases.assessment.people.remove_person import remove_person
from ballot.usecases.assessment.people.undo_import import undo_import
from ballot.usecases.assessment.remove_assessment import remove_assessment
from ballot.usecases.assessment.rename_assessment import rename_assessment
from ballot.web.access import hall
from ballot.web.api import body, person_shapes, result_shapes
from ballot.web.api.assessments import known, told
from ballot.web.api.pages import actor, in_json, pages
from ballot.web.api.repeating import once
from ballot.web.api.view_descriptions import tells


@pages.post("/assessments/<int:id>/person")
@tells(person_shapes.PersonMade, 404, status=201, body=person_shapes.PersonBody, posts=True)
@once
def add_one(id: int) -> Response:
    """Add one person by the columns that say who he is; his id."""
    given = body.table()
    texts, said = _texts(given), _said(given)
    body.done(given)
    with known(id):
        return in_json({"person": add_person(hall(), actor(), id, texts, said)}, 201)


@pages.post("/assessments/<int:id>/people/<int:person>/change")
@tells(result_shapes.Assessment, 404, body=person_shapes.PersonBody, posts=True)
@once
def change_one(id: int, person: int) -> Response:
    """Correct the columns that are named; he stays the same person."""
    given = body.table()
    texts, said = _texts(given), _said(given)
    body.done(given)
    return _done(id, lambda: change_person(hall(), actor(), id, person, texts, said))


@pages.post("/assessments/<int:id>/people/<int:person>/remove")
@tells(result_shapes.Assessment, 404, body=person_shapes.SaidBody, posts=True)
@once
def remove_one(id: int, person: int) -> Response:
    """Take somebody out of whom nothing was measured."""
    given = body.table()
    said = _said(given)
    body.done(given)
    return _done(id, lambda: remove_person(hall(), actor(), id, person, said))


@pages.post("/assessments/<int:id>/people/<int:person>/leave")
@tells(result_shapes.Assessment, 404, body=person_shapes.LeaveBody, posts=True)
@once
def leave(id: int, person: int) -> Response:
    """Since `on` he is not in his post; without it he is in it again."""
    given = body.table()
    day, said = given.text("on", needed=False), _said(given)
    body.done(given)
    if day:
        return _done(id, lambda: mark_left(hall(), actor(), id, person, day, said))
    return _done(id, lambda: take_back_left(hall(), actor(), id, person, said))


@pages.post("/assessments/<int:id>/undo-import")
@tells(result_shapes.Assessment, 404, body=person_shapes.UndoBody, posts=True)
@once
def undo(id: int) -> Response:
    """Take the last file back, while nothing was done with what it brought."""
    given = body.table()
    agreed = given.flag("agreed", default=False)
    body.done(given)
    return _done(id, lambda: undo_import(hall(), actor(), id, agreed=agreed))


@pages.post("/assessments/<int:id>/rename")
@tells(result_shapes.Assessment, 404, body=person_shapes.NameBody, posts=True)
@once
def rename(id: int) -> Response:
    """Another title, another period, or both."""
    given = body.table()
    title = given.text("title") if given.has("title") else None
    period = given.text("period", needed=False) if given.has("period") else None
    body.done(given)
    return _done(id, lambda: rename_assessment(hall(), actor(), id, title=title, period=period))


@pages.post("/assessments/<int:id>/remove")
@tells(person_shapes.Removed, 404, body=person_shapes.WhyBody, posts=True)
@once
def remove(id: int) -> Response:
    """Remove an assessment in which nothing was measured."""
    given = body.table()
    reason = given.text("reason", needed=False)
    body.done(given)
    with known(id):
        remove_assessment(hall(), actor(), id, reason)
    return in_json({"removed": id})


def _done(id: int, act: Callable[[], object]) -> Response:
    with known(id):
        act()
        return told(id)


def _texts(given: Table) -> dict[str, str]:
    columns = given.table("columns")
    return {name: columns.text(name, needed=False) for name in columns.names()}


def _said(given: Table) -> Said:
    return Said(
        reason=given.text("reason", needed=False),
        distinct=given.flag("distinct", default=False),
        agreed=given.flag("agreed", default=False),
    )
