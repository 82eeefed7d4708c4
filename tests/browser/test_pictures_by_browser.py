"""scripts/pictures takes what the READMEs show: one picture here, all of them on the long form."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from house import pictures
from makers.meetings import an_open_meeting
from PIL import Image
from playwright.sync_api import Browser

from ballot.usecases.hall import Hall

LARGEST = 60 * 1024


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_is_taken_in_the_language_of_its_reader(
    chromium: Browser, house: str, hall: Hall, language: str
) -> None:
    browsing, views, album = map(pictures.module, ("browsing", "views", "album"))
    meeting = an_open_meeting(hall)
    slip = f"{house}/v/{meeting.number}/{meeting.slips[0].token.text}"
    size = album.ALBUM["phone"].size
    with browsing.a_page(chromium, size, language) as page:
        png = views.scanned(page, slip)
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("input:checked").count() == 1
    file = browsing.small(png)
    with Image.open(BytesIO(file)) as taken:
        assert taken.size == (size.width * size.sharp, size.height * size.sharp)
        assert len(taken.getcolors() or []) > 8, "it is no plain ground"
    assert len(file) < min(len(png), LARGEST)


@pytest.mark.skipif(os.environ.get("BALLOT_TEST_SCALE") != "full", reason="takes two minutes")
def test_all_pictures_are_taken_of_the_demo(tmp_path: Path) -> None:
    script = [sys.executable, str(pictures.TAKING), "--into", str(tmp_path)]
    subprocess.run(script, check=True)
    sizes = {path.stem: path.stat().st_size for path in tmp_path.iterdir()}
    assert sorted(sizes) == sorted(pictures.module("album").names())
    assert max(sizes.values()) <= LARGEST
