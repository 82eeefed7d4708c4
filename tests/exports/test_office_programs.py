"""LibreOffice reads what we write, and prints it broad, one page wide, digests last."""

import csv
import re
import subprocess
from pathlib import Path

import pytest
from makers import printed, results
from printing import reading

from ballot.domain.ledger.balance import Count
from ballot.domain.meetings.result import MeetingResult
from ballot.exports import result_as_xlsx
from ballot.printing import as_xlsx
from ballot.printing.forms import ledger


def test_an_office_program_reads_the_sheet(tmp_path: Path) -> None:
    source = tmp_path / "result.xlsx"
    source.write_bytes(result_as_xlsx.write(results.an_opened_result()))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir"]
    subprocess.run([*command, str(tmp_path), str(source)], check=True, timeout=120)
    with (tmp_path / "result.csv").open(encoding="utf-8", newline="") as converted:
        rows = list(csv.reader(converted))
    person = next(row for row in rows if row[1] == "张某")
    assert person[5:9] == ["20", "7", "3", "1"]
    assert "97.55" in person


def in_office(folder: Path, content: bytes) -> Path:
    """A workbook as an office prints it."""
    source = folder / "book.xlsx"
    source.write_bytes(content)
    reading.through_office(folder, source)
    return source.with_suffix(".pdf")


def is_broad(file: Path) -> bool:
    out = subprocess.run(["pdfinfo", file], check=True, capture_output=True).stdout.decode()
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", out)
    assert size is not None
    return float(size[1]) > float(size[2])


@pytest.mark.parametrize(
    "result",
    [results.an_opened_result(), printed.by_classes(3), results.a_result_without_quorum()],
    ids=["opened", "classes", "missed"],
)
def test_a_result_prints_broad_and_one_page_wide_with_its_digest_last(
    tmp_path: Path, result: MeetingResult
) -> None:
    file = in_office(tmp_path, result_as_xlsx.write(result))
    assert is_broad(file)
    total = reading.pages(file)
    assert total <= 3, "facts and people, and a page for the chart"
    first = reading.squeezed(reading.page(file, 1))
    last = "Remark" if result.is_open else "Village"
    for heading in ("No.", last):
        assert heading in first, "columns that do not fit would stand on pages of their own"
    said = reading.words(file).replace(f"第{total}页共{total}页", "")
    assert said.endswith(result.scheme_sha256), "what only machines compare stands last"
    for subject in result.subjects:
        assert subject.name in said


def test_a_ledger_prints_broad_and_one_page_wide_with_its_digests_last(tmp_path: Path) -> None:
    count = Count(
        **dict.fromkeys(("slip_root", "wall_root"), printed.DIGEST),
        issued=60, eligible=46, slip_rows=60, phone=26, kiosk=3, paper=2, exchanged=2,
        ciphertexts=[29], handed_out=40, unissued=19, spoiled_before=1, not_returned=9,
    )  # fmt: skip
    facts = ledger.Ledger(
        title=printed.TITLE, number="482913", count=count, roots=(printed.DIGEST[::-1],)
    )
    file = in_office(tmp_path, as_xlsx.render(ledger.leaf(facts), printed.MADE))
    assert is_broad(file)
    said = reading.words(file)
    assert reading.pages(file) <= 2
    assert "发出收回手机平板纸质换纸票领后损坏未收回40312632209" in said
    roots = said.index("票根和密文根")
    assert said.index("监票人") < roots
    assert said.index("差额和处理") < roots
    assert printed.DIGEST[::-1] in said[roots:]
