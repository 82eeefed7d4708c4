"""Writings by their names for people."""

from collections.abc import Mapping

from ballot.words.language import Sentence
from ballot.words.language import lazy_gettext as _

NAMES: Mapping[str, Sentence] = {
    "han": _("汉字"),
    "han-a": _("汉字扩展A"),
    "han-b": _("汉字扩展B"),
    "han-c": _("汉字扩展C"),
    "han-d": _("汉字扩展D"),
    "han-e": _("汉字扩展E"),
    "han-f": _("汉字扩展F"),
    "han-g": _("汉字扩展G"),
    "zhuang": _("壮文"),
    "uyghur": _("维吾尔文"),
    "tibetan": _("藏文"),
    "yi": _("彝文"),
    "mongolian": _("蒙古文"),
}


def words(name: str) -> str:
    """The name of a writing in the reader's language."""
    return str(NAMES[name])
