"""LibreOffice reads what we write."""

import csv
import subprocess
from pathlib import Path

from makers import results

from ballot.exports import result_as_xlsx


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
