"""What was typed is not lost with the sign-in: it is kept in the page itself, for an hour.

Every form of a signed-in person says under a signature whose it is. Where the session is gone as
the form comes, the page of the sign-in carries what was typed, signed, and the same account sends
it on with one press. Another account gets nothing of it, and a page of a stranger cannot put
words into anybody's mouth: it has no such signature. Passwords, files and secrets of slips are
never kept.
"""

from dataclasses import dataclass
from datetime import timedelta

from flask import current_app, render_template, request
from flask_login import current_user
from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer

from ballot.usecases.hall import Hall
from ballot.web import forms

WHOSE = "whose"
"""The hidden field that says whose form it is."""
DAYS = 1
"""So many days before today a page may have been opened: who copied one has nothing of it later."""
LIFE = timedelta(hours=1)
MOST = 128 * 1024
"""Characters that are kept; of more only the page is opened again."""
NEVER = ("csrf_token", WHOSE, "password", "again", "pin")
"""Fields that are typed again."""
SECRET = ("organizer.void_slip", "organizer.exchange_one", "organizer.scan", "organizer.close")
"""Forms with the secret of a slip or little else than a password."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that was sent in vain: its address, its fields in order, whether it had a file, and
    whether its address opens as a page."""

    path: str
    fields: list[tuple[str, str]]
    has_file: bool
    opens: bool


def whose() -> str:
    """For a form: the signed account of this session and the day, empty where there is none."""
    if not current_user.is_authenticated:
        return ""
    return str(_account().dumps([current_user.id, _today()]))


def pack() -> str:
    """What was sent just now as a signed text; empty where it is none of our forms or too long."""
    account = _whose_form()
    if account is None:
        return ""
    kept = sent()
    if sum(len(name) + len(text) for name, text in kept.fields) > MOST:
        return ""
    return str(_form().dumps([account, kept.path, kept.fields, kept.has_file, kept.opens]))


def unpack(text: str, account: int | None) -> Kept | None:
    """The form again; None for another account, after an hour, or where it is none of ours."""
    try:
        owner, path, fields, has_file, opens = _form().loads(text, int(LIFE.total_seconds()))
    except BadData:
        return None
    pairs = [(str(name), str(value)) for name, value in fields]
    return Kept(str(path), pairs, has_file, opens) if owner == account else None


def sent() -> Kept:
    """The form of this request without what is never kept."""
    fields = [(name, text) for name, text in request.form.items(multi=True) if name not in NEVER]
    opens = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    return Kept(request.full_path.rstrip("?"), fields, bool(request.files), opens)


def door() -> str:
    """The sign-in that carries what was sent; empty where nothing is kept."""
    kept = pack()
    if not kept:
        return ""
    form = forms.SignIn(formdata=None, kept=kept)
    return render_template("sign_in/sign_in.html", form=form)


def again() -> str:
    """The same to whoever is signed in, and whose page was of an earlier sign-in; empty: none."""
    if not current_user.is_authenticated or _whose_form() != current_user.id:
        return ""
    return page(sent())


def page(kept: Kept) -> str:
    """What was typed is there still: one press sends it."""
    return render_template("sign_in/kept.html", kept=kept)


def _whose_form() -> int | None:
    """The account whose page this form stood on. None where it does not say so rightly, or where
    nothing of the form is kept."""
    if request.blueprint != "organizer" or request.endpoint in SECRET:
        return None
    try:
        account, day = _account().loads(request.form.get(WHOSE, ""))
    except (BadData, ValueError, TypeError):
        return None
    return int(account) if 0 <= _today() - day <= DAYS else None


def _today() -> int:
    hall: Hall = current_app.extensions["hall"]
    return hall.clock().toordinal()


def _account() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="whose-form-v2")


def _form() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="kept-form-v1")
