"""What the fonts of the paper lack of names that came in, in the reader's language."""

from collections.abc import Sequence

from ballot.fonts.library import MissingGlyph
from ballot.words.language import gettext as _

FEW = 5
"""So many names are told."""
CODES = 2
"""So many codes of a name: the rest of its letters has the same reason."""


def remarks(lacks: Sequence[MissingGlyph]) -> tuple[str, ...]:
    """One remark for all of them, or none: what stands on the paper, and how it gets better."""
    return (_remark(lacks),) if lacks else ()


def _remark(lacks: Sequence[MissingGlyph]) -> str:
    by_name: dict[str, list[MissingGlyph]] = {}
    for lack in lacks:
        by_name.setdefault(lack.text, []).append(lack)
    told = [_named(name, some) for name, some in by_name.items()][:FEW]
    text = _(
        "打印的字库里缺字：%(named)s%(more)s。照样可以开会、投票、打印：缺的字印成带编码的方框。"
        "要印出这些字，请管服务器的人添加字库。",
        named=_("、").join(told),
        more="…" if len(by_name) > FEW else "",
    )
    return str(text)


def _named(name: str, lacks: Sequence[MissingGlyph]) -> str:
    codes = _("、").join(map(_code, lacks[:CODES])) + ("…" if len(lacks) > CODES else "")
    return str(_("“%(name)s”(%(codes)s)", name=name, codes=codes))


def _code(lack: MissingGlyph) -> str:
    if lack.form:
        return str(_("%(code)s 印通行字形", code=lack.code))
    return lack.code
