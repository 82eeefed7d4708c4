"""The kiosks of a meeting: one more, with its QR code and its digits; one out of service."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ballot.slips import qr
from ballot.usecases.kiosk import pair_kiosk
from ballot.usecases.kiosk.retire_kiosk import retire_kiosk
from ballot.usecases.kiosk.see_kiosks import see_kiosks
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.web.access import actor, hall
from ballot.web.forms import NotLong, PageForm, Text
from ballot.web.organizer.guards import once
from ballot.web.organizer.pages import pages
from ballot.words.language import gettext as _


class AnotherKiosk(PageForm):
    """A kiosk more; where nothing is written it is known by its number."""

    name = Text(validators=[NotLong(20)])


@pages.route("/meetings/<number>/kiosks", methods=["GET", "POST"])
@once
def kiosks(number: str) -> str | tuple[str, int]:
    """All kiosks; sent, one more, whose digits are seen this once."""
    meeting = see_meeting(hall(), actor(), number)
    form = AnotherKiosk()
    if form.validate_on_submit():
        offer = pair_kiosk.offer(hall(), actor(), number, form.name.data or "")
        address = pair_kiosk.address(hall(), number, offer.code)
        return render_template(
            "organizer/scrutineers/kiosk_code.html",
            meeting=meeting,
            offer=offer,
            svg=qr.svg(address),
            door=f"{hall().public_url}/k",
        )
    page = render_template(
        "organizer/scrutineers/kiosks.html",
        meeting=meeting,
        may=meeting.next,
        form=form,
        kiosks=see_kiosks(hall(), actor(), number),
    )
    return (page, 422) if form.is_submitted() else page


@pages.post("/meetings/<number>/kiosks/<int:place>/retire")
def retire(number: str, place: int) -> Response:
    """Take a kiosk out of service; what was voted at it stays counted."""
    retire_kiosk(hall(), actor(), number, place)
    flash(_("已停用。在它上面投的票照样算数。"), "good")
    return redirect(url_for("organizer.kiosks", number=number), 303)
