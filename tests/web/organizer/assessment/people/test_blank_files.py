"""What we hand out we take back: every blank file of every policy, filled in by an office."""

import io
import re
import subprocess
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

import openpyxl
from people.desk import Desk
from people.importer import FORM, rows_of, upload
from people.programs import Program, a_program

from ballot import schemes
from ballot.domain.access import CONSOLE
from ballot.domain.scheme.scheme import NAME, UNIT, VILLAGE
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.jobs import carried_file
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application

PEOPLE = (
    ("王伟", "市财政局", "大布村"),
    ("王伟", "市水利局", "小布村"),
    ("李强", "市财政局", "大布村"),
)
CSV = "csv:Text - txt - csv (StarCalc):44,34,76"
FORMATS = {"xlsx": "xlsx", "xls": "xls", "ods": "ods", "csv": CSV}
ASKED = {"应参加人数": "9", "会议时间": "2026-12-20 19:30"}
"""What a blank file asks for that can be no 0."""
ERROR = re.compile(r'<span class="error">(.*?)</span>')
Row = Mapping[str, str]


def filled(form: bytes, people: bytes) -> bytes:
    """A blank file as an office fills it in: people of its own where it asks for them, and in
    every other column what the example of the blank list of ``people`` has there, else the first
    word that it offers, else 0."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    tab = book.worksheets[0]
    example = openpyxl.load_workbook(io.BytesIO(people)).worksheets[0]
    usual = {example.cell(1, cell.column).value: cell.value for cell in example[2]}
    words = {
        next(iter(each.sqref)).min_col: str(each.formula1).strip('"').split(",")[0]
        for each in tab.data_validations.dataValidation
    }
    first = next(row for row in (2, 3) if not str(tab.cell(row, 1).value).startswith("例"))
    last = max(first + len(PEOPLE) - 1, len([cell for cell in tab["A"] if cell.value]))
    for row in range(first, last + 1):
        person = PEOPLE[(row - first) % len(PEOPLE)]
        own = ASKED | dict(zip((NAME, UNIT, VILLAGE), person, strict=True))
        for place, heading in enumerate(tab[1], start=1):
            cell, name = tab.cell(row, place), str(heading.value)
            cell.value = cell.value or own.get(name, usual.get(name, words.get(place, "0")))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def plan(scheme: str) -> AssessmentPlan:
    """An assessment by a policy; where the policy has rounds, its first one, as it must say."""
    return AssessmentPlan(scheme, scheme, "".join(schemes.find(scheme).aftermath.rounds[:1]))


def in_formats(folder: Path, forms: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    """By name and format the same files as LibreOffice saves them."""
    for name, form in forms.items():
        (folder / f"{name}.xlsx").write_bytes(form)
    files = [str(folder / f"{name}.xlsx") for name in forms]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    for kind, filter in FORMATS.items():
        out = ["--convert-to", filter, "--outdir", str(folder / kind)]
        command = ["soffice", profile, "--headless", *out, *files]
        subprocess.run(command, check=True, capture_output=True)
    return {
        name: {kind: (folder / kind / f"{name}.{kind}").read_bytes() for kind in FORMATS}
        for name in forms
    }


def bring_in(desk: Desk, id: int, what: str, file: bytes, name: str = "form.xlsx") -> None:
    assert upload(desk, id, what, file, name) == 200, desk.page
    found = FORM.search(desk.page)
    assert found
    address = f"/assessments/{id}/import/{what}/save"
    assert desk.send(address, rows=found[1], distinct="1", confirm_beyond="1").status_code == 200


def blank(desk: Desk, id: int, what: str) -> bytes:
    data: bytes = desk.client.get(f"/assessments/{id}/template/{what}.xlsx").data
    return data


def previewed(desk: Desk, id: int, what: str, kind: str, file: bytes) -> tuple[Row, ...]:
    """The rows of a file that has no fault, as they would be kept."""
    sent = (io.BytesIO(file), f"form.{kind}")
    status = desk.send(f"/assessments/{id}/import/{what}", file=sent).status_code
    found = FORM.search(desk.page)
    assert found, (id, what, kind, status, ERROR.findall(desk.page))
    return carried_file.unpack(found[1]).rows


def take(program: Program, id: int, what: str, file: bytes) -> None:
    """The same file over the interface, which reads it as the pages do."""
    sent = {"file": b64encode(file).decode(), "name": "form.xlsx", "confirm_beyond": True}
    told = program.done(f"/assessments/{id}/{what}", sent)
    assert (told["count"], told["new"]) == (len(PEOPLE), 0), (id, what)


def test_every_blank_file_of_every_policy_comes_back_as_libreoffice_saves_it(
    app: Application, desk: Desk, hall: Hall, tmp_path: Path
) -> None:
    forms, ids, program = {}, {}, a_program(app, hall)
    for scheme in schemes.available():
        id = ids[scheme] = create_assessment(hall, CONSOLE, plan(scheme))
        people = blank(desk, id, "people")
        forms[f"{scheme}.people"] = filled(people, people)
        bring_in(desk, id, "people", forms[f"{scheme}.people"])
        there = see_assessment(hall, CONSOLE, id).people
        assert {(each.name, each.unit, each.village) for each in there} == {*PEOPLE}, scheme
        scores = blank(desk, id, "scores")
        headings, rows = rows_of("form.xlsx", scores)
        assert len(rows) == len(PEOPLE), scheme
        lists = schemes.find(scheme).aftermath.lists_of_period
        assert {each.needs for each in lists if each.needs} <= {*headings}, scheme
        forms[f"{scheme}.scores"] = filled(scores, people)
        if schemes.find(scheme).questions:
            forms[f"{scheme}.meetings"] = filled(blank(desk, id, "meetings"), people)
    assert len(forms) >= 24
    for name, files in in_formats(tmp_path, forms).items():
        scheme, what = name.split(".")
        of = ids[scheme]
        wanted = previewed(desk, of, what, "xlsx", forms[name])
        read = {kind: previewed(desk, of, what, kind, file) for kind, file in files.items()}
        assert read == dict.fromkeys(FORMATS, wanted), name
        if what != "meetings":
            take(program, of, what, forms[name])
        if what == "scores":
            bring_in(desk, of, what, files["xls"], "form.xls")
