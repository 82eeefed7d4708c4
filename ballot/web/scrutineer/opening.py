"""The opening of the box by the keys of the 监票人: each on his own phone, or one of the fallbacks.

The script ``static/scrutineer/opening.js`` does what is secret; here pass the published list, and
what a key made of it.
"""

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse
from wtforms import FileField, PasswordField

from ballot.box import keyslip, published
from ballot.domain.access import Actor, Role
from ballot.domain.errors import ProofRefused
from ballot.domain.meeting import Custody, State
from ballot.domain.meetings.result import Way
from ballot.usecases.meeting.see_meeting import MeetingView, see_meeting
from ballot.usecases.opening.publish_list import publish_list
from ballot.usecases.opening.see_opening import see_opening
from ballot.usecases.opening.send_partials import Arrived, send_partials, send_share
from ballot.usecases.opening.watch_keys import Keys, of_scrutineers
from ballot.usecases.result.hall_screen import see_screen
from ballot.usecases.result.watch_turnout import watch_turnout
from ballot.web.access import hall
from ballot.web.forms import PageForm
from ballot.web.scrutineer.pages import Task, me, pages
from ballot.words.hall import shortfall
from ballot.words.language import gettext as _

LONGEST = 4 * 1024 * 1024
"""Characters of what a machine sends: some 130 a column, and 22 columns of 1,000 subjects."""


class TypedKey(PageForm):
    """A key slip typed into the server's page."""

    key = PasswordField()


class MadeElsewhere(PageForm):
    """A file of ``ballot box partial``."""

    file = FileField()


def task(person: Actor, meeting: MeetingView) -> Task | None:
    """The box waits for this one's key, or it is open."""
    is_mine = person.badge is not None and person.badge.role is Role.SCRUTINEER
    if not is_mine or meeting.custody is not Custody.SCRUTINEERS:
        return None
    if meeting.state not in (State.CLOSED, State.OPENED) or short_of(meeting):
        return None
    keys = _keys(meeting.number)
    if keys.state is State.CLOSED and not keys.settled:
        return None
    text = _said(keys) if keys.count or keys.state is State.OPENED else _("带上您的密钥条。")
    address = url_for("scrutineer.opening", number=meeting.number)
    is_waited_for = keys.state is State.CLOSED and not keys.mine
    return Task(_("开箱"), text, address, urgent=is_waited_for)


def short_of(meeting: MeetingView) -> str:
    """That too few ballots came, as the hall is told; empty where enough did, or it is not known
    yet."""
    if meeting.state.rehearsed not in (State.CLOSED, State.NO_QUORUM):
        return ""
    turnout = watch_turnout(hall(), me(), meeting.number)
    return shortfall.in_hall(turnout) if turnout.is_short else ""


@pages.get("/opening")
def opening(number: str) -> str:
    """Compare the root, and use the key; or how far it is once this one's key has come."""
    keys = _keys(number)
    short = short_of(see_meeting(hall(), me(), number))
    if keys.mine or keys.state is not State.CLOSED or (short and keys.settled):
        shown = see_screen(hall(), me(), number).shows_result
        return render_template("scrutineer/opening_done.html", keys=keys, short=short, shown=shown)
    return render_template(
        "scrutineer/opening.html",
        box=see_opening(hall(), me(), number),
        keys=keys,
        typed=TypedKey(),
        made=MadeElsewhere(),
    )


@pages.get("/opening/now")
def opening_now(number: str) -> AnyResponse:
    """How many keys have come, asked every few seconds."""
    keys = _keys(number)
    shown = see_screen(hall(), me(), number).shows_result
    page = render_template("scrutineer/_keys_came.html", keys=keys, shown=shown)
    answer = Response(page)
    answer.add_etag()
    return answer.make_conditional(request)


@pages.get("/opening/list")
def opening_list(number: str) -> Response:
    """The published list, for the script of the page and for any other machine."""
    given = publish_list(hall(), me(), number)
    answer = Response(given.pieces, mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="list-{number}.json"'
    return answer


@pages.post("/opening/made")
def opening_made(number: str) -> Response:
    """What the script of the page made with the key."""
    text = request.get_data(as_text=True)
    _take(number, text, Way.PAGE)
    return jsonify(next=url_for("scrutineer.opening", number=number))


@pages.post("/opening/file")
def opening_file(number: str) -> AnyResponse:
    """The same out of a file that another machine made."""
    given = MadeElsewhere().file.data
    text = given.read(LONGEST + 1).decode("utf-8", "replace") if given else ""
    return _thanks(number, _take(number, text, Way.FILE))


@pages.post("/opening/key")
def opening_key(number: str) -> AnyResponse:
    """The key itself, used by the server: the last of the fallbacks, and named as such."""
    secret = keyslip.read(TypedKey().key.data or "")
    return _thanks(number, send_share(hall(), me(), number, secret))


def _take(number: str, text: str, way: Way) -> Arrived:
    if len(text) > LONGEST:
        raise ProofRefused(why="list")
    sent = published.sent_from_json(text)
    return send_partials(hall(), me(), number, sent, way)


def _thanks(number: str, arrived: Arrived) -> AnyResponse:
    if not arrived.opened:
        flash(_("钥匙已到 %(n)s/%(needed)s 把。", n=arrived.count, needed=2), "good")
    return redirect(url_for("scrutineer.opening", number=number), 303)


def _keys(number: str) -> Keys:
    """Raises NoSharesHere where the server holds the key."""
    return of_scrutineers(hall(), me(), number)


def _said(keys: Keys) -> str:
    """How far it is, in one line."""
    if keys.state is State.OPENED:
        return str(_("票箱已打开。"))
    return str(_("钥匙已到 %(n)s/%(needed)s 把。", n=keys.count, needed=keys.needed))
