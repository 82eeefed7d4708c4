"""Fonts by command: what can be printed, and a font that is added."""

import json

from makers.fonts import UYGHUR, a_font
from people.console import MEETING, Console


def covered(console: Console) -> dict[str, int]:
    told = json.loads(console.ask("fonts", "list", "--json"))
    return {each["name"]: each["there"] for each in told}


def test_a_font_that_is_added_covers_its_writing(console: Console) -> None:
    made = a_font(console.folder, UYGHUR + "ꆈꌠ", "Made")
    done = console.run("fonts", "add", str(made))
    assert (done.code, done.out) == (0, "")
    assert "Made" in done.err
    assert covered(console)["yi"] >= 2
    assert "Made" in console.ask("fonts", "list")


def test_ours_cover_the_common_characters_and_the_gaps_are_told(console: Console) -> None:
    told = covered(console)
    assert told["han"] > 20_900
    done = console.run("fonts", "list")
    assert "fonts-hanazono" in done.err


def test_what_is_no_font_is_refused_and_nothing_is_kept(console: Console) -> None:
    (console.folder / "text.ttf").write_text("no font")
    (console.folder / "sheet.csv").write_text("a,b")
    for name in ("text.ttf", "sheet.csv"):
        done = console.run("fonts", "add", str(console.folder / name))
        assert done.code == 2
        assert name in done.err
        assert "Traceback" not in done.err
    assert console.run("fonts", "add", "nowhere.ttf").code == 2
    restricted = a_font(console.folder, "𪚥", "Closed", restricted=True)
    assert console.run("fonts", "add", str(restricted)).code == 2
    assert not list(console.folder.rglob("fonts/*.ttf"))


def test_a_name_that_no_font_has_is_told_as_the_meeting_is_made(console: Console) -> None:
    usual = console.run("meeting", "create", console.write(MEETING))
    assert "U+" not in usual.err
    done = console.run("meeting", "create", console.write(MEETING.replace("张某", "杨\ue123")))
    assert done.code == 0
    assert "U+E123" in done.err
    assert "杨\ue123" in done.err
    told = json.loads(console.ask("meeting", "show", done.out.strip(), "--json"))
    assert [each["char"] for each in told["lacking"]] == ["\ue123"]
    assert "U+E123" in console.run("meeting", "show", done.out.strip()).err
