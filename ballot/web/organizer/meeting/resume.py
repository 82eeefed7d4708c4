"""After a restore: how many ballots there were, how many are missing, and only then on."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ballot.domain.acts import Act
from ballot.domain.errors import Refused
from ballot.usecases.backup.resume import KEY, look, resume
from ballot.web.access import actor, hall
from ballot.web.forms import show_faults
from ballot.web.organizer.forms import Resumption
from ballot.web.organizer.meeting import meeting_view
from ballot.web.organizer.pages import pages
from ballot.words.language import gettext as _


@pages.route("/meetings/<number>/resume", methods=["GET", "POST"], endpoint="resume")
def resume_view(number: str) -> Response | str | tuple[str, int]:
    """The last received total first; then what is missing, and the button that goes on."""
    meeting = meeting_view.meeting_for(number, Act.RESUME)
    form = Resumption()
    short = look(hall(), actor(), number)
    compared = False
    if form.validate_on_submit():
        try:
            short = look(hall(), actor(), number, form.last.data)
        except Refused as error:
            show_faults(error.faults, {KEY: form.last})
        else:
            if form.sure.data:
                return _go_on(number, form.last.data)
            compared = True
    page = render_template(
        "organizer/meeting/resume.html", meeting=meeting, form=form, short=short, compared=compared
    )
    return (page, 422) if form.errors else page


def _go_on(number: str, last: int) -> Response:
    short = resume(hall(), actor(), number, last)
    if short.missing:
        flash(_("投票继续。请投过票的人都再扫一次。"), "warn")
    else:
        flash(_("投票继续。"), "good")
    return redirect(url_for("organizer.turnout", number=number), 303)
