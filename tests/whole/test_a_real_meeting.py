"""One real meeting, from the printed sheet to the exported score, seen only from outside.

The slips are read from a picture of the print page by a QR decoder; the ballots go over HTTP as
a browser without script and cookies would send them; all figures are read from what the product
hands out. On SQLite and on PostgreSQL.
"""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from makers import meeting_files
from makers.served import House, a_house, serving
from people import plain_browser
from PIL import Image
from playwright.sync_api import Browser, Page
from python_calamine import load_workbook

MEETING = f"""{meeting_files.TWO}objective_score = "96.5"
[subjects.groups]
"单位类别" = "市直"
"""
SECOND = {"1": "1", "2": "4", "3": "2", "4": "3"}
"""What somebody who gives 张某 one option gives 李某: 20/3/1/7 in all."""


@pytest.fixture(params=["sqlite", "postgres"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    made = a_house(tmp_path, url)
    with serving(made):
        yield made


@pytest.fixture
def office(house: House, chromium: Browser) -> Iterator[Page]:
    """The organizer's computer, signed in by the one-time link."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, device_scale_factor=2, locale="zh-CN"
    )
    page = context.new_page()
    page.goto(house.new_admin_link())
    page.get_by_label("用户名").fill("王主任")
    page.get_by_label("密码", exact=True).fill("大布村今年麦子收成好")
    page.get_by_label("再写一遍密码").fill("大布村今年麦子收成好")
    page.get_by_role("button", name="建立账户并登录").click()
    page.wait_for_url(f"{house.url}/meetings**")
    yield page
    context.close()


def create(house: House) -> str:
    path = house.folder / "meeting.toml"
    path.write_text(MEETING, encoding="utf-8")
    number = house.ask("meeting", "create", str(path))
    assert number.isdigit()
    assert len(number) == 6
    return number


def print_and_scan(house: House, office: Page, number: str, count: int) -> list[str]:
    """Print through the page; read every QR code from a picture of the sheets."""
    office.goto(f"{house.url}/meetings/{number}/slips")
    office.get_by_label("打印多少张").fill(str(count))
    office.get_by_role("button", name="生成打印页").click()
    office.locator("#whole").wait_for()
    office.emulate_media(media="print")
    found = []
    for sheet in office.locator("section.sheet").all():
        picture = Image.open(io.BytesIO(sheet.screenshot()))
        codes = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
        found += [code.text for code in codes]
    office.emulate_media(media="screen")
    office.get_by_role("button", name="全部打印出来了").click()
    office.wait_for_url(f"{house.url}/meetings/{number}**")
    return found


def cast_all(slips: list[str], choices: str) -> None:
    """One slip a voter; everybody must read that the ballot counts, and five come again."""
    for url, digit in zip(slips, choices, strict=False):
        done = plain_browser.vote(url, [digit, SECOND[digit]])
        assert done.status == 200
        assert "已经投好了，已计入。谢谢您！" in done.text
    for url in slips[:5]:
        again = plain_browser.fetch(url)
        assert (again.status, "这张票已经投过，已计入，不能更改" in again.text) == (200, True)
        fields = {"a1_1": "4", "a2_1": "4", "cast": "1"}
        again = plain_browser.fetch(url, fields)
        assert (again.status, "这张票已经投过，已计入，不能更改" in again.text) == (200, True)


def export(house: House, number: str, kind: str) -> bytes:
    out = house.folder / f"result.{kind}"
    house.ask("export", number, "--format", kind, "--out", str(out))
    return out.read_bytes()


def cells_of(house: House, number: str) -> dict[str, str]:
    """Everything that each format and the command say, as text."""
    book = load_workbook(io.BytesIO(export(house, number, "xlsx")))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    table = csv.reader(io.StringIO(export(house, number, "csv").decode("utf-8-sig")))
    return {
        "xlsx": "\n".join(str(cell) for row in rows for cell in row),
        "csv": "\n".join(cell for row in table for cell in row),
        "json": export(house, number, "json").decode(),
        "result": house.ask("result", number, "--json"),
    }


def test_31_of_46_slips_of_the_printed_sheet_give_87_10_percent_and_97_55(
    house: House, office: Page
) -> None:
    number = create(house)
    slips = print_and_scan(house, office, number, 46)
    assert len(set(slips)) == 46
    assert plain_browser.fetch(slips[0]).status == 409
    house.ask("meeting", "open", number)

    cast_all(slips, "1" * 20 + "2" * 7 + "3" * 3 + "4")
    house.ask("meeting", "close", number)
    assert plain_browser.fetch(slips[40]).status == 410
    house.ask("box", "open", number)

    result = json.loads(house.ask("result", number, "--json"))
    assert (result["state"], result["eligible"], result["issued"]) == ("opened", 46, 46)
    assert result["returned"] == {"phone": 31, "kiosk": 0, "paper": 0, "total": 31}
    assert result["quorum"] == {"rule": "≥ 2/3", "required": 31, "met": True}
    assert result["void"] == 15
    first, second = result["subjects"]
    assert first["counts"] == {"很满意": 20, "满意": 7, "基本满意": 3, "不满意": 1}
    assert first["satisfaction"] == {"exact": "27/31", "percent": "87.10"}
    assert first["final_score"] == {"exact": "3024/31", "shown": "97.55"}
    assert second["counts"] == {"很满意": 20, "满意": 3, "基本满意": 1, "不满意": 7}
    for said in cells_of(house, number).values():
        assert "87.1" in said
        assert "97.55" in said
    office.goto(f"{house.url}/meetings/{number}/result")
    shown = office.locator("main").inner_text()
    assert "87.10" in shown
    assert "97.55" in shown
    assert "第十七条" in shown
    assert plain_browser.fetch(slips[0]).status == 200
    assert plain_browser.fetch(slips[40]).status == 410


def test_30_of_46_open_nothing_and_no_figure_stands_anywhere(house: House, office: Page) -> None:
    number = create(house)
    slips = print_and_scan(house, office, number, 46)
    house.ask("meeting", "open", number)
    cast_all(slips, "1" * 19 + "2" * 7 + "3" * 3 + "4")
    house.ask("meeting", "close", number)

    for _ in range(2):
        refused = house.run("box", "open", number)
        assert refused.returncode == 1
        assert "1" in refused.stderr
        assert "Traceback" not in refused.stderr
    result = json.loads(house.ask("result", number, "--json"))
    assert result["state"] == "no_quorum"
    assert result["quorum"] == {"rule": "≥ 2/3", "required": 31, "met": False}
    assert result["subjects"] == [{"name": "张某"}, {"name": "李某"}]
    for kind, said in cells_of(house, number).items():
        for figure in ("很满意", "86.67", "26/30", "97.07", "%"):
            assert figure not in said, (kind, figure, said)
    office.goto(f"{house.url}/meetings/{number}/result")
    shown = office.locator("main").inner_text()
    assert "第二轮" in shown
    assert "很满意" not in shown
    assert "%" not in shown
