"""The address, the code and the sheet."""

import re
import secrets

import pytest
import zxingcpp
from PIL import Image

from ballot.slips import address, qr, slip_pages, tokens
from ballot.slips.tokens import Code, Token

NUMBER = "482913"
TOKEN = Token("ABCDEFGHIJKLMNOPQRSTUVWX27")


def picture(rows: list[list[bool]], scale: int = 4) -> Image.Image:
    image = Image.new("L", (len(rows), len(rows)))
    image.putdata([0 if black else 255 for row in rows for black in row])
    return image.resize((len(rows) * scale, len(rows) * scale), Image.Resampling.NEAREST)


def drawn(svg: str) -> list[list[bool]]:
    """Follow the strokes of the path as a browser does."""
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    rows = [[False] * size for _ in range(size)]
    x = y = 0
    path = re.search(r'stroke="#000" d="([^"]+)"', svg)[1]
    for move, stroke in re.findall(r"([Mm][\d .-]+)h(\d+)", path):
        right, down = move[1:].split()
        if move[0] == "M":
            x, y = int(right), int(float(down))
        else:
            x += int(right)
        for column in range(x, x + int(stroke)):
            rows[y][column] = True
        x += int(stroke)
    return rows


@pytest.mark.parametrize(
    ("public_url", "capitals", "side", "remark"),
    [
        ("https://ping.example.gov.cn", "HTTPS://PING.EXAMPLE.GOV.CN/V/482913/", 41, "a county"),
        ("http://127.0.0.1:8000", "HTTP://127.0.0.1:8000/V/482913/", 41, "one laptop"),
        ("http://192.168.100.100:8000/", "HTTP://192.168.100.100:8000/V/482913/", 41, "a hall"),
        ("https://a.cn/Ping", "HTTPS://A.CN/Ping/v/482913/", 41, "a path keeps its case"),
    ],
)
def test_the_code_says_the_address_in_capitals(
    public_url: str, capitals: str, side: int, remark: str
) -> None:
    text = address.in_capitals(address.url(public_url, NUMBER, TOKEN))
    assert text == capitals + TOKEN.text, remark
    svg = qr.svg(text)
    rows = drawn(svg)
    assert len(rows) == side, remark
    (found,) = zxingcpp.read_barcodes(picture(rows))
    assert found.text == text
    assert found.ec_level == "Q"


def test_the_path_draws_the_modules_and_a_quiet_zone_of_four() -> None:
    rows = qr.matrix("HTTPS://PING.EXAMPLE.CN/V/482913/" + TOKEN.text)
    assert drawn(qr.svg("HTTPS://PING.EXAMPLE.CN/V/482913/" + TOKEN.text)) == rows
    edge = [rows[i] for i in (0, 1, 2, 3, -1, -2, -3, -4)]
    assert not any(any(row) for row in edge)
    assert any(rows[4])


def test_a_torn_corner_is_still_read() -> None:
    rows = qr.matrix("HTTPS://PING.EXAMPLE.CN/V/482913/" + TOKEN.text)
    for y in range(26, 33):
        for x in range(26, 33):
            rows[y][x] = False
    (found,) = zxingcpp.read_barcodes(picture(rows))
    assert found.text.endswith(TOKEN.text)


def test_a_code_takes_two_kilobytes() -> None:
    assert len(qr.svg("HTTPS://PING.EXAMPLE.GOV.CN/V/482913/" + TOKEN.text)) < 3000


@pytest.mark.parametrize(
    ("text", "number", "secret"),
    [
        ("https://h/v/482913/" + TOKEN.text.lower(), NUMBER, TOKEN),
        ("HTTPS://H:8000/V/482913/" + TOKEN.text + "\r\n", NUMBER, TOKEN),
        (TOKEN.text, None, TOKEN),
        ("1111 2222 3333", None, Code("111122223333")),
    ],
)
def test_a_scanner_reads_an_address_or_a_secret(
    text: str, number: str | None, secret: tokens.Secret
) -> None:
    assert address.read(text) == address.Read(number=number, secret=secret)


@pytest.mark.parametrize("text", ["", "https://h/v/482913/", "https://h/x", "你好"])
def test_another_text_is_no_slip(text: str) -> None:
    assert address.read(text) is None


def test_twelve_slips_stand_on_a_page() -> None:
    minted = [tokens.mint(secrets.token_bytes) for _ in range(25)]
    pages = list(slip_pages.pages("http://127.0.0.1:8000", NUMBER, minted))
    assert [len(page) for page in pages] == [12, 12, 1]
    first = pages[0][0]
    assert first.url == f"http://127.0.0.1:8000/v/482913/{minted[0].token.text}"
    assert first.digits == minted[0].code.printed
    (found,) = zxingcpp.read_barcodes(picture(drawn(first.svg)))
    assert found.text == first.url.upper()
