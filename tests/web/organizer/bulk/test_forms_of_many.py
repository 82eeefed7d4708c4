"""One form of many meetings in one file, each with pages of its own; who has none yet is named."""

import re
import subprocess
from pathlib import Path

import pytest
from makers.meetings import a_draft, an_open_meeting
from people.desk import Desk

from ballot.usecases.hall import Hall


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A form is the same on both."""
    return sqlite_url


def pages(desk: Desk, path: str, folder: Path) -> list[str]:
    """What stands on each page of the file, without blanks."""
    answer = desk.client.get(path)
    assert answer.status_code == 200, answer.text
    file = folder / "forms.pdf"
    file.write_bytes(answer.data)
    out = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True)
    return [re.sub(r"\s", "", page) for page in out.stdout.decode().split("\f")][:-1]


def test_posters_of_many_are_one_file_and_who_has_none_is_named_first(
    hall: Hall, desk: Desk, tmp_path: Path
) -> None:
    live = [an_open_meeting(hall).number for _ in range(2)]
    draft = a_draft(hall).number
    asked = "&".join(f"m={each}" for each in (*live, draft))
    assert desk.look(f"/meetings/bulk?do=print&{asked}").status_code == 200
    assert desk.page.count('name="m"') == 3
    found = pages(desk, f"/meetings/bulk/print.pdf?paper=notice&{asked}", tmp_path)
    assert "没有印的" in found[0]
    assert draft in found[0]
    assert not any(number in found[0] for number in live)
    posters = "".join(found[1:])
    assert all(number in posters for number in live)
    assert draft not in posters
    assert posters.count("第1页共") == 2, "each is counted by itself"


def test_forms_of_all_that_the_list_shows(hall: Hall, desk: Desk, tmp_path: Path) -> None:
    numbers = [a_draft(hall).number for _ in range(3)]
    for word in ("roster", "ballot", "script", "ledger"):
        found = pages(desk, f"/meetings/bulk/print.pdf?paper={word}&q=大布村", tmp_path)
        assert "没有印的" not in found[0]
        assert len(found) >= len(numbers)
    for odd in ("wifi", "x", ""):
        assert desk.look(f"/meetings/bulk/print.pdf?paper={odd}").status_code == 404
    assert desk.look("/meetings/bulk/print.pdf?paper=roster&q=没有这个村").status_code == 422
