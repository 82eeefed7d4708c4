"""A form was sent, or a button pressed: its act is done, or the page says why it was not."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response
from wtforms import Field

from ballot.domain.errors import (
    BallotError,
    ChangedMeanwhile,
    DoneBefore,
    ExcessNeedsReason,
    Missing,
    NoticesDone,
    Refused,
    StillWaiting,
)
from ballot.web import forms
from ballot.web.access import actor, hall
from ballot.web.forms import PageForm
from ballot.words import refusals

PASSED_ON = (401, 403, 500, 503)
"""What no field mends: strangers, and faults of our own."""


def attempt(form: PageForm, act: Callable[[], object]) -> bool:
    """Whether a form was right and its act was done; else its faults stand beside their fields,
    and what belongs to none stands on top of the page."""
    if not form.validate_on_submit():
        return False
    try:
        act()
    except Refused as error:
        for said in forms.show_faults(error.faults, _fields(form)):
            flash(said, "stop")
        return False
    except (ChangedMeanwhile, DoneBefore):
        raise
    except BallotError as error:
        if refusals.status(error) in PASSED_ON:
            raise
        _place(form, error)
        return False
    return True


def pressed(view: str, id: int, act: Callable[..., object], said: str) -> Response:
    """One button, one act; back to its page, which says what was done or why it was not."""
    try:
        act(hall(), actor(), id)
    except BallotError as error:
        if refusals.status(error) in PASSED_ON:
            raise
        flash(refusals.words(error), "stop")
    else:
        flash(said, "good")
    return redirect(url_for(f"organizer.{view}", id=id), 303)


_BESIDE = {
    ExcessNeedsReason: "excess",
    StillWaiting: "reason",
    Missing: "reason",
    NoticesDone: "again",
}
"""Which field mends a refusal."""


def _place(form: PageForm, error: BallotError) -> None:
    name = _BESIDE.get(type(error))
    if name in form:
        form[name].errors = [*form[name].errors, refusals.words(error)]
    else:
        flash(refusals.words(error), "stop")


def _fields(form: PageForm) -> dict[str, Field]:
    return {field.short_name: field for field in form}
