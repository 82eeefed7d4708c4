"""The fonts of the paper: what they can print, and what they refuse."""

import pytest
from fontTools.ttLib import TTFont

from ballot import fonts
from ballot.domain.errors import GlyphMissing


def characters_of(*, bold: bool) -> set[str]:
    with TTFont(fonts.path(bold=bold), lazy=True) as font:
        return set(map(chr, font.getBestCmap()))


def test_rare_characters_of_names_are_there() -> None:
    assert set("龑㛃䶮𬴃") <= fonts.characters()
    fonts.require("龑㛃䶮𬴃 2/3 ≥ “第一书记”\n□ ✓")


def test_every_common_character_of_the_standard_list_is_there() -> None:
    gb2312 = {
        bytes([row, cell]).decode("gb2312", "ignore")
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
    } - {""}
    assert len(gb2312) == 6763
    assert gb2312 <= fonts.characters()


def test_both_weights_print_the_same_characters() -> None:
    assert characters_of(bold=True) == characters_of(bold=False) == fonts.characters()


def test_the_fonts_stay_small_and_carry_their_licence() -> None:
    for bold in (False, True):
        assert fonts.path(bold=bold).stat().st_size < 12_000_000
        with TTFont(fonts.path(bold=bold), lazy=True) as font:
            assert "SIL Open Font License" in font["name"].getDebugName(13)
    licence = fonts.path().with_name("OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.parametrize(("text", "char"), [("张😀三", "😀"), ("한", "한"), ("甲\x0b", "\x0b")])
def test_a_character_without_a_glyph_is_refused_by_name(text: str, char: str) -> None:
    with pytest.raises(GlyphMissing) as refused:
        fonts.require(text)
    assert (refused.value.char, refused.value.name) == (char, text)


def test_the_refusal_names_what_the_text_belongs_to() -> None:
    with pytest.raises(GlyphMissing) as refused:
        fonts.require("😀", name="会议名称")
    assert refused.value.name == "会议名称"
