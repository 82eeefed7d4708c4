"""Who may do what, and where: accounts, and the one-time links that make them."""

from flask import render_template, url_for

from ballot.domain.access import Role
from ballot.slips import qr
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.accounts.list_people import People, list_people
from ballot.usecases.traces.see_traces import see_traces
from ballot.web import searched_lists
from ballot.web.access import actor, hall
from ballot.web.forms import choices
from ballot.web.organizer.accounts import units
from ballot.web.organizer.accounts.account_forms import Invitation
from ballot.web.organizer.guards import once
from ballot.web.organizer.pages import pages
from ballot.words import house_traces
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
        page = _page(people, form)
        return (page, 422) if form.is_submitted() else page
    role, unit = Role(form.role.data), int(form.unit.data)
    token = create_account(hall(), actor(), form.name.data, role, unit)
    link = hall().public_url + url_for("sign_in.setup", token=token)
    return render_template(
        "organizer/accounts/invited.html", link=link, name=form.name.data, square=qr.svg(link)
    )


def _page(people: People, form: Invitation) -> str:
    asked = searched_lists.asked()
    shown = [
        one for one in people.persons if asked.says(one.name, *(unit for unit, _ in one.roles))
    ]
    traces = see_traces(hall(), actor())
    told = house_traces.checks().items() if traces else ()
    return render_template(
        "organizer/accounts/accounts.html",
        machine=[(name, say(traces)) for name, say in told if traces],
        people=people,
        part=searched_lists.part(shown, asked),
        asked=asked,
        form=form,
        roles=ROLES,
    )


def _offer(form: Invitation, people: People) -> None:
    form.role.choices = choices((role.value, str(ROLES[role])) for role in GIVEN)
    form.unit.choices = units.choose(people.units)
