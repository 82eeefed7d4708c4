"""Anybody's browser, from a file and without a network, comes to what ``ballot verify`` says."""

import base64
import json
import os
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from browser.eyes import is_usable, keep_picture
from bundle import corpus
from bundle.corpus import Case, meetings
from makers.meetings import BAD, BLANK, FAIR, GOOD, VERY, a_closed_meeting
from people.bundle_forger import Parts, edited, flipped, parts_of, resigned, why
from playwright.sync_api import Browser, FilePayload, Page, expect

from ballot.bundle import layout, verify
from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle

SIZES = ((360, 640), (1280, 800))
KINDS = (
    "server",
    "scrutineers",
    "papers",
    "no_quorum",
    "numbers",
    "classes",
    "rehearsal",
    "phones",
)
LONG = 200
"""Milliseconds in which a page that works in one go answers no touch."""
SLOWER = 6


FILE = Path(__file__).resolve().parents[3] / "static" / "verify.html"
PATIENCE = 60_000
"""Milliseconds, on a busy machine."""

REASONS = """(files) => files.map((text) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  try {
    const work = bundle.verify(bytes);
    for (;;) {
      const { done, value } = work.next();
      if (done) return ["", value.values];
    }
  } catch (error) {
    if (error instanceof Refused) return [error.broken, {}];
    throw error;
  }
})"""


