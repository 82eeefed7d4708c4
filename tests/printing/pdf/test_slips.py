"""Slips as PDF, read back as the hall reads them: with a camera and with the eye."""

import os
import re
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import example, given, settings
from hypothesis import strategies as st
from makers.printed import MADE, TITLE
from PIL import Image

from ballot.printing.pdf import qr_runs, slips
from ballot.printing.pdf.slips import SlipPages
from ballot.slips import address, qr, tokens
from ballot.slips.tokens import Minted

URL = "https://cp.jiaozhou.gov.cn"


def minted(count: int) -> list[Minted]:
    return [tokens.mint(os.urandom) for _ in range(count)]


def sheet(**changed: object) -> SlipPages:
    facts = {"title": TITLE, "number": "482913", "public_url": URL} | changed
    return SlipPages(**facts)


def printed(folder: Path, of: SlipPages, some: list[Minted]) -> Path:
    file = folder / "slips.pdf"
    file.write_bytes(b"".join(slips.render(of, some, MADE)))
    return file


def words(file: Path) -> str:
    return subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True).stdout.decode()


def pictures(file: Path) -> Iterator[Image.Image]:
    subprocess.run(
        ["pdftoppm", "-r", "130", "-gray", "-png", file, file.with_suffix("")], check=True
    )
    for picture in sorted(file.parent.glob("slips-*.png")):
        yield Image.open(picture)


@pytest.mark.parametrize("per_page", [12, 21])
def test_every_code_of_every_page_is_read(tmp_path: Path, per_page: int) -> None:
    some = minted(per_page + 2)
    file = printed(tmp_path, sheet(per_page=per_page), some)
    pages = [zxingcpp.read_barcodes(picture) for picture in pictures(file)]
    assert [len(page) for page in pages] == [per_page, 2]
    found = [code for page in pages for code in page]
    wanted = {address.in_capitals(address.url(URL, "482913", each.token)) for each in some}
    assert {code.text for code in found} == wanted
    assert {code.ec_level for code in found} == {"Q"}


@pytest.mark.parametrize(("per_page", "least"), [(12, 42.0), (21, 30.0)])
def test_the_codes_have_their_size_with_a_quiet_zone(per_page: int, least: float) -> None:
    layout = slips.LAYOUTS[per_page]
    assert layout.code >= least
    assert layout.columns * layout.rows == per_page
    assert qr.QUIET_ZONE == 4
    assert layout.code_x >= 0
    assert layout.code_x + layout.code <= layout.width
    assert layout.code_y + layout.code <= layout.height


def test_a_slip_says_its_digits_the_meeting_and_where_to_go(tmp_path: Path) -> None:
    (one,) = some = minted(1)
    text = words(printed(tmp_path, sheet(), some))
    assert one.code.printed in text
    assert "扫不开？请到现场平板投票" in text
    assert "482913" in text
    assert TITLE.replace(" ", "") in re.sub(r"\s", "", text)
    assert "第二轮" not in re.sub(r"\s", "", text)
    assert "演练" not in re.sub(r"\s", "", text)


def test_no_slip_has_a_number_of_its_own_but_its_secrets(tmp_path: Path) -> None:
    some = minted(12)
    text = words(printed(tmp_path, sheet(title="测评"), some))
    for each in some:
        text = text.replace(each.code.printed, "")
    assert set(re.findall(r"\d+", text)) == {"482913"}


@pytest.mark.parametrize("per_page", [12, 21])
def test_second_round_and_rehearsal_are_marked(tmp_path: Path, per_page: int) -> None:
    marked = sheet(per_page=per_page, round=2, rehearsal=True)
    text = re.sub(r"\s", "", words(printed(tmp_path, marked, minted(3))))
    counts = [sum(text.count(char) for char in mark) for mark in ("轮", "演")]
    assert counts == [3, 3]


def test_the_same_slips_and_time_give_the_same_bytes(tmp_path: Path) -> None:
    some = minted(13)
    first = b"".join(slips.render(sheet(), some, MADE))
    assert first == b"".join(slips.render(sheet(), some, MADE))


def test_a_page_leaves_before_the_next_is_minted() -> None:
    asked: list[Minted] = []

    def counted() -> Iterator[Minted]:
        for each in minted(36):
            asked.append(each)
            yield each

    seen = [len(asked) for _ in slips.render(sheet(), counted(), MADE)]
    assert {12, 24, 36} <= set(seen)


def test_memory_does_not_grow_with_the_number_of_slips() -> None:
    """Fifty pages together are three megabytes of drawing; one at a time they are sixty kB."""
    pieces = slips.render(sheet(), (tokens.mint(os.urandom) for _ in range(612)), MADE)
    for piece in pieces:
        if b"/Type /Page " in piece:
            break
    tracemalloc.start()
    try:
        assert sum(map(len, pieces)) > 200_000
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("url", "remark"),
    [
        ("https://cp.jiaozhou.gov.cn", "an even prefix"),
        ("https://cp.jiaozhou.gov.c", "an odd prefix"),
        ("http://127.0.0.1:8000", "a laptop"),
        ("https://a.cn/Ping", "small letters: drawn the long way"),
    ],
)
def test_a_quick_code_is_the_code_drawn_the_long_way(url: str, remark: str) -> None:
    for each in minted(10):
        text = address.in_capitals(address.url(url, "482913", each.token))
        size, runs = qr_runs.runs(text)
        rows = [[False] * size for _ in range(size)]
        for row, start, length in runs:
            rows[row][start : start + length] = [True] * length
        assert rows == qr.matrix(text), remark


PRINT_MANY = r"""
import os, re, sys, time
from datetime import datetime
from ballot.printing.pdf import slips
from ballot.slips import tokens
sheet = slips.SlipPages(title="测评", number="482913", public_url="https://cp.example.cn")
some = (tokens.mint(os.urandom) for _ in range(int(sys.argv[1])))
with open(sys.argv[2], "wb") as file:
    for piece in slips.render(sheet, some, datetime(2026, 12, 10)):
        file.write(piece)
print(re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1], time.process_time())
"""


def test_many_slips_need_little_memory_and_time(tmp_path: Path) -> None:
    """Ten thousand at full scale; memory and CPU are those of a process of its own."""
    count = 10_000 if os.environ.get("BALLOT_TEST_SCALE") == "full" else 600
    file = tmp_path / "slips.pdf"
    out = subprocess.run(
        [sys.executable, "-c", PRINT_MANY, str(count), file], check=True, capture_output=True
    )
    kilobytes, seconds = out.stdout.split()
    assert int(kilobytes) < 128 * 1024
    assert float(seconds) < 20
    info = subprocess.run(["pdfinfo", file], check=True, capture_output=True).stdout.decode()
    assert int(re.search(r"Pages:\s+(\d+)", info)[1]) == -(-count // 12)


@given(st.text("0123456789ABCXYZ $%*+-./:", min_size=1, max_size=120))
@example("BALLOT:482913:1:SHA256:" + "A1" * 32)
@example("A" + "0" * 30)
@example("482913")
@settings(max_examples=25, deadline=None)
def test_a_quick_code_of_any_text_is_the_code_drawn_the_long_way(text: str) -> None:
    size, runs = qr_runs.runs(text)
    black = {(row, column) for row, start, n in runs for column in range(start, start + n)}
    rows = qr.matrix(text)
    assert len(rows) == size
    assert black == {(r, c) for r, row in enumerate(rows) for c, on in enumerate(row) if on}
