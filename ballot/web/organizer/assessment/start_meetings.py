"""A meeting for one person of the assessment, or for several whom the same people may judge."""

from collections.abc import Iterable

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from ballot.domain.acts import Act
from ballot.domain.errors import Refused
from ballot.domain.meeting import Custody
from ballot.usecases.meeting.start_meetings import Start, see_unmet, start_meetings
from ballot.web.access import actor, hall
from ballot.web.forms import show_faults
from ballot.web.organizer.assessment import forms
from ballot.web.organizer.assessment.page_head import head_for, openness, show
from ballot.web.organizer.guards import once
from ballot.web.organizer.pages import pages


@pages.route("/assessments/<int:id>/meetings/new", methods=["GET", "POST"])
@once
def start_meeting(id: int) -> Response | str | tuple[str, int]:
    """The subjects are chosen by their ids in the address; the rest is typed."""
    found, unmet = head_for(id, Act.CREATE), see_unmet(hall(), actor(), id)
    ids = [int(each) for each in request.args.getlist("person") if each.isdecimal()]
    people = list({gap.person.id: gap.person for gap in unmet.gaps}.values())
    chosen = [each for each in people if each.id in ids]
    first = next((gap for gap in unmet.gaps if gap.person.id in ids), None)
    form = forms.Start(data={"title": first.title, "item": first.item} if first else {})
    form.offer(unmet.items, unmet.units)
    said: list[str] = []
    if form.validate_on_submit():
        try:
            (number,) = start_meetings(
                hall(), actor(), id, [_start(form, [each.id for each in chosen])]
            )
        except Refused as error:
            fields = {name: form[name] for name in ("title", "place", "eligible", "item", "unit")}
            said = show_faults(error.faults, fields)
        else:
            return redirect(url_for("organizer.meeting", number=number), 303)
    names = {"chosen": chosen, "people": people, "items": unmet.items, "said": said}
    names["units"] = unmet.units
    names["asked"] = [unmet.asked[each.id] for each in chosen if each.id in unmet.asked]
    page = show("start", found, "overview", form=form, now=openness(id), **names)
    return (page, 422) if form.is_submitted() else page


def _start(form: forms.Start, people: Iterable[int]) -> Start:
    return Start(
        people=tuple(people),
        title=form.title.data,
        place=form.place.data or "",
        eligible=form.eligible.data,
        item=form.item.data or "",
        unit=form.unit.data or "",
        custody=Custody(form.custody.data),
    )
