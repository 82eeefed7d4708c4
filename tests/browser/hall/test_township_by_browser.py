"""A township's hall in Chromium, whole: a roster of 210 people in 233 rows, two tablets at the
door, a rehearsal to its end, a missed quorum and its second round, the result and its one page.

What is asked stands on pages. Of the ballots a few are cast by phone, at the kiosk and on paper;
the others, and the check-ins behind the first four, go the way of the use case behind the page.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from browser.eyes import WIDE
from browser.hall import report, township
from browser.hall.township import Devices, Slips, with_consent
from makers.life.rosters import PERSONS
from makers.meetings import BAD, BLANK, FAIR, GOOD, VERY, Clock
from people.ceremony import PIN
from people.counters import a_scrutineer
from people.office import close, follow, press, sign_up
from people.opener import compare, give, look
from people.three_phones import SLOW, Seen, make_keys, three_phones
from playwright.sync_api import Browser, Page, expect
from printing import reading

from ballot.cli import main
from ballot.slips import address
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.scan_slip import scan_slip

HAS_FOCUS = "Autofocus processing was blocked"
"""What Chromium reports of a field that has the focus already."""
PRINTED = 212
REQUIRED = 140
COME = (150, 160)
ON_LEAVE = 20
"""Of 210 people: how many slips are printed and must come back, how many came in each round."""
FIRST = ((VERY, GOOD),) * 135
SECOND = (
    *((VERY, GOOD),) * 84,
    *((GOOD, VERY),) * 31,
    *((BAD, BLANK),) * 9,
    *((BLANK, FAIR),) * 5,
    *((FAIR, BAD),) * 13,
)
"""What is cast by phone and at the kiosk, the answer about each of the two on one ballot."""
EXCHANGED = 9
PAPERS = ((4, 1, 0, 1, 1, 1), (3, 0, 4, 0, 1, 0))
"""So many slips were exchanged, one of whose papers did not come back; of each of the two how often
an option, 弃权 and 无效 stand on the papers."""


def test_a_hall_of_210_from_its_roster_to_the_report(
    chromium: Browser, hall: Hall, house: str, tmp_path: Path, clock: Clock
) -> None:
    begun = clock.now
    with a_desk(chromium, hall, house) as desk:
        meeting = township.new_meeting(desk, house)
        number = meeting.rpartition("/")[2]
        township.bring_in_roster(desk, meeting)
        links = township.name_helpers(desk, meeting)
        with (
            three_phones(chromium, hall, house, number, links[:3]) as phones,
            township.devices(chromium, desk, house, meeting, links[3:]) as devices,
        ):
            rehearsed(chromium, desk, hall, house, meeting, devices)
            make_keys(phones, house, number)
            missed(chromium, desk, hall, meeting, phones, devices)
            second = followed(desk, phones, devices)
            make_keys(phones, house, second.rpartition("/")[2])
            held(chromium, desk, hall, second, phones, devices)
            root = opened(desk, phones, second)
            for phone in phones:
                phone.said[:] = [line for line in phone.said if HAS_FOCUS not in line]
        shown(desk, second)
        sheet = fetched(desk, second, "report.pdf", tmp_path)
        bundle = fetched(desk, second, "result.bundle", tmp_path)
    code = is_what_the_hall_knows(sheet, number, second.rpartition("/")[2], begun, clock.now)
    assert main(("verify", str(bundle), "--root", root, "--code", code)) == 0


def is_what_the_hall_knows(
    sheet: Path, first: str, second: str, begun: datetime, ended: datetime
) -> str:
    """One page, and every number on it; its code, by which the bundle is held to it."""
    assert reading.pages(sheet) == 1
    text = reading.page(sheet, 1)
    when = re.search(r"2026年12月20日 (\d\d:\d\d)–(\d\d:\d\d)", text)
    assert when
    own = [f"{each + timedelta(hours=8):%H:%M}" for each in (begun, ended)]
    assert own[0] <= when[1] <= when[2] <= own[1]
    beside = (when[0], "2026年度", "第 1 页 共 1 页 时间为北京时间（UTC+8）")
    known = known_of_the_second_round(first, second, beside)
    assert report.strange(text, known) == []
    unseen = [each for each in report.altered(text) if not report.strange(each, known)]
    assert unseen == [], "the control: one number that is another one is found, whichever it is"
    code = re.search(r"报告校验码([0-9a-f]{64})", reading.squeezed(text))
    assert code
    return code[1]


def known_of_the_second_round(first: str, second: str, beside: tuple[str, ...]) -> report.Known:
    """All of it from what was cast, counted and said in this test."""
    judged = []
    for place, (name, score) in enumerate(township.PEOPLE.items()):
        cast = Counter(answers[place] for answers in SECOND)
        counts = [cast[each] + PAPERS[place][each] for each in (VERY, GOOD, FAIR, BAD, BLANK)]
        judged.append(report.Judged(name, score, (*counts, PAPERS[place][-1])))
    return report.Known(
        number=second,
        follows=first,
        eligible=PERSONS,
        required=REQUIRED,
        come=COME[1],
        on_leave=ON_LEAVE,
        printed=PRINTED,
        phone=len(SECOND) - 2,
        kiosk=2,
        paper=sum(PAPERS[0]),
        exchanged=EXCHANGED,
        judged=judged,
        beside=beside,
    )


@contextmanager
def a_desk(chromium: Browser, hall: Hall, house: str) -> Iterator[Page]:
    """The organizer's laptop, signed in."""
    context = chromium.new_context(viewport=WIDE, locale="zh-CN")
    page = context.new_page()
    sign_up(page, house, hall, looking=False)
    yield page
    context.close()


