"""审核: the steps of a policy as a road, what is next, grades by hand with both values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, url_for
from werkzeug.wrappers import Response

from ballot.domain.acts import Act
from ballot.domain.review.places_left import GroupPlaces, Places
from ballot.usecases.forms.print_review_form import forms_of_review
from ballot.usecases.review.authorise_assessment import Consent, authorise_assessment
from ballot.usecases.review.change_grade import Change, change_grade
from ballot.usecases.review.conclude_assessment import conclude_assessment
from ballot.usecases.review.confirm_thresholds import confirm_thresholds
from ballot.usecases.review.pass_step import Held, pass_step, return_to
from ballot.usecases.review.reviewed_people import PersonView
from ballot.usecases.review.see_review import ReviewView, see_review
from ballot.web import searched_lists
from ballot.web.access import actor, hall
from ballot.web.drafts import DraftForm
from ballot.web.organizer.assessment.overview import MOST, group_name
from ballot.web.organizer.assessment.page_head import back, head, head_for, show
from ballot.web.organizer.assessment.review.person_in_address import person_of
from ballot.web.organizer.assessment.review.review_forms import (
    ConsentForm,
    GradeForm,
    ReturnForm,
    StepForm,
)
from ballot.web.organizer.assessment.review.today import today
from ballot.web.organizer.attempts import attempt, pressed
from ballot.web.organizer.guards import guarded
from ballot.web.organizer.pages import pages
from ballot.web.searched_lists import ListAsked
from ballot.words import doubts
from ballot.words.language import gettext as _

Answer = Response | str | tuple[str, int]
FEW = 20
"""Of so many on a list the names stand below the table; of more the list is looked for."""


@pages.get("/assessments/<int:id>/review")
def review(id: int) -> str:
    """The road, the step whose turn it is, who has which grade, what was done."""
    return _page(id)


def _page(id: int, **sent: Any) -> str:
    found, view = head(id), see_review(hall(), actor(), id)
    asked = searched_lists.asked("group", "state", to="organizer.review")
    part = searched_lists.part(_sought(view, asked), asked)
    step = StepForm(held_on=today(), held_by=view.next.by if view.next else "", formdata=None)
    consent = ConsentForm(held_on=today(), formdata=None)
    returned = ReturnForm(formdata=None)
    for form in (step, consent, returned):
        _rest(form, view)
    return show(
        "review/review",
        found,
        "review",
        **{
            "view": view,
            "step": step,
            "consent": consent,
            "returned": returned,
            "doubts": [doubts.words(each) for each in view.doubts[:MOST]],
            "more_doubts": max(0, len(view.doubts) - MOST),
            "sections": _sections(view, part.rows),
            "part": part,
            "asked": asked,
            "groups": [group_name(group) for group in view.places],
            "states": _states(view),
            "several_groups": len(view.places) > 1,
            "lines": view.lines[-MOST:],
            "more_lines": len(view.lines) > MOST,
            "papers": forms_of_review(view),
            **sent,
        },
    )


@dataclass(frozen=True, slots=True)
class Section:
    """A group of the ranking, so many in all: those of it on the page by rank, and how its places
    are used."""

    name: str
    people: tuple[PersonView, ...]
    count: int
    due: int
    places: tuple[tuple[str, bool], ...]
    """What is said of each grade, and whether more have it than may."""


STATES: dict[str, Callable[[PersonView], bool]] = {
    "open": lambda one: one.needs_decision,
    "changed": lambda one: one.is_changed,
    "flagged": lambda one: bool(one.flags),
}


def _states(view: ReviewView) -> list[tuple[str, str]]:
    """What the list can be narrowed to."""
    said = [("changed", _("改定的")), ("flagged", _("有情形的"))]
    return [("open", _("待研究的")), *said] if view.is_graded else said[1:]


def _sought(view: ReviewView, asked: ListAsked) -> list[PersonView]:
    """Those who are asked for, group by group in the order of the ranks."""
    names = {group: group_name(group) for group in view.places}
    group, state = asked.also.get("group"), STATES.get(asked.also.get("state", ""))
    shown = (
        one
        for one in view.people
        if group in ("", None, names[one.group])
        and (state is None or state(one))
        and asked.says(one.name, one.unit, one.village)
    )
    return sorted(shown, key=_place)


def _sections(view: ReviewView, people: Sequence[PersonView]) -> list[Section]:
    found: dict[tuple[str, ...], list[PersonView]] = {}
    for one in people:
        found.setdefault(one.group, []).append(one)
    return [_section(view, view.places[group], there) for group, there in found.items()]


def _section(view: ReviewView, found: GroupPlaces, people: Sequence[PersonView]) -> Section:
    said = [(_used(each), each.left < 0) for each in found.places] if view.is_graded else []
    return Section(group_name(found.group), tuple(people), found.people, found.due, tuple(said))


def _used(each: Places) -> str:
    """优秀:名额 2,已用 1,余 1."""
    told = {"grade": each.grade, "most": each.most, "used": each.used}
    if each.most is None:
        said: str = _("%(grade)s %(used)s 人", **told)
    elif each.left < 0:
        said = _("%(grade)s：名额 %(most)s，已用 %(used)s，超出 %(over)s", over=-each.left, **told)
    else:
        said = _("%(grade)s：名额 %(most)s，已用 %(used)s，余 %(left)s", left=each.left, **told)
    return said


def _rest(form: DraftForm, view: ReviewView) -> None:
    """How far the review is: whoever says a step is done means the one that he saw."""
    form.rest_on(_("轮到这一步"), view.next.name if view.next else "")
    form.rest_on(_("批准"), view.consent.document if view.consent else "")


@pages.post("/assessments/<int:id>/review/step", endpoint="pass_step")
@guarded
def pass_step_view(id: int) -> Answer:
    """The step whose turn it is has been held."""
    form = StepForm()
    view = see_review(hall(), actor(), id)
    _rest(form, view)
    name = view.next.name if view.next else ""
    said = (form.held_by, form.held_on, form.opinion, form.document, form.reason)

    def act() -> None:
        held = Held(*(field.data or "" for field in said))
        pass_step(hall(), actor(), id, name, held)

    return _done(id, attempt(form, act), _("已登记：%(step)s", step=name), step=form)


@pages.post("/assessments/<int:id>/review/return")
@guarded
def return_step(id: int) -> Answer:
    """退回 to a step that is done."""
    form = ReturnForm()
    _rest(form, see_review(hall(), actor(), id))

    def act() -> None:
        told = (form.step.data or "", form.reason.data)
        return_to(hall(), actor(), id, *told)

    return _done(id, attempt(form, act), _("已退回。"), returned=form)


@pages.post("/assessments/<int:id>/review/consent")
@guarded
def consent(id: int) -> Answer:
    """批准 with its date and number."""
    form = ConsentForm()
    _rest(form, see_review(hall(), actor(), id))

    def act() -> None:
        told = (form.held_by.data, form.held_on.data, form.document.data)
        given = Consent(*told)
        authorise_assessment(hall(), actor(), id, given)

    return _done(id, attempt(form, act), _("批准已登记。"), consent=form)


@pages.post("/assessments/<int:id>/review/thresholds", endpoint="confirm_thresholds")
def confirm_thresholds_view(id: int) -> Response:
    """The thresholds that the policy does not give are confirmed."""
    return pressed("review", id, confirm_thresholds, _("测评界限已确认。"))


@pages.post("/assessments/<int:id>/review/conclude")
def conclude(id: int) -> Response:
    """办结."""
    return pressed("review", id, conclude_assessment, _("这次考核已办结。"))


def _done(id: int, done: bool, said: str, **sent: Any) -> Answer:
    return back("review", said, id=id) if done else (_page(id, **sent), 422)


@pages.route(
    "/assessments/<int:id>/people/<int:person>/grade",
    methods=["GET", "POST"],
    endpoint="change_grade",
)
@guarded
def change_grade_view(id: int, person: int) -> Answer:
    """The grade that people decided, instead of the one that the rules gave."""
    found = head_for(id, Act.REVIEW)
    view = see_review(hall(), actor(), id)
    who = person_of(view, person)
    form = GradeForm(held_by=view.next.by if view.next else "")
    form.rest_on(_("现在的等次"), who.grade)
    form.offer(each.name for each in found.scheme.placing.grades if each.name != who.grade)

    def act() -> None:
        said = (form.grade.data, form.reason.data, form.excess.data or "", form.held_by.data or "")
        change = Change(person, *said)
        change_grade(hall(), actor(), id, change)

    if attempt(form, act):
        return back("review", _("等次已改定，原等次和原因都留着。"), id=id)
    page = show("review/grade", found, "review", view=view, who=who, form=form)
    return (page, 422) if form.is_submitted() else page


@pages.get("/assessments/<int:id>/consequences")
def consequences(id: int) -> Answer:
    """What everybody's grade brings, each with its clause."""
    found, view = head(id), see_review(hall(), actor(), id)
    if view.ranking is None:
        return redirect(url_for("organizer.ranking", id=id))
    asked, lists = searched_lists.asked("list"), view.listed()
    there = lists.get(asked.also["list"], view.people)
    shown = [one for one in there if asked.says(one.name, one.unit, one.village)]
    part = searched_lists.part(sorted(shown, key=_place), asked)
    named = [
        (name, len(those), [one.who for one in those])
        if len(those) <= FEW
        else (name, len(those), [])
        for name, those in lists.items()
    ]
    return show(
        "review/consequences",
        found,
        "review",
        view=view,
        part=part,
        asked=asked,
        lists=named,
    )


def _place(person: PersonView) -> tuple[tuple[str, ...], int]:
    return (person.group, person.rank or 10**9)
