"""Remarks say the same in the files, in two languages, and on the pages, in the reader's."""

import pytest

from ballot.domain.meetings.remark import RemarkKind
from ballot.exports import remark_words
from ballot.words import small_halls
from ballot.words.language import gettext, speaking


def test_every_kind_has_a_sentence() -> None:
    assert set(remark_words.SENTENCES) == set(RemarkKind)


def test_the_catalogue_and_the_files_say_the_same_english() -> None:
    tables = (remark_words.EQUATIONS, remark_words.SENTENCES, remark_words.WORDS)
    with speaking("en"):
        for table in tables:
            for said in table.values():
                assert gettext(said.zh) == said.en


@pytest.mark.parametrize(
    ("eligible", "said"), [(None, ""), (0, ""), (9, "建议用纸质票"), (10, "一张票"), (30, "")]
)
def test_a_small_hall_is_warned_beforehand(eligible: int | None, said: str) -> None:
    words = small_halls.words(eligible)
    assert said in words
    assert bool(words) == bool(said)
    assert ("建议用纸质票" in words) == (eligible == 9)
