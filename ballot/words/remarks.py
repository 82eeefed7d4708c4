"""Remarks of a result in the reader's language."""

from ballot.domain.meetings.remark import Remark
from ballot.exports import remark_words
from ballot.words.language import gettext


def words(remark: Remark) -> str:
    """The sentence of a remark."""
    return remark_words.sentence(remark, lambda said: gettext(said.zh))
