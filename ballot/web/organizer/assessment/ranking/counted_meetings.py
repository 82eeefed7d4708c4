"""Where several meetings measured one person: which of them counts, or all of them together."""

from flask import request, url_for
from werkzeug.wrappers import Response

from ballot.domain.acts import Act
from ballot.domain.errors import Refused
from ballot.domain.scheme import meeting_items
from ballot.domain.short_text import LONGEST
from ballot.usecases.assessment.choose_meetings import choose_meetings
from ballot.usecases.assessment.see_assessment import AssessmentView, see_assessment
from ballot.web import drafts, searched_lists
from ballot.web.access import actor, hall
from ballot.web.converters import asked_number
from ballot.web.drafts import Shown
from ballot.web.organizer.assessment.page_head import back_to_rank, head_for, show
from ballot.web.organizer.guards import guarded
from ballot.web.organizer.pages import pages
from ballot.words import refusals
from ballot.words.language import gettext as _

A_PAGE = 12


@pages.route("/assessments/<int:id>/combine", methods=["GET", "POST"])
@guarded
def combine(id: int) -> Response | str | tuple[str, int]:
    """Everybody with several meetings, each with a choice; earlier choices stay on record."""
    found = head_for(id, Act.EDIT)
    view, person = (
        see_assessment(hall(), actor(), id),
        request.form.get("person", type=asked_number),
    )
    said = ""
    if request.method == "POST":
        try:
            drafts.compare(_shown(view, person), [])
            _choose(id, person)
        except Refused as error:
            said = refusals.words(error)
        else:
            return back_to_rank("combine", _("已选定。"), id)
    asked = searched_lists.asked()
    sought = [
        each
        for each in view.people
        if each.may_choose and (each.id == person or asked.says(each.name, each.unit, each.village))
    ]
    part = searched_lists.part(sought, asked, A_PAGE)
    items = [each.name for each in meeting_items.feeds(found.scheme)]
    page = show(
        "ranking/combine",
        found,
        "overview",
        people=[(each, drafts.hidden(drafts.stamp(_shown(view, each.id)))) for each in part.rows],
        part=part,
        asked=asked,
        items=items,
        asks_item=len(items) > 1,
        titles={each.number: each.title for each in view.meetings},
        action=url_for("organizer.combine", id=id),
        said=said,
    )
    return (page, 422) if said else page


def _shown(view: AssessmentView, person: int | None) -> list[Shown]:
    """What counts of a person so far, item by item."""
    titles = {each.number: each.title for each in view.meetings}
    ways = {"sum_votes": _("合计各场的选票"), "mean": _("取各场的平均")}
    return [
        Shown("", f"{each.name} {item}".strip(), ways.get(how) or f"{titles.get(how, '')} {how}")
        for each in view.people
        if each.id == person
        for item, how in each.chosen
    ]


def _choose(id: int, person: int | None) -> None:
    choose_meetings(
        hall(),
        actor(),
        id,
        request.form.get("how", ""),
        item=request.form.get("item", ""),
        people=[] if person is None else [person],
        reason=" ".join(request.form.get("reason", "").split())[:LONGEST],
    )
