"""What is brought in of a person without a sheet, and everything that was entered of him."""

from collections.abc import Mapping
from dataclasses import replace

from flask import request
from werkzeug.wrappers import Response

from ballot.domain.errors import Refused
from ballot.domain.written_number import typed
from ballot.usecases.assessment.enter_values import enter_values
from ballot.usecases.assessment.see_values import ValuesView, see_values
from ballot.web import drafts
from ballot.web.access import actor, hall
from ballot.web.drafts import Shown
from ballot.web.error_summary import FieldProblem
from ballot.web.organizer.assessment.page_head import back, head, openness, show
from ballot.web.organizer.guards import guarded
from ballot.web.organizer.pages import pages
from ballot.words import refusals
from ballot.words.language import gettext as _


@pages.route("/assessments/<int:id>/people/<int:person>/values", methods=["GET", "POST"])
@guarded
def values(id: int, person: int) -> Response | str | tuple[str, int]:
    """The items that are brought in, each in its borders, and everything that was entered."""
    view = see_values(hall(), actor(), id, person)
    if request.method == "GET":
        return _values(view, {}, {})
    fields = {column.name: f"value.{column.name}" for column in view.columns}
    sent = {name: typed(request.form[key]) for name, key in fields.items() if key in request.form}
    change = request.form.get("change", "")
    drafts.compare(_shown(view, view.values), _shown(view, sent))
    try:
        enter_values(hall(), actor(), id, person, sent, change)
    except Refused as error:
        said = {each.key or each.column or "": refusals.words(each.error) for each in error.faults}
        return _values(view, sent | {"change": change}, said), 422
    return back("values", _("已保存。"), id=id, person=person)


def _values(view: ValuesView, sent: dict[str, str], said: dict[str, str]) -> str:
    now = openness(view.assessment)
    return show(
        "people/values",
        head(view.assessment),
        "scores",
        now=now,
        view=replace(view, may_edit=view.may_edit and not now.stopped),
        sent=sent,
        said=said,
        problems=[_problem(view, name, words) for name, words in said.items()],
        stamp=drafts.hidden_stamp(_shown(view, view.values)),
    )


def _problem(view: ValuesView, name: str, words: str) -> FieldProblem:
    if name == "change":
        return FieldProblem("#change", _("改动的原因"), words)
    there = any(column.name == name for column in view.columns)
    return FieldProblem(f"#value.{name}" if there else "#errors", name, words)


def _shown(view: ValuesView, texts: Mapping[str, str]) -> list[Shown]:
    """The fields of the items with these texts in them."""
    names = [column.name for column in view.columns]
    return [Shown(f"value.{name}", name, " ".join(texts.get(name, "").split())) for name in names]
