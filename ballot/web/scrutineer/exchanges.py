"""Slips exchanged for paper on the phones: asked for once, scanned one by one, taken back."""

from flask import flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ballot.domain.access import Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import BallotError, ConsentGone, MayNot, PinWaits, WrongPin
from ballot.domain.meeting import Custody, State
from ballot.usecases.consents import agreed_exchanges
from ballot.usecases.ledger.see_ledger import see_ledger
from ballot.usecases.meeting.see_meeting import MeetingView
from ballot.usecases.slips.exchange_slip import exchange_slip
from ballot.web import counting
from ballot.web.access import hall
from ballot.web.counting import AskExchanges, ScanAnswer, Scanned
from ballot.web.forms import Filled, NotLong, Number, PageForm
from ballot.web.scrutineer.pages import Task, me, pages
from ballot.web.scrutineer.scan import wants_json
from ballot.words import refusals
from ballot.words.language import gettext as _


class TakeBack(PageForm):
    """The PIN of whoever takes the rest back."""

    pin = Number(validators=[Filled(lambda: _("请输您的 6 位数字密码。")), NotLong(20)])


def task(person: Actor, meeting: MeetingView) -> Task | None:
    """Somebody gives a slip back for paper: the teller does it, a 监票人 watches the number."""
    if person.badge is None or meeting.state.rehearsed is not State.OPEN:
        return None
    if person.badge.role is Role.TELLER:
        address = url_for("scrutineer.exchange", number=meeting.number)
        return Task(_("换发纸质票"), _("收下测评票，扫一下，再给纸质票。"), address)
    if meeting.custody is not Custody.SCRUTINEERS:
        return None
    found = agreed_exchanges.see(hall(), person, meeting.number)
    if not found.permits:
        return None
    address = url_for("scrutineer.agreed", number=meeting.number)
    said = _("还可以换 %(n)s 张。不用了的，可以收回。", n=found.left)
    return Task(_("已同意换发纸质票"), said, address)


@pages.route("/exchange", methods=["GET", "POST"])
def exchange(number: str) -> Response | str:
    """A slip that is given back votes no more; its voter gets a paper ballot."""
    answer = None
    if request.method == "POST":
        answer = _exchanged(number, Scanned().text.data or "")
        if wants_json():
            said = {"good": answer.good, "said": answer.said, "count": answer.count}
            return jsonify(said | ({} if answer.left is None else {"left": answer.left}))
    return _page(number, AskExchanges(formdata=None), answer)


@pages.post("/exchange/ask")
def ask_exchanges(number: str) -> Response | tuple[str, int]:
    """Ask the 监票人 to agree to so many."""
    form = AskExchanges()
    if not form.validate_on_submit():
        return _page(number, form), 422
    agreed_exchanges.ask(hall(), me(), number, form.most.data)
    return redirect(url_for("scrutineer.exchange", number=number), 303)


@pages.get("/exchange/now")
def exchange_now(number: str) -> Response | str:
    """How the question stands, asked every few seconds."""
    found = agreed_exchanges.see(hall(), me(), number)
    return render_template("counting/_asked.html", exchanges=found)


@pages.get("/agreed")
def agreed(number: str) -> str:
    """What the 监票人 agreed to, and how much of it is used."""
    found = agreed_exchanges.see(hall(), _scrutineer(), number)
    return render_template(
        "scrutineer/agreed.html", exchanges=found, form=TakeBack(formdata=None), chosen=None
    )


@pages.post("/agreed/<int:id>")
def take_back(number: str, id: int) -> Response | tuple[str, int]:
    """Take the rest of one consent back."""
    person, form = _scrutineer(), TakeBack()
    if form.validate_on_submit():
        try:
            agreed_exchanges.withdraw(hall(), person, number, id, form.pin.data)
        except ConsentGone:
            flash(_("已经用完或收回，不用再收回。"), "good")
            return redirect(url_for("scrutineer.home", number=number), 303)
        except (WrongPin, PinWaits) as error:
            form.pin.data, form.pin.errors = "", [refusals.words(error)]
        else:
            flash(_("已收回。再换纸质票，要重新请求。"), "good")
            return redirect(url_for("scrutineer.home", number=number), 303)
    found = agreed_exchanges.see(hall(), person, number)
    page = render_template("scrutineer/agreed.html", exchanges=found, form=form, chosen=id)
    return page, 422


def _scrutineer() -> Actor:
    person = me()
    if person.badge is None or person.badge.role is not Role.SCRUTINEER:
        raise MayNot(act=Act.CONSENT)
    return person


def _page(number: str, form: AskExchanges, answer: ScanAnswer | None = None) -> str:
    return render_template(
        "scrutineer/exchange.html",
        answer=answer,
        ask=form,
        exchanges=agreed_exchanges.see(hall(), me(), number),
        ledger=see_ledger(hall(), me(), number),
    )


def _exchanged(number: str, text: str) -> ScanAnswer:
    try:
        secret = counting.secret_of(number, text)
        exchange_slip(hall(), me(), number, secret)
    except BallotError as error:
        said = counting.says(error) if type(error) in counting.SAYS else refusals.words(error)
        return ScanAnswer(good=False, said=said)
    exchanged = see_ledger(hall(), me(), number).exchanged
    found = agreed_exchanges.see(hall(), me(), number)
    left = found.left if found.needed else None
    return ScanAnswer(good=True, said=_("已换，请给纸质票"), count=exchanged, left=left)
