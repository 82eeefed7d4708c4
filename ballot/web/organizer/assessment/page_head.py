"""What every page of an assessment shows above its own: name, tabs, who may do what."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from ballot.domain.acts import Act
from ballot.domain.errors import MayNot
from ballot.usecases.assessment.look_at_assessment import Head, look_at_assessment
from ballot.web.access import actor, hall


def head(id: int) -> Head:
    """The assessment of this id, for the person of this session. Raises Refused, MayNot."""
    return look_at_assessment(hall(), actor(), id)


def head_for(id: int, act: Act) -> Head:
    """The same, for a page that is of no use without the act. Raises MayNot."""
    found = head(id)
    if act not in found.may:
        raise MayNot(act=act)
    return found


def show(template: str, found: Head, tab: str, **names: Any) -> str:
    """A page of the assessment under its tabs."""
    return render_template(
        f"organizer/assessment/{template}.html",
        head=found,
        tab=tab,
        may_edit=Act.EDIT in found.may,
        **names,
    )


def back(view: str, said: str, **where: Any) -> Answer:
    """To another page of the assessment, which says what was done."""
    flash(said, "good")
    return redirect(url_for(f"organizer.{view}", **where), 303)
