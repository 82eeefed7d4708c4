"""Who may do what, and where: units, accounts, and the one-time links that make accounts."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ballot.domain.access import Role
from ballot.usecases.accounts.add_unit import add_unit
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.accounts.list_people import People, list_people
from ballot.web.access import actor, hall
from ballot.web.forms import choices
from ballot.web.organizer.accounts.account_forms import Invitation, NewUnit
from ballot.web.organizer.guards import once
from ballot.web.organizer.pages import pages
from ballot.words.language import gettext as _
from ballot.words.language import lazy_gettext

ROLES = {
    Role.ORGANIZER: lazy_gettext("组织者"),
    Role.ADMINISTRATOR: lazy_gettext("管理员"),
    Role.OBSERVER: lazy_gettext("观察员"),
    Role.SCRUTINEER: lazy_gettext("监票人"),
    Role.TELLER: lazy_gettext("计票人"),
}
GIVEN = (Role.ORGANIZER, Role.ADMINISTRATOR, Role.OBSERVER)
"""Roles that an account gets; 监票人 and 计票人 are chosen in the hall, without an account."""


@pages.route("/accounts", methods=["GET", "POST"])
@once
def accounts() -> str | tuple[str, int]:
    """List accounts; sent, make a one-time link. The link is shown this once."""
    people = list_people(hall(), actor())
    form = Invitation()
    _offer(form, people)
    if not form.validate_on_submit():
        page = _page(people, form, NewUnit(formdata=None))
        return (page, 422) if form.is_submitted() else page
    role, unit = Role(form.role.data), int(form.unit.data)
    token = create_account(hall(), actor(), form.name.data, role, unit)
    link = hall().public_url + url_for("sign_in.setup", token=token)
    return render_template("organizer/accounts/invited.html", link=link, name=form.name.data)


@pages.post("/units")
@once
def units() -> Response | tuple[str, int]:
    """Add a unit."""
    people = list_people(hall(), actor())
    form = NewUnit()
    form.parent.choices = _units(people)
    if not form.validate_on_submit():
        invitation = Invitation(formdata=None)
        _offer(invitation, people)
        return _page(people, invitation, form), 422
    add_unit(hall(), actor(), form.title.data, int(form.parent.data))
    flash(_("已添加单位“%(name)s”。", name=form.title.data), "good")
    return redirect(url_for("organizer.accounts"), 303)


def _page(people: People, form: Invitation, unit: NewUnit) -> str:
    unit.parent.choices = _units(people)
    return render_template(
        "organizer/accounts/accounts.html", people=people, form=form, unit=unit, roles=ROLES
    )


def _offer(form: Invitation, people: People) -> None:
    form.role.choices = choices((role.value, str(ROLES[role])) for role in GIVEN)
    form.unit.choices = _units(people)


def _units(people: People) -> list[object]:
    return list(choices((str(each.id), each.name) for each in people.units))
