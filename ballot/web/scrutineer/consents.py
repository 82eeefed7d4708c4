"""What the organizer asks the 监票人: shown in full, answered with the PIN."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, SubmitField

from ballot.domain.access import Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import MayNot, PinWaits, WrongPin
from ballot.domain.meeting import Custody
from ballot.domain.meetings.consent import ConsentRow
from ballot.usecases.consents import answer_consent, consenting
from ballot.usecases.meeting.see_meeting import MeetingView
from ballot.web.access import hall
from ballot.web.forms import Filled, NotLong, Number, PageForm
from ballot.web.scrutineer.pages import Task, me, pages
from ballot.words import refusals, terms
from ballot.words.language import gettext as _


class ConsentAnswer(PageForm):
    """The PIN, and one of two buttons; ``shown`` is what the page said when it was looked at."""

    shown = HiddenField()
    pin = Number(validators=[Filled(lambda: _("请输您的 6 位数字密码。")), NotLong(20)])
    agree = SubmitField()


def task(person: Actor, meeting: MeetingView) -> Task | None:
    """Something waits for an answer."""
    is_mine = person.badge is not None and person.badge.role is Role.SCRUTINEER
    if not is_mine or meeting.custody is not Custody.SCRUTINEERS:
        return None
    open_ones = _open(person, meeting.number)
    if not open_ones:
        return None
    asked = open_ones[-1]
    name = terms.act(asked.act)
    by_teller = asked.act == Act.EXCHANGE_SLIP
    title = _("请您同意：%(act)s", act=name) if by_teller else _("组织者请求：%(act)s", act=name)
    address = url_for("scrutineer.consent", number=meeting.number, id=asked.id)
    return Task(title, _("请看清内容，再答复。"), address, urgent=True)


@pages.route("/consents/<int:id>", methods=["GET", "POST"])
def consent(number: str, id: int) -> Response | str | tuple[str, int]:
    """One thing asked, and the answer to it."""
    person = me()
    if person.badge is None or person.badge.role is not Role.SCRUTINEER:
        raise MayNot(act=Act.CONSENT)
    asked = next((row for row in _open(person, number) if row.id == id), None)
    if asked is None:
        flash(_("这件事已经有人答复，或者已经撤回，不用再答。"), "good")
        return redirect(url_for("scrutineer.home", number=number), 303)
    form = ConsentAnswer(shown=consenting.shown_of(asked.act, asked.about))
    if form.validate_on_submit():
        try:
            agrees, shown = bool(form.agree.data), form.shown.data or ""
            pin = form.pin.data
            answer_consent.answer(hall(), person, number, id, pin, agrees=agrees, shown=shown)
        except (WrongPin, PinWaits) as error:
            form.pin.data, form.pin.errors = "", [refusals.words(error)]
        else:
            flash(_("已告诉组织者：您同意。") if agrees else _("已告诉组织者：您不同意。"), "good")
            return redirect(url_for("scrutineer.home", number=number), 303)
    page = render_template("scrutineer/consent.html", asked=asked, form=form)
    return (page, 422) if form.is_submitted() else page


def _open(person: Actor, number: str) -> list[ConsentRow]:
    rows = answer_consent.waiting(hall(), person, number)
    return [row for row in rows if row.answer is None]
