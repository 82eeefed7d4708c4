"""Keys for programs that use the interface: made, shown once, listed, revoked."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ballot.domain.access import Role
from ballot.domain.errors import Refused
from ballot.usecases.accounts import api_keys
from ballot.usecases.accounts.list_people import list_people
from ballot.web import forms, searched_lists
from ballot.web.access import actor, hall
from ballot.web.organizer.accounts.account_forms import ApiKey
from ballot.web.organizer.accounts.accounts import ROLES
from ballot.web.organizer.guards import once
from ballot.web.organizer.pages import pages
from ballot.words.language import gettext as _


@pages.route("/accounts/keys", methods=["GET", "POST"])
@once
def keys() -> str | tuple[str, int]:
    """List the keys; sent, make one. Its text is shown this once."""
    units = list_people(hall(), actor()).units
    form = ApiKey()
    form.role.choices = forms.choices((role.value, str(ROLES[role])) for role in api_keys.ROLES)
    form.unit.choices = forms.choices((str(each.id), each.name) for each in units)
    if form.validate_on_submit():
        name, role, unit = form.name.data, Role(form.role.data), int(form.unit.data)
        try:
            made = api_keys.make_key(hall(), actor(), name, role, unit)
        except Refused as error:
            forms.show_faults(error.faults, {"name": form.name})
        else:
            return render_template("organizer/accounts/key_made.html", key=made, name=name)
    asked = searched_lists.asked()
    shown = [
        each for each in api_keys.list_keys(hall(), actor()) if asked.says(each.name, each.unit)
    ]
    page = render_template(
        "organizer/accounts/keys_of_programs.html",
        part=searched_lists.part(shown, asked),
        asked=asked,
        form=form,
        roles=ROLES,
    )
    return (page, 422) if form.is_submitted() else page


@pages.post("/accounts/keys/revoke")
def revoke_key() -> Response:
    """From now on the key is none."""
    name = request.form.get("name", "")
    api_keys.revoke_key(hall(), actor(), name)
    flash(_("已停用接口密钥“%(name)s”", name=name), "good")
    return redirect(url_for("organizer.keys"), 303)
