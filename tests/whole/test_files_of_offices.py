"""Every file that an office may send gives the same by page, command and interface."""

import io
import re
import tomllib
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import nullcontext, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from makers.office import office_files
from makers.office.office_files import BASE, BOTH, OfficeFile, Refusal
from makers.office.office_tables import a_list, csv
from people.desk import Desk, a_desk
from people.importer import FORM
from people.programs import Program, a_program

from ballot.app import create_app
from ballot.cli import main
from ballot.cli.console import command_hall
from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.fonts import known
from ballot.intake import workbook
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.assessment.see_values import see_values
from ballot.usecases.hall import Hall

TITLES = map("考核 {}".format, count(1))
WRONG = re.compile(r'<td class="wrong">(.*?)</td>', re.DOTALL)
Said = tuple[bool, str]
"""Whether the file came in, and all that was said of it."""


@dataclass(frozen=True)
class Office:
    """One house, and the three ways into it."""

    hall: Hall
    folder: Path
    desk: Desk
    program: Program

    def by_page(self, id: int, what: str, file: OfficeFile) -> Said:
        """The preview, and where it may be saved the press on the button."""
        sent = (io.BytesIO(file.content), file.name)
        self.desk.send(f"/assessments/{id}/import/{what}", file=sent)
        preview, form = self.desk.page, FORM.search(self.desk.page)
        if form:
            sure = {"distinct": "on"} if file.distinct else {}
            self.desk.send(f"/assessments/{id}/import/{what}/save", rows=form[1], **sure)
        return form is not None, preview

    def by_command(self, id: int, what: str, file: OfficeFile) -> Said:
        """``ballot assessment people|scores``."""
        path = self.folder / file.name
        path.write_bytes(file.content)
        sure = ["--distinct"] if file.distinct else []
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
            code = main(["assessment", what, str(id), str(path), *sure])
        assert code in (0, 2)
        return code == 0, said.getvalue()

    def by_interface(self, id: int, what: str, file: OfficeFile) -> Said:
        """``POST /assessments/…/people|scores``."""
        body = {"file": b64encode(file.content).decode(), "name": file.name}
        answer = self.program.post(
            f"/assessments/{id}/{what}", body | {"distinct": True} if file.distinct else body
        )
        assert answer.status_code in (200, 422)
        return answer.status_code == 200, str(answer.json)

    def an_assessment(self) -> int:
        """One without people."""
        return create_assessment(
            self.hall, CONSOLE, AssessmentPlan(next(TITLES), "jiaozhou-village")
        )

    def stored(self, id: int) -> tuple[tuple[str, str, str], ...]:
        """姓名, 村(社区) and 基本工作目标得分 of everybody, as they are kept."""
        found = see_assessment(self.hall, CONSOLE, id).people
        values = [see_values(self.hall, CONSOLE, id, each.id).values for each in found]
        return tuple((e.name, e.village, v[BASE]) for e, v in zip(found, values, strict=True))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A house on SQLite, opened once. What a workbook holds is read once, not once a way."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BALLOT_DATA", str(folder / "data"))
        patch.setenv("BALLOT_KEYS", str(folder / "keys"))
        patch.setattr(workbook, "tabs", lru_cache(workbook.tabs))
        patch.setattr(known, "FOLDERS", ())
        settings = command_hall.config()
        command_hall.make_tables(settings)
        app = create_app(settings)
        hall: Hall = app.extensions["hall"]
        patch.setattr(command_hall, "hall", lambda: nullcontext(hall))
        yield Office(hall, folder, a_desk(app, hall), a_program(app, hall))
        hall.database.dispose()


WAYS: tuple[Callable[[Office, int, str, OfficeFile], Said], ...] = (
    Office.by_page,
    Office.by_command,
    Office.by_interface,
)
way = pytest.mark.parametrize("way", WAYS, ids=[each.__name__ for each in WAYS])


def names(each: OfficeFile) -> str:
    return each.id


@way
@pytest.mark.parametrize("file", office_files.PEOPLE, ids=names)
def test_a_list_of_people_gives_what_is_right(office: Office, way: Any, file: OfficeFile) -> None:
    id = office.an_assessment()
    came, said = way(office, id, "people", file)
    assert came == (file.refusal is None), said
    assert office.stored(id) == (() if file.refusal else file.people)
    for words in file.told:
        assert words in said
    if file.refusal:
        assert is_said(file.refusal, said), said


@way
@pytest.mark.parametrize("file", office_files.SCORES, ids=names)
def test_scores_that_nobody_meant_change_nothing(
    office: Office, way: Any, file: OfficeFile
) -> None:
    id = office.an_assessment()
    office.by_interface(id, "people", OfficeFile("", "people.csv", csv(a_list())))
    assert office.stored(id) == BOTH
    came, said = way(office, id, "scores", file)
    assert not came
    assert office.stored(id) == BOTH
    assert file.refusal
    assert is_said(file.refusal, said), said


def is_said(refusal: Refusal, said: str) -> bool:
    """Whether the words are there, at the place that is meant."""
    if refusal.row is None or "<html" not in said:
        place = f"第 {refusal.row} 行 “{refusal.column}”列" if refusal.row else ""
        return refusal.words in said and place in said
    in_cells = any(refusal.words in cell for cell in WRONG.findall(said))
    return in_cells or (refusal.row == 1 and refusal.words in said)


MEETING = """title = "测评 {}"
scheme = "jiaozhou-village"
custody = "server"
eligible = 9
[[subjects]]
name = "{}"
"""
LACKS = {
    "杨𪚥": "U+2A6A5",
    "欧阳\ue123": "U+E123",
    "赵\U0002ebf1": "U+2EBF1",
    "ꆈꌠ": "U+A188",
}
"""Names of which our font lacks something, where no second font is there, and what."""


def by_page(office: Office, text: str) -> str:
    """Sent on the page of a new meeting; the page of what was made."""
    office.desk.look("/meetings/new")
    sent = (io.BytesIO(text.encode()), "meeting.toml")
    assert office.desk.send("/meetings/file", file=sent).status_code == 200
    return office.desk.page


def by_command(office: Office, text: str) -> str:
    """``ballot meeting create``."""
    path = office.folder / "meeting.toml"
    path.write_text(text, encoding="utf-8")
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
        assert main(["meeting", "create", str(path)]) == 0, said.getvalue()
    return said.getvalue()


def by_interface(office: Office, text: str) -> str:
    """``POST /meetings``."""
    answer = office.program.post("/meetings", tomllib.loads(text))
    assert answer.status_code == 201
    return " ".join(f"U+{ord(each['char']):04X}" for each in answer.json["lacking"])


@pytest.mark.parametrize("way", [by_page, by_command, by_interface])
def test_what_the_font_lacks_of_a_name_is_told_as_it_comes_in(office: Office, way: Any) -> None:
    for name, code in LACKS.items():
        assert code in way(office, MEETING.format(next(TITLES), name))
    assert "U+" not in way(office, MEETING.format(next(TITLES), "张三"))
