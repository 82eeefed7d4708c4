"""A device comes to the door, by the QR code of the organizer's page, which works once."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from ballot.domain.errors import DoorUnknown
from ballot.usecases.roster import doors
from ballot.web.access import hall
from ballot.web.door.pages import give_cookie, me, pages


@pages.get("/<number>/come/<link>")
def look(number: str, link: str) -> Response | str:
    """To look uses nothing up; a device that is at this door already stays there."""
    try:
        me(number)
    except DoorUnknown:
        doors.require_waiting(hall(), number, link)
        return render_template("door/come.html", number=number, link=link)
    return redirect(url_for("door.stage", number=number), 303)


@pages.post("/<number>/come/<link>")
def come(number: str, link: str) -> Response:
    """The device stands at the door from now on."""
    secret = doors.claim(hall(), number, link)
    answer = redirect(url_for("door.stage", number=number), 303)
    give_cookie(answer, secret)
    return answer
