"""A township's hall by its pages: the desk, five phones, a kiosk, two tablets, and who votes."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlsplit

import zxingcpp
from browser.door.at_door import UPRIGHT, ask, here
from browser.eyes import WIDE
from makers.life import rosters
from people.ceremony import PIN, SCRUTINEERS, TELLERS
from people.office import press
from people.three_phones import PHONE, SLOW, Seen
from people.voters import SMALL
from people.voters import press as thumb
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from ballot.domain.access import CONSOLE
from ballot.domain.paper import Ballot
from ballot.exports import people_table
from ballot.slips import address
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.roster.check_in import check_in

PEOPLE = {"张某": "112", "李某": "98.5"}
"""Who is judged, with the score of the organization department."""
AT_TABLETS = 4
Answers = tuple[int, ...]
"""The option of each of them on one ballot, from 0."""


def new_meeting(desk: Page, house: str) -> str:
    """A draft whose key three 监票人 hold, both scores told; the address of its page."""
    desk.goto(f"{house}/meetings/new")
    desk.get_by_label("三位监票人").check()
    desk.get_by_label("会议名称").fill("2026年度第一书记群众满意度测评 大布镇")
    desk.get_by_label("会议地点").fill("镇政府礼堂")
    desk.get_by_label("谁被测评").fill("\n".join(PEOPLE))
    desk.get_by_label("应参加人数").fill("99")
    press(desk, "建立测评会")
    meeting = desk.url
    desk.goto(f"{meeting}/people")
    for place, score in enumerate(PEOPLE.values()):
        desk.get_by_label("组织工作目标考评得分").nth(place).fill(score)
    press(desk, "保存")
    return meeting


def bring_in_roster(desk: Page, meeting: str) -> None:
    """233 rows as a file; the 23 double entries are looked at, the page says who counts."""
    file = people_table.write("名册.csv", rosters.HEADING, rosters.of_township())
    desk.goto(f"{meeting}/roster/import")
    desk.get_by_label("表格文件").set_input_files(
        {"name": "名册.csv", "mimeType": "text/csv", "buffer": file}
    )
    press(desk, "上传并预览")
    told = desk.locator("dl.stats").inner_text().split()
    for said in (str(rosters.PERSONS + rosters.TWICE), str(rosters.TWICE), "210"):
        assert said in told, told
    expect(desk.locator("fieldset.double")).to_have_count(rosters.TWICE)
    expect(desk.locator("fieldset.double [value=one]:checked")).to_have_count(rosters.TWICE)
    desk.get_by_label(f"上面 {rosters.TWICE} 处已逐个核对").check()
    press(desk, "保存名册")
    expect(desk.locator("body")).to_contain_text(f"名册已保存：应参加 {rosters.PERSONS} 人。")


def name_helpers(desk: Page, meeting: str) -> list[str]:
    """Three 监票人 and two tellers; the text of each one's code."""
    desk.goto(f"{meeting}/helpers")
    for place, name in enumerate((*SCRUTINEERS, *TELLERS), start=1):
        desk.locator(f"[name=name{place}]").fill(name)
    press(desk, "记下名单")
    links = []
    for place in range(len((*SCRUTINEERS, *TELLERS))):
        with desk.expect_navigation():
            desk.get_by_role("button", name="出示二维码").nth(place).click()
        links.append(desk.locator(".address").text_content() or "")
        with desk.expect_navigation():
            desk.get_by_role("link", name="扫好了，下一位").click()
    return links


@dataclass(slots=True)
class Devices:
    """What stands in the hall and was paired once."""

    tellers: tuple[Page, ...]
    kiosk: Page
    doors: tuple[Page, ...]


@contextmanager
def devices(
    chromium: Browser, desk: Page, house: str, meeting: str, links: Sequence[str]
) -> Iterator[Devices]:
    """Two tellers' phones, a kiosk by its digits, two tablets at the door by their links."""
    contexts = [chromium.new_context(viewport=size, locale="zh-CN") for size in SIZES]
    one, two, kiosk, *doors = (context.new_page() for context in contexts)
    for page, link in zip((one, two), links, strict=True):
        page.goto(house + urlsplit(link).path)
        page.get_by_label("6 位数字").fill(PIN)
        page.get_by_label("再输一遍").fill(PIN)
        press(page, "好了")
    desk.goto(f"{meeting}/kiosks")
    press(desk, "添一台")
    number, digits = desk.locator(".code .digits").all_inner_texts()
    kiosk.goto(f"{house}/k")
    kiosk.locator("[name=number]").fill(number)
    kiosk.locator("[name=code]").fill(digits)
    press(kiosk, "配对")
    for door in doors:
        desk.goto(f"{meeting}/roster")
        press(desk, "添一台签到平板")
        link = desk.locator(".address").text_content() or ""
        door.goto(house + urlsplit(link).path)
        press(door, "就用这台")
    yield Devices((one, two), kiosk, tuple(doors))
    for context in contexts:
        context.close()


