"""A meeting for one person of the assessment, or for several whom the same people may judge."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from ballot.domain.acts import Act
from ballot.domain.errors import Refused
from ballot.domain.meeting import Custody
from ballot.domain.written_number import whole
from ballot.usecases.meeting import start_meeting
from ballot.usecases.meeting.start_meeting import Gap, Start, see_unmet
from ballot.usecases.meeting.usual_custody import UsualCustody, usual_custody
from ballot.web import searched_lists
from ballot.web.access import actor, hall
from ballot.web.forms import show_faults
from ballot.web.organizer.assessment import forms
from ballot.web.organizer.assessment.page_head import head_for, openness, show
from ballot.web.organizer.guards import once
from ballot.web.organizer.pages import pages

BESIDE = ("title", "starts", "place", "eligible", "item", "unit")
"""Keys of a plan whose faults stand beside a field."""


@pages.route("/assessments/<int:id>/meetings/new", methods=["GET", "POST"])
@once
def start_one(id: int) -> Response | str | tuple[str, int]:
    """The subjects are chosen by their ids in the address; the rest is typed."""
    found, unmet = head_for(id, Act.CREATE), see_unmet(hall(), actor(), id)
    ids = [whole(each) for each in request.args.getlist("person")]
    people = list({gap.person.id: gap.person for gap in unmet.gaps}.values())
    chosen = [each for each in people if each.id in ids]
    usual = usual_custody(hall(), actor(), id)
    form = forms.Start(data=_beginning([gap for gap in unmet.gaps if gap.person.id in ids], usual))
    form.offer(unmet.items, unmet.units)
    said: list[str] = []
    if form.validate_on_submit():
        try:
            start = _start(form, [each.id for each in chosen])
            number = start_meeting.start_meeting(hall(), actor(), id, start)
        except Refused as error:
            said = show_faults(error.faults, {name: form[name] for name in BESIDE})
        else:
            return redirect(url_for("organizer.meeting", number=number), 303)
    asked = replace(searched_lists.asked(), also={"person": [str(each.id) for each in chosen]})
    sought = [each for each in people if asked.says(each.name, each.unit_name, each.village)]
    part = searched_lists.part(sought, asked)
    names: dict[str, Any] = {"chosen": chosen, "people": people, "items": unmet.items, "said": said}
    names |= {"part": part, "asked": asked, "hidden": [e for e in chosen if e not in part.rows]}
    names |= {"units": unmet.units, "usual": usual}
    names["asked"] = [unmet.asked[each.id] for each in chosen if each.id in unmet.asked]
    page = show("start", found, "overview", form=form, now=openness(id), **names)
    return (page, 422) if form.is_submitted() else page


def _beginning(gaps: Sequence[Gap], usual: UsualCustody) -> dict[str, str]:
    """What the form begins with: title and item of the first, the unit that all of them have, and
    who keeps the key where policy and unit ask for somebody, else as at the last vote."""
    if not gaps:
        return {}
    units = {gap.unit for gap in gaps}
    unit = units.pop() if len(units) == 1 else ""
    return {
        "title": gaps[0].title,
        "item": gaps[0].item,
        "unit": unit,
        "custody": usual.custody.value,
    }


def _start(form: forms.Start, people: Iterable[int]) -> Start:
    return Start(
        people=tuple(people),
        title=form.title.data,
        starts=form.starts.data or "",
        place=form.place.data or "",
        eligible=form.eligible.data,
        item=form.item.data or "",
        unit=form.unit.data or "",
        custody=Custody(form.custody.data),
    )
