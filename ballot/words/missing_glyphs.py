"""What the fonts of the paper lack of names that came in, in the reader's language."""

from collections.abc import Sequence

from ballot.fonts.library import MissingGlyph
from ballot.words.language import gettext as _

FEW = 8
"""So many characters are named; names of one writing have one reason."""


def remarks(lacks: Sequence[MissingGlyph]) -> tuple[str, ...]:
    """One remark for all of them, or none: what stands on the paper, and how it gets better."""
    return (_remark(lacks),) if lacks else ()


def _remark(lacks: Sequence[MissingGlyph]) -> str:
    named = _("、").join(map(_named, lacks[:FEW]))
    more = _(" 等 %(n)s 个字", n=len(lacks)) if len(lacks) > FEW else ""
    told = {"named": named, "more": more}
    text = _(
        "打印的字库里没有:%(named)s%(more)s。照样可以开会、投票、打印:缺的字印成带编码的方框。"
        "要印出这些字,请管理员添加字库(ballot fonts add)。",
        **told,
    )
    return str(text)


def _named(lack: MissingGlyph) -> str:
    told = {"char": lack.char, "code": lack.code, "text": lack.text}
    if lack.form:
        return str(_("“%(text)s”里“%(char)s”的异体(%(code)s,印通行字形)", **told))
    return str(_("“%(text)s”里的“%(char)s”(%(code)s)", **told))
