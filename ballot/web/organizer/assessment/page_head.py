"""What every page of an assessment shows above its own: name, tabs, who may do what."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from ballot.domain.acts import Act
from ballot.domain.errors import AssessmentConcluded, MayNot, NoticeHangs
from ballot.usecases.assessment.list_rankings import is_ranked
from ballot.usecases.assessment.look_at_assessment import Head, look_at_assessment
from ballot.usecases.assessment.people import bring_in_people
from ballot.web.access import actor, hall
from ballot.words import people, refusals


def head(id: int) -> Head:
    """The assessment of this id, for the person of this session. Raises Refused, MayNot."""
    hall().people.took()
    return look_at_assessment(hall(), actor(), id)


def head_for(id: int, act: Act) -> Head:
    """The same, for a page that is of no use without the act. Raises MayNot."""
    found = head(id)
    if act not in found.may:
        raise MayNot(act=act)
    return found


@dataclass(frozen=True, slots=True)
class Openness:
    """Whether people may be changed as the review stands. ``stopped`` says why not, and ``then`` is
    the page of the one next step; ``reopens`` is the step that a change would undo."""

    stopped: str = ""
    then: str = ""
    reopens: str = ""


def openness(id: int) -> Openness:
    """The same of an assessment, for a page that changes its people; who only looks at it is told
    nothing of that."""
    try:
        return Openness(reopens=bring_in_people.require_open(hall(), actor(), id))
    except NoticeHangs as error:
        return Openness(refusals.words(error), "notice")
    except AssessmentConcluded as error:
        return Openness(refusals.words(error), "review")
    except MayNot:
        return Openness()


def show(template: str, found: Head, tab: str, **names: Any) -> str:
    """A page of the assessment under its tabs."""
    return render_template(
        f"organizer/assessment/{template}.html",
        head=found,
        tab=tab,
        may_edit=Act.EDIT in found.may,
        worked=_worked(),
        **names,
    )


def _worked() -> int:
    """For how many seconds the page was worked out; 0 where nobody noticed."""
    return round(hall().people.took())


def back(view: str, said: str, **where: Any) -> Answer:
    """To another page of the assessment, which says what was done."""
    flash(said, "good")
    return redirect(url_for(f"organizer.{view}", **where), 303)


def back_to_rank(view: str, said: str, id: int, **where: Any) -> Answer:
    """The same after a change that a ranking rests on: one that there is has to be made again."""
    return back(view, people.and_rank(said, is_ranked(hall(), actor(), id)), id=id, **where)
