"""Who is judged: names, units, the score brought in, the columns of the scheme's groups."""

from collections.abc import Sequence
from dataclasses import replace

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import Field, FormField

from ballot.domain.acts import Act
from ballot.domain.meetings.plan import SubjectPlan
from ballot.domain.scheme.scheme import GroupColumn
from ballot.web.organizer import forms
from ballot.web.organizer.guards import guarded
from ballot.web.organizer.meeting import meeting_view, plans
from ballot.web.organizer.pages import pages


@pages.route("/meetings/<number>/people", methods=["GET", "POST"])
@guarded
def people(number: str) -> Response | str:
    """A block a person; an empty block is no person. More blocks come without being saved."""
    seen = meeting_view.of(number, Act.EDIT)
    columns = seen.scheme.group_columns
    plan = plans.of(seen.meeting)
    form = forms.people(columns)(data={"people": [_typed(each, columns) for each in plan.subjects]})
    if request.form.get("then") == "more":
        for _spare in range(forms.SPARE_ROWS):
            form.people.append_entry()
    elif form.validate_on_submit():
        rows = [row.form for row in form.people.entries if row.form.person.data]
        plan = replace(plan, subjects=tuple(row.plan() for row in rows))
        if plans.keep(number, plan, _fields(form.people.entries, rows)):
            return redirect(url_for("organizer.meeting", number=number), 303)
    return render_template("organizer/meeting/people.html", form=form, **seen.names())


def _typed(subject: SubjectPlan, columns: Sequence[GroupColumn]) -> dict[str, str]:
    """A person as the fields of a block hold him."""
    groups = {
        f"group{place}": subject.groups.get(column.name, "") for place, column in enumerate(columns)
    }
    return {
        "person": subject.name,
        "unit": subject.unit,
        "village": subject.village,
        "objective_score": subject.objective_score or "",
        **groups,
    }


def _fields(entries: Sequence[FormField], rows: Sequence[forms.PersonFields]) -> dict[str, Field]:
    """The fields under the keys of a plan, which counts only the blocks with a name."""
    fields: dict[str, Field] = {"subjects": entries[0].form.person}
    for place, row in enumerate(rows, start=1):
        fields |= row.fields_by_key(f"subjects[{place}]")
    return fields
