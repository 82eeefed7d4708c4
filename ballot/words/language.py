"""The language that sentences are said in, and how a sentence gets into it.

Chinese is the language of the source: its sentences are the keys of the catalogues. Which language
is spoken belongs to the thread or task that reads (``speaking``), never to the process.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LANGUAGES = {"zh": "中文", "en": "English"}
"""Code → its own name. The first is the language of the sentences in the source."""
SOURCE = next(iter(LANGUAGES))
TRANSLATIONS = Path(__file__).resolve().parent / "translations"
"""The folder of the catalogues; Chinese needs none."""

Speaker = Callable[[], str]
"""Says which language is spoken here, by its code; asked anew by every sentence."""

_speaker: ContextVar[Speaker] = ContextVar("speaker", default=lambda: SOURCE)


class Sentence:
    """A sentence whose language is chosen when it is read, not where it is written."""

    __slots__ = ("_msgid", "_values")

    def __init__(self, msgid: str, values: dict[str, object]) -> None:
        self._msgid, self._values = msgid, values

    @property
    def msgid(self) -> str:
        """The Chinese sentence."""
        return self._msgid

    def __str__(self) -> str:
        return gettext(self._msgid, **self._values)

    def __mod__(self, values: object) -> str:
        return str(self) % values


def gettext(msgid: str, /, **values: object) -> str:
    """The sentence in the language spoken here, with ``%(name)s`` filled in from ``values``."""
    said = _catalogue(current()).gettext(msgid)
    return said % values if values else said


def lazy_gettext(msgid: str, /, **values: object) -> Sentence:
    """The same, said when it is read: for tables that are made at import."""
    return Sentence(msgid, values)


def current() -> str:
    """The code of the language spoken here."""
    return _speaker.get()()


def listen_to(speaker: Speaker) -> Speaker:
    """Ask this one from now on, in this thread or task; answers who was asked before."""
    before = _speaker.get()
    _speaker.set(speaker)
    return before


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak one language for a while; the source's own where there is none of that code."""
    spoken = code if code in LANGUAGES else SOURCE
    before = listen_to(lambda: spoken)
    try:
        yield
    finally:
        listen_to(before)


@cache
def _catalogue(code: str) -> NullTranslations:
    if code == SOURCE:
        return NullTranslations()
    with (TRANSLATIONS / code / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        return GNUTranslations(file)
