"""A voter far from any mast: 50 kbit/s, 800 ms a round trip, a processor six times slower.

Seconds from the scan to 「已计入」 are reported and gate nothing, for they are those of this
machine; how often the phone asks is held, for each time costs a round trip.
"""

import os
import sys
import time
from collections.abc import Callable

import pytest
from makers.meetings import an_open_meeting
from people.voters import OpenPage, address, fill, press
from playwright.sync_api import Page

from ballot.usecases.hall import Hall

BYTES_A_SECOND = 50_000 // 8
ROUND_TRIP = 800
SLOWER = 6
DONE = "h1:has-text('已经投好了，已计入')"
Report = Callable[[str, object], None]


def far_away(page: Page) -> list[str]:
    """Slow the page down; the methods of all that it asks for from now on."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    limits = {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    condition = {"offline": False, "latency": ROUND_TRIP, **limits}
    wire.send("Network.emulateNetworkConditions", condition)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.method))
    return asked


def report(record_property: Report, name: str, begun: float) -> None:
    """Say how long it took, in the report of the tests and where they print."""
    seconds = f"{time.monotonic() - begun:.1f}"
    record_property(f"seconds from scan to 已计入, {name}", seconds)
    sys.stdout.write(f"\n{name}: {seconds} s from scan to 已计入\n")


def tap(page: Page, subject: int, value: int) -> None:
    """A thumb on an option."""
    page.locator(f"[name=a{subject}_1][value='{value}'] + b").click()


def test_one_person_with_a_wrong_tap_put_right(
    phone: OpenPage, house: str, hall: Hall, record_property: Report
) -> None:
    page = phone()
    asked, meeting = far_away(page), an_open_meeting(hall)
    begun = time.monotonic()
    page.goto(address(house, meeting))
    tap(page, 1, 4)
    tap(page, 1, 1)
    press(page, "button")
    page.wait_for_selector(DONE)
    report(record_property, "one person", begun)
    assert asked == ["GET", "POST"]


def test_ten_persons_with_a_wrong_tap_put_right(
    phone: OpenPage, house: str, hall: Hall, record_property: Report
) -> None:
    page = phone()
    asked, meeting = far_away(page), an_open_meeting(hall, subjects=10)
    begun = time.monotonic()
    page.goto(address(house, meeting))
    fill(page, 10)
    tap(page, 3, 4)
    tap(page, 3, 1)
    press(page, "button")
    press(page, "[name=cast]")
    page.wait_for_selector(DONE)
    report(record_property, "ten persons", begun)
    assert asked == ["GET", "POST", "POST"]


@pytest.mark.skipif(os.environ.get("BALLOT_TEST_SCALE") != "full", reason="twenty seconds")
def test_ten_persons_with_one_left_out_and_a_wrong_tap_put_right(
    phone: OpenPage, house: str, hall: Hall, record_property: Report
) -> None:
    page = phone()
    asked, meeting = far_away(page), an_open_meeting(hall, subjects=10)
    begun = time.monotonic()
    page.goto(address(house, meeting))
    fill(page, 9)
    press(page, "button")
    press(page, "[name=back]")
    tap(page, 3, 4)
    tap(page, 10, 1)
    press(page, "button")
    assert page.locator("li b").all_inner_texts().count("不满意") == 1
    press(page, "[name=back]")
    tap(page, 3, 2)
    press(page, "button")
    press(page, "[name=cast]")
    page.wait_for_selector(DONE)
    report(record_property, "ten persons, corrected twice", begun)
    assert asked == ["GET", *["POST"] * 6]