def rehearsed(
    chromium: Browser, desk: Page, hall: Hall, house: str, meeting: str, devices: Devices
) -> None:
    """To its result, which counts for nothing; then nothing of it is left."""
    desk.goto(meeting)
    press(desk, "先演练一遍")
    slips = township.print_slips(desk, meeting, REQUIRED + 2, 1)
    township.by_phone(chromium, house, slips, (BAD, BAD))
    township.at_kiosk(devices.kiosk, slips, (BAD, BAD))
    number = meeting.rpartition("/")[2]
    township.by_others(hall, number, slips, ((BAD, BAD),) * (REQUIRED - 2))
    closed(desk, meeting)
    desk.goto(f"{meeting}/ledger")
    desk.get_by_label("发出（张）").fill(str(REQUIRED))
    press(desk, "登记")
    counted(desk, desk, f"{meeting}/scan", hall, meeting, slips, REQUIRED)
    press(desk, "开箱")
    expect(desk.locator("h1")).to_contain_text("演练的结果")
    follow(desk, "结束演练并清空")
    press(desk, "清空")


def closed(desk: Page, meeting: str) -> None:
    """The vote is closed with the checklist and her password."""
    desk.goto(meeting)
    close(desk, looking=False)
    desk.wait_for_load_state()


def figures_stand(desk: Page, meeting: str, come: int) -> None:
    """发出 and 实到 are the check-ins, without a word of hers."""
    desk.goto(f"{meeting}/ledger")
    for label in ("发出（张）", "实到（人）"):
        expect(desk.get_by_label(label)).to_have_value(str(come))


def counted(
    desk: Page, scanner: Page, at: str, hall: Hall, meeting: str, slips: Slips, handed_out: int
) -> None:
    """The ledger from the scan until it is settled: three undrawn slips by the page ``at``, the
    others without it."""
    number = meeting.rpartition("/")[2]
    scanner.goto(at)
    undrawn = slips.digits[handed_out:]
    township.scan(scanner, undrawn[:3])
    for each in undrawn[3:]:
        read = address.read(each)
        assert read
        scan_slip(hall, a_scrutineer(number, 1), number, read.secret)
    desk.goto(f"{meeting}/ledger")
    if desk.get_by_role("link", name="签好了，下一步").count():
        follow(desk, "签好了，下一步")
    press(desk, "清点完毕")


def missed(
    chromium: Browser,
    desk: Page,
    hall: Hall,
    meeting: str,
    phones: list[Seen],
    devices: Devices,
) -> None:
    """Five ballots too few: said alike on every page, and the box stays shut."""
    house, _, number = meeting.partition("/meetings/")
    slips = township.print_slips(desk, meeting, PRINTED, 2)
    with_consent(desk, phones[0], meeting, "锁定")
    desk.goto(meeting)
    township.come(devices.doors)
    desk.goto(meeting)
    expect(desk.locator("body")).to_contain_text("已到 4 人，至少要到 140 人，还差 136 人")
    township.come_too(hall, number, COME[0])
    desk.reload()
    expect(desk.locator("body")).not_to_contain_text("还差")
    with_consent(desk, phones[1], meeting, "开始投票")
    for answers in FIRST[:2]:
        township.by_phone(chromium, house, slips, answers)
    township.by_others(hall, number, slips, FIRST[2:-1])
    township.at_kiosk(devices.kiosk, slips, FIRST[-1])
    closed(desk, meeting)
    short = "差 5 票，没有达到法定人数，票箱不打开。"
    expect(desk.get_by_text(short)).to_be_visible()
    figures_stand(desk, meeting, COME[0])
    counted(desk, phones[0].page, f"{house}/s/{number}/scan", hall, meeting, slips, COME[0])
    desk.goto(meeting)
    phones[1].go(f"{house}/s/{number}/")
    for page in (desk, phones[1].page):
        expect(page.get_by_text(short)).to_be_visible()
    press(desk, "结束本轮")
    expect(desk.get_by_text(short)).to_be_visible()
    assert "很满意" not in desk.locator("main").inner_text(), "nothing was counted"


def followed(desk: Page, phones: list[Seen], devices: Devices) -> str:
    """The second round: people and devices have come along, nobody pairs anything."""
    first = desk.url.rpartition("/")[2]
    press(desk, "举行第二轮")
    expect(desk.get_by_text("名单、手机和平板都跟过来了")).to_be_visible()
    house, _, number = desk.url.partition("/meetings/")
    assert number != first
    for page in (*(phone.page for phone in phones), *devices.tellers):
        page.goto(f"{house}/s/{first}/")
        page.get_by_text("去第二轮").click(timeout=SLOW)
        page.wait_for_url(f"**/s/{number}/")
    for page, kind in ((devices.kiosk, "k"), *((door, "d") for door in devices.doors)):
        page.wait_for_url(f"**/{kind}/{number}/", timeout=SLOW)
    return desk.url


