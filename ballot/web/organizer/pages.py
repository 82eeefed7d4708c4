"""The blueprint of all pages behind the sign-in, and what every one of them shows."""

from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from ballot.domain.access import MAY, Actor
from ballot.domain.acts import Act
from ballot.domain.errors import BallotError, ConsentNeeded, MeetingUnknown, NotSignedIn
from ballot.domain.meetings import start_time
from ballot.domain.scheme.consequences import Period
from ballot.serving import log
from ballot.web.access import actor, hall, sign_in_first
from ballot.words import refusals, terms
from ballot.words.language import gettext as _

pages = Blueprint("organizer", __name__)
pages.before_request(sign_in_first)

SECTIONS = {"journal": "journal"} | dict.fromkeys(("accounts", "keys", "units", "unit"), "accounts")
"""View → the part of the navigation that it belongs to; all others are meetings."""


@pages.context_processor
def frame() -> dict[str, Any]:
    """What the frame of every page needs; the door that is shown to strangers needs nothing."""
    if not current_user.is_authenticated:
        return {}
    person = actor()
    view = (request.endpoint or "").rpartition(".")[2]
    return {
        "actor": person,
        "section": _section(view),
        "reads_journal": ever_may(person, Act.READ_JOURNAL),
        "creates": ever_may(person, Act.CREATE),
        "manages_people": ever_may(person, Act.MANAGE_PEOPLE),
    }


def _section(view: str) -> str:
    if request.path.startswith("/assessments"):
        return "assessments"
    return SECTIONS.get(view, "meetings")


def ever_may(person: Actor, act: Act) -> bool:
    """Whether the person may do the act anywhere: enough to show a link, not to do it."""
    return any(act in MAY[role] for _unit, role in person.roles)


@pages.app_template_filter()
def moment(at: datetime) -> str:
    """A time as the clock of this house shows it."""
    return hall().local(at).strftime("%Y-%m-%d %H:%M")


@pages.app_template_filter()
def planned(starts: str) -> str:
    """When a meeting is to begin; of one that is held today the hour."""
    if not start_time.is_on(starts, hall().now().date()):
        return starts
    said: str = _("今天 %(hour)s", hour=starts[-len("19:30") :])
    return said


@pages.app_template_filter()
def another_day(starts: str) -> str:
    """That a meeting is planned for another day than this; empty where it is not."""
    if not start_time.is_another_day(starts, hall().now().date()):
        return ""
    said: str = _("会议时间是 %(starts)s，不是今天。请看清楚再开始。", starts=starts)
    return said


@pages.app_template_filter()
def period_kind(kind: Period) -> str:
    """What an assessment covers: 季度, 年度 …"""
    return terms.period(kind)


@pages.app_template_filter()
def iso_moment(at: str) -> str:
    """The same of a time as files and journal write it."""
    return moment(datetime.fromisoformat(at))


@pages.errorhandler(BallotError)
def refused(error: BallotError) -> Response | tuple[str, int]:
    """Say why an act was refused, on the page of its meeting where there is one."""
    if isinstance(error, NotSignedIn):
        return redirect(url_for("sign_in.sign_in"))
    number = (request.view_args or {}).get("number")
    if request.method == "POST" and number and not isinstance(error, MeetingUnknown):
        waits = isinstance(error, ConsentNeeded)
        flash(refusals.words(error), "warn" if waits else "stop")
        return redirect(url_for("organizer.meeting", number=number), 303)
    if refusals.status(error) >= 500:
        log.failure(error, request.endpoint)
    said = refusals.words(error)
    return render_template("organizer/refused.html", said=said), refusals.status(error)