@contextmanager
def opened(
    browser: Browser, width: int = 1280, height: int = 800, lang: str = "zh"
) -> Iterator[Page]:
    """The page out of its file; what its browser complains of fails the test."""
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
    page, said = context.new_page(), []
    page.on("console", lambda line: said.append(line.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{FILE.as_uri()}?lang={lang}")
    yield page
    context.close()
    assert said == []


def choose(page: Page, bundle: bytes, name: str = "meeting.bundle") -> str:
    """Choose a file and wait for the verdict; the word of its refusal, empty where it holds."""
    chosen = FilePayload(name=name, mimeType="application/zip", buffer=bundle)
    page.locator("#file").set_input_files(chosen)
    verdict = page.locator("#verdict[data-broken]")
    expect(verdict).to_be_visible(timeout=PATIENCE)
    return verdict.get_attribute("data-broken") or ""


def reasons(page: Page, cases: list[Case]) -> list[str]:
    """Why each is refused, empty where it holds, by the page's verifier alone."""
    files = [base64.b64encode(each.file).decode() for each in cases]
    found: list[tuple[str, dict[str, str]]] = page.evaluate(REASONS, files)
    return [
        broken or not_signed(case, values)
        for case, (broken, values) in zip(cases, found, strict=True)
    ]


def not_signed(case: Case, values: dict[str, str]) -> str:
    """The first value that is not the one of the signed paper; empty where all are."""
    told = values | {"root": values["sheet"]}
    typed = (name for name in ("fingerprint", "root", "key", "code") if name in case.values)
    return next((name for name in typed if case.values[name] != told[name]), "")


@pytest.fixture(scope="module")
def bundles() -> dict[str, bytes]:
    """Good bundles of eight kinds of meeting."""
    return meetings.held().bundles


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_bundle_holds_with_every_figure_of_its_result(
    chromium: Browser, bundles: dict[str, bytes], kind: str
) -> None:
    parts = parts_of(bundles[kind])
    result = json.loads(parts[layout.RESULT])
    with opened(chromium, *SIZES[0]) as page:
        assert choose(page, bundles[kind]) == ""
        expect(page.locator("#verdict")).to_contain_text("核验通过")
        shown = page.locator("#result").inner_text()
        assert f"应参加 {result['eligible']} 人，收回 {result['returned']['total']} 张" in shown
        assert all(each["name"] in shown for each in result["subjects"])
        counts = page.locator("#result section:first-of-type td").all_inner_texts()
        assert counts == counts_of(parts)
        for subject in result["subjects"]:
            figure = subject.get("satisfaction")
            assert figure is None or f"{figure['percent']}" in shown
        left = page.locator("#steps li:not(.good):not(.skipped)")
        assert left.count() == 0


def counts_of(parts: Parts) -> list[str]:
    """The counts of the first person as the page lists them: option by option, 弃权, 无效."""
    subject = json.loads(parts[layout.RESULT])["subjects"][0]
    asked = json.loads(parts[layout.FROZEN])["questions"]
    return [
        str(count)
        for question, told in zip(asked, subject.get("questions", [subject]), strict=True)
        if "counts" in told
        for count in (
            *(told["counts"][option] for option in question["options"]),
            told["blank"],
            told["invalid"],
        )
    ]


def one_bit(file: bytes) -> bytes:
    return flipped(file, len(file) // 2)


def other_counts(file: bytes) -> bytes:
    """One 很满意 more in the result, signed again."""

    def change(value: dict[str, Any]) -> None:
        value["subjects"][0]["counts"]["很满意"] += 1

    return resigned(edited(parts_of(file), layout.RESULT, change), meetings.held().seed)


def other_proof(file: bytes) -> bytes:
    parts = parts_of(file)
    rows = parts["ballots-1.1.1.bin"]
    forged = parts | {"ballots-1.1.1.bin": flipped(rows, len(rows) - 1)}
    return resigned(forged, meetings.held().seed)


@pytest.mark.parametrize("alter", [one_bit, other_counts, other_proof])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_altered_bundle_is_refused_with_one_sentence_at_its_step(
    chromium: Browser, bundles: dict[str, bytes], alter: Callable[[bytes], bytes], lang: str
) -> None:
    altered = alter(bundles["server"])
    with opened(chromium, *SIZES[0], lang=lang) as page:
        assert choose(page, altered) == why(altered) != ""
        title = page.locator("#steps li.bad strong").inner_text()
        expect(page.locator("#verdict")).to_contain_text(title)
        assert page.locator("#verdict p").inner_text().count("。" if lang == "zh" else ".") == 2
        expect(page.locator("#result")).to_be_hidden()
        keep_picture(page, SIZES[0][0])
        assert choose(page, bundles["server"]) == "", "the control, on the same page"


def test_what_is_typed_is_held_against_the_file(
    chromium: Browser, bundles: dict[str, bytes]
) -> None:
    """In groups of four and in capitals, as paper has it; one digit wrong is told."""
    found = verify.verify(bundles["papers"])
    with opened(chromium) as page:
        field = page.locator("#value-fingerprint")
        groups = re.findall("....", found.fingerprint.upper())
        field.fill(" ".join(groups))
        assert choose(page, bundles["papers"]) == ""
        expect(page.locator("#told-fingerprint")).to_have_class("told good")
        expect(page.locator("#verdict")).to_have_class("good")
        field.fill(" ".join([*groups[:-1], groups[-1][::-1] + "0"]))
        expect(page.locator("#told-fingerprint")).to_have_class("told bad")
        expect(page.locator("#verdict")).to_have_class("bad")


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everybody_can_read_it(
    chromium: Browser, bundles: dict[str, bytes], width: int, height: int, lang: str
) -> None:
    with opened(chromium, width, height, lang) as page:
        keep_picture(page, width)
        assert choose(page, bundles["papers"]) == ""
        page.locator("#value-code").fill("00")
        keep_picture(page, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing(chromium: Browser, house: str, bundles: dict[str, bytes]) -> None:
    """As it is served: under its headers too nothing is amiss, and its worker works."""
    context = chromium.new_context(bypass_csp=False)
    page = context.new_page()
    page.goto(f"{house}/verify")
    assert choose(page, bundles["server"]) == ""
    context.close()
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{house}/verify")
    assert choose(page, bundles["server"]) == ""
    is_usable(page)
    context.close()


def tried(cases: list[Case]) -> list[Case]:
    """All of them, or every fourth, the first of each kind and word, and the good ones."""
    if os.environ.get("BALLOT_TEST_SCALE") == "full":
        return cases
    firsts = {(each.name.split(":")[0], each.broken): each for each in reversed(cases)}
    kept = {each.name for each in (*cases[::4], *firsts.values())}
    return [each for each in cases if each.broken is None or each.name in kept]


def test_both_verifiers_say_the_same_of_every_bundle_of_the_corpus(chromium: Browser) -> None:
    """Word for word; that the program says so too is held in tests/bundle/test_corpus.py, every
    time of every one: here of a quarter, each word and each good one among it, else by the flag."""
    cases = tried([*corpus.all(), *corpus.on_paper()])
    with opened(chromium) as page:
        found = [
            word for at in range(0, len(cases), 50) for word in reasons(page, cases[at : at + 50])
        ]
    said = zip(cases, found, strict=True)
    wrong = {case.name: (case.broken, word) for case, word in said if (case.broken or "") != word}
    assert wrong == {}
    assert found.count("") >= 8, "the control: good ones among them"
    assert len(found) - found.count("") >= 150


# --- work beside the page ---------------------------------------------------------------------

WATCH = f"""() => {{
  window.long = [];
  new PerformanceObserver((list) => {{
    for (const task of list.getEntries()) if (task.duration > {LONG}) long.push(task.duration);
  }}).observe({{ entryTypes: ["longtask"] }});
}}"""
KEEP = """() => {
  document.getElementById("file").addEventListener("change", ({ target }) => {
    target.files[0].arrayBuffer().then((buffer) => { window.kept = new Uint8Array(buffer); });
  });
}"""
IN_ONE_GO = """() => new Promise((end) => setTimeout(() => {
  for (const _ of bundle.verify(kept));
  setTimeout(end, 500);
}, 0))"""
IN_SLICES = """async () => {
  const began = performance.now();
  const outcome = await run.inSlices(kept, () => {});
  return [Boolean(outcome.found), performance.now() - began];
}"""


@pytest.fixture
def large(hall: Hall) -> bytes:
    """A hall of 150, and under BALLOT_TEST_SCALE=full of 1,000; two persons."""
    ballots = 1000 if os.environ.get("BALLOT_TEST_SCALE") == "full" else 150
    answers = random.choices((VERY, GOOD, FAIR, BAD, BLANK), k=ballots)  # noqa: S311
    meeting = a_closed_meeting(hall, answers, slips=ballots, subjects=2, eligible=ballots)
    open_box(hall, CONSOLE, meeting.number)
    return export_bundle(hall, CONSOLE, meeting.number)


def long_tasks(page: Page) -> list[float]:
    found: list[float] = page.evaluate("() => long")
    return found


def test_the_page_answers_while_it_works(chromium: Browser, large: bytes) -> None:
    with opened(chromium) as page:
        page.evaluate(WATCH)
        page.evaluate(KEEP)
        assert choose(page, large) == ""
        beside = max(long_tasks(page), default=0)
        page.evaluate(IN_ONE_GO)
        in_one_go = max(long_tasks(page), default=0)
        assert in_one_go > LONG, "the control"
        assert 4 * beside < in_one_go


def test_a_slow_phone_without_a_worker_comes_to_the_end(
    chromium: Browser, large: bytes, record_property: Callable[[str, object], None]
) -> None:
    """Six times slower, in slices, so that the slowing down reaches all of the work. The time of
    1,000 ballots of two is reported, and judged by whoever reads it: at most 60 s are wanted."""
    with opened(chromium) as page:
        page.evaluate(KEEP)
        assert choose(page, large) == ""
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        holds, milliseconds = page.evaluate(IN_SLICES)
        record_property("seconds", round(milliseconds / 1000, 1))
        assert holds
