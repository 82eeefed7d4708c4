"""The fonts of a house: what is set in which, in which order, and what no font has."""

from pathlib import Path

import pytest
from makers.fonts import JOINED, UYGHUR, WIDE, a_font

from ballot.fonts import known
from ballot.fonts.face import faces_of
from ballot.fonts.library import OURS, Library, Shelf

PRIVATE = "\ue000"
VARIANT = "葛\U000e0101"


def shelf_of(folder: Path, chars: str, **more: object) -> Shelf:
    a_font(folder, chars, **more)
    return Library(added=folder).look()


def shown(shelf: Shelf, text: str) -> list[tuple[str, str]]:
    """The runs of a text: in our font, a second one, or as a mark."""
    return [
        (run.text, "mark" if run.lacks else "second" if run.face else "ours")
        for run in shelf.runs(text)
    ]


def test_a_second_font_fills_the_gap_and_nothing_else(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path, "𪚥杨")
    assert shown(shelf, "杨𪚥1") == [("杨", "ours"), ("𪚥", "second"), ("1", "ours")]
    assert shelf.lacking(["杨𪚥1"]) == ()


def test_without_it_the_character_is_a_mark_and_is_told_with_its_code() -> None:
    assert shown(OURS, "杨𪚥") == [("杨", "ours"), ("𪚥", "mark")]
    (lack,) = OURS.lacking(["张三", "杨𪚥", "李𪚥"])
    assert (lack.char, lack.code, lack.text) == ("𪚥", "U+2A6A5", "杨𪚥")


@pytest.mark.parametrize("name", ["㛃䶮𠅤𬱖", "张三", "A-1 (2026)", "龑", "", "é", "Ⅷ"])
def test_what_ours_have_lacks_nothing(name: str) -> None:
    assert OURS.lacking([name]) == ()
    assert all(how == "ours" for _text, how in shown(OURS, name))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("张😀", ["U+1F600"]),
        ("👨\u200d👩", ["U+1F468", "U+1F469"]),
        ("བོད", ["U+0F56", "U+0F7C", "U+0F51"]),
        ("ꆈꌠ", ["U+A188", "U+A320"]),
        ("e\u0329", ["U+0329"]),
        (PRIVATE, ["U+E000"]),
        (VARIANT, ["U+845B U+E0101"]),
    ],
)
def test_every_character_that_is_lacking_is_told(text: str, codes: list[str]) -> None:
    assert [each.code for each in OURS.lacking([text])] == codes


def test_what_has_no_ink_is_neither_printed_nor_missed() -> None:
    text = "张\u200b\u2066三\u2069\ufe0f\x07"
    assert OURS.lacking([text]) == ()
    assert "".join(run.text for run in OURS.runs(text)) == "张三"


def test_a_private_character_is_taken_from_an_added_font_alone(tmp_path: Path) -> None:
    """What it means is known to whoever added a font for it; a system's font has its own there."""
    shelf = shelf_of(tmp_path / "added", PRIVATE)
    assert shown(shelf, PRIVATE) == [(PRIVATE, "second")]
    a_font(tmp_path / "system", PRIVATE + "𪚥", "HanaMinA")
    of_system = Library(folders=(tmp_path / "system",)).look()
    assert shown(of_system, PRIVATE + "𪚥") == [(PRIVATE, "mark"), ("𪚥", "second")]


def test_a_variant_is_printed_where_a_font_knows_it_and_else_its_common_form(
    tmp_path: Path,
) -> None:
    knows = shelf_of(tmp_path, "葛匾", variants={("葛", "\U000e0101"): "匾"})
    assert shown(knows, VARIANT) == [(VARIANT, "second")]
    assert knows.lacking([VARIANT]) == ()
    assert shown(OURS, VARIANT) == [("葛", "ours")]
    assert [each.form for each in OURS.lacking([VARIANT])] == [True]


def test_a_variant_of_a_character_that_its_font_has_not_is_left_alone(tmp_path: Path) -> None:
    knows = shelf_of(tmp_path, "匾", variants={("葛", "\U000e0101"): "匾"})
    assert shown(knows, VARIANT) == [("葛", "ours")]


def test_letters_are_joined_and_run_from_right_to_left(tmp_path: Path) -> None:
    (run,) = shelf_of(tmp_path, UYGHUR).runs(UYGHUR)
    assert run.level % 2 == 1
    assert run.face is not None
    joined, alone = run.face.shaped(UYGHUR), [run.face.shaped(char) for char in UYGHUR]
    assert joined.width == pytest.approx((3 * JOINED + 3 * WIDE) / 1000)
    assert sum(each.width for each in alone) == pytest.approx(6 * WIDE / 1000)
    assert joined.glyphs[0].number == alone[-1].glyphs[0].number  # the last letter stands left


def test_words_of_two_directions_stand_in_the_order_of_the_eye(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path, UYGHUR)
    seen = [text for text, _how in shown(shelf, f"张 {UYGHUR} 12 ({UYGHUR}) 三")]
    assert seen == ["张 ", "(", UYGHUR, ") ", "12", " ", UYGHUR, " 三"]


def test_a_font_that_came_later_is_seen_at_the_next_look(tmp_path: Path) -> None:
    library = Library(added=tmp_path / "fonts")
    assert library.look().lacking(["𪚥"])
    a_font(tmp_path / "fonts", "𪚥")
    assert library.look().lacking(["𪚥"]) == ()


def test_a_font_of_the_system_is_found_below_its_folders(tmp_path: Path) -> None:
    path = a_font(tmp_path / "truetype" / "hanazono", "𪚥", "HanaMinA")
    a_font(tmp_path / "truetype", "𪚥", "Unknown")
    assert known.installed([tmp_path]) == [path]


def test_a_font_that_may_not_be_embedded_is_not_used(tmp_path: Path) -> None:
    assert shelf_of(tmp_path, "𪚥", restricted=True).lacking(["𪚥"])


def test_a_broken_file_among_the_fonts_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    assert faces_of(tmp_path / "broken.ttf") == []
    assert shown(shelf_of(tmp_path, "𪚥"), "𪚥") == [("𪚥", "second")]
