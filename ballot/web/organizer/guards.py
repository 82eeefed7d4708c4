"""Views that change what two may change at once, and views that make something new.

``guarded`` answers a form that others have overtaken with both versions. ``once`` leads whoever
sends a form a second time to what the first one made. Each stands below the route of its view.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from flask import flash, g, redirect, render_template, request
from werkzeug.wrappers import Response

from ballot.domain.errors import ChangedMeanwhile, DoneBefore
from ballot.domain.journal_line import JournalLine
from ballot.usecases import meanwhile, presses
from ballot.usecases.hall import Press
from ballot.web import kept_forms
from ballot.web.access import actor, own_hall
from ballot.web.drafts import SEEN, Overtaken, begin, lengths_of
from ballot.web.organizer.pages import moment, pages
from ballot.words.desk import journal_acts
from ballot.words.language import gettext as _

ONCE = "once"
"""The hidden field with the key of a form that makes something new."""
TRIES = 8
"""Of an act that others came between, although nothing that it rests on was changed."""

View = Callable[..., Any]

KINDS: dict[View, str] = {}
"""Which views are guarded in which way."""


@pages.app_template_global()
def once_key() -> str:
    """A new key."""
    return secrets.token_urlsafe(16)


def guarded(view: View) -> View:
    """Where the form showed other values than stand now, answer 409 with both versions."""

    @wraps(view)
    def compared(**where: Any) -> Any:
        for _try in range(TRIES):
            begin()
            try:
                return view(**where)
            except Overtaken as overtaken:
                return _both(overtaken), 409
            except ChangedMeanwhile:
                continue
        raise ChangedMeanwhile

    KINDS[compared] = "guarded"
    return compared


def _both(overtaken: Overtaken) -> str:
    """The page with both versions: what stands now, who wrote it, what was typed here."""
    typed = [line for line in overtaken.lines if line.name]
    names = {line.name for line in typed}
    sent = [each for each in kept_forms.sent().fields if each[0] != SEEN]
    return render_template(
        "organizer/changed_meanwhile.html",
        lines=typed,
        read=[line for line in overtaken.lines if not line.name],
        mine=sent,
        rest=[(name, text) for name, text in sent if name not in names],
        since=_told(meanwhile.lines_since(own_hall(), lengths_of(overtaken.seen))),
        stamp=overtaken.now,
        here=request.full_path.rstrip("?"),
    )


def _told(lines: list[JournalLine]) -> list[tuple[str, str, str]]:
    """Who did what, when; an act that leaves lines in two chains is told once."""
    said = ((line.actor, journal_acts.done(line), moment(line.at)) for line in lines)
    return list(dict.fromkeys(said))


def once(view: View) -> View:
    """Do what a form says once; whoever sends it again is led where the first sending led."""

    @wraps(view)
    def pressed(**where: Any) -> Any:
        key = request.form.get(ONCE, "")
        if request.method != "POST" or not key:
            return view(**where)
        press = Press(presses.digest_of(actor(), request.path, key))
        g.hall = replace(own_hall(), press=press)
        try:
            answer = view(**where)
        except DoneBefore as before:
            return _led(before)
        if press.is_claimed and (led := _place(answer)):
            presses.lead(own_hall(), press, led)
        return answer

    KINDS[pressed] = "once"
    return pressed


def _led(before: DoneBefore) -> Response:
    """To what the first sending made. Raises it again where that is seen only once."""
    if not before.then:
        raise before
    flash(_("这张表已经交过，没有做第二次：下面就是那一次做好的。"), "warn")
    return redirect(before.then, 303)


def _place(answer: object) -> str:
    """Where an answer leads, or what it made is seen again; empty where it is a page itself."""
    if not isinstance(answer, Response):
        return ""
    return answer.location or answer.content_location or ""
