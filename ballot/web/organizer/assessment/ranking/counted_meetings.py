"""Where several meetings measured one person: which of them counts, or all of them together."""

from flask import request, url_for
from werkzeug.wrappers import Response

from ballot.domain.acts import Act
from ballot.domain.errors import Refused
from ballot.domain.scheme import meeting_items
from ballot.domain.short_text import LONGEST
from ballot.usecases.assessment.choose_meetings import choose_meetings
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.web.access import actor, hall
from ballot.web.organizer.assessment.page_head import back, head_for, show
from ballot.web.organizer.pages import pages
from ballot.words import refusals
from ballot.words.language import gettext as _


@pages.route("/assessments/<int:id>/combine", methods=["GET", "POST"])
def combine(id: int) -> Response | str | tuple[str, int]:
    """Everybody with several meetings, each with a choice; earlier choices stay on record."""
    found = head_for(id, Act.EDIT)
    said = ""
    if request.method == "POST":
        try:
            _choose(id)
        except Refused as error:
            said = refusals.words(error)
        else:
            return back("combine", _("已选定。请重新排名。"), id=id)
    view = see_assessment(hall(), actor(), id)
    items = [each.name for each in meeting_items.feeds(found.scheme)]
    page = show(
        "ranking/combine",
        found,
        "overview",
        people=[each for each in view.people if each.may_choose],
        items=items,
        asks_item=len(items) > 1,
        titles={each.number: each.title for each in view.meetings},
        action=url_for("organizer.combine", id=id),
        said=said,
    )
    return (page, 422) if said else page


def _choose(id: int) -> None:
    person = request.form.get("person", type=int)
    choose_meetings(
        hall(),
        actor(),
        id,
        request.form.get("how", ""),
        item=request.form.get("item", ""),
        people=[] if person is None else [person],
        reason=" ".join(request.form.get("reason", "").split())[:LONGEST],
    )
