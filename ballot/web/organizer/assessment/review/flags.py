"""情形: vetoes, bars and marks of a person, raised and lifted with a written ground."""

from werkzeug.wrappers import Response

from ballot.usecases.review.raise_flag import lift_flag, raise_flag, see_flags
from ballot.web.access import actor, hall
from ballot.web.forms import choices
from ballot.web.organizer.assessment.page_head import back_to_rank, head, openness, show
from ballot.web.organizer.assessment.review.review_forms import FlagForm, LiftForm
from ballot.web.organizer.attempts import attempt
from ballot.web.organizer.guards import once
from ballot.web.organizer.pages import pages
from ballot.words.language import gettext as _

Answer = Response | str | tuple[str, int]


@pages.route("/assessments/<int:id>/people/<int:person>/flags", methods=["GET", "POST"])
@once
def flags(id: int, person: int) -> Answer:
    """What stands, what may be raised, everything that ever stood."""
    form = FlagForm()

    def act() -> None:
        told = (form.kind.data or "", form.ground.data)
        raise_flag(hall(), actor(), id, person, *told)

    if attempt(form, act):
        return back_to_rank("flags", _("已登记。"), id, person=person)
    page = _page(id, person, form, LiftForm(formdata=None), "")
    return (page, 422) if form.is_submitted() else page


@pages.post("/assessments/<int:id>/people/<int:person>/flags/<kind>/lift", endpoint="lift_flag")
def lift_flag_view(id: int, person: int, kind: str) -> Answer:
    """A flag no longer stands."""
    form = LiftForm()

    def act() -> None:
        lift_flag(hall(), actor(), id, person, kind, form.ground.data)

    if attempt(form, act):
        return back_to_rank("flags", _("已解除。"), id, person=person)
    return _page(id, person, FlagForm(formdata=None), form, kind), 422


def _page(id: int, person: int, form: FlagForm, lift: LiftForm, lifting: str) -> str:
    found, view = head(id), see_flags(hall(), actor(), id, person)
    form.kind.choices = choices((each.name, each.name) for each in view.kinds)
    names = {"form": form, "lift": lift, "lifting": lifting, "now": openness(id)}
    return show("review/flags", found, "people", view=view, **names)
