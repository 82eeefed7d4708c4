"""The roster of a meeting: who is on it, who has come; somebody more, somebody less, or none."""

from dataclasses import dataclass

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import Field

from ballot.domain.errors import Fault, NotOnRoster, Refused
from ballot.domain.meeting import State
from ballot.domain.roster.entries import CATEGORY, ID_TAIL
from ballot.domain.scheme.scheme import NAME, UNIT
from ballot.usecases.meeting.see_meeting import MeetingView, see_meeting
from ballot.usecases.roster import change_roster, doors
from ballot.usecases.roster.see_roster import Attendance, ListedVoter, RosterView, see_roster
from ballot.web import forms
from ballot.web.access import actor, hall
from ballot.web.converters import asked_number
from ballot.web.forms import NotLong, PageForm, Text
from ballot.web.organizer.guards import once
from ballot.web.organizer.pages import pages
from ballot.words.hall import attendance
from ballot.words.language import gettext as _
from ballot.words.language import lazy_gettext

BEFORE_SLIPS = (State.DRAFT, State.FROZEN)
"""States in which slips are not voted with yet."""


PAGE = 120
"""People on one page."""


@dataclass(frozen=True, slots=True)
class RosterPage:
    """One page of the people of a roster, ``page`` of ``pages``."""

    people: tuple[ListedVoter, ...]
    page: int
    pages: int


class AnotherVoter(PageForm):
    """Somebody who was left out of the list."""

    name = Text(lazy_gettext("姓名"), validators=[NotLong(60)])
    unit = Text(lazy_gettext("单位、村、组"), validators=[NotLong()])
    category = Text(lazy_gettext("类别"), validators=[NotLong()])
    id_tail = Text(lazy_gettext("证件后四位"), validators=[NotLong(4)])
    reason = Text(lazy_gettext("原因"), validators=[NotLong()])

    def by_column(self) -> dict[str, Field]:
        """The fields under the columns that faults name."""
        named = {NAME: self.name, UNIT: self.unit, CATEGORY: self.category, ID_TAIL: self.id_tail}
        return {**named, "reason": self.reason}


class OneLess(PageForm):
    """Why somebody is taken off."""

    reason = Text(lazy_gettext("原因"), validators=[NotLong()])


@pages.route("/meetings/<number>/roster", methods=["GET", "POST"])
@once
def roster(number: str) -> Response | str | tuple[str, int]:
    """Everybody on it; sent, somebody more."""
    form = AnotherVoter()
    if form.validate_on_submit():
        row = {column: field.data or "" for column, field in form.by_column().items()}
        try:
            change_roster.add_voter(hall(), actor(), number, row, row.pop("reason"))
        except Refused as error:
            faults = [Fault(each.error, key=each.column or each.key) for each in error.faults]
            for said in forms.show_faults(faults, form.by_column()):
                flash(said, "stop")
        else:
            flash(_("已补上：%(name)s。", name=row[NAME]), "good")
            return _back(number)
    seen = see_roster(hall(), actor(), number)
    part = _part(seen, request.args.get("page", default=1, type=asked_number))
    page = render_template(
        "organizer/roster/roster.html",
        form=form,
        seen=seen,
        found=part,
        turns=_turns(number, part),
        doors=doors.see_doors(hall(), actor(), number),
        meeting=see_meeting(hall(), actor(), number),
    )
    return (page, 422) if form.is_submitted() else page


@pages.get("/meetings/<number>/roster/now")
def roster_now(number: str) -> Response:
    """How many have come, asked every few seconds; 304 while nobody has."""
    seen = see_roster(hall(), actor(), number)
    answer = make_response(render_template("organizer/roster/_attendance.html", seen=seen))
    answer.add_etag()
    return answer.make_conditional(request)


@pages.route("/meetings/<number>/roster/<int:place>/remove", methods=["GET", "POST"])
def voter_removed(number: str, place: int) -> Response | str | tuple[str, int]:
    """Take somebody off; in a draft without a reason."""
    seen, form = see_roster(hall(), actor(), number), OneLess()
    listed = next((each for each in seen.people if each.position == place), None)
    if listed is None:
        raise NotOnRoster
    if form.validate_on_submit():
        try:
            change_roster.remove_voter(hall(), actor(), number, place, form.reason.data or "")
        except Refused as error:
            for said in forms.show_faults(error.faults, {"reason": form.reason}):
                flash(said, "stop")
        else:
            flash(_("已从名册里去掉：%(name)s。", name=listed.voter.name), "good")
            return _back(number)
    page = render_template(
        "organizer/roster/remove.html",
        form=form,
        seen=seen,
        listed=listed,
        meeting=see_meeting(hall(), actor(), number),
    )
    return (page, 422) if form.is_submitted() else page


@pages.post("/meetings/<number>/roster/delete")
def roster_deleted(number: str) -> Response:
    """Without a roster the number is typed again."""
    persons = change_roster.delete_roster(hall(), actor(), number)
    flash(_("已删除名册：%(n)s 人。", n=persons), "good")
    return redirect(url_for("organizer.voters", number=number), 303)


@pages.app_template_filter()
def too_few(seen: RosterView) -> str:
    """That too few have come for the quorum; empty: enough have, or nobody keeps a check-in."""
    return attendance.short(seen.attendance)


@pages.app_template_filter()
def too_few_here(meeting: MeetingView, required: int) -> str:
    """The same of a meeting, before slips are handed out."""
    there = Attendance(meeting.roster, meeting.checked_in or 0, required)
    return attendance.short(there) if meeting.state in BEFORE_SLIPS else ""


def _part(seen: RosterView, page: int) -> RosterPage:
    """A page that is there: beyond the last one is the last."""
    pages = max(1, -(-len(seen.people) // PAGE))
    here = min(max(1, page), pages)
    return RosterPage(seen.people[(here - 1) * PAGE : here * PAGE], here, pages)


def _turns(number: str, part: RosterPage) -> dict[str, str]:
    """The addresses of the page before and behind; nothing where there is one page alone."""
    where = {"before": part.page - 1, "behind": part.page + 1}
    return {
        name: url_for("organizer.roster", number=number, page=page)
        for name, page in where.items()
        if 1 <= page <= part.pages
    }


def _back(number: str) -> Response:
    return redirect(url_for("organizer.roster", number=number), 303)
