"""The screen of the hall, from the chairs that fill to the result that is shown on it."""

from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ballot.domain.acts import Act
from ballot.domain.meeting import State
from ballot.printing.forms import handouts
from ballot.printing.forms.handouts import Wifi
from ballot.slips import qr
from ballot.usecases.result import hall_screen
from ballot.usecases.result.hall_screen import HallScreen
from ballot.usecases.result.see_result import see_result
from ballot.web.access import actor, hall
from ballot.web.converters import asked_number
from ballot.web.forms import NotLong, PageForm, Text
from ballot.web.organizer.meeting import figures, meeting_view, turnout
from ballot.web.organizer.pages import pages
from ballot.words.language import gettext as _
from ballot.words.language import lazy_gettext

BEFORE = (State.DRAFT, State.FROZEN)
"""States in which the hall is told how to join."""
TURNS = 15
"""Seconds after which a page of the result turns by itself, where that is wished."""


class Furnishing(PageForm):
    """What the screen tells of the hall."""

    network = Text(lazy_gettext("无线网名称"), validators=[NotLong(32)])
    password = Text(lazy_gettext("无线网密码"), validators=[NotLong(63)])
    kiosk_place = Text(lazy_gettext("投票平板放在哪里"), validators=[NotLong(40)])


@pages.get("/meetings/<number>/screen")
def screen(number: str) -> str:
    """The wall of the hall: dark, large; before the close never a word of any choice."""
    shown = _shown(number)
    return render_template(
        "organizer/screen/screen.html", clock=hall().now().strftime("%H:%M"), **shown
    )


@pages.get("/meetings/<number>/screen/now")
def screen_now(number: str) -> Response:
    """What stands on it now, asked every few seconds; 304 while nothing has changed."""
    answer = make_response(render_template("organizer/screen/_now.html", **_shown(number)))
    answer.add_etag()
    return answer.make_conditional(request)


@pages.post("/meetings/<number>/screen/result")
def screen_result(number: str) -> Response:
    """Put the result on the screen, or take it down again."""
    shown = request.form.get("shown") == "1"
    hall_screen.show_result(hall(), actor(), number, shown=shown)
    if request.form.get("to") == "screen":
        return redirect(url_for("organizer.screen", number=number), 303)
    flash(_("结果已经放上大屏。") if shown else _("结果已从大屏上撤下。"), "good")
    return redirect(url_for("organizer.result", number=number), 303)


@pages.route("/meetings/<number>/screen/setup", methods=["GET", "POST"])
def screen_setup(number: str) -> Response | str:
    """The network, and where the kiosk stands."""
    meeting = meeting_view.meeting_for(number, Act.PAIR_KIOSK)
    row = hall_screen.see_screen(hall(), actor(), number)
    form = Furnishing(
        data={"network": row.network, "password": row.password, "kiosk_place": row.kiosk_place}
    )
    if form.validate_on_submit():
        fields = (form.network, form.password, form.kiosk_place)
        told = ((each.data or "").strip() for each in fields)
        hall_screen.furnish_screen(hall(), actor(), number, *told)
        flash(_("大屏上的内容已保存。"), "good")
        return redirect(url_for("organizer.meeting", number=number), 303)
    return render_template("organizer/screen/setup.html", meeting=meeting, form=form)


def _shown(number: str) -> dict[str, Any]:
    row = hall_screen.see_screen(hall(), actor(), number)
    found = turnout.count(number)
    meeting = found["meeting"]
    return {
        **found,
        "screen": row,
        "is_before": meeting.state in BEFORE,
        "wifi": _wifi(row),
        "address": hall().public_url.partition("://")[2],
        "shows": row.shows_result,
        "may_show": Act.SHOW_RESULT in meeting.allowed,
        **(_page(number) if row.shows_result else {"state": meeting.state.rehearsed.value}),
    }


def _wifi(row: HallScreen) -> str:
    """The code that joins the network; empty where none was named, and for whoever looks on."""
    if not row.network or row.password is None:
        return ""
    return qr.svg(handouts.join_text(Wifi(row.network, row.password)))


def _page(number: str) -> dict[str, Any]:
    """One subject of the result, and the pages before and behind it."""
    seen = meeting_view.of(number)
    told = see_result(hall(), number).subjects
    subjects = [each for each in map(figures.of_subject, told) if each]
    last = max(1, len(subjects))
    page = min(max(1, request.args.get("page", 1, type=asked_number)), last)
    turns = request.args.get("turns") == "1"
    return {
        "state": f"opened-{page}",
        "subject": subjects[page - 1],
        "satisfaction_name": figures.name_of_satisfaction(seen.scheme),
        "page": page,
        "pages": last,
        "before": last if page == 1 else page - 1,
        "behind": 1 if page == last else page + 1,
        "turns": turns,
        "seconds": TURNS,
    }
