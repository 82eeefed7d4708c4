"""Our own fonts: what they can print, and that nobody has to look before he prints a usual name."""

import re

import pytest
from fontTools.ttLib import TTFont

from ballot import fonts
from ballot.fonts import library


def characters_of(*, bold: bool) -> set[str]:
    with TTFont(fonts.path(bold=bold), lazy=True) as font:
        return set(map(chr, font.getBestCmap()))


def test_rare_characters_of_names_are_there() -> None:
    assert set("龑㛃䶮𬴃𠅤𬱖 2/3≥“第一书记”□✓") <= characters_of(bold=False)


def test_every_common_character_of_the_standard_list_is_there() -> None:
    gb2312 = {
        bytes([row, cell]).decode("gb2312", "ignore")
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
    } - {""}
    assert len(gb2312) == 6763
    assert gb2312 <= characters_of(bold=False)


def test_both_weights_print_the_same_characters() -> None:
    assert characters_of(bold=True) == characters_of(bold=False)


def test_the_fonts_stay_small_and_carry_their_licence() -> None:
    for bold in (False, True):
        assert fonts.path(bold=bold).stat().st_size < 12_000_000
        with TTFont(fonts.path(bold=bold), lazy=True) as font:
            assert "SIL Open Font License" in font["name"].getDebugName(13)
    licence = fonts.path().with_name("OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.parametrize("bold", [False, True])
def test_what_is_taken_for_ours_without_a_look_is_ours(*, bold: bool) -> None:
    taken = {char for char in map(chr, range(0x110000)) if re.match(library.OURS_CERTAINLY, char)}
    assert len(taken) > 20_000
    assert taken - {"\n"} <= characters_of(bold=bold)