SIZES = (PHONE, PHONE, WIDE, UPRIGHT, UPRIGHT)


@dataclass(slots=True)
class Slips:
    """A print: the digits of every slip, and those that were scanned from the paper."""

    digits: list[str]
    scanned: list[str]
    spent: int = 0

    def draw(self) -> str:
        """The next one that nobody has."""
        self.spent += 1
        return self.digits[self.spent - 1]


def print_slips(desk: Page, meeting: str, count: int, scanned: int) -> Slips:
    """Print and confirm; the first ones are read from their picture as phones read them."""
    desk.goto(f"{meeting}/slips")
    desk.get_by_label("打印多少张").fill(str(count))
    desk.get_by_role("button", name="生成打印页").click()
    desk.wait_for_selector("#whole")
    digits = desk.locator(".slip .digits").all_inner_texts()
    pictures = [desk.locator(".slip svg").nth(at).screenshot() for at in range(scanned)]
    texts = [zxingcpp.read_barcodes(Image.open(BytesIO(each)))[0].text for each in pictures]
    press(desk, "全部打印出来了")
    assert len(set(digits)) == count
    return Slips(digits, texts)


def by_phone(chromium: Browser, house: str, slips: Slips, answers: Answers) -> None:
    """One scans a slip, chooses, looks again, casts."""
    voter = chromium.new_context(viewport=SMALL, locale="zh-CN")
    page = voter.new_page()
    page.goto(house + urlsplit(slips.scanned[slips.spent]).path)
    slips.draw()
    for subject, answer in enumerate(answers, start=1):
        page.locator(f"[name=a{subject}_1][value='{answer + 1}'] + b").click()
    thumb(page, "button")
    thumb(page, "[name=cast]")
    assert "已计入" in page.content()
    voter.close()


def at_kiosk(kiosk: Page, slips: Slips, answers: Answers) -> None:
    """One types the digits of a slip when it is clear, chooses, looks again, casts."""
    expect(kiosk.locator("#code")).to_be_visible(timeout=SLOW)
    kiosk.locator("#code").fill(slips.draw())
    kiosk.locator("#code").press("Enter")
    for subject, answer in enumerate(answers):
        kiosk.locator("#stage fieldset").nth(subject).locator("label").nth(answer).click()
    kiosk.get_by_role("button", name="选好了，再看一遍").click()
    kiosk.get_by_role("button", name="交票").click()
    expect(kiosk.locator("#stage h1")).to_contain_text("已计入")


def by_others(hall: Hall, number: str, slips: Slips, ballots: Iterable[Answers]) -> None:
    """All the others, without a browser."""
    for answers in ballots:
        read = address.read(slips.draw())
        assert read
        cast_ballot(hall, number, read.secret, Ballot(answers))


def come(doors: Sequence[Page]) -> None:
    """The first four at two tablets, each of which is told of the other's."""
    for place, name in enumerate(rosters.people(AT_TABLETS)):
        door = doors[place % 2]
        ask(door, name)
        here(door)
        expect(door.locator(".done")).to_contain_text(f"{name} 已到")
    for door in doors:
        expect(door.locator("#count strong")).to_have_text(str(AT_TABLETS), timeout=SLOW)


def come_too(hall: Hall, number: str, persons: int) -> None:
    """The others, until so many have come, without a browser."""
    for place in range(AT_TABLETS, persons):
        check_in(hall, CONSOLE, number, place)


def with_consent(desk: Page, phone: Seen, meeting: str, name: str) -> None:
    """She presses once, a 监票人 agrees, then it is done by itself."""
    desk.goto(meeting)
    press(desk, name)
    phone.answer(meeting.rpartition("/")[2])
    expect(desk.locator(".say.good")).to_contain_text("已经做好", timeout=SLOW)
    desk.wait_for_load_state()


def scan(page: Page, digits: Iterable[str]) -> None:
    """Undrawn slips one after another, all of them green."""
    for place, each in enumerate(digits, start=1):
        page.fill("#text", each)
        page.press("#text", "Enter")
        expect(page.locator("#answer.yes")).to_contain_text("未使用", timeout=SLOW)
        expect(page.locator("#count")).to_have_text(str(place), timeout=SLOW)
