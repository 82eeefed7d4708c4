"""The one page of the door: somebody is found, checked in, and taken back again."""

from flask import jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ballot.domain.errors import NotOnRoster
from ballot.domain.roster.double_entries import RosterEntry
from ballot.domain.written_number import whole
from ballot.usecases.roster.check_in import check_in
from ballot.usecases.roster.find_voter import DoorView, find_voter
from ballot.usecases.roster.see_roster import ListedVoter, see_voter
from ballot.web.access import hall
from ballot.web.door.pages import is_part, me, pages, second_round
from ballot.words.hall import attendance

LONGEST = 60
"""Characters that are looked for."""


@pages.app_template_filter()
def told_apart(listed: ListedVoter | RosterEntry) -> str:
    """What tells somebody from another of his name."""
    return attendance.told_apart(listed.voter)


@pages.get("/<number>/")
def stage(number: str) -> Response | str:
    """The page that stays: nobody is shown before a name was typed."""
    second = second_round(number)
    if second is not None:
        return redirect(url_for("door.stage", number=second), 302)
    return _page(find_voter(hall(), me(number), number))


@pages.post("/<number>/find")
def find(number: str) -> str:
    """Who fits what was typed."""
    seen = find_voter(hall(), me(number), number, request.form.get("asked", "")[:LONGEST])
    return render_template("door/_found.html", seen=seen) if is_part() else _page(seen)


@pages.post("/<number>/mark")
def mark(number: str) -> str:
    """Somebody has come, or has not: the page is empty again, and says whom it was just about."""
    holder, come = me(number), request.form.get("come") == "1"
    place = whole(request.form.get("person", ""))
    if place is None:
        raise NotOnRoster
    check_in(hall(), holder, number, place, come=come)
    seen = find_voter(hall(), holder, number)
    done = see_voter(hall(), holder, number, place)
    if is_part():
        return render_template("door/_done.html", seen=seen, done=done)
    return _page(seen, done)


@pages.get("/<number>/now")
def now(number: str) -> Response:
    """How many have come, asked every few seconds; 304 while nobody has."""
    seen = find_voter(hall(), me(number), number)
    second = second_round(number)
    answer = jsonify(
        count=render_template("door/_count.html", seen=seen),
        open=seen.is_open,
        next=url_for("door.stage", number=second) if second else "",
    )
    answer.set_etag(seen.stamp + (second or ""))
    return answer.make_conditional(request)


def _page(seen: DoorView, done: ListedVoter | None = None) -> str:
    return render_template("door/door.html", seen=seen, done=done)
