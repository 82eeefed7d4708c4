"""Finished months go into their quarter: what there is, what it brings, and one act."""

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response
from wtforms import RadioField

from ballot.jobs import parts_table
from ballot.jobs.kinds import PARTS_FILE
from ballot.usecases.assessment.people.count_people import count_people
from ballot.usecases.assessment.periods.see_parts import OfferLine, PartsView, see_parts
from ballot.usecases.assessment.periods.take_over import Otherwise, take_over
from ballot.web.access import actor, hall
from ballot.web.drafts import DraftForm
from ballot.web.forms import NotLong, Text, choices
from ballot.web.organizer.assessment.page_head import back, head, openness, show
from ballot.web.organizer.attempts import attempt
from ballot.web.organizer.guards import guarded
from ballot.web.organizer.jobs.giving import give
from ballot.web.organizer.pages import pages
from ballot.words.language import gettext as _
from ballot.words.language import lazy_gettext
from ballot.words.periods import period_parts

MOST = 300
"""So many values stand on the page; all of them are in the file."""
TABLES = ("csv", "xlsx")


class TakeOverForm(DraftForm):
    """What becomes of what stands otherwise."""

    asides = ("otherwise", "reason")
    otherwise = RadioField(default=Otherwise.KEEP.value)
    reason = Text(lazy_gettext("改用办结值的原因"), validators=[NotLong()])


@pages.route("/assessments/<int:id>/parts", methods=["GET", "POST"])
@guarded
def assessment_parts(id: int) -> Response | str | tuple[str, int]:
    """The parts with what they bring; sent, it is taken over."""
    found, view = head(id), see_parts(hall(), actor(), id)
    form = _form(view)
    said: list[str] = []

    def act() -> None:
        way = Otherwise(form.otherwise.data)
        made = take_over(hall(), actor(), id, way, form.reason.data or "")
        said.append(period_parts.done(made))

    if attempt(form, act):
        return back("assessment_parts", said[0], id=id)
    page = show(
        "people/parts",
        found,
        "scores",
        view=view,
        form=form,
        now=(now := openness(id)),
        may_take=view.may_edit and not now.stopped and bool(view.ready or view.asked),
        parts=[(each, period_parts.state(each)) for each in view.parts],
        remarks=period_parts.remarks(view),
        asked=_rows(view, view.asked),
        ready=_rows(view, view.ready),
        tables=TABLES,
    )
    return (page, 422) if form.is_submitted() else page


def _form(view: PartsView) -> TakeOverForm:
    """The form, which rests on everything that is not as it is in the parts."""
    form = TakeOverForm()
    ways = {
        Otherwise.KEEP: _("保留已填的，只转入其余的"),
        Otherwise.REPLACE: _("改用办结的值，写明原因"),
    }
    form.otherwise.choices = choices((each.value, said) for each, said in ways.items())
    for each in (*view.ready, *view.asked):
        form.rest_on(f"{each.name} {each.column}", f"{each.stands} {';'.join(each.said)}")
    return form


def _rows(view: PartsView, lines: tuple[OfferLine, ...]) -> list[tuple[OfferLine, str, str, str]]:
    """Each value with where its person serves, the part it comes from, and how it stands."""
    titles = {part.id: part.title for part in view.parts}
    return [
        (
            each,
            " ".join(filter(None, (each.unit, each.village))),
            titles[each.part],
            period_parts.standing(each.standing),
        )
        for each in lines[:MOST]
    ]


@pages.get("/assessments/<int:id>/parts/<kind>")
def parts_file(id: int, kind: str) -> Response:
    """All values with what stands and where each comes from."""
    if kind not in TABLES:
        raise NotFound
    return give(PARTS_FILE, parts_table.told(id, kind), count_people(hall(), actor(), id))
