"""An assessment as a whole: its name, the last file taken back, removed before it was measured."""

from typing import Any

from werkzeug.wrappers import Response

from ballot.domain.acts import Act
from ballot.usecases.assessment.people.undo_import import see_last_import, undo_import
from ballot.usecases.assessment.remove_assessment import remove_assessment, what_holds
from ballot.usecases.assessment.rename_assessment import rename_assessment
from ballot.web.access import actor, hall
from ballot.web.organizer.assessment.page_head import back, head_for, openness, show
from ballot.web.organizer.assessment.people.person_forms import NameForm, ReasonFields
from ballot.web.organizer.attempts import attempt
from ballot.web.organizer.guards import guarded
from ballot.web.organizer.pages import pages
from ballot.web.searched_lists import A_PAGE
from ballot.words.language import gettext as _

Answer = Response | str | tuple[str, int]


@pages.route("/assessments/<int:id>/manage", methods=["GET", "POST"])
@guarded
def manage_assessment(id: int) -> Answer:
    """Name and period, the last import, and whether it may be removed."""
    found = head_for(id, Act.EDIT)
    form = NameForm(data={"title": found.title, "period": found.period})

    def act() -> None:
        told = {"title": form.title.data, "period": form.period.data or ""}
        rename_assessment(hall(), actor(), id, **told)

    if attempt(form, act):
        return back("manage_assessment", _("已改名。以后打印的用新名称。"), id=id)
    page = show(
        "manage",
        found,
        "overview",
        form=form,
        now=openness(id),
        last=see_last_import(hall(), actor(), id),
        holding=what_holds(hall(), actor(), id),
    )
    return (page, 422) if form.is_submitted() else page


@pages.route("/assessments/<int:id>/undo-import/<int:file>", methods=["GET", "POST"])
def undo_last_import(id: int, file: int) -> Answer:
    """What would be undone, name by name; sent, it is."""
    found, last = head_for(id, Act.EDIT), see_last_import(hall(), actor(), id)
    form = ReasonFields()

    def act() -> None:
        undo_import(hall(), actor(), id, of=file, agreed=bool(form.agreed.data))

    if attempt(form, act):
        return back("assessment_people", _("已撤销最近一次导入。"), id=id)
    names: dict[str, Any] = {}
    for name in ("added", "others") if last else ():
        there = getattr(last, name)
        names |= {name: there[:A_PAGE], f"more_{name}": len(there) > A_PAGE}
    page = show("people/undo", found, "people", last=last, form=form, now=openness(id), **names)
    return (page, 422) if form.is_submitted() else page


@pages.route("/assessments/<int:id>/remove", methods=["GET", "POST"])
def removed_assessment(id: int) -> Answer:
    """A second look before the assessment is removed; sent, it is."""
    found, form = head_for(id, Act.EDIT), ReasonFields()
    if attempt(form, lambda: remove_assessment(hall(), actor(), id, form.reason.data or "")):
        return back("assessments", _("已删除考核：%(title)s。", title=found.title))
    holding = what_holds(hall(), actor(), id)
    page = show("remove", found, "overview", form=form, holding=holding)
    return (page, 422) if form.is_submitted() else page
