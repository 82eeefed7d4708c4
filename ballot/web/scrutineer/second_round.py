"""A phone of the first round goes on to the second one, as whose it is, with the same PIN."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from ballot.domain.access import Actor
from ballot.usecases.accounts.find_badge import find_badge
from ballot.usecases.meeting.see_meeting import MeetingView, see_meeting
from ballot.web.access import hall
from ballot.web.scrutineer.pages import COOKIE, Task, give_badge, me, pages
from ballot.words.language import gettext as _


def task(_person: Actor, meeting: MeetingView) -> Task | None:
    """The second round has been made, and waits."""
    if meeting.second is None:
        return None
    address = url_for("scrutineer.second_round", number=meeting.number)
    text = _("还是这部手机、原来的数字密码。密钥要重新领，票是新票。")
    return Task(_("去第二轮"), text, address, urgent=True)


@pages.get("/second-round")
def second_round(number: str) -> Response:
    """Let the phone hold its badge in the second round too; nothing of the house changes.

    Raises NoBadge where it was not taken along, or has been replaced since.
    """
    second = see_meeting(hall(), me(), number).second
    if second is None:
        return redirect(url_for("scrutineer.home", number=number), 303)
    secret = request.cookies.get(COOKIE, "")
    find_badge(hall(), second, secret)
    answer = redirect(url_for("scrutineer.home", number=second), 303)
    give_badge(answer, second, secret)
    return answer
