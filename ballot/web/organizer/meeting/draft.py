"""The pages of a draft, each saved by itself: its name, who votes, the paper as it will read."""

from typing import TypeVar

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import Field

from ballot.domain.acts import Act
from ballot.domain.scheme import wording
from ballot.usecases.meeting.see_meeting import MeetingView
from ballot.web.organizer.forms import Basics, NamedItem, VotersForm
from ballot.web.organizer.guards import guarded
from ballot.web.organizer.meeting import meeting_view, plans
from ballot.web.organizer.meeting.meeting_view import Sight
from ballot.web.organizer.pages import pages

V = TypeVar("V", bound=VotersForm)


@pages.route("/meetings/<number>/basics", methods=["GET", "POST"])
@guarded
def basics(number: str) -> Response | str:
    """Name and place."""
    meeting = meeting_view.meeting_for(number, Act.EDIT)
    form = basics_form(meeting)
    if form.validate_on_submit():
        plan = form.put_into(plans.of(meeting))
        if plans.keep(number, plan, form.by_key()):
            return redirect(url_for("organizer.meeting", number=number), 303)
    return render_template("organizer/meeting/basics.html", meeting=meeting, form=form)


def basics_form(meeting: MeetingView) -> Basics:
    """Name and place, and the item where the scheme leaves a choice."""
    told = {"title": meeting.title, "starts": meeting.starts, "place": meeting.place}
    told |= {"item": meeting.item}
    if not meeting.items:
        return Basics(data=told)
    form = NamedItem(data=told)
    form.offer(meeting.items)
    return form


@pages.route("/meetings/<number>/voters", methods=["GET", "POST"])
@guarded
def voters(number: str) -> Response | str:
    """应参加: a number a category, or one number for all."""
    seen = meeting_view.of(number, Act.EDIT)
    form = voters_form(seen, VotersForm)
    if form.validate_on_submit():
        plan = plans.with_voters(plans.of(seen.meeting), form)
        if plans.keep(number, plan, fields_of(form)):
            return redirect(url_for("organizer.meeting", number=number), 303)
    return render_template("organizer/meeting/voters.html", form=form, **seen.names())


def voters_form(seen: Sight, kind: type[V]) -> V:
    """The form with a line a category of the scheme, filled in as the meeting has it."""
    known = dict(seen.meeting.eligible_parts)
    categories = wording.categories(seen.scheme, (each.village for each in seen.meeting.subjects))
    lines = [{"persons": known.get(name)} for name in categories]
    form = kind(data={"parts": lines, "eligible": None if known else seen.meeting.eligible})
    for part, name in zip(form.parts.entries, categories, strict=False):
        part.form.category = name
        part.form.persons.label.text = name
    return form


def fields_of(form: VotersForm) -> dict[str, Field]:
    """The fields under the keys that the faults of a plan name."""
    parts = {f"eligible.{part.form.category}": part.form.persons for part in form.parts.entries}
    return {"eligible": form.eligible, **parts}


@pages.get("/meetings/<number>/paper")
def paper(number: str) -> str:
    """The paper as the voters will read it, with the rules of the scheme."""
    return render_template("organizer/meeting/paper.html", **meeting_view.of(number).names())
