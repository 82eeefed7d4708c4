"""申诉和异议: taken in, and decided."""

from dataclasses import replace
from itertools import islice

from werkzeug.wrappers import Response

from ballot.domain.written_number import whole
from ballot.usecases.review import take_appeal
from ballot.usecases.review.decide_appeal import Decided, Decision, decide_appeal
from ballot.usecases.review.see_appeals import AppealsView, AppealView, see_appeals
from ballot.web import searched_lists
from ballot.web.access import actor, hall
from ballot.web.forms import choices
from ballot.web.organizer.assessment.page_head import back, head, show
from ballot.web.organizer.assessment.review.review_forms import ClaimForm, DecisionForm
from ballot.web.organizer.attempts import attempt
from ballot.web.organizer.guards import once
from ballot.web.organizer.pages import pages
from ballot.web.searched_lists import ListAsked
from ballot.words.language import gettext as _
from ballot.words.people import decided

Answer = Response | str | tuple[str, int]
GRANT = "grant"
A_PAGE = 12
MOST_OFFERED = 100
"""So many people are offered; of more somebody is looked for first."""


@pages.get("/assessments/<int:id>/appeals")
def appeals(id: int) -> str:
    """All of them, the open ones first, and what the policy says about appeals."""
    return _page(id)


@pages.post("/assessments/<int:id>/appeals/<any(appeal, objection):kind>")
@once
def take_claim(id: int, kind: str) -> Answer:
    """An appeal of the policy, or an objection to what hangs."""
    form = ClaimForm(prefix=kind)
    do = take_appeal.appeal if kind == "appeal" else take_appeal.object_to_notice

    def act() -> None:
        said = (form.appellant.data, form.claim.data, form.item.data or "")
        do(hall(), actor(), id, take_appeal.Claim(whole(form.person.data or "") or 0, *said))

    if attempt(form, act):
        return back("appeals", _("已受理。"), id=id)
    return _page(id, **{kind: form}), 422


@pages.post("/assessments/<int:id>/appeals/<int:appeal>/decide", endpoint="decide_appeal")
def decide_appeal_view(id: int, appeal: int) -> Answer:
    """Granted or refused, with the reason."""
    form = DecisionForm(prefix=f"d{appeal}")
    done: list[Decided] = []

    def act() -> None:
        granted = form.granted.data == GRANT
        said = (form.decided_by.data, form.reason.data, form.after.data or "")
        decision = Decision(granted, *said)
        done.append(decide_appeal(hall(), actor(), id, appeal, decision))

    if attempt(form, act):
        return back("appeals", decided(done[0]), id=id)
    return _page(id, deciding=(appeal, form)), 422


def _page(
    id: int,
    appeal: ClaimForm | None = None,
    objection: ClaimForm | None = None,
    deciding: tuple[int, DecisionForm] | None = None,
) -> str:
    found, view = head(id), see_appeals(hall(), actor(), id)
    asked = searched_lists.asked("who", to="organizer.appeals")
    sought = [each for each in view.appeals if _is_sought(each, asked, deciding)]
    part = searched_lists.part(sought, asked, A_PAGE)
    claims = {
        "appeal": _claim("appeal", appeal, view, view.items),
        "objection": _claim("objection", objection, view, ("", *view.objected)),
    }
    deciders = {
        each.row.id: DecisionForm(prefix=f"d{each.row.id}", formdata=None)
        for each in part.rows
        if each.row.decision is None
    }
    if deciding is not None:
        deciders[deciding[0]] = deciding[1]
    for form in deciders.values():
        words = [("", _("请选择")), ("refuse", _("不予支持")), (GRANT, _("支持"))]
        form.granted.choices = choices(words)
    return show(
        "review/appeals",
        found,
        "review",
        view=view,
        claims=claims,
        decisions=deciders,
        part=part,
        asked=asked,
        offered=MOST_OFFERED if len(view.people) > MOST_OFFERED else 0,
    )


def _is_sought(
    each: AppealView, asked: ListAsked, deciding: tuple[int, DecisionForm] | None
) -> bool:
    """Whether it is looked for, or is the very one on which a decision was just sent."""
    if deciding is not None:
        return each.row.id == deciding[0]
    return asked.says(
        each.person.name, each.person.unit_name, each.person.village, each.row.appellant
    )


def _claim(
    kind: str, sent: ClaimForm | None, view: AppealsView, items: tuple[str, ...]
) -> ClaimForm:
    form = sent or ClaimForm(prefix=kind, formdata=None)
    asked = searched_lists.asked("who")
    who = replace(asked, words=asked.also["who"])
    found = (
        each
        for each in view.people
        if str(each.id) == form.person.data or who.says(each.name, each.unit_name, each.village)
    )
    people = [
        (str(each.id), " ".join(part for part in (each.name, each.unit_name, each.village) if part))
        for each in islice(found, MOST_OFFERED)
    ]
    form.person.choices = choices([("", _("请选择")), *people])
    form.item.choices = choices((each, each or _("不针对某一项")) for each in items)
    return form
