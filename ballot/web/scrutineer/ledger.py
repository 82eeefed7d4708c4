"""The ledger on the phone of a 监票人: what holds, what is in the way, and going on over it."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ballot.domain.access import Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import PinWaits, WrongPin
from ballot.domain.meeting import COUNTED, Custody
from ballot.usecases.ledger import settling
from ballot.usecases.ledger.override_ledger import override_ledger
from ballot.usecases.ledger.see_ledger import see_ledger
from ballot.usecases.meeting.see_meeting import MeetingView
from ballot.web.access import hall
from ballot.web.counting import GoOn
from ballot.web.scrutineer.pages import Task, me, pages
from ballot.words import refusals
from ballot.words.language import gettext as _


def task(person: Actor, meeting: MeetingView) -> Task | None:
    """The figures of slips and paper, from the close on."""
    is_mine = person.badge is not None and person.badge.role is Role.SCRUTINEER
    if not is_mine or meeting.state.rehearsed not in COUNTED:
        return None
    address = url_for("scrutineer.ledger", number=meeting.number)
    return Task(_("票据清点"), _("收发是否相符，还差什么。"), address)


@pages.get("/ledger")
def ledger(number: str) -> str:
    """Both sides of every equation."""
    return _page(number, GoOn())


@pages.post("/ledger/go-on")
def go_on(number: str) -> Response | tuple[str, int]:
    """Go on over what is open just now, with a reason and the PIN."""
    form = GoOn()
    if form.validate_on_submit():
        try:
            count = override_ledger(hall(), me(), number, form.reason.data, form.pin.data)
        except (WrongPin, PinWaits) as error:
            form.pin.errors = [refusals.words(error)]
        else:
            more = _("已有两位监票人同意。") if count > 1 else _("还要另一位监票人同意。")
            flash(_("已记下您同意带差额开箱。") + more, "good")
            return redirect(url_for("scrutineer.ledger", number=number), 303)
    return _page(number, form), 422


@pages.post("/ledger/settle")
def settle(number: str) -> Response:
    """清点完毕: no figure changes after this."""
    settling.settle_slips(hall(), me(), number)
    flash(_("清点完毕，收发票数不再改动。"), "good")
    return redirect(url_for("scrutineer.home", number=number), 303)


def _page(number: str, form: GoOn) -> str:
    view = see_ledger(hall(), me(), number)
    can_go_on = view.custody is Custody.SCRUTINEERS and bool(view.to_override)
    return render_template(
        "scrutineer/ledger.html",
        ledger=view,
        form=form,
        goes_on=can_go_on and not view.settled,
        act=Act.OVERRIDE,
    )
