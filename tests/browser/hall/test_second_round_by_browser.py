"""A missed quorum and its second round on the devices of a hall, in Chromium."""

from makers.meetings import VERY
from makers.meetings_of_scrutineers import HOLDERS, an_open_meeting_of_scrutineers, close_and_settle
from people.office import press, sign_up
from playwright.sync_api import Browser, expect

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.kiosk import pair_kiosk

SLOW = 30_000
"""Milliseconds: a poll of a kiosk on a busy machine."""


def test_phone_and_kiosk_go_on_to_the_second_round(
    chromium: Browser, hall: Hall, house: str
) -> None:
    made = an_open_meeting_of_scrutineers(hall, slips=3, eligible=33)
    number = made.number
    code = pair_kiosk.offer(hall, CONSOLE, number, "门口").code
    badge = {"name": "badge", "value": made.badges[0], "url": f"{house}/s/{number}"}
    secret = pair_kiosk.claim(hall, number, code)
    kiosk = {"name": "kiosk", "value": secret, "url": f"{house}/k/{number}"}
    made.meeting.cast_all([VERY] * 2)
    close_and_settle(hall, made)
    desk, phone, tablet = (chromium.new_context(locale="zh-CN").new_page() for _ in range(3))
    phone.context.add_cookies([badge])
    tablet.context.add_cookies([kiosk])
    short = "差 20 票，没有达到法定人数，票箱不打开。"
    phone.goto(f"{house}/s/{number}/")
    expect(phone.get_by_text(short)).to_be_visible()
    tablet.goto(f"{house}/k/{number}/")
    expect(tablet.get_by_text("投票已经结束")).to_be_visible()
    sign_up(desk, house, hall, looking=False)
    desk.goto(f"{house}/meetings/{number}")
    expect(desk.get_by_text(short)).to_be_visible()
    press(desk, "结束本轮")
    expect(desk.get_by_text(short)).to_be_visible()
    press(desk, "举行第二轮")
    second = desk.url.rpartition("/")[2]
    assert second != number
    expect(desk.get_by_text("名单、手机和平板都跟过来了")).to_be_visible()
    phone.get_by_text("去第二轮").click(timeout=SLOW)
    phone.wait_for_url(f"**/s/{second}/")
    expect(phone.get_by_text(HOLDERS[0])).to_be_visible()
    expect(phone.get_by_text("领密钥").first).to_be_visible()
    tablet.wait_for_url(f"**/k/{second}/", timeout=SLOW)
    expect(tablet.get_by_text("还没有开始，请稍等")).to_be_visible()
    expect(tablet.get_by_text("投票平板 门口")).to_be_visible()
    for page in (desk, phone, tablet):
        page.context.close()
