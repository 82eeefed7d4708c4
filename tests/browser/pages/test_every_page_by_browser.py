"""Every page of every role is usable: axe with contrast of 7:1, light and dark; 320 px; 200 %.

One page of each view here; ``BALLOT_TEST_SCALE=full`` looks at every page of every role in every
state of a meeting. The table is complete by construction: a view that answers a look is looked at,
or stands in ``NO_PAGE`` with its reason.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser.eyes import NARROW, SMALL, WIDE, fits, fits_each, is_usable
from browser.pages.readers import FULL, Reader, readers
from makers.life.every_state import a_hall_in_every_state, one_a_shape
from makers.life.further_states import add_further_states
from makers.live import serving
from people.page_forms import pages
from playwright.sync_api import Browser, Page

from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application

FILES_OF = """
organizer.appeal_file organizer.export organizer.export_audit
organizer.export_ranking organizer.job_file organizer.journal_table
organizer.notice_file organizer.parts_file organizer.print_assessment_file
organizer.print_ledger organizer.print_meeting_file organizer.print_of_person
organizer.review_file organizer.signed_roots organizer.template
organizer.wall_poster organizer.roster_template organizer.bulk_print_file scrutineer.opening_list
demo.altered_bundle demo.bundle demo.report
files.take favicon static
"""
PIECES = """
organizer.consent_now organizer.evening_now organizer.exchange_now
organizer.helpers_now organizer.job_now organizer.meetings_now
organizer.opening_now organizer.screen_now organizer.turnout_now scrutineer.exchange_now
scrutineer.home_now scrutineer.keys_now scrutineer.opening_now
kiosk.now door.now organizer.roster_now demo.play demo.screen
demo.slips
"""
FOR_PROGRAMS = """
api.bundle api.list_all api.list_assessed api.look api.parts
api.ranking api.result api.show api_document.description
"""
ELSEWHERE = {
    "notice.read": "test_county_by_browser",
    "kiosk.door": "kiosk/test_kiosk_by_browser",
    "kiosk.look": "kiosk/test_kiosk_by_browser",
    "demo.page": "test_demo_by_browser",
    "demo.altered": "test_demo_by_browser: leads on to the verifier",
    "organizer.resume": "test_paused_by_browser",
    "organizer.bulk_outcome": "a signed address, as the bar of a job",
    "organizer.job": "a bar of its own process: tests/web/organizer/jobs",
    "organizer.seen_file": "the preview of a long file, behind a job",
    "organizer.started_meetings": "what a long file left out, behind a job",
    "scrutineer.agreed": "test_exchange_by_browser",
    "scrutineer.come": "test_three_phones_by_browser",
    "scrutineer.paper": "hall/test_counting_by_browser",
    "scrutineer.second_round": "hall/test_second_round_by_browser: leads on",
    "kiosk.second_round": "hall/test_second_round_by_browser: leads on",
}
NO_PAGE = (
    dict.fromkeys(FILES_OF.split(), "a file")
    | dict.fromkeys(PIECES.split(), "a piece of a page, fetched by its script")
    | dict.fromkeys(FOR_PROGRAMS.split(), "for programs")
    | ELSEWHERE
)


@pytest.fixture
def hall(sqlite_url: str, tmp_path: Path) -> Iterator[Hall]:
    database = Database.connect(sqlite_url)
    made = a_hall_in_every_state(database, tmp_path)
    yield add_further_states(made, tmp_path) if FULL else made
    database.dispose()


def addresses(app: Application, reader: Reader, seen: set[str]) -> Iterator[str]:
    """The pages that are looked at: of each view one, or all of them."""
    table = app.url_map.bind("localhost")
    for page in pages(reader.client, reader.begin, one_a_shape):
        view, _values = table.match(urlsplit(page.at).path)
        is_page = view not in NO_PAGE or (FULL and view in ELSEWHERE)
        shown = page.status == 200 and is_page
        if shown and (FULL or view not in seen):
            seen.add(view)
            yield page.at


@pytest.fixture
def look(chromium: Browser, app: Application) -> Iterator[Callable[[Reader, str], None]]:
    """Looks at a page as this reader."""
    context = chromium.new_context(viewport=WIDE, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    with serving(app) as house:

        def look(reader: Reader, at: str) -> None:
            context.clear_cookies()
            for name, value, path in reader.cookies:
                context.add_cookies([{"name": name, "value": value, "url": house + path}])
            page.set_viewport_size(WIDE)
            page.goto(house + at)
            page.wait_for_load_state()
            is_usable_and_fits(page)
            if FULL:
                fits_each(page, (SMALL, WIDE))

        yield look
    context.close()


def test_every_page_is_usable_by_everybody(
    app: Application, hall: Hall, look: Callable[[Reader, str], None]
) -> None:
    seen: set[str] = set()
    wrong: list[str] = []
    for reader in readers(app, hall):
        for at in list(addresses(app, reader, seen)):
            try:
                look(reader, at)
            except AssertionError as fault:
                wrong.append(f"{reader.name} {at}: {fault}")
    assert wrong == []
    missed = views_of(app) - (seen - ELSEWHERE.keys())
    assert missed == NO_PAGE.keys(), "each view is looked at, or has its reason"


def is_usable_and_fits(page: Page) -> None:
    """At the size that it has, and at 320 px, which are also 640 at 200 %."""
    is_usable(page)
    page.set_viewport_size(NARROW)
    fits(page)


def views_of(app: Application) -> set[str]:
    """The views that answer a look."""
    return {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}


@pytest.mark.parametrize(
    "fault",
    [
        "document.querySelector('h1').style.color = '#777'",
        "document.querySelector('main').append(document.createElement('input'))",
        "document.querySelector('main').style.width = '700px'",
    ],
)
def test_the_control_a_planted_fault_is_found(
    chromium: Browser, app: Application, fault: str
) -> None:
    """Grey words, a field without a name, a page that hangs over the edge."""
    page = chromium.new_page(viewport=NARROW, locale="zh-CN")
    with serving(app) as house:
        page.goto(f"{house}/help")
        page.evaluate(fault)
        with pytest.raises(AssertionError):
            is_usable_and_fits(page)
    page.close()
