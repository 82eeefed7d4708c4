"""One person of an assessment: added, corrected, removed, marked as gone."""

from collections.abc import Callable

from flask import flash
from werkzeug.wrappers import Response

from ballot.domain.acts import Act
from ballot.domain.errors import BallotError, PerhapsKnown, Refused
from ballot.usecases.assessment.people import person_texts
from ballot.usecases.assessment.people.add_person import add_person
from ballot.usecases.assessment.people.change_person import change_person
from ballot.usecases.assessment.people.mark_left import mark_left, take_back_left
from ballot.usecases.assessment.people.remove_person import remove_person
from ballot.usecases.assessment.people.see_person import PersonCard, see_person
from ballot.web import drafts
from ballot.web.access import actor, hall
from ballot.web.drafts import Shown
from ballot.web.organizer.assessment.page_head import back, back_to_rank, head_for, openness, show
from ballot.web.organizer.assessment.people import person_forms
from ballot.web.organizer.assessment.people.person_forms import LeftForm, ReasonFields, WhoFields
from ballot.web.organizer.attempts import PASSED_ON, attempt
from ballot.web.organizer.guards import guarded, once
from ballot.web.organizer.pages import pages
from ballot.words import people, refusals
from ballot.words.language import gettext as _

Answer = Response | str | tuple[str, int]


@pages.route("/assessments/<int:id>/people/new", methods=["GET", "POST"])
@once
def new_person(id: int) -> Answer:
    """Somebody who is on no list."""
    found = head_for(id, Act.EDIT)
    columns = person_texts.columns_of(found.scheme)
    form = person_forms.who(columns)()
    if _done(form, lambda: add_person(hall(), actor(), id, form.texts(), form.said())):
        return back("assessment_people", _("已添加。"), id=id)
    names = {"form": form, "now": openness(id)}
    page = show("people/new_person", found, "people", **names)
    return (page, 422) if form.is_submitted() else page


@pages.route("/assessments/<int:id>/people/<int:person>", methods=["GET", "POST"])
@guarded
def person(id: int, person: int) -> Answer:
    """Who he is, and what was corrected; sent, he is corrected."""
    card = see_person(hall(), actor(), id, person)
    form = _form_of(card)
    if _done(form, lambda: change_person(hall(), actor(), id, person, form.texts(), form.said())):
        return back("person", _("已更正。"), id=id, person=person)
    page = _card(card, form, LeftForm(formdata=None), ReasonFields(formdata=None))
    return (page, 422) if form.is_submitted() else page


@pages.post("/assessments/<int:id>/people/<int:person>/left", endpoint="person_left")
@guarded
def person_left(id: int, person: int) -> Answer:
    """Since a day he is not in his post."""
    card, form = see_person(hall(), actor(), id, person), LeftForm()
    day = form.day.data or ""
    drafts.compare(_since(card), [Shown(form.day.name, form.day.label.text, day)])
    if attempt(form, lambda: mark_left(hall(), actor(), id, person, day, form.said())):
        return back_to_rank("person", _("已登记离岗。"), id, person=person)
    return _card(card, _form_of(card, sent=False), form, ReasonFields(formdata=None)), 422


@pages.post("/assessments/<int:id>/people/<int:person>/back", endpoint="person_back")
def person_back(id: int, person: int) -> Answer:
    """He is in his post after all."""
    card, form = see_person(hall(), actor(), id, person), ReasonFields()
    if attempt(form, lambda: take_back_left(hall(), actor(), id, person, form.said())):
        return back_to_rank("person", _("已取消离岗。"), id, person=person)
    return _card(card, _form_of(card, sent=False), LeftForm(formdata=None), form), 422


@pages.route("/assessments/<int:id>/people/<int:person>/remove", methods=["GET", "POST"])
def person_removed(id: int, person: int) -> Answer:
    """A second look before he is taken out; sent, he is."""
    found, card = head_for(id, Act.EDIT), see_person(hall(), actor(), id, person)
    form = ReasonFields()
    if attempt(form, lambda: remove_person(hall(), actor(), id, person, form.said())):
        said = _("已删除：%(name)s。", name=card.person.name)
        return back("assessment_people", said, id=id)
    names = {"card": card, "form": form, "now": openness(id), "held": _held(card)}
    page = show("people/remove_person", found, "people", **names)
    return (page, 422) if form.is_submitted() else page


def _done(form: WhoFields, act: Callable[[], object]) -> bool:
    """Whether it was sent, right, and done; else its faults stand beside their fields."""
    if not form.validate_on_submit():
        return False
    try:
        act()
    except Refused as error:
        keyed = {each.column or each.key: each for each in error.faults}
        for name, fault in keyed.items():
            field = form.by_column().get(name or "")
            if field is None:
                flash(refusals.words(fault.error), "stop")
            else:
                field.errors = [*field.errors, refusals.words(fault.error)]
        form.looks_alike = any(isinstance(each.error, PerhapsKnown) for each in error.faults)
    except BallotError as error:
        if refusals.status(error) in PASSED_ON:
            raise
        flash(refusals.words(error), "stop")
    else:
        return True
    return False


def _form_of(card: PersonCard, *, sent: bool = True) -> WhoFields:
    made = person_forms.who(card.columns)
    data = person_forms.data_of(card.columns, card.texts)
    return made(data=data) if sent else made(formdata=None, data=data)


def _held(card: PersonCard) -> str:
    """Why he cannot be removed; empty where he can."""
    return people.measured(card.traces, card.person.name) if card.traces.is_measured else ""


def _since(card: PersonCard) -> list[Shown]:
    """Since when he is not in his post, as the form of that shows it."""
    day = LeftForm(formdata=None).day
    return [Shown(day.name, day.label.text, card.left)]


def _card(card: PersonCard, form: WhoFields, left: LeftForm, again: ReasonFields) -> str:
    lines = [(each, people.changes(each.before, each.after)) for each in card.changes]
    names = {"card": card, "form": form, "left": left, "again": again, "lines": lines}
    names["held"] = _held(card)
    names["since"] = drafts.hidden(drafts.stamp(_since(card)))
    found = head_for(card.assessment, Act.SEE)
    return show("people/person", found, "people", now=openness(card.assessment), **names)
