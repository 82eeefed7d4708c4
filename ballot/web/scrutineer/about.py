"""What a 监票人 holds, has to do, can know, and when he refuses: one page, also on paper."""

from flask import render_template

from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.web.access import hall
from ballot.web.scrutineer.pages import me, pages


@pages.get("/about")
def about(number: str) -> str:
    """The page, for the custody and the network of this meeting."""
    meeting = see_meeting(hall(), me(), number)
    return render_template("scrutineer/about.html", meeting=meeting)
