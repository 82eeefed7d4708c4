"""「文件未规定,采用默认」 in the reader's language."""

from dataclasses import replace

from ballot.domain.scheme.scheme import Scheme
from ballot.schemes import default_words
from ballot.schemes.default_words import Said
from ballot.words.language import gettext


def of(scheme: Scheme) -> tuple[Said, ...]:
    """All defaults of a scheme. Names of its own, such as of an item, stay as they are."""
    return tuple(_translated(each) for each in default_words.of(scheme))


def _translated(said: Said) -> Said:
    where = tuple(gettext(part) for part in said.where)
    return replace(said, where=where, value=_value(said.value))


def _value(text: str) -> str:
    """A value that is a sentence whole, though 、 stands in it; of several, each by itself."""
    whole: str = gettext(text)
    if whole != text:
        return whole
    return "、".join(gettext(part) for part in text.split("、") if part)
