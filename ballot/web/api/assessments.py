"""考核 at the interface: people and scores come in, the ranking goes out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Response

from ballot.domain.errors import AssessmentUnknown, Fault, NotOneOf, NotRanked, Refused
from ballot.exports.plain_values import plain
from ballot.intake import assessment_file
from ballot.usecases.assessment.choose_meetings import choose_meetings
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.assessment.look_at_assessment import look_at_assessment
from ballot.usecases.assessment.people import bring_in_people, people_rows
from ballot.usecases.assessment.people.bring_in_people import Brought
from ballot.usecases.assessment.people.remembered_columns import remembered_columns
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.web.access import hall
from ballot.web.api import assessment_shapes, body, result_shapes, rows, schemes_allowed, shapes
from ballot.web.api.pages import actor, bearer, in_json, pages, written
from ballot.web.api.repeating import once
from ballot.web.api.view_descriptions import tells
from ballot.words import as_data, reading_notes, refusals

FEW = 20
"""So many ids are told where one is not among them."""


@pages.get("/assessments")
@tells(result_shapes.AssessmentLine(many=True))
def list_assessed() -> Response:
    """The assessments that the key may see, the newest first."""
    return in_json([plain(each) for each in list_assessments(hall(), actor())])


@pages.post("/assessments")
@tells(result_shapes.Assessment, status=201, body=assessment_shapes.AssessmentBody, posts=True)
@once
def begin() -> Response:
    """Begin an assessment; the text of its scheme is copied into it."""
    plan = assessment_file.of(body.table())
    if faults := schemes_allowed.faults(plan.scheme):
        raise Refused(faults)
    return told(create_assessment(hall(), actor(), plan), 201)


@pages.get("/assessments/<int:id>")
@tells(result_shapes.Assessment, 404)
def look(id: int) -> Response:
    """Who is in it, who is 待测评 and why, its meetings."""
    with known(id):
        return told(id)


@pages.post("/assessments/<int:id>/people")
@tells(shapes.Count, 404, body=shapes.RowsBody, posts=True)
@once
def add_people(id: int) -> Response:
    """Add people: all rows come in, or none."""
    return _brought(bring_in_people.add_people, id, adding=True)


@pages.post("/assessments/<int:id>/scores")
@tells(shapes.Count, 404, body=shapes.RowsBody, posts=True)
@once
def enter_scores(id: int) -> Response:
    """Enter scores of people who are there; an empty cell changes nothing, the last one counts."""
    return _brought(bring_in_people.enter_scores, id, adding=False)


@pages.post("/assessments/<int:id>/combine")
@tells(result_shapes.Assessment, 404, body=assessment_shapes.CountingBody, posts=True)
@once
def choose(id: int) -> Response:
    """Say what counts where several meetings measured one person, or figures do not balance."""
    given = body.table()
    how, reason = given.text("how"), given.text("reason")
    item = given.text("item", needed=False)
    person = given.integer("person", low=1) if given.has("person") else None
    body.done(given)
    with known(id):
        people = None if person is None else [_person(id, person)]
        choose_meetings(hall(), actor(), id, how, item=item, people=people, reason=reason)
        return told(id)


@pages.post("/assessments/<int:id>/ranking")
@tells(result_shapes.Ranking, 404, posts=True)
@once
def rank(id: int) -> Response:
    """Rank and grade everybody, and keep it; of the same inputs the ranking that is there."""
    with known(id):
        rank_assessment(hall(), actor(), id)
        return _ranking(id)


@pages.get("/assessments/<int:id>/ranking")
@tells(result_shapes.Ranking, 404, 409)
def ranking(id: int) -> Response:
    """The newest ranking; `is_current`: nothing has changed since."""
    with known(id):
        return _ranking(id)


def _brought(keep: Callable[..., Brought], id: int, *, adding: bool) -> Response:
    given = body.table()
    with known(id), rows.placed(in_file=given.has("file")):
        scheme = look_at_assessment(hall(), actor(), id).scheme
        remembered = remembered_columns(hall(), actor(), id)
        wanted = people_rows.wanted(scheme, adding=adding)
        file = rows.of(given, bearer().actor.name, wanted, remembered)
        seen = bring_in_people.preview(hall(), actor(), id, file, adding=adding)
        came = keep(hall(), actor(), id, file)
    notes = [*reading_notes.sentences(file.notes, seen.same), *map(refusals.words, seen.odd)]
    lacks = bring_in_people.lacking(hall(), file)
    counts = {"count": came.count, "new": came.new, "changed": came.changed, "same": came.same}
    return in_json(counts | {"lacking": [plain(e) for e in lacks], "notes": notes})


def _person(id: int, person: int) -> int:
    """One of the assessment. Raises Refused, key ``person``."""
    there = [each.id for each in see_assessment(hall(), actor(), id).people]
    if person not in there:
        allowed = tuple(str(each) for each in there[:FEW])
        raise Refused([Fault(NotOneOf(value=str(person), allowed=allowed), key="person")])
    return person


@contextmanager
def known(id: int) -> Iterator[None]:
    """An assessment that an address names, and that is not there, is no fault of a body."""
    try:
        yield
    except Refused as error:
        keys = {fault.key for fault in error.faults}
        if "assessment" in keys:
            raise AssessmentUnknown(id=id) from None
        if "ranking" in keys:
            raise NotRanked from None
        raise


def _ranking(id: int) -> Response:
    return written(as_data.ranking(see_ranking(hall(), actor(), id)))


def told(id: int, status: int = 200) -> Response:
    """An assessment as it stands."""
    return in_json(as_data.assessment(see_assessment(hall(), actor(), id)), status)
