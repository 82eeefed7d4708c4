"""An organizer's laptop in a browser: signing up, printing and reading slips, closing a vote."""

import io
from urllib.parse import urlsplit

import zxingcpp
from browser.eyes import WIDE, look_at
from people.desk import NAME, PASSWORD
from PIL import Image
from playwright.sync_api import Page

from ballot.domain.paper import Ballot
from ballot.slips import address
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall

A4 = {"width": 794, "height": 1123}
"""A4 in the pixels of a style sheet, 96 to the inch."""
SHARP = 2
MM = 96 * SHARP / 25.4
"""Pixels of a sharp picture in a millimetre."""


def press(page: Page, name: str) -> None:
    """Press a button, and wait for the whole next page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def follow(page: Page, name: str) -> None:
    """Follow a link, and wait for the whole next page."""
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


def sign_up(page: Page, house: str, hall: Hall, *, looking: bool = True) -> None:
    """The first administrator, by the one-time link."""
    page.goto(f"{house}/setup/{invite_administrator(hall)}")
    if looking:
        look_at(page)
    page.get_by_label("用户名").fill(NAME)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("再写一遍密码").fill(PASSWORD)
    press(page, "建立账户并登录")


def print_slips(page: Page, meeting: str, count: str, *, looking: bool = True) -> list[str]:
    """Print, read every code from the picture of the paper, confirm; the texts of the codes."""
    page.goto(f"{meeting}/slips")
    if looking:
        look_at(page)
    page.get_by_label("打印多少张").fill(count)
    page.get_by_role("button", name="生成打印页").click()
    page.wait_for_selector("#whole")
    codes = [each.text for each in codes_on(paper(page))]
    page.get_by_role("button", name="全部打印出来了").click()
    return codes


def paper(page: Page) -> Image.Image:
    """The sheets as the printer gets them, all in one long picture."""
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True)))
    page.emulate_media(media="screen")
    page.set_viewport_size(WIDE)
    return picture


def codes_on(picture: Image.Image) -> list[zxingcpp.Barcode]:
    """All codes of a picture, sheet by sheet."""
    height = round(297 * MM)
    tops = range(0, picture.height - height // 2, height)
    sheets = (picture.crop((0, top, picture.width, top + height)) for top in tops)
    return [code for sheet in sheets for code in zxingcpp.read_barcodes(sheet)]


def vote(hall: Hall, code: str, answer: int) -> None:
    """Cast with what a phone read from the paper."""
    read = address.read(urlsplit(code).path)
    assert read
    assert read.number
    cast_ballot(hall, read.number, read.secret, Ballot((answer,)))


def close(page: Page, *, looking: bool = True) -> None:
    """The checklist and the password."""
    with page.expect_navigation():
        page.get_by_role("link", name="截止投票").click()
    if looking:
        look_at(page)
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("您的密码").fill(PASSWORD)
    page.get_by_role("button", name="截止投票").click()