def held(
    chromium: Browser,
    desk: Page,
    hall: Hall,
    meeting: str,
    phones: list[Seen],
    devices: Devices,
) -> None:
    """Enough come back: three by phone, two at the kiosk, eight on paper, 137 otherwise."""
    house, _, number = meeting.partition("/meetings/")
    slips = township.print_slips(desk, meeting, PRINTED, 3)
    with_consent(desk, phones[2], meeting, "锁定")
    township.come(devices.doors)
    township.come_too(hall, number, COME[1])
    with_consent(desk, phones[1], meeting, "开始投票")
    for answers in SECOND[:3]:
        township.by_phone(chromium, house, slips, answers)
    township.by_others(hall, number, slips, SECOND[3:-2])
    township.at_kiosk(devices.kiosk, slips, SECOND[-2])
    exchanged(devices.tellers[0], phones[0], house, number, slips)
    township.at_kiosk(devices.kiosk, slips, SECOND[-1])
    closed(desk, meeting)
    entered(devices, house, number)
    figures_stand(desk, meeting, COME[1])
    desk.get_by_label("请假（人）").fill(str(ON_LEAVE))
    press(desk, "改正")
    counted(desk, phones[0].page, f"{house}/s/{number}/scan", hall, meeting, slips, COME[1])


def exchanged(teller: Page, phone: Seen, house: str, number: str, slips: Slips) -> None:
    """One consent for all of them; each slip is scanned before its paper is given."""
    teller.goto(f"{house}/s/{number}/exchange")
    teller.get_by_label("最多换几张").fill(str(EXCHANGED))
    press(teller, "请监票人同意")
    phone.go(f"{house}/s/{number}/")
    phone.page.get_by_role("link", name="请您同意：换发纸质票").click()
    phone.page.get_by_label("您的 6 位数字密码").fill(PIN)
    phone.press("同意")
    for left in reversed(range(EXCHANGED)):
        teller.locator("#text").fill(slips.draw())
        teller.locator("#text").press("Enter")
        expect(teller.locator("#answer")).to_have_text("✓ 已换，请给纸质票", timeout=SLOW)
        if left:
            expect(teller.locator("#left")).to_have_text(str(left), timeout=SLOW)
    expect(teller.locator("#text")).to_be_hidden(timeout=SLOW)


def entered(devices: Devices, house: str, number: str) -> None:
    """Both tellers enter the totals of the eight papers, each on his own phone."""
    for page, said in zip(devices.tellers, ("等另一位", "录入一致"), strict=True):
        page.goto(f"{house}/s/{number}/paper")
        expect(page.locator("#counter")).to_be_visible()
        page.locator("#by-hand summary").click()
        page.locator("[name=n1]").fill(str(sum(PAPERS[0])))
        for subject, totals in enumerate(PAPERS, start=1):
            cell = f"{subject}.1.1"
            fields = (*(f"c{cell}-{at}" for at in range(4)), f"b{cell}", f"i{cell}")
            for name, value in zip(fields, totals, strict=True):
                page.locator(f"[name='{name}']").fill(str(value))
        press(page, "交合计")
        expect(page.locator(".say.good")).to_contain_text(said)


def opened(desk: Page, phones: list[Seen], meeting: str) -> str:
    """Two of the three, by what they copied: the box opens; the value that both compared."""
    house, _, number = meeting.partition("/meetings/")
    two = (phones[0], phones[2])
    for phone in two:
        look(phone.page, house, number)
    root, other = [compare(phone.page) for phone in two]
    assert root == other
    for phone in two:
        with phone.page.expect_navigation():
            give(phone.page, phone.slip)
        phone.page.wait_for_load_state()
    desk.goto(f"{meeting}/result")
    return root


def shown(desk: Page, meeting: str) -> None:
    """The wall waits; the result is there when she puts it there."""
    wall = desk.context.new_page()
    wall.goto(f"{meeting}/screen")
    expect(wall.get_by_text("请等组织者宣布结果。")).to_be_visible()
    assert "很满意" not in wall.content()
    press(desk, "把结果放上大屏")
    expect(wall.get_by_text("1 / 2")).to_be_visible(timeout=SLOW)
    for said in ("张某", "第二轮", f"收回 150 / {PERSONS}", "88", "80.00"):
        expect(wall.get_by_text(said).first).to_be_visible()
    wall.close()


def fetched(desk: Page, meeting: str, file: str, folder: Path) -> Path:
    """A file of the result, by the first link to it on its page."""
    desk.goto(f"{meeting}/result")
    with desk.expect_download() as download:
        desk.locator(f"a[href$='{file}']").first.click()
    download.value.save_as(folder / file)
    return folder / file
