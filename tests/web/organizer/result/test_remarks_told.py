"""What does not balance is told wherever the figure is told; where nothing is off, nothing is."""

import html
import io
import json
import re
import zipfile

import pytest
from makers.meetings import AMeeting
from makers.unbalanced import OFF, Off
from people.bundle_forger import parts_of
from people.desk import Desk, a_desk
from people.programs import a_program

from ballot.bundle import layout, verify
from ballot.cli.console.outcome import give_result
from ballot.domain.access import CONSOLE
from ballot.exports import remark_words, result_as_csv, result_as_json, result_as_xlsx
from ballot.printing import printers
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.web.proxy import Application


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Remarks follow from the journal: both databases keep the same lines."""
    return sqlite_url


@pytest.fixture(params=OFF.values(), ids=OFF)
def off(request: pytest.FixtureRequest) -> Off:
    found: Off = request.param
    return found


@pytest.fixture
def meeting(off: Off, hall: Hall) -> AMeeting:
    return off.make(hall)


def plain(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def part_of(file: bytes, name: str) -> str:
    """The words of one part of an office file."""
    with zipfile.ZipFile(io.BytesIO(file)) as opened:
        return plain(opened.read(name).decode())


def every_text(meeting: AMeeting, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """The forms of a result that people read, by their names."""
    hall, number = meeting.hall, meeting.number
    result = see_result(hall, number)
    leaf = print_meeting_form(hall, CONSOLE, number, MeetingForm.REPORT)
    give_result(verify.verify(export_bundle(hall, CONSOLE, number)).result, in_json=False)
    return {
        "csv": result_as_csv.write(result).decode("utf-8-sig"),
        "xlsx": part_of(result_as_xlsx.write(result), "xl/sharedStrings.xml"),
        "report": repr(leaf),
        "docx": part_of(printers.render(leaf, "docx", hall.clock()), "word/document.xml"),
        "command": capsys.readouterr().out,
    }


def test_every_text_of_a_result_has_each_remark(
    off: Off, meeting: AMeeting, capsys: pytest.CaptureFixture[str]
) -> None:
    for form, text in every_text(meeting, capsys).items():
        for said in off.words:
            assert said in text, (form, said)
        assert ("Remark 1" in text) == bool(off.words and form in ("csv", "xlsx", "command")), form


def test_every_program_reads_each_kind(
    off: Off, meeting: AMeeting, app: Application, hall: Hall
) -> None:
    result = see_result(hall, meeting.number)
    bundle = export_bundle(hall, CONSOLE, meeting.number)
    told = [
        json.loads(result_as_json.write(result)),
        a_program(app, hall).get(f"/meetings/{meeting.number}/result").json,
        json.loads(parts_of(bundle)[layout.RESULT]),
        result_as_json.value(verify.verify(bundle).result),
    ]
    for form in told:
        assert tuple(each["kind"] for each in form["remarks"]) == off.kinds


def test_the_page_has_each_remark_beside_the_figures(
    off: Off, meeting: AMeeting, app: Application, hall: Hall
) -> None:
    desk: Desk = a_desk(app, hall)
    desk.look(f"/meetings/{meeting.number}/result")
    for said in off.words:
        assert said in plain(desk.page)
    assert ('class="say warn remarks"' in desk.page) == bool(off.words)
    english = [
        remark_words.sentence(each, lambda said: said.en)
        for each in see_result(hall, meeting.number).remarks
    ]
    desk.look(f"/meetings/{meeting.number}/result?lang=en")
    for said in english:
        assert said.replace("很满意", "Very satisfied") in plain(desk.page)
