"""The list of assessments, and a new one: its name, its scheme, what the scheme leaves open."""

from flask import render_template, request
from werkzeug.wrappers import Response

from ballot import schemes
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, MayNot, Refused, SchemeUnknown
from ballot.domain.scheme.consequences import Period
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.list_assessments import list_alike
from ballot.usecases.desk.find_assessments import find_assessments
from ballot.web import searched_lists
from ballot.web.access import actor, hall
from ballot.web.organizer.assessment import scheme_defaults
from ballot.web.organizer.assessment.forms import NewAssessment
from ballot.web.organizer.assessment.page_head import back
from ballot.web.organizer.guards import once
from ballot.web.organizer.pages import ever_may, pages
from ballot.words import refusals
from ballot.words.language import gettext as _


@pages.get("/assessments/")
def assessments() -> str:
    """All assessments that the person may see."""
    asked = searched_lists.asked()
    found = find_assessments(hall(), actor(), asked.words, asked.page)
    return render_template(
        "organizer/assessment/list.html",
        found=found,
        asked=asked,
        turns=searched_lists.turns(asked, found.page, found.pages),
        titles={each.id: each.listed for each in scheme_defaults.shipped()},
        may_create=ever_may(actor(), Act.CREATE),
    )


@pages.get("/assessments/new")
def choose_scheme() -> str:
    """Which policy: each with its title and the document that it carries out."""
    if not ever_may(actor(), Act.CREATE):
        raise MayNot(act=Act.CREATE)
    return render_template("organizer/assessment/choose.html", schemes=scheme_defaults.shipped())


@pages.route("/assessments/new/<name>", methods=["GET", "POST"])
@once
def new_assessment(name: str) -> Response | str | tuple[str, int]:
    """A new assessment under a scheme; what its text leaves open may be decided here."""
    if not ever_may(actor(), Act.CREATE):
        raise MayNot(act=Act.CREATE)
    if name not in schemes.available():
        raise SchemeUnknown(name=name, available=schemes.available())
    scheme = schemes.find(name)
    form = NewAssessment()
    form.offer(
        list_alike(hall(), actor(), scheme.id), scheme.aftermath.period, scheme.aftermath.rounds
    )
    found = scheme_defaults.of(scheme, request.form)
    if not form.validate_on_submit():
        page = _page(scheme, form, found, [])
        return (page, 422) if form.is_submitted() else page
    plan = AssessmentPlan(
        title=form.title.data,
        scheme=name,
        period=form.period.data or "",
        kind=Period(form.kind.data) if form.kind.data else None,
        round=form.round.data,
        overrides=scheme_defaults.decided(found),
        previous=int(form.previous.data) if form.previous.data else None,
    )
    try:
        made = create_assessment(hall(), actor(), plan)
    except Refused as error:
        scheme_defaults.show_faults_of_gaps(error.faults, found)
        return _page(scheme, form, found, _others(error.faults, form, found)), 422
    return back("assessment", _("考核已建立。下一步：导入人员名单。"), id=made)


def _others(
    faults: list[Fault], form: NewAssessment, found: list[scheme_defaults.Gap]
) -> list[str]:
    """Faults that stand beside no gap: those of title and period beside these, the rest on top."""
    beside = {"title": form.title, "period": form.period, "round": form.round}
    for fault in faults:
        if fault.key in beside:
            field = beside[fault.key]
            field.errors = [*field.errors, refusals.words(fault.error)]
    keys = {*beside, *(gap.key for gap in found)}
    return [refusals.words(each) for each in faults if each.key not in keys]


def _page(
    scheme: Scheme, form: NewAssessment, found: list[scheme_defaults.Gap], said: list[str]
) -> str:
    return render_template(
        "organizer/assessment/new.html",
        scheme=scheme,
        form=form,
        gaps=found,
        is_wrong=any(gap.errors for gap in found),
        said=said,
    )
