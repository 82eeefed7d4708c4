"""A county's meetings at once, one of them out of order: the others are done, and it is named."""

import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import pytest
import zxingcpp
from makers.county import a_county, workbook
from people.desk import Desk, hidden_in
from people.importer import FORM, filled, upload
from PIL import Image

from ballot.domain.access import CONSOLE
from ballot.domain.meeting import State
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.printing.pdf.slips import TWELVE
from ballot.slips import address
from ballot.storage import meetings
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.desk.find_meetings import Search, find_meetings
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.cancel import cancel

SIZE = 171 if os.environ.get("BALLOT_TEST_SCALE") == "full" else 8
ELIGIBLE = 13
DPI, MM = 100, 25.4
DASHED = 0.4
"""So much of a dashed line is drawn at least."""
TICK = re.compile(r'name="m" value="([\d.]+)" checked')


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on both."""
    return sqlite_url


def bring_in(desk: Desk, id: int, what: str, content: bytes) -> None:
    """A file is looked at, and saved."""
    assert upload(desk, id, what, content) == 200
    found = FORM.search(desk.page)
    assert found
    desk.send(f"/assessments/{id}/import/{what}/save", rows=found[1])


def made(desk: Desk, hall: Hall) -> list[str]:
    """The meetings of a county, by two files; their numbers in the order of the second."""
    id = create_assessment(hall, CONSOLE, AssessmentPlan("2026年度考核", "jiaozhou-village"))
    bring_in(desk, id, "people", workbook(a_county(SIZE)))
    bring_in(desk, id, "meetings", filled(desk, id, "meetings", "应参加人数", str(ELIGIBLE))[1])
    assert f"已建立 {SIZE} 场测评会" in desk.page
    listed = find_meetings(hall, CONSOLE, Search(), SIZE).listed
    villages = [each.village for each in a_county(SIZE)]
    assert [each.villages for each in listed] == [(one,) for one in villages], "in its order"
    kept = hall.database.read(lambda db: meetings.of_assessment(db, id))
    assert [each.number for each in kept] == [each.line.number for each in listed]
    return [each.line.number for each in listed]


@dataclass(frozen=True)
class Sheet:
    """A page of the file: what a camera reads on it, its words without blanks, how much of each
    line along which it is cut is drawn."""

    codes: tuple[str, ...]
    words: str
    cuts: tuple[float, ...]


def read(pdf: bytes, folder: Path) -> list[Sheet]:
    """Every page, from its picture."""
    file = folder / "slips.pdf"
    file.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-png", file, folder / "page"], check=True)
    out = subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True)
    words = re.sub(r"[^\S\f]", "", out.stdout.decode()).split("\f")
    return [
        seen(each, said) for each, said in zip(sorted(folder.glob("page-*")), words, strict=False)
    ]


def seen(picture: Path, words: str) -> Sheet:
    """A page as it looks."""
    with Image.open(picture).convert("L") as page:
        codes = tuple(code.text for code in zxingcpp.read_barcodes(page))
        return Sheet(codes, words, tuple(cuts(page)))


def cuts(page: Image.Image) -> Iterator[float]:
    """Of each dashed line of the grid the share that is not white."""
    wide, high = page.size
    for column in range(TWELVE.columns + 1):
        at = round((TWELVE.margin + column * TWELVE.width) * DPI / MM)
        yield drawn(page, (at - 1, 0, at + 2, high))
    for row in range(TWELVE.rows + 1):
        at = high - round((TWELVE.margin + row * TWELVE.height) * DPI / MM)
        yield drawn(page, (0, at - 1, wide, at + 2))


def drawn(page: Image.Image, box: tuple[int, int, int, int]) -> float:
    """How many of the places along a narrow box have something in them."""
    part = page.crop(box)
    wide, high = part.size
    across = [part.crop((0, y, wide, y + 1)) for y in range(high)]
    if wide > high:
        across = [part.crop((x, 0, x + 1, high)) for x in range(wide)]
    return sum(min(each.tobytes()) < 250 for each in across) / len(across)


def test_one_of_a_county_is_out_of_order_and_the_others_are_done(
    hall: Hall, desk: Desk, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    numbers = made(desk, hall)
    page = "/meetings/bulk?do=slips&q=2026年度考核"
    assert desk.look(page).status_code == 200
    assert desk.page.count('name="m"') == SIZE
    broken = numbers[SIZE // 2]
    cancel(hall, CONSOLE, broken, "改期")
    fields = {"csrf_token": desk.secret, "spare": "0", "m": numbers}
    fields |= hidden_in(desk.page, "/meetings/bulk/slips", page)
    began = time.monotonic()
    pdf = desk.client.post("/meetings/bulk/slips", data=fields).data
    record_property("seconds to issue and draw", round(time.monotonic() - began, 1))
    record_property("bytes of the file", len(pdf))
    record_property("peak of the process in MB", getrusage(RUSAGE_SELF).ru_maxrss // 1024)
    began = time.monotonic()
    sheets = read(pdf, tmp_path)
    record_property("pages", len(sheets))
    record_property("seconds to read the pictures", round(time.monotonic() - began, 1))
    codes = [code for each in sheets for code in each.codes]
    assert len(codes) == len(set(codes)) == ELIGIBLE * (SIZE - 1)
    record_property("codes read from pictures", len(codes))
    assert {address.read(each).number for each in codes} == {*numbers} - {broken}
    villages = {at: each.village for at, each in zip(numbers, a_county(SIZE), strict=True)}
    for sheet in filter(lambda each: each.codes, sheets):
        (number,) = {address.read(each).number for each in sheet.codes}
        assert sheet.words.count(f"{villages[number]}·会议号{number}") == len(sheet.codes)
        assert min(sheet.cuts) > DASHED, "every line to cut along"
    covers = [each for each in sheets if not each.codes]
    assert all(min(each.cuts) < DASHED for each in covers), "the control: there is nothing to cut"
    said = "".join(each.words for each in covers)
    assert f"（{broken}）：现在不能“制票”：测评会处于“已取消”" in said
    opened(desk, hall, numbers, broken, record_property)


def opened(
    desk: Desk,
    hall: Hall,
    numbers: list[str],
    broken: str,
    record_property: Callable[[str, object], None],
) -> None:
    """Confirmed and opened, all but the one, which is named again."""
    desk.look("/meetings/bulk?do=confirm&q=2026年度考核")
    batches = TICK.findall(desk.page)
    assert len(batches) == SIZE - 1
    desk.send("/meetings/bulk", do="confirm", m=batches)
    assert f"{SIZE - 1} 场已经办好" in desk.page
    began = time.monotonic()
    desk.send("/meetings/bulk", do="open", m=numbers)
    record_property("seconds to open", round(time.monotonic() - began, 1))
    assert f"{SIZE - 1} 场已经办好" in desk.page
    assert "1 场没有办成" in desk.page
    assert f"do=open&amp;m={broken}" in desk.page
    states = {
        each.line.number: each.line.state
        for each in find_meetings(hall, CONSOLE, Search(), SIZE).listed
    }
    assert states.pop(broken) is State.CANCELLED
    assert set(states.values()) == {State.OPEN}
