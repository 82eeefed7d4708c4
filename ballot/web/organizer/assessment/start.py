"""A meeting for one person of the assessment, or for several whom the same people may judge."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from ballot.domain.errors import Refused
from ballot.domain.meeting import Act
from ballot.usecases import start_meetings
from ballot.usecases.start_meetings import Start
from ballot.web import forms as shapes
from ballot.web.access import actor, hall
from ballot.web.organizer.assessment import forms
from ballot.web.organizer.assessment.frame import head_for, show
from ballot.web.organizer.pages import pages


@pages.route("/assessments/<int:id>/meetings/new", methods=["GET", "POST"])
def start_meeting(id: int) -> Response | str | tuple[str, int]:
    """The subjects are chosen by their ids in the address; the rest is typed."""
    found, unmet = head_for(id, Act.CREATE), start_meetings.see_unmet(hall(), actor(), id)
    ids = tuple(int(each) for each in request.args.getlist("person") if each.isdecimal())
    rows = dict(zip((each.id for each in unmet.people), unmet.rows, strict=True))
    chosen = [rows[each] for each in ids if each in rows]
    title = chosen[0][start_meetings.TITLE] if chosen else ""
    form = forms.Start(data={"title": title})
    said: list[str] = []
    if form.validate_on_submit():
        people = tuple(each for each in ids if each in rows)
        start = Start(people, form.title.data, form.place.data or "", form.eligible.data)
        try:
            (number,) = start_meetings.start_meetings(hall(), actor(), id, [start])
        except Refused as error:
            fields = {"title": form.title, "place": form.place, "eligible": form.eligible}
            said = shapes.place(error.faults, fields)
        else:
            return redirect(url_for("organizer.meeting", number=number), 303)
    page = show(
        "start", found, "overview", form=form, chosen=chosen, unmet=unmet.people, ids=ids, said=said
    )
    return (page, 422) if form.is_submitted() else page
