"""The language of a page: Chinese by default, English beside it.

Organizers choose by ``?lang=`` and the choice stays in their session. A voter has no session:
the choice travels in the address. A program says it in ``Accept-Language``, or in the address.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, current_app, has_request_context, request, session
from flask_babel import Babel, get_locale

from ballot.web import assets

LANGUAGES = {"zh": "中文", "en": "English"}
"""Code → its own name. The first is the language of the sentences in the source."""


def init_app(app: Flask, default: str) -> None:
    """Teach the app its languages; ``default`` is used where nobody chose."""
    app.config["BALLOT_LANG"] = default if default in LANGUAGES else "zh"
    Babel(
        app,
        default_locale=app.config["BALLOT_LANG"],
        default_translation_directories=str(assets.translations()),
        locale_selector=_chosen,
    )
    app.jinja_env.globals.update(language=current, languages=LANGUAGES)


def current() -> str:
    """The code of the reader's language."""
    locale = get_locale()
    return "zh" if locale is None else str(locale.language)


def asked() -> str | None:
    """The language named in the address, where it is one of ours."""
    code = request.args.get("lang", "")
    return code if code in LANGUAGES else None


def is_voters(path: str) -> bool:
    """Whether a path belongs to voters, on their phones or at a kiosk: no session, no log line."""
    plain = path.lower()
    return plain in ("/", "/v") or plain.startswith("/v/") or is_kiosks(plain)


def is_api(path: str) -> bool:
    """Whether a path belongs to the interface for programs: a key, and no session."""
    plain = path.lower()
    return plain == "/api" or plain.startswith("/api/")


def is_kiosks(path: str) -> bool:
    """Whether a path belongs to a kiosk, whose page has a style sheet and a script of its own."""
    plain = path.lower()
    return plain == "/k" or plain.startswith("/k/")


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Sentences in one language outside any page: for the command line."""
    app = Flask("ballot", static_folder=None)
    init_app(app, code)
    with app.app_context():
        yield


def _chosen() -> str:
    if not has_request_context():
        return str(current_app.config["BALLOT_LANG"])
    code = asked()
    if is_voters(request.path):
        return code or str(current_app.config["BALLOT_LANG"])
    if is_api(request.path):
        wanted = code or request.accept_languages.best_match(LANGUAGES)
        return wanted or str(current_app.config["BALLOT_LANG"])
    if code:
        session["lang"] = code
    kept = session.get("lang")
    return kept if kept in LANGUAGES else str(current_app.config["BALLOT_LANG"])
