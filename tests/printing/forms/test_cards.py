"""Cards for people, read back: what each of a hall does and what helps him, and no secret."""

import io
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
import zxingcpp
from docx import Document
from makers import printed
from PIL import Image
from printing import reading

from ballot.printing import as_docx
from ballot.printing.forms import cards, handouts
from ballot.printing.forms.cards import CardRole, HallCards
from ballot.printing.leaf import Break, Code, Halve, Leaf, Line, Table

HALL = HallCards(
    title=printed.TITLE,
    number="482913",
    url="https://ballot.example:8443",
    eligible=46,
    required=31,
    slips=60,
    custody="scrutineers",
    held="2026年12月24日 19:30",
    place="大布村村委会会议室",
    kiosks=2,
    kiosk_place="门口左边的桌子上",
    roster=True,
    doors=2,
    network=True,
)
LONG = "关于" + "二〇二六年度第一书记和驻村工作队群众满意度民主测评" * 3
EVERY = [
    HallCards(
        title=title,
        number="482913",
        url="https://ballot.example:8443",
        eligible=46,
        required=31,
        slips=60,
        custody=custody,
        round=round_,
        held=HALL.held,
        place=HALL.place,
        sealed=sealed,
        kiosks=kiosks,
        kiosk_place=HALL.kiosk_place,
        exchanges=exchanges,
        roster=roster,
        doors=int(roster),
        network=True,
    )
    for title, custody, round_, sealed, kiosks, exchanges, roster in product(
        (printed.TITLE,),
        ("scrutineers", "server"),
        (1, 2),
        (False, True),
        (0, 2),
        (True, False),
        (True, False),
    )
]

DRAWN = [*EVERY[::5], replace(HALL, title=LONG[:60])]
"""Those that are printed here: each way of each choice is among them."""


def sheets(leaf: Leaf) -> list[str]:
    """The words of each sheet."""
    found = [""]
    for block in leaf.blocks:
        match block:
            case Break():
                found.append("")
            case Line():
                found[-1] += block.text
            case Table():
                found[-1] += "".join(cell.text for row in block.rows for cell in row.cells)
            case Code():
                found[-1] += block.caption
            case _:
                pass
    return found


def of_role(hall: HallCards, name: str) -> str:
    """The first sheet of a part; empty where nobody has it."""
    return next((each for each in sheets(cards.leaf(hall)) if each.startswith(name)), "")


def test_there_are_as_many_sheets_as_people_each_folded_in_the_middle() -> None:
    leaf = cards.leaf(HALL)
    first = [each[:3] for each in sheets(leaf)]
    assert first == ["组织者", *["监票人"] * 3, *["计票人"] * 2, *[f"门口{printed.TITLE[0]}"] * 2]
    assert sum(isinstance(each, Halve) for each in leaf.blocks) == len(first)
    assert leaf.folded
    assert of_role(replace(HALL, exchanges=False), "计票人") == ""
    assert len(sheets(cards.leaf(replace(HALL, exchanges=False, roster=False, doors=0)))) == 5


def test_every_card_bears_the_numbers_of_its_meeting() -> None:
    for sheet in sheets(cards.leaf(HALL)):
        for said in ("482913", "46 人，至少要 31 人", HALL.held, HALL.place, printed.TITLE):
            assert said in sheet


@pytest.mark.parametrize("name", ["组织者", "监票人", "计票人", "门口"])
def test_every_card_says_what_helps_when_something_goes_wrong(name: str) -> None:
    for hall in EVERY:
        sheet = of_role(hall, name)
        if sheet:
            for said in ("没有网了", "手机没电", "票撕坏了", "不会用手机"):
                assert said in sheet, (said, hall)
            assert "31 张，票箱不打开" in sheet or "不到 31 人" in sheet


