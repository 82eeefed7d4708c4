"""Who helps in the hall: their names, a QR code each, how far they are; who keeps the key."""

from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import RadioField

from ballot.domain.acts import Act
from ballot.domain.errors import Refused
from ballot.domain.meeting import Custody
from ballot.slips import qr
from ballot.usecases.meeting.change_custody import change_custody
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.scrutineers import badge_links, begin_key_anew, see_scrutineers
from ballot.usecases.scrutineers.appoint import POSITIONS, appoint
from ballot.web import forms
from ballot.web.access import actor, hall
from ballot.web.converters import asked_number
from ballot.web.drafts import DraftForm
from ballot.web.forms import NotLong, ReasonForm, Text, choices
from ballot.web.organizer.guards import guarded, once
from ballot.web.organizer.meeting import meeting_view
from ballot.web.organizer.pages import pages
from ballot.web.organizer.scrutineers import consents
from ballot.words import terms
from ballot.words.language import gettext as _
from ballot.words.language import lazy_gettext


class Names(DraftForm):
    """Three 监票人, and two 计票人 who may be left empty."""

    name1 = Text(lazy_gettext("监票人 1"), validators=[NotLong(40)])
    name2 = Text(lazy_gettext("监票人 2"), validators=[NotLong(40)])
    name3 = Text(lazy_gettext("监票人 3"), validators=[NotLong(40)])
    name4 = Text(lazy_gettext("计票人 1"), validators=[NotLong(40)])
    name5 = Text(lazy_gettext("计票人 2"), validators=[NotLong(40)])

    def by_key(self) -> dict[str, Any]:
        """The fields under the keys that the faults name."""
        return {f"names[{place}]": self[f"name{place}"] for place in range(1, POSITIONS + 1)}


class AnotherHelper(ReasonForm):
    """Another phone, or another person in the place."""

    name = Text(validators=[NotLong(40)])


class Keeping(DraftForm):
    """Who keeps the key of the box."""

    custody = RadioField(lazy_gettext("票箱的钥匙"))

    def offer(self) -> None:
        """Fill in who may keep it."""
        self.custody.choices = choices((each.value, terms.custody(each)) for each in Custody)


@pages.route("/meetings/<number>/helpers", methods=["GET", "POST"])
@guarded
def helpers(number: str) -> Response | str | tuple[str, int]:
    """The names, and what each has done; sent, the names are kept."""
    seen = see_scrutineers.see_helpers(hall(), actor(), number)
    form = Names(data={f"name{each.place}": each.name for each in seen.people})
    if form.validate_on_submit():
        names = [field.data or "" for field in form.by_key().values()]
        try:
            appoint(hall(), actor(), number, names)
        except Refused as error:
            for said in forms.show_faults(error.faults, form.by_key()):
                flash(said, "stop")
        else:
            flash(_("名单已记下。请逐个出示二维码。"), "good")
            return redirect(url_for("organizer.helpers", number=number), 303)
    page = render_template("organizer/scrutineers/appointments.html", form=form, **_seen(number))
    return (page, 422) if form.is_submitted() else page


@pages.get("/meetings/<number>/helpers/now")
def helpers_now(number: str) -> Response:
    """The list alone, asked every few seconds; 304 while nothing has changed."""
    answer = make_response(
        render_template("organizer/scrutineers/_appointments.html", **_seen(number))
    )
    answer.add_etag()
    return answer.make_conditional(request)


@pages.post("/meetings/<number>/helpers/<int:place>/link")
def helper_link(number: str, place: int) -> str:
    """One QR code, to be scanned by one person. It is seen this once."""
    return _shown(number, place, badge_links.offer(hall(), actor(), number, place))


@pages.route("/meetings/<number>/helpers/<int:place>/replace", methods=["GET", "POST"])
@once
def replace_helper(number: str, place: int) -> str | tuple[str, int]:
    """Another phone or person, with a reason."""
    meeting = meeting_view.meeting_for(number, Act.APPOINT)
    seen = see_scrutineers.see_helpers(hall(), actor(), number)
    person = next((each for each in seen.people if each.place == place), None)
    form = AnotherHelper(data={"name": person.name if person else ""})
    if form.validate_on_submit():
        name, reason = form.name.data, form.reason.data
        try:
            link = badge_links.replace(hall(), actor(), number, place, reason, name)
        except Refused as error:
            forms.show_faults(error.faults, {"name": form.name, "reason": form.reason})
        else:
            return _shown(number, place, link)
    page = render_template(
        "organizer/scrutineers/replace.html", meeting=meeting, person=person, form=form
    )
    return (page, 422) if form.is_submitted() else page


@pages.route("/meetings/<number>/keys/anew", methods=["GET", "POST"])
@once
def keys_anew(number: str) -> Response | str:
    """Throw the keys away, with a reason, and let the three begin anew."""
    meeting = meeting_view.meeting_for(number, Act.KEYS)
    form = ReasonForm()
    if not form.validate_on_submit():
        return render_template("organizer/reason.html", meeting=meeting, act=Act.KEYS, form=form)
    begin_key_anew.begin_anew(hall(), actor(), number, form.reason.data)
    flash(_("现有密钥已作废。请三位监票人重新打开“领密钥”。"), "good")
    return redirect(url_for("organizer.meeting", number=number), 303)


@pages.route("/meetings/<number>/custody", methods=["GET", "POST"])
@guarded
def custody(number: str) -> Response | str:
    """Who keeps the key of the box: the server, or three 监票人."""
    meeting = meeting_view.meeting_for(number, Act.EDIT)
    form = Keeping(data={"custody": meeting.custody.value})
    form.offer()
    if not form.validate_on_submit():
        return render_template("organizer/scrutineers/custody.html", meeting=meeting, form=form)
    change_custody(hall(), actor(), number, Custody(form.custody.data))
    flash(terms.custody(form.custody.data), "good")
    return redirect(url_for("organizer.meeting", number=number), 303)


def _seen(number: str) -> dict[str, Any]:
    meeting = see_meeting(hall(), actor(), number)
    but = request.args.get("but", type=asked_number)
    return {"meeting": meeting, "may": meeting.next, "but": but, **consents.shown(number)}


def _shown(number: str, place: int, link: str) -> str:
    address = badge_links.address(hall(), number, link)
    names = _seen(number)
    person = next(each for each in names["seen"].people if each.place == place)
    square = qr.svg(address)
    return render_template(
        "organizer/scrutineers/appointment_code.html",
        person=person,
        svg=square,
        address=address,
        **names,
    )
