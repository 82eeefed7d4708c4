"""A phone comes by the QR code of a place: six digits of its own, and it holds the badge."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import Field, ValidationError

from ballot.domain.errors import SignedInHere, WeakPin
from ballot.usecases.scrutineers import claim_badge
from ballot.web.access import hall
from ballot.web.forms import Filled, NotLong, Number, PageForm
from ballot.web.scrutineer.pages import COOKIE, give_badge, pages
from ballot.words.language import gettext as _
from ballot.words.refusals import words


class NewPin(PageForm):
    """Six digits, typed twice."""

    pin = Number(validators=[Filled(lambda: _("请设 6 位数字。")), NotLong(20)])
    again = Number()

    def validate_again(self, field: Field) -> None:
        """A slip of the finger locks nobody out."""
        if field.data != self.pin.data:
            raise ValidationError(_("两次输的不一样，请再输一遍。"))


@pages.route("/come/<link>", methods=["GET", "POST"])
def come(number: str, link: str) -> Response | str | tuple[str, int]:
    """Show whose place it is; sent, the phone takes it. To look uses nothing up."""
    if current_user.is_authenticated:
        raise SignedInHere
    held = request.cookies.get(COOKIE, "")
    person = claim_badge.whose(hall(), number, link, held)
    form = NewPin()
    if form.validate_on_submit():
        try:
            secret = claim_badge.claim(hall(), number, link, form.pin.data, held)
        except WeakPin as error:
            form.pin.errors = [words(error)]
        else:
            answer = redirect(url_for("scrutineer.home", number=number), 303)
            give_badge(answer, number, secret)
            said = _("这部手机现在是%(name)s的了。数字密码请记住，不要告诉别人。", name=person.name)
            flash(said, "good")
            return answer
    page = render_template("scrutineer/come.html", form=form, person=person)
    return (page, 422) if form.is_submitted() else page
