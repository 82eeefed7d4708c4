"""The language of a page: what the address names, else what the browser asks for.

Organizers choose by ``?lang=`` and the choice stays in their session. A voter has no session:
the choice travels in the address. ``BALLOT_LANG`` is used where neither names one of ours.
"""

from functools import lru_cache
from typing import Any

from flask import Flask, current_app, g, request, session
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from ballot.web.audience import is_api, is_voters
from ballot.words import language
from ballot.words.language import LANGUAGES, SOURCE

LONGEST = 512
"""Characters of an ``Accept-Language`` that are read: browsers send fewer than a hundred, and who
sends 60,000 would have the loop of all voters read them.
"""


def init_app(app: Flask, default: str) -> None:
    """Teach the app its languages; ``default`` is used where nobody chose."""
    app.config["BALLOT_LANG"] = default if default in LANGUAGES else SOURCE
    app.before_request(listen)
    app.teardown_request(_listen_no_more)
    templates: Any = app.jinja_env  # the extension gives it a method
    templates.add_extension("jinja2.ext.i18n")
    templates.install_gettext_callables(language.gettext, _no_plural, newstyle=True)
    templates.globals.update(language=language.current, languages=LANGUAGES)


def of(query: str | None, accept_language: str | None, default: str) -> str:
    """The code of the language that a page is answered in.

    ``query`` is the first ``lang`` of the address and goes before ``accept_language``, the header
    of that name. ``default`` is one of ours and is used where neither names one.
    """
    if query in LANGUAGES:
        return str(query)
    return _accepted(accept_language[:LONGEST]) or default if accept_language else default


def asked() -> str | None:
    """The language named in the address, where it is one of ours."""
    code = request.args.get("lang", "")
    return code if code in LANGUAGES else None


def listen() -> None:
    """From here to the end of the request sentences are said in its language."""
    g.speaker_before = language.listen_to(_chosen_once)


def _listen_no_more(_error: BaseException | None) -> None:
    before = g.pop("speaker_before", None)
    if before is not None:
        language.listen_to(before)


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


def _chosen_once() -> str:
    if "language" not in g:
        g.language = _chosen()
    return str(g.language)


def _chosen() -> str:
    code = asked()
    if not (is_voters(request.path) or is_api(request.path)):
        if code:
            session["lang"] = code
        code = session.get("lang")
    default = str(current_app.config["BALLOT_LANG"])
    return of(code, request.headers.get("Accept-Language"), default)


def _no_plural(one: str, _many: str, _count: int) -> str:
    """Our sentences have one form for every number."""
    return language.gettext(one)
