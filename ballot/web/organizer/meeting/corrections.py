"""What may still be corrected after the draft: 应参加, with its reason."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ballot.domain.acts import Act
from ballot.domain.errors import Refused
from ballot.usecases.meeting.correct_eligible import correct_eligible
from ballot.web import forms
from ballot.web.access import actor, hall
from ballot.web.organizer.forms import Correction
from ballot.web.organizer.guards import guarded
from ballot.web.organizer.meeting import meeting_view, plans
from ballot.web.organizer.meeting.draft import fields_of, voters_form
from ballot.web.organizer.pages import pages
from ballot.words.language import gettext as _


@pages.route("/meetings/<number>/eligible", methods=["GET", "POST"])
@guarded
def eligible(number: str) -> Response | str | tuple[str, int]:
    """Correct 应参加 after the freeze; the quorum follows, and the reason is printed."""
    seen = meeting_view.of(number, Act.CORRECT_ELIGIBLE)
    form = voters_form(seen, Correction)
    if form.validate_on_submit():
        plan = plans.with_voters(plans.of(seen.meeting), form)
        parts = plan.eligible_parts or (("", plan.eligible),)
        try:
            correct_eligible(hall(), actor(), number, parts, form.reason.data)
        except Refused as error:
            for said in forms.show_faults(error.faults, fields_of(form)):
                flash(said, "stop")
        else:
            flash(_("应参加人数已更正，公告上的校验码随之更新。"), "good")
            return redirect(url_for("organizer.meeting", number=number), 303)
    page = render_template("organizer/meeting/voters.html", form=form, **seen.names())
    return (page, 422) if form.is_submitted() else page
