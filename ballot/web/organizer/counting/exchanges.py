"""Slips exchanged for paper at the organizer's desk, where no teller does it on his phone."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ballot.domain.acts import FROM, Act, may_follow
from ballot.domain.errors import ExchangeNotAgreed, MayNot, NotInState
from ballot.usecases.consents import agreed_exchanges
from ballot.usecases.slips.exchange_slip import exchange_slip
from ballot.web import counting
from ballot.web.access import actor, hall
from ballot.web.counting import AskExchanges, Scanned
from ballot.web.organizer.meeting import meeting_view
from ballot.web.organizer.pages import pages
from ballot.words import refusals
from ballot.words.language import gettext as _


@pages.route("/meetings/<number>/exchange", methods=["GET", "POST"])
def exchange(number: str) -> Response | str | tuple[str, int]:
    """How many exchanges the 监票人 agreed to; sent, ask them for so many."""
    form = AskExchanges()
    if form.validate_on_submit():
        agreed_exchanges.ask(hall(), actor(), number, form.most.data)
        return _back(number)
    page = _page(number, form)
    return (page, 422) if form.is_submitted() else page


@pages.get("/meetings/<number>/exchange/now")
def exchange_now(number: str) -> str:
    """How the question stands, asked every few seconds."""
    found = agreed_exchanges.see(hall(), actor(), number)
    return render_template("counting/_asked.html", exchanges=found)


@pages.post("/meetings/<number>/slips/exchange")
def exchange_one(number: str) -> Response:
    """A slip that is given back for a paper ballot."""
    secret = counting.secret_of(number, Scanned().text.data or "")
    try:
        few = exchange_slip(hall(), actor(), number, secret)
    except ExchangeNotAgreed as error:
        flash(refusals.words(error), "warn")
        return _back(number)
    flash(_("这张票已换成纸质票。"), "good")
    if few:
        flash(_("纸质票不到 8 张，容易认出是谁的：请尽量到平板上投。"), "warn")
    return _back(number)


def _page(number: str, form: AskExchanges) -> str:
    seen, act = meeting_view.of(number), Act.EXCHANGE_SLIP
    state = seen.meeting.state
    if not may_follow(state, act):
        raise NotInState(act=act, state=state, allowed=FROM[act])
    if act not in seen.meeting.next:
        raise MayNot(act=act)
    found = agreed_exchanges.see(hall(), actor(), number)
    return render_template(
        "organizer/counting/exchange.html", ask=form, exchanges=found, **seen.names()
    )


def _back(number: str) -> Response:
    return redirect(url_for("organizer.exchange", number=number), 303)
