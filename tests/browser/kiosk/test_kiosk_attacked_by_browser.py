"""A kiosk in Chromium that something goes wrong at: nobody's ballot is shown, sent or lost."""

from collections.abc import Iterator

import pytest
from makers.meetings import AMeeting, an_open_meeting
from people.at_kiosk import a_kiosk, cast, choose, is_clear, looked_at, printed, scan, states
from playwright.sync_api import Browser, Page, Route, expect

from ballot.domain.meeting import SPENT_AT_KIOSK
from ballot.usecases.hall import Hall

A_CAMERA = """
  window.inSight = null;
  window.BarcodeDetector = class {
    async detect() { return window.inSight ? [{ rawValue: window.inSight }] : []; }
  };
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = document.createElement("canvas");
    canvas.getContext("2d").fillRect(0, 0, 9, 9);
    return (window.stream = canvas.captureStream(5));
  };
"""
"""A camera that reads whatever the test holds before it."""
A_VOICE = """
  window.said = [];
  const voices = [["zh-HK", true], ["zh-CN", false], ["zh-CN", true], ["en-US", true]];
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => voices.map(([lang, localService]) => ({ lang, localService })),
    speak: (one) => window.said.push([one.text, one.voice.lang, one.voice.localService]),
    cancel: () => window.said.push(["", "", true]),
    addEventListener: () => {},
  } });
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""
"""Some voices, and what they were made to say; a text without words is silence."""


@pytest.fixture
def meeting(hall: Hall) -> AMeeting:
    """An open meeting on two persons."""
    return an_open_meeting(hall, slips=6, subjects=2, eligible=40)


@pytest.fixture
def kiosk(chromium: Browser, house: str, meeting: AMeeting) -> Iterator[Page]:
    """A paired kiosk with a camera and voices, whose clock the test holds."""
    with a_kiosk(chromium, house, meeting, A_CAMERA + A_VOICE) as page:
        yield page


def counted(meeting: AMeeting) -> int:
    """How many have voted at a kiosk."""
    return states(meeting).count(SPENT_AT_KIOSK)


def hold(_route: Route) -> None:
    """The server takes it and says nothing."""


def test_the_answer_to_a_ballot_is_lost_and_the_second_press_counts_nothing_twice(
    kiosk: Page, meeting: AMeeting
) -> None:
    scan(kiosk, meeting, 0)
    choose(kiosk, 0, 3)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    kiosk.route("**/step*", lose)
    kiosk.get_by_role("button", name="交票").click()
    expect(kiosk.locator("#lost")).to_be_visible()
    assert counted(meeting) == 1
    kiosk.unroute("**/step*")
    kiosk.get_by_role("button", name="交票").click()
    expect(kiosk.locator("#stage h1")).to_contain_text("这张票已经投过，已计入")
    assert "很满意" not in kiosk.locator("body").inner_text()
    assert counted(meeting) == 1


def test_a_server_that_says_nothing_is_given_up_and_the_ballot_is_kept(
    kiosk: Page, meeting: AMeeting
) -> None:
    scan(kiosk, meeting, 0)
    choose(kiosk, 0, 3)
    kiosk.route("**/step*", hold)
    kiosk.get_by_role("button", name="交票").click()
    expect(kiosk.locator("#busy")).to_be_visible()
    kiosk.clock.run_for(25_000)
    expect(kiosk.locator("#lost")).to_be_visible()
    expect(kiosk.locator("#busy")).to_be_hidden()
    kiosk.unroute("**/step*")
    cast(kiosk)
    assert counted(meeting) == 1


def test_an_answer_that_comes_after_the_page_was_cleared_is_shown_to_nobody(
    kiosk: Page, meeting: AMeeting
) -> None:
    scan(kiosk, meeting, 0)
    for at in range(2):
        kiosk.locator("#stage fieldset").nth(at).locator("label").nth(3).click()
    held: list[Route] = []
    kiosk.route("**/step*", lambda route: route.continue_() if held else held.append(route))
    kiosk.get_by_role("button", name="选好了，再看一遍").click()
    expect(kiosk.locator("#busy")).to_be_visible()
    kiosk.get_by_role("button", name="不投了，清屏").click()
    is_clear(kiosk)
    scan(kiosk, meeting, 1)
    held[0].continue_()
    expect(kiosk.locator("#stage :checked")).to_have_count(0)
    expect(kiosk.locator("#stage")).not_to_contain_text("请再看一遍")


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_fault_on_the_way_leaves_the_ballot_on_the_screen(
    kiosk: Page, meeting: AMeeting, status: int
) -> None:
    scan(kiosk, meeting, 0)
    choose(kiosk, 0, 3)
    kiosk.route("**/step*", lambda route: route.fulfill(status=status, body="<h1>Bad Gateway</h1>"))
    kiosk.get_by_role("button", name="交票").click()
    expect(kiosk.locator("#lost")).to_be_visible()
    expect(kiosk.locator("#stage")).not_to_contain_text("Bad Gateway")
    kiosk.unroute("**/step*")
    cast(kiosk)
    assert counted(meeting) == 1


THE_SECOND_PRESS = """selector => new Promise((done) => {
  const look = () => {
    const next = document.querySelector(selector);
    if (!next || !next.checkVisibility()) return;
    watch.disconnect();
    next.scrollIntoView();
    const at = next.getBoundingClientRect();
    const hit = document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);
    window.hits.push(hit === next);
  };
  const watch = new MutationObserver(look);
  watch.observe(document.body, { subtree: true, childList: true, attributes: true });
  window.hits = window.hits || [];
  done();
})"""
"""As soon as a button comes, a press at its place: whether it reaches the button."""


@pytest.mark.parametrize(
    ("pressed", "next_one"), [("选好了，再看一遍", "#stage [name=cast]"), ("交票", "#end")]
)
def test_a_double_press_does_not_reach_the_next_page(
    kiosk: Page, meeting: AMeeting, pressed: str, next_one: str
) -> None:
    """The second press would send what nobody looked at, or clear 「已计入」 unread."""
    scan(kiosk, meeting, 0)
    for at in range(2):
        kiosk.locator("#stage fieldset").nth(at).locator("label").nth(0).click()
    if pressed == "交票":
        kiosk.get_by_role("button", name="选好了，再看一遍").click()
        expect(kiosk.get_by_role("button", name="交票")).to_be_visible()
    kiosk.evaluate(THE_SECOND_PRESS, next_one)
    kiosk.get_by_role("button", name=pressed).click()
    kiosk.wait_for_function("() => window.hits.length === 1")
    assert kiosk.evaluate("window.hits") == [False]
    kiosk.locator(next_one).click()


def test_a_scan_sends_no_ballot_though_its_button_has_the_focus(
    kiosk: Page, meeting: AMeeting
) -> None:
    scan(kiosk, meeting, 0)
    choose(kiosk, 0, 3)
    kiosk.locator("#stage [name=cast]").focus()
    kiosk.keyboard.type(printed(meeting, 1))
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator("#idle")).to_be_visible()
    assert counted(meeting) == 0
    kiosk.keyboard.type(printed(meeting, 1))
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator("#idle")).to_be_visible()
    looked_at(kiosk)
    kiosk.get_by_role("button", name="换下一位").click()
    is_clear(kiosk)
    scan(kiosk, meeting, 1)
    expect(kiosk.locator("#stage :checked")).to_have_count(0)


def test_who_has_only_keys_casts_with_enter(kiosk: Page, meeting: AMeeting) -> None:
    scan(kiosk, meeting, 0)
    choose(kiosk, 0, 3)
    kiosk.locator("#stage [name=cast]").focus()
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator("#stage h1")).to_contain_text("已计入")
    assert counted(meeting) == 1


def test_a_slip_before_the_camera_is_not_cleared_after_a_long_silence(
    kiosk: Page, meeting: AMeeting
) -> None:
    kiosk.get_by_role("button", name="打开相机").click()
    kiosk.clock.run_for(400_000)
    kiosk.evaluate("text => (window.inSight = text)", printed(meeting, 0))
    expect(kiosk.locator("#stage form")).to_be_visible()
    kiosk.clock.run_for(5_000)
    expect(kiosk.locator("#stage form")).to_be_visible()
    expect(kiosk.locator("#idle")).to_be_hidden()


def test_the_camera_looks_again_for_the_next_one_and_not_at_the_slip_left_before_it(
    kiosk: Page, meeting: AMeeting
) -> None:
    expect(kiosk.get_by_text("把票对准相机")).to_be_hidden()
    kiosk.get_by_role("button", name="打开相机").click()
    expect(kiosk.get_by_text("把票对准相机")).to_be_visible()
    kiosk.evaluate("text => (window.inSight = text)", printed(meeting, 0))
    expect(kiosk.locator("#stage form")).to_be_visible()
    assert kiosk.evaluate("window.stream.getTracks()[0].readyState") == "ended"
    choose(kiosk, 0, 0)
    cast(kiosk)
    kiosk.clock.run_for(6_000)
    is_clear(kiosk)
    expect(kiosk.locator("#picture")).to_be_visible()
    kiosk.clock.run_for(8_000)
    is_clear(kiosk)
    kiosk.evaluate("text => (window.inSight = text)", printed(meeting, 1))
    expect(kiosk.locator("#stage form")).to_be_visible()


def test_another_language_leaves_no_ballot_in_the_memory_of_back(
    kiosk: Page, meeting: AMeeting
) -> None:
    entries = kiosk.evaluate("history.length")
    scan(kiosk, meeting, 0)
    kiosk.locator("#stage fieldset").nth(0).locator("label").nth(3).click()
    kiosk.get_by_role("link", name="English").click()
    expect(kiosk.locator("#slip h1")).to_contain_text("Scan the QR code on your slip")
    expect(kiosk.locator("#start")).to_be_visible()
    assert kiosk.evaluate("history.length") <= entries + 1
    for _ in range(3):
        kiosk.evaluate("history.back()")
        kiosk.wait_for_timeout(50)
        expect(kiosk.locator("#start")).to_be_visible()
        assert kiosk.locator("#stage").inner_html() == ""


def test_every_option_is_as_large_as_the_others_on_every_screen(
    kiosk: Page, meeting: AMeeting
) -> None:
    """One that had a row for itself would be put forward (docs/compliance.md)."""
    scan(kiosk, meeting, 0)
    options = kiosk.locator("#stage fieldset").nth(0).locator("label b")
    for width in (360, 640, 799, 800, 900, 1024, 1100, 1280, 1920):
        kiosk.set_viewport_size({"width": width, "height": 800})
        sizes = options.evaluate_all(
            "all => all.map((b) => [b.offsetWidth, b.offsetHeight].join())"
        )
        assert len(sizes) == 4
        assert len(set(sizes)) == 1, (width, sizes)


def test_that_a_slip_was_spent_stands_longer_than_thanks(kiosk: Page, meeting: AMeeting) -> None:
    scan(kiosk, meeting, 0)
    choose(kiosk, 0, 0)
    cast(kiosk)
    expect(kiosk.locator("#left")).to_have_text("5")
    kiosk.get_by_role("button", name="好了").click()
    kiosk.keyboard.type(printed(meeting, 0))
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator("#stage h1")).to_contain_text("这张票已经投过")
    kiosk.clock.run_for(7_000)
    expect(kiosk.locator("#stage h1")).to_contain_text("这张票已经投过")
    kiosk.clock.run_for(4_000)
    is_clear(kiosk)


def test_a_browser_whose_script_does_not_run_is_offered_no_form(
    kiosk: Page, meeting: AMeeting
) -> None:
    """It would send a ballot by itself, and keep each step in its history."""
    kiosk.route("**/kiosk/stage.js", lambda route: route.abort())
    kiosk.reload()
    expect(kiosk.locator("header")).to_contain_text("投票平板")
    expect(kiosk.locator("form:visible")).to_have_count(0)


def test_the_blank_paper_is_read_aloud_and_never_what_was_chosen(
    kiosk: Page, meeting: AMeeting
) -> None:
    aloud = kiosk.get_by_role("button", name="读给我听")
    expect(aloud).to_be_hidden()
    scan(kiosk, meeting, 0)
    kiosk.locator("#stage fieldset label").nth(1).click()
    aloud.click()
    said = kiosk.evaluate("window.said.slice(-11)")
    assert [text for text, *_ in said[-5:]] == ["2. 李某", "很满意", "满意", "基本满意", "不满意"]
    assert {tuple(voice) for _, *voice in said} == {("zh-CN", True)}
    kiosk.locator("#stage fieldset label").nth(5).click()
    kiosk.get_by_role("button", name="选好了，再看一遍").click()
    expect(kiosk.get_by_role("button", name="交票")).to_be_visible()
    expect(aloud).to_be_hidden()
    assert kiosk.evaluate("window.said.slice(-1)[0][0]") == "", "the voice is silent"


def test_a_scan_that_was_lost_on_the_way_is_scanned_again(kiosk: Page, meeting: AMeeting) -> None:
    kiosk.route("**/step*", lambda route: route.abort())
    kiosk.keyboard.type(printed(meeting, 0))
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator("#lost")).to_be_visible()
    kiosk.unroute("**/step*")
    scan(kiosk, meeting, 0)
    expect(kiosk.locator("#lost")).to_be_hidden()
