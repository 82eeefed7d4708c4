"""The door: sign-in, sign-out, and the one-time link that makes an account."""

from datetime import timedelta

from flask import Blueprint, Flask, g, redirect, render_template, request, session
from flask_login import LoginManager, UserMixin, login_user, logout_user
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from ballot.domain.access import Actor
from ballot.domain.errors import InvitationInvalid, TwiceTheSame, WeakPassword, WrongPassword
from ballot.usecases.accounts.accept_invitation import accept_invitation, is_valid
from ballot.usecases.accounts.find_actor import find_actor
from ballot.usecases.accounts.sign_in import sign_in
from ballot.web import failed_tries, forms, kept_forms
from ballot.web.access import hall, onward
from ballot.words import refusals
from ballot.words.language import current
from ballot.words.language import gettext as _
from ballot.words.refusals import words

pages = Blueprint("sign_in", __name__)


class Account(UserMixin):
    """What Flask-Login keeps of a person: the id alone; the actor is read at each request."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.id = actor.id


class Sessions(LoginManager):
    """Sign-ins without a "remember me": the shared computer of a township forgets people.

    The base class would read the session at every answer and so mark even a voter's page as
    depending on a cookie.
    """

    def _update_remember_cookie(self, response: Response) -> Response:
        return response


def init_app(app: Flask) -> None:
    """Register the pages, the reader of sessions and the limit on tries.

    An answer writes the cookie only where it changed it: a page that asks again by itself would put
    back the one of before, and with it a session that was ended meanwhile.
    """
    app.config.update(
        SESSION_COOKIE_NAME="ballot",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        SESSION_REFRESH_EACH_REQUEST=False,
    )
    sessions = Sessions(app, add_context_processor=False)
    sessions.user_loader(_account)
    app.register_blueprint(pages)
    app.add_template_global(kept_forms.whose)
    failed_tries.init_app(app)
    for endpoint in ("sign_in.sign_in", "sign_in.setup"):
        failed_tries.limit(app, endpoint)


def _account(id: str) -> Account | None:
    actor = find_actor(hall(), int(id))
    return None if actor is None else Account(actor)


@pages.route("/sign-in", methods=["GET", "POST"], endpoint="sign_in")
def sign_in_view() -> Response | str | tuple[str, int]:
    """Show the form; with the right name and password begin a session."""
    form = forms.SignIn(next=request.args.get("next"))
    if not form.validate_on_submit():
        return render_template("sign_in/sign_in.html", form=form)
    try:
        actor = sign_in(hall(), form.name.data, form.password.data)
    except WrongPassword as error:
        form.password.errors = [words(error)]
        return render_template("sign_in/sign_in.html", form=form), refusals.status(error)
    begin(actor)
    kept = kept_forms.unpack(form.kept.data or "", actor.id)
    return kept_forms.page(kept) if kept else redirect(onward(form.next.data))


@pages.post("/sign-out")
def sign_out() -> Response:
    """End the session. A forged request could do no more than this."""
    logout_user()
    session.clear()
    return redirect(onward(None))


@pages.route("/setup/<token>", methods=["GET", "POST"])
def setup(token: str) -> Response | str | tuple[str, int]:
    """Show the form of a one-time link without using it up; sending it makes the account."""
    form = forms.NewPassword()
    if not is_valid(hall(), token):
        said = words(InvitationInvalid())
        return render_template("sign_in/link_used.html", said=said), 410
    if not form.validate_on_submit():
        return render_template("sign_in/setup.html", form=form)
    name, password = form.name.data, form.password.data
    try:
        actor = accept_invitation(hall(), token, name, password)
    except WeakPassword as error:
        form.password.errors = [words(error)]
    except TwiceTheSame:
        form.name.errors = [_("这个名字已有账户在用，请写上单位，例如“王芳（里岔镇）”。")]
    else:
        begin(actor)
        return redirect(onward(None))
    return render_template("sign_in/setup.html", form=form), 422


def begin(actor: Actor) -> None:
    """Begin a session of twelve hours at most, with nothing of an earlier one but its language."""
    spoken = current()
    session.clear()
    g.pop("csrf_token", None)
    session["lang"] = spoken
    session.permanent = True
    login_user(Account(actor))


@pages.errorhandler(TooManyRequests)
def slow_down(error: TooManyRequests) -> tuple[str, int]:
    """Too many tries: nothing was checked."""
    setting_up = request.endpoint == "sign_in.setup"
    form = forms.NewPassword(formdata=None) if setting_up else forms.SignIn(formdata=None)
    form.password.errors = [_("试得太多了，请过一分钟再试。")]
    page = "sign_in/setup.html" if setting_up else "sign_in/sign_in.html"
    return render_template(page, form=form), 429
