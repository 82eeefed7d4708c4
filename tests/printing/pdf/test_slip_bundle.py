"""The slips of many meetings in one file, read back as the hall reads them."""

import os
import re
import subprocess
from pathlib import Path

import zxingcpp
from makers.printed import MADE
from PIL import Image

from ballot.printing.pdf import slip_bundle
from ballot.printing.pdf.slip_bundle import SlipBatch, SlipBundle, SlipParcel
from ballot.printing.pdf.slips import SlipPages
from ballot.slips import address, tokens
from ballot.slips.tokens import Minted

URL = "https://cp.jiaozhou.gov.cn"


def minted(count: int) -> list[Minted]:
    return [tokens.mint(os.urandom) for _ in range(count)]


def a_parcel(at: int, *counts: int, **changed: object) -> SlipParcel:
    """The slips of a village; several counts are those of classes of voters."""
    number, village = str(482913 + at), f"第{at}村"
    names = ("",) if len(counts) == 1 else ("A票", "B票")
    pages = [
        SlipPages(
            title=f"2026年度第一书记考核 {village}",
            number=number,
            public_url=URL,
            village=village,
            class_name=name,
        )
        for name in names
    ]
    said = {
        "title": f"2026年度第一书记考核 {village}",
        "number": number,
        "village": village,
        "starts": "2026-12-20 19:30",
        "place": f"{village}村委会",
        "unit": "里岔镇",
        "eligible": sum(counts),
        "custody": "server",
    } | changed
    made = (SlipBatch(each, minted(n)) for each, n in zip(pages, counts, strict=True))
    return SlipParcel(batches=tuple(made), **said)


def printed(folder: Path, bundle: SlipBundle) -> Path:
    file = folder / "bundle.pdf"
    file.write_bytes(b"".join(slip_bundle.render(bundle, MADE)))
    return file


def pages_of(file: Path) -> list[str]:
    """Page by page, line by line."""
    out = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True)
    return out.stdout.decode().split("\f")[:-1]


def words(file: Path) -> list[str]:
    """Page by page, without blanks."""
    return [re.sub(r"\s", "", page) for page in pages_of(file)]


def rows(file: Path) -> list[tuple[str, ...]]:
    """The lines of the list: place, village, number, slips, page of the cover."""
    line = re.compile(r"^ *(\d+) +(\S+) +\S.* (\d{6}) +(\d+) +(\d+)$", re.MULTILINE)
    return [each for page in pages_of(file) for each in line.findall(page)]


def codes(file: Path) -> list[set[str]]:
    """What a camera reads on each page."""
    command = ["pdftoppm", "-r", "130", "-gray", "-png", file, file.with_suffix("")]
    subprocess.run(command, check=True)
    pictures = sorted(file.parent.glob("bundle-*.png"))
    return [{code.text for code in zxingcpp.read_barcodes(Image.open(each))} for each in pictures]


def wanted(parcel: SlipParcel) -> set[str]:
    return {
        address.in_capitals(address.url(URL, parcel.number, each.token))
        for batch in parcel.batches
        for each in batch.minted
    }


def test_every_code_is_read_behind_the_cover_of_its_own_village(tmp_path: Path) -> None:
    parcels = (a_parcel(1, 13), a_parcel(2, 3), a_parcel(3, 2, 12))
    file = printed(tmp_path, SlipBundle(parcels, URL))
    read = codes(file)
    assert [len(page) for page in read] == [0, 0, 12, 1, 0, 3, 0, 2, 12]
    assert read[2] | read[3] == wanted(parcels[0])
    assert read[5] == wanted(parcels[1])
    assert read[7] | read[8] == wanted(parcels[2])


def test_a_cover_says_whose_they_are_how_many_and_on_which_pages(tmp_path: Path) -> None:
    parcels = (a_parcel(1, 13), a_parcel(2, 2, 12, custody="scrutineers", place="", starts=""))
    listed, first, *_sheets, second, _a, _b = words(printed(tmp_path, SlipBundle(parcels, URL)))
    for said in ("第1村", "482914", "13张", "第3—4页", "里岔镇", "应参加13人", URL, "服务器保管"):
        assert said in first, said
    assert "2026年12月20日19:30" in first
    assert "14张（A票2张、B票12张）" in second
    assert "第6—7页" in second
    assert "由三位监票人保管" in second
    assert "2场，27张" in listed
    assert rows(tmp_path / "bundle.pdf") == [
        ("1", "第1村", "482914", "13", "2"),
        ("2", "第2村", "482915", "14", "5"),
    ]


def test_the_village_stands_on_every_slip(tmp_path: Path) -> None:
    parcel = a_parcel(7, 5)
    page = words(printed(tmp_path, SlipBundle((parcel,), URL)))[-1]
    assert page.count("第7村·会议号482920") == 5


def test_who_has_no_slips_here_is_named_with_the_reason(tmp_path: Path) -> None:
    why = tuple(f"第{n}村（{n:06}）：{'还有没确认打印完的票，' * 6}" for n in range(1, 30))
    pages = words(printed(tmp_path, SlipBundle((a_parcel(1, 1),), URL, why)))
    said = "".join(pages[:-2])
    assert len(pages) > 3
    for each in why:
        assert re.sub(r"\s", "", each) in said
    assert "第1村" in pages[-2], "the cover"
    assert f"1{len(pages) - 1}" in said, "the list counts its own pages"


def test_a_list_of_a_county_goes_over_pages_and_names_every_cover(tmp_path: Path) -> None:
    parcels = tuple(a_parcel(place, 1) for place in range(1, 81))
    file = printed(tmp_path, SlipBundle(parcels, URL))
    pages, listed = words(file), rows(file)
    assert [row[2] for row in listed] == [each.number for each in parcels]
    for each, (*_told, page) in zip(parcels, listed, strict=True):
        assert pages[int(page) - 1].startswith("测评票封面")
        assert each.village in pages[int(page) - 1]


def test_names_that_are_long_or_rare_stay_on_the_paper(tmp_path: Path) -> None:
    long = a_parcel(1, 1, village="哈拉玉宫乡" * 20, title="测评" * 60)
    rare = a_parcel(2, 1, village="𪚥村")
    pages = words(printed(tmp_path, SlipBundle((long, rare), URL)))
    first, second = (page for page in pages if page.startswith("测评票封面"))
    assert "…" in first
    assert "村" in second
