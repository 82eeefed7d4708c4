"""Scores brought in or corrected beside a meeting: typed, looked at once more, then they count."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import Field, FieldList

from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Missing, Refused
from ballot.usecases.meeting.bring_in_scores import (
    ScoreChange,
    ScoreLine,
    bring_in_scores,
    look_at_changes,
    see_scores,
)
from ballot.web import forms
from ballot.web.access import actor, hall
from ballot.web.drafts import DraftForm
from ballot.web.forms import NotLong, Number, Text
from ballot.web.organizer.guards import guarded
from ballot.web.organizer.meeting import meeting_view
from ballot.web.organizer.meeting.meeting_view import Sight
from ballot.web.organizer.pages import pages
from ballot.words import refusals
from ballot.words.language import gettext as _


class Scores(DraftForm):
    """The scores that are brought in, one line a subject, and why one that stands is changed."""

    asides = ("change",)

    change = Text(validators=[NotLong()])
    lines = FieldList(Number(validators=[NotLong(30)]))


Answer = Response | str | tuple[str, int]


@pages.route("/meetings/<number>/scores", methods=["GET", "POST"])
@guarded
def scores(number: str) -> Answer:
    """A line for every subject; what was typed is shown beside what stands before it counts."""
    seen, there = meeting_view.of(number, Act.EDIT), see_scores(hall(), actor(), number)
    typed = [each for each in there if not each.in_parts]
    form = Scores(data={"lines": [each.text or "" for each in typed]})
    lines = list(zip(form.lines.entries, typed, strict=False))
    for line, each in lines:
        line.label.text = each.name
    form.change.label.text = _("改动的原因")
    page: dict[str, object] = {
        "form": form,
        "lines": lines,
        "sums": [each for each in there if each.in_parts],
        "stands": any(each.text for each in typed),
    }
    wrong = form.is_submitted()
    if form.validate_on_submit():
        try:
            done = _take(seen, form, {each.place: line.data for line, each in lines if line.data})
        except Refused as error:
            _place(error.faults, form, lines)
        else:
            if done is not None:
                return done
            wrong = False
    answer = render_template("organizer/meeting/scores.html", **page, **seen.names())
    return (answer, 422) if wrong else answer


def _take(seen: Sight, form: Scores, given: Mapping[int, str]) -> Answer | None:
    """The second look, or after it the entry; None: back to the fields. Raises Refused."""
    number, change = seen.meeting.number, form.change.data or ""
    found = look_at_changes(hall(), actor(), number, given, change)
    if request.form.get("then") == "back":
        return None
    if not found:
        flash(_("没有要改的。"), "good")
    elif request.form.get("shown") != shown(found):
        return _second_look(seen, form, found)
    else:
        sure = "confirm_beyond" in request.form
        if any(each.beyond for each in found) and not sure:
            return _second_look(seen, form, found)
        bring_in_scores(hall(), actor(), number, given, change, confirm_beyond=sure)
        flash(_("得分已填入。"), "good")
    return redirect(url_for("organizer.result", number=number), 303)


def shown(found: tuple[ScoreChange, ...]) -> str:
    """What the second look showed: whoever sends another, or after a change, looks again."""
    return ";".join(f"{each.line.place}:{each.before}:{each.after}" for each in found)


def _second_look(seen: Sight, form: Scores, found: tuple[ScoreChange, ...]) -> str:
    return render_template(
        "organizer/meeting/scores_look.html",
        form=form,
        found=found,
        beyond=[refusals.words(Fault(each.beyond)) for each in found if each.beyond],
        shown=shown(found),
        **seen.names(),
    )


def _place(faults: list[Fault], form: Scores, lines: list[tuple[Field, ScoreLine]]) -> None:
    fields = {f"subjects[{each.place}].objective_score": line for line, each in lines}
    for fault in faults:
        if fault.key == "reason" and isinstance(fault.error, Missing):
            form.change.errors = [_("改动已经填过的得分，请写明原因，它会留在记录里。")]
        else:
            for said in forms.show_faults([fault], fields):
                flash(said, "stop")
