"""What we hand out we take back: every blank file of every policy, filled in by an office."""

import io
import subprocess
from pathlib import Path

import openpyxl
import pytest
from people.desk import Desk
from people.importer import FORM, rows_of, upload

from ballot import schemes
from ballot.domain.access import CONSOLE
from ballot.domain.scheme.scheme import NAME, UNIT, VILLAGE
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall

PEOPLE = (
    ("王伟", "市财政局", "大布村"),
    ("王伟", "市水利局", "小布村"),
    ("李强", "市财政局", "大布村"),
)
FORMATS = {"xlsx": "xlsx", "ods": "ods", "csv": "csv:Text - txt - csv (StarCalc):44,34,76"}


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
    for row, person in enumerate(PEOPLE, start=first):
        own = dict(zip((NAME, UNIT, VILLAGE), person, strict=True))
        for place, heading in enumerate(tab[1], start=1):
            cell, name = tab.cell(row, place), str(heading.value)
            if cell.value is None:
                cell.value = own.get(name, usual.get(name, words.get(place, "0")))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def in_formats(folder: Path, form: bytes) -> dict[str, bytes]:
    """The same as LibreOffice saves it in each of ``FORMATS``."""
    (folder / "form.xlsx").write_bytes(form)
    for kind, filter in FORMATS.items():
        profile = f"-env:UserInstallation=file://{folder}/profile"
        out = folder / kind
        command = ["soffice", profile, "--headless", "--convert-to", filter, "--outdir", str(out)]
        subprocess.run([*command, str(folder / "form.xlsx")], check=True, capture_output=True)
    return {kind: (folder / kind / f"form.{kind}").read_bytes() for kind in FORMATS}


def bring_in(desk: Desk, id: int, what: str, file: bytes, name: str = "form.xlsx") -> None:
    assert upload(desk, id, what, file, name) == 200, desk.page
    found = FORM.search(desk.page)
    assert found
    address = f"/assessments/{id}/import/{what}/save"
    assert desk.send(address, rows=found[1], distinct="1", confirm_beyond="1").status_code == 200


def blank(desk: Desk, id: int, what: str) -> bytes:
    data: bytes = desk.client.get(f"/assessments/{id}/template/{what}.xlsx").data
    return data


@pytest.mark.parametrize("scheme", schemes.available())
def test_a_blank_file_comes_back_filled_in(desk: Desk, hall: Hall, scheme: str) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("考核", scheme))
    people = blank(desk, id, "people")
    bring_in(desk, id, "people", filled(people, people))
    there = see_assessment(hall, CONSOLE, id).people
    assert {(each.name, each.unit, each.village) for each in there} == {*PEOPLE}
    form = blank(desk, id, "scores")
    assert len(rows_of("form.xlsx", form)[1]) == len(PEOPLE)
    bring_in(desk, id, "scores", filled(form, people))


def test_the_same_as_libreoffice_saves_it(desk: Desk, hall: Hall, tmp_path: Path) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("考核", "jiaozhou-village"))
    people = blank(desk, id, "people")
    bring_in(desk, id, "people", filled(people, people))
    scores = filled(blank(desk, id, "scores"), people)
    for kind, file in in_formats(tmp_path, scores).items():
        bring_in(desk, id, "scores", file, f"form.{kind}")
