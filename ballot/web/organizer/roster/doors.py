"""The tablets at the door: one more, with its QR code; one out of service."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ballot.slips import qr
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.roster import doors
from ballot.web.access import actor, hall
from ballot.web.organizer.guards import once
from ballot.web.organizer.pages import pages
from ballot.words.language import gettext as _


@pages.post("/meetings/<number>/roster/doors")
@once
def door_added(number: str) -> str:
    """One more, whose link is seen this once."""
    address = doors.address(hall(), number, doors.offer(hall(), actor(), number))
    meeting = see_meeting(hall(), actor(), number)
    return render_template(
        "organizer/roster/door_code.html", meeting=meeting, address=address, svg=qr.svg(address)
    )


@pages.post("/meetings/<number>/roster/doors/<int:place>/retire")
def door_retired(number: str, place: int) -> Response:
    """Take a tablet out of service; who was checked in at it stays so."""
    doors.retire(hall(), actor(), number, place)
    flash(_("已停用。在它上面签到的照样算数。"), "good")
    return redirect(url_for("organizer.roster", number=number), 303)