def test_a_card_says_only_what_its_meeting_has() -> None:
    for hall in EVERY:
        said = "".join(sheets(cards.leaf(hall)))
        assert ("密钥条" in said) is hall.by_scrutineers
        assert ("钥匙由主办单位保管" in said) is not hall.by_scrutineers
        assert ("投票平板上" in said) is bool(hall.kiosks)
        assert (
            "纸质票一张" in said or "换一张纸质票" in said or "换纸质票" in said
        ) is hall.exchanges
        assert ("拼音首字母" in said) is hall.roster
        assert ("去第二轮" in said) is (hall.round == 2)
        assert ("再按“举行第二轮”" in said) is (hall.round == 1)
        assert ("当众复算" in said) is not hall.sealed


def test_no_secret_and_no_name_is_on_a_card() -> None:
    for card in (each for each in cards.leaf(HALL).blocks if isinstance(each, Code)):
        path = card.text.removeprefix(HALL.url)
        assert path in {"/meetings/482913", "/s/482913/", "/d/482913/"}
    forbidden = {"password", "link", "key", "pin", "scrutineers", "tellers"}
    assert not HallCards.__dataclass_fields__.keys() & forbidden


def test_the_code_leads_to_the_page_that_is_kept_open(tmp_path: Path) -> None:
    file = reading.printed(tmp_path, cards.leaf(HALL), printed.MADE)
    with Image.open(reading.picture(file)) as picture:
        (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == "https://ballot.example:8443/meetings/482913"
    assert "ballot.example:8443/meetings/482913" in reading.page(file, 1)


@pytest.mark.parametrize("hall", DRAWN, ids=range(len(DRAWN)))
def test_front_and_back_stay_on_their_halves(tmp_path: Path, hall: HallCards) -> None:
    leaf = cards.leaf(hall)
    file = reading.printed(tmp_path, leaf, printed.MADE)
    assert reading.pages(file) == len(sheets(leaf))
    for number in range(1, reading.pages(file) + 1):
        rows = reading.heights(file, number)
        back = next(at for at, word in rows if word.startswith("出了问题"))
        assert back > reading.MIDDLE, "the back begins below the fold"
        over = [word for at, word in rows if reading.MIDDLE - 12 < at < reading.MIDDLE + 12]
        assert over == [], "nothing stands in the fold"


def test_a_front_that_is_too_long_goes_on_and_hides_nothing(tmp_path: Path) -> None:
    leaf = cards.leaf(replace(HALL, title=LONG * 4))
    file = reading.printed(tmp_path, leaf, printed.MADE)
    assert reading.pages(file) > len(sheets(leaf))
    for number in range(1, reading.pages(file) + 1):
        rows = [round(at) for at, word in reading.heights(file, number) if word == "出了问题怎么办"]
        assert len(rows) <= 1


def test_word_has_a_page_of_a5_a_side(tmp_path: Path) -> None:
    leaf = cards.leaf(HALL)
    file = tmp_path / "cards.docx"
    file.write_bytes(as_docx.render(leaf, printed.MADE))
    reading.through_office(tmp_path, file)
    pdf = file.with_suffix(".pdf")
    assert reading.pages(pdf) == 2 * len(sheets(leaf))
    assert reading.size(pdf) == (210, 148)
    for at, sheet in enumerate(sheets(leaf)):
        both = reading.page(pdf, 2 * at + 1) + reading.page(pdf, 2 * at + 2)
        assert not set(reading.squeezed(sheet)) - set(reading.squeezed(both))
        assert "出了问题怎么办" not in reading.page(pdf, 2 * at + 1)


def framed(leaf: Leaf) -> int:
    """How many codes of a Word file stand in the corner of their page."""
    document = Document(io.BytesIO(as_docx.render(leaf, printed.MADE)))
    return len(document.element.body.xpath(".//w:framePr"))


def test_in_word_the_code_of_a_card_stands_in_the_corner_and_no_other_one() -> None:
    assert framed(cards.leaf(HALL)) == len(sheets(cards.leaf(HALL)))
    assert framed(handouts.wifi_poster(handouts.Wifi("dabucun"))) == 0


def test_every_part_has_a_template_and_a_page() -> None:
    assert set(cards.PATHS) == set(CardRole)
