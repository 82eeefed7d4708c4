"""The language of a page: what the address names, else what the browser asks for.

Organizers choose by ``?lang=`` and the choice stays in their session. A voter has no session:
the choice travels in the address. ``BALLOT_LANG`` is used where neither names one of ours.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from flask import Flask, current_app, has_request_context, request, session
from flask_babel import Babel, get_locale
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from ballot import assets

LANGUAGES = {"zh": "中文", "en": "English"}
"""Code → its own name. The first is the language of the sentences in the source."""

LONGEST = 512
"""Characters of an ``Accept-Language`` that are read: browsers send fewer than a hundred, and who
sends 60,000 would have the loop of all voters read them.
"""


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


def of(query: str | None, accept_language: str | None, default: str) -> str:
    """The code of the language that a page is answered in.

    ``query`` is the first ``lang`` of the address and goes before ``accept_language``, the header
    of that name. ``default`` is one of ours and is used where neither names one.
    """
    if query in LANGUAGES:
        return str(query)
    return _accepted(accept_language[:LONGEST]) or default if accept_language else default


@lru_cache(maxsize=256)
def _accepted(accept_language: str) -> str | None:
    """The language of ours that is wished for most, by its first subtag (RFC 4647 §3.4).

    Werkzeug's own ``best_match`` would give English to ``zh-CN, en;q=0.8``: it looks for equal
    tags before it looks at wishes.
    """
    for tag, wish in parse_accept_header(accept_language, LanguageAccept):
        code = tag.replace("_", "-").partition("-")[0].lower()
        if wish > 0 and code in LANGUAGES:
            return code
    return None


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
    plain = _plain(path)
    return plain in ("/", "/v") or plain.startswith("/v/") or is_kiosks(plain)


def is_api(path: str) -> bool:
    """Whether a path belongs to the interface for programs: a key, and no session."""
    plain = _plain(path)
    return plain == "/api" or plain.startswith("/api/")


def is_kiosks(path: str) -> bool:
    """Whether a path belongs to a kiosk, whose page has a style sheet and a script of its own."""
    plain = _plain(path)
    return plain == "/k" or plain.startswith("/k/")


def _plain(path: str) -> str:
    """In small letters, and with one slash before it, as Flask reads any number of them."""
    return "/" + path.lower().lstrip("/")


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Sentences in one language outside any page: for the command line."""
    app = Flask("ballot", static_folder=None)
    init_app(app, code)
    with app.app_context():
        yield


def _chosen() -> str:
    default = str(current_app.config["BALLOT_LANG"])
    if not has_request_context():
        return default
    code = asked()
    if not (is_voters(request.path) or is_api(request.path)):
        if code:
            session["lang"] = code
        code = session.get("lang")
    return of(code, request.headers.get("Accept-Language"), default)
