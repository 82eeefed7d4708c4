"""A name of any writing on each form: by a second font as it is, without one as marks explained."""

from pathlib import Path

import pytest
from makers.fonts import UYGHUR, a_font
from makers.forms_of_names import files
from printing import reading

from ballot.fonts.library import OURS, Library, Shelf
from ballot.printing.pdf import mark

NAMES = ("杨𪚥", "㛃䶮𠅤𬱖", "张\ue000", "葛\U000e0101某", "李😀", UYGHUR, "བོད", "ꆈꌠ")
LACKS = "葛𪚥\ue000😀" + UYGHUR + "བོདꆈꌠ"
CODES = ("2A6", "E0", "1F6", "063A", "0F56", "A188")
FORMS = ("ballot", "report", "ranking", "notice", "slips")


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("fonts")
    a_font(folder, LACKS, variants={("葛", "\U000e0101"): "𪚥"})
    return Library(added=folder).look()


def read(folder: Path, fonts: Shelf) -> dict[str, str]:
    """The words of each form."""
    found = {}
    for name, content in files(NAMES, fonts).items():
        (folder / f"{name}.pdf").write_bytes(content)
        found[name] = reading.words(folder / f"{name}.pdf")
    return found


def test_a_second_font_prints_every_name_on_every_form(tmp_path: Path, second: Shelf) -> None:
    said = read(tmp_path, second)
    for form in FORMS:
        assert mark.LEGEND not in said[form], form
        assert "㛃䶮𠅤𬱖" in said[form], form
    for form in FORMS[:-1]:  # on slips a second font is drawn in outlines
        assert all(char in said[form] for char in LACKS), form


def test_without_one_every_form_has_marks_and_says_what_they_are(tmp_path: Path) -> None:
    said = read(tmp_path, OURS)
    for form in FORMS:
        assert mark.LEGEND in said[form], form
        assert "㛃䶮𠅤𬱖" in said[form], form
        assert "𪚥" not in said[form], form
        assert all(code[:2] in said[form] for code in CODES), form
