"""The ledger of slips: figures of the hall, complaints, both sides of every equation."""

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from ballot.domain.acts import Act
from ballot.domain.errors import Refused
from ballot.domain.meeting import Custody, State
from ballot.printing import printers
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.ledger import settling
from ballot.usecases.ledger.complain import complain, minute
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.see_ledger import LedgerView, see_ledger
from ballot.web import counting, forms
from ballot.web.access import actor, hall
from ballot.web.counting import ComplaintForm, Figures, Scanned
from ballot.web.organizer.counting.ledger_steps import How, Step, steps
from ballot.web.organizer.guards import guarded, once
from ballot.web.organizer.meeting import meeting_view
from ballot.web.organizer.pages import pages
from ballot.web.scrutineer.scan import wants_json
from ballot.words.language import gettext as _


@pages.get("/meetings/<number>/ledger")
def ledger(number: str) -> str:
    """Where the slips are, what is in the way, and what to do."""
    return _page(number, _figures(number, formdata=None), ComplaintForm(formdata=None))


@pages.post("/meetings/<number>/ledger/figures")
@guarded
def count_figures(number: str) -> AnyResponse | tuple[str, int]:
    """Write down what was counted in the hall."""
    form = _figures(number)
    if form.validate_on_submit():
        try:
            count_hall(hall(), actor(), number, form.given())
        except Refused as refused:
            forms.show_faults(refused.faults, form.fields())
        else:
            flash(_("会场数字已登记。"), "good")
            return _back(number)
    return _page(number, form, ComplaintForm(formdata=None)), 422


@pages.post("/meetings/<number>/ledger/complaints")
@once
def complaint(number: str) -> AnyResponse | tuple[str, int]:
    """Write a complaint down."""
    form = ComplaintForm()
    if form.validate_on_submit():
        complain(hall(), actor(), number, form.reason.data)
        flash(_("异议已登记。记录处理结果之前，票箱不打开。"), "good")
        return _back(number)
    return _page(number, _figures(number, formdata=None), form), 422


@pages.post("/meetings/<number>/ledger/complaints/<int:place>")
def outcome(number: str, place: int) -> AnyResponse | tuple[str, int]:
    """Minute what came of it."""
    form = ComplaintForm()
    if form.validate_on_submit():
        minute(hall(), actor(), number, place, form.reason.data)
        flash(_("处理结果已记录。"), "good")
        return _back(number)
    return _page(number, _figures(number, formdata=None), ComplaintForm(formdata=None)), 422


@pages.post("/meetings/<number>/ledger/settle")
def settle(number: str) -> AnyResponse:
    """清点完毕: no figure changes after this."""
    settling.settle_slips(hall(), actor(), number)
    flash(_("清点完毕，收发票数不再改动。"), "good")
    return _back(number)


@pages.route("/meetings/<number>/scan", methods=["GET", "POST"])
def scan(number: str) -> AnyResponse | str:
    """Undrawn slips one after another, where no 监票人 does it on his phone."""
    seen = meeting_view.of(number, Act.SCAN_SLIP)
    answer = None
    if request.method == "POST":
        answer = counting.scan(actor(), number, Scanned().text.data or "")
        if wants_json():
            return jsonify(good=answer.good, said=answer.said, count=answer.count)
    view = see_ledger(hall(), actor(), number)
    return render_template(
        "organizer/counting/scan.html", answer=answer, ledger=view, **seen.names()
    )


@pages.get("/meetings/<number>/ledger.pdf")
def print_ledger(number: str) -> Response:
    """收发清点单, for ink."""
    leaf = print_meeting_form(hall(), actor(), number, MeetingForm.LEDGER)
    answer = Response(
        printers.render(leaf, "pdf", hall().now(), hall().library.look()),
        content_type="application/pdf",
    )
    answer.headers.set("Content-Disposition", "inline", filename=f"{number}-ledger.pdf")
    return answer


def _back(number: str) -> AnyResponse:
    return redirect(url_for("organizer.ledger", number=number), 303)


def _steps(view: LedgerView) -> tuple[Step, ...]:
    if view.state.rehearsed is not State.CLOSED:
        return ()
    return steps(view, signed="signed" in request.args)


def _is_opened_here(view: LedgerView) -> bool:
    """Whether the server holds the key of the box: of every rehearsal it does."""
    return view.custody is Custody.SERVER or view.state.is_rehearsal


def _figures(number: str, **data: None) -> Figures:
    stood = see_ledger(hall(), actor(), number).figures
    return Figures(data={figure.value: amount for figure, amount in stood.items()}, **data)


def _page(number: str, figures: Figures, said: ComplaintForm) -> str:
    view = see_ledger(hall(), actor(), number)
    found = _steps(view)
    seen = meeting_view.of(number)
    can_count = () if view.settled else seen.may
    return render_template(
        "organizer/counting/ledger.html",
        ledger=view,
        steps=found,
        here=next((each.stage for each in found if each.how is How.HERE), ""),
        ends=_("结束本轮") if view.missing else "",
        opens_here=bool(view.missing) or _is_opened_here(view),
        can_count=can_count,
        can_settle=Act.SETTLE in can_count and not view.blocking,
        figures=figures,
        said=said,
        **seen.names(),
    )
