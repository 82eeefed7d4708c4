"""The constant style and script of the voter's pages, and the bytes of a page.

Both stand inline, one block each, so that a page is one request; their hashes in the policy are
taken from here. A page that only tells wears less than a page with a form.
"""

import re
from functools import cache

from ballot import assets

STATE_BYTES = 2048
"""Every page that only tells how a slip stands has this length, so that it tells no more."""

FORM_BYTES = 3072
"""The page that asks for the digits of a slip."""


@cache
def style() -> str:
    """The style of a page that only tells."""
    return _squeezed("voter/page.css")


@cache
def form_style() -> str:
    """The style of a page with a form: what all wear, and more."""
    return _squeezed("voter/page.css") + _squeezed("voter/forms.css")


@cache
def field_style() -> str:
    """The style of a page on which digits are chosen or typed."""
    return form_style() + _squeezed("voter/fields.css")


def styles() -> list[str]:
    """All styles that a page may wear."""
    return [style(), form_style(), field_style()]


@cache
def script() -> str:
    """The script of a page with a form."""
    return _squeezed_script("voter/forms.js")


@cache
def about_script() -> str:
    """The script of the page about secrecy: a button that leads back to the paper."""
    return _squeezed_script("voter/about.js")


def scripts() -> list[str]:
    """All scripts that a page may hold."""
    return [script(), about_script()]


def padded(page: str, size: int) -> bytes:
    """A page with line ends after it, up to ``size`` bytes or a whole number of them."""
    body = page.encode()
    return body.ljust(-(-len(body) // size) * size, b"\n")


def _squeezed(name: str) -> str:
    """A style sheet without comments and idle spaces."""
    text = re.sub(r"/\*.*?\*/", "", _read(name), flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?([{};,>+]) ?|(?<=:) ", r"\1", text).replace(";}", "}").strip()


def _squeezed_script(name: str) -> str:
    """A script without comments and line ends."""
    text = re.sub(r"/\*.*?\*/", "", _read(name), flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?([{};=(),]) ?", r"\1", text).replace(";}", "}").strip()


def _read(name: str) -> str:
    return (assets.folder("static") / name).read_text(encoding="utf-8")
