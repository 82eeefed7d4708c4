"""A vote that was put back, in Chromium: what the organizer sees and what voters do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from backups import back_up, keys_in, put_back
from live import serving
from makers import BAD, GOOD, VERY, AMeeting, a_hall, an_open_meeting
from office import WIDE, look_at, sign_up
from playwright.sync_api import Browser, Page, expect

from ballot.app import create_app
from ballot.config import Config
from ballot.domain.access import CONSOLE
from ballot.storage import key_set
from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.usecases.watch_turnout import watch_turnout


@pytest.fixture
def hall(sqlite_url: str, tmp_path: Path) -> Iterator[Hall]:
    """A hall on SQLite: what a browser shows does not depend on the database."""
    database = Database.connect(sqlite_url)
    made = a_hall(database, tmp_path)
    database.write(lambda db: key_set.belong(db, keys_in(tmp_path).fingerprint))
    yield made
    database.dispose()


@pytest.fixture
def paused(hall: Hall, tmp_path: Path) -> AMeeting:
    """Three voted; the backup has one of them."""
    meeting = an_open_meeting(hall, slips=40, eligible=40)
    meeting.cast(VERY)
    path = back_up(hall, tmp_path)
    meeting.cast_all([GOOD, BAD])
    watch_turnout(hall, CONSOLE, meeting.number)
    put_back(hall, path, tmp_path)
    return meeting


@pytest.fixture
def house(paused: AMeeting, hall: Hall, tmp_path: Path) -> Iterator[str]:
    """The address of the application in that hall."""
    config = Config.from_environment(
        {"BALLOT_DATA": str(tmp_path / "data"), "BALLOT_KEYS": str(tmp_path / "keys")}
    )
    with serving(create_app(config, hall)) as found:
        yield found


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=WIDE, locale="zh-CN")
    yield context.new_page()
    context.close()


def test_a_paused_vote_is_told_compared_and_goes_on(
    page: Page, house: str, hall: Hall, paused: AMeeting
) -> None:
    slip = f"{house}/v/{paused.number}/{paused.slips[1].token.text}"
    phone = page.context.new_page()
    phone.goto(slip)
    expect(phone.get_by_text("投票暂停")).to_be_visible()
    sign_up(page, house, hall)
    page.wait_for_load_state()
    page.goto(f"{house}/meetings/{paused.number}")
    look_at(page)
    with page.expect_navigation():
        page.get_by_role("link", name="核对收回数").click()
    look_at(page)
    page.get_by_label("恢复之前最后看到的收回数").fill("3")
    with page.expect_navigation():
        page.get_by_role("button", name="核对").click()
    expect(page.get_by_role("alert")).to_contain_text("少了 2 张")
    look_at(page)
    with page.expect_navigation():
        page.get_by_role("button", name="继续投票").click()
    look_at(page)
    phone.goto(slip)
    expect(phone.get_by_text("很满意").first).to_be_visible()
    phone.goto(f"{house}/v/{paused.number}/{paused.slips[0].token.text}")
    expect(phone.get_by_text("已计入").first).to_be_visible()
