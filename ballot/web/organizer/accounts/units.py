"""The units of the office as a tree: added one or many, renamed, moved, removed when empty."""

from collections.abc import Iterable, Iterator

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ballot.domain.errors import TopUnit, UnitInUse
from ballot.domain.meeting import Custody
from ballot.usecases.accounts.add_units import UnitsAdded, add_units
from ballot.usecases.accounts.change_unit import UnitLook, change_unit, remove_unit, see_unit
from ballot.usecases.accounts.list_people import UnitShown, list_people
from ballot.web import searched_lists
from ballot.web.access import actor, hall
from ballot.web.forms import choices
from ballot.web.organizer.accounts.account_forms import NewUnits, UnitForm
from ballot.web.organizer.attempts import attempt
from ballot.web.organizer.guards import guarded
from ballot.web.organizer.pages import pages
from ballot.words import refusals, terms
from ballot.words.language import gettext as _

Answer = Response | str | tuple[str, int]
STEP = "\u3000"
"""A level of the tree, in a list to choose from."""
A_PAGE = 100


def choose(units: Iterable[UnitShown]) -> list[object]:
    """The units to choose from, each as far to the right as it stands in the tree."""
    return list(choices((str(each.id), STEP * each.depth + each.name) for each in units))


@pages.route("/units", methods=["GET", "POST"])
def units() -> Answer:
    """The tree; sent, units are added to it, one a line."""
    people, form = list_people(hall(), actor()), NewUnits()
    form.parent.choices = choose(people.units)
    added: list[UnitsAdded] = []
    if attempt(
        form,
        lambda: added.append(
            add_units(hall(), actor(), form.title.data or "", int(form.parent.data))
        ),
    ):
        flash(_told(added[0]), "good")
        return redirect(url_for("organizer.units"), 303)
    asked = searched_lists.asked()
    shown = [each for each in people.units if asked.says(each.name)]
    page = render_template(
        "organizer/accounts/units.html",
        part=searched_lists.part(shown, asked, A_PAGE),
        asked=asked,
        form=form,
    )
    return (page, 422) if form.is_submitted() else page


@pages.route("/units/<int:unit>", methods=["GET", "POST"])
@guarded
def unit(unit: int) -> Answer:
    """One unit: its name, the unit above it, and whether it may be removed."""
    look = see_unit(hall(), actor(), unit)
    asks = look.unit.custody or ""
    held = {"title": look.unit.name, "parent": str(look.unit.parent), "custody": str(asks)}
    form = UnitForm(data=held)
    form.custody.choices = list(choices(_keepers(look)))
    form.parent.choices = list(choices((str(each.id), each.name) for each in look.places))
    if look.is_fixed:
        del form.parent

    def act() -> None:
        parent = None if look.is_fixed else int(form.parent.data)
        custody = Custody(form.custody.data) if form.custody.data else None
        name = form.title.data or ""
        change_unit(hall(), actor(), unit, name=name, parent=parent, custody=custody)

    if attempt(form, act):
        flash(_("已保存。以后打印的用新名称。"), "good")
        return redirect(url_for("organizer.units"), 303)
    page = render_template(
        "organizer/accounts/unit.html",
        look=look,
        held=_held(look),
        form=form,
    )
    return (page, 422) if form.is_submitted() else page


@pages.post("/units/<int:unit>/remove")
def unit_removed(unit: int) -> Response:
    """Remove an empty unit; of one that is not, say what it holds."""
    try:
        name = remove_unit(hall(), actor(), unit)
    except (UnitInUse, TopUnit) as error:
        flash(refusals.words(error), "stop")
        return redirect(url_for("organizer.unit", unit=unit), 303)
    flash(_("已删除单位“%(name)s”。", name=name), "good")
    return redirect(url_for("organizer.units"), 303)


def _keepers(look: UnitLook) -> Iterator[tuple[str, str]]:
    """Whom a unit may ask to keep the keys; first what holds where it asks for nobody."""
    yield "", _("照上级的要求") if look.unit.parent is not None else _("不作要求")
    yield from ((each.value, terms.custody(each)) for each in Custody)


def _held(look: UnitLook) -> list[str]:
    """What a unit holds, kind by kind, without what there is none of."""
    holds = look.holds
    counted = (
        (holds.units, _("下级单位 %(n)s 个", n=holds.units)),
        (holds.accounts, _("账户 %(n)s 个", n=holds.accounts)),
        (holds.meetings, _("测评会 %(n)s 场", n=holds.meetings)),
        (holds.assessments, _("考核 %(n)s 次", n=holds.assessments)),
        (holds.keys, _("接口密钥 %(n)s 把", n=holds.keys)),
    )
    return [said for count, said in counted if count]


def _told(added: UnitsAdded) -> str:
    if len(added.names) == 1:
        said = _("已添加单位“%(name)s”。", name=added.names[0])
    else:
        said = _("已添加 %(n)s 个单位。", n=len(added.names))
    return said + _("%(n)s 个原来就有。", n=added.known) if added.known else said
