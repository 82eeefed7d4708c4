"""A voter who reads English reads the policy's own words in English; what is frozen stays.

The English is of the very text whose digest was frozen: a copy that somebody changed in the
database could call 很满意 what is 不满意.
"""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from makers.meetings import an_open_meeting
from sqlalchemy import text

from ballot import schemes
from ballot.usecases.hall import Hall
from ballot.usecases.verified import policy_words
from ballot.web.proxy import Application

OPTIONS = ["Very satisfied", "Satisfied", "Fairly satisfied", "Not satisfied"]
BEST, WORST = '"很满意" = "Very satisfied"', '"很满意" = "Not satisfied"'
OWN = ["很满意", "满意", "基本满意", "不满意"]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def paper(client: FlaskClient, address: str, language: str) -> str:
    return client.get(address, headers={"Accept-Language": language}).text


def options(page: str) -> list[str]:
    return [
        each.split("</b>")[0]
        for each in page.split("value=")[1:]
        for each in [each.split("<b>")[1]]
    ]


def test_the_options_are_english_in_the_same_places(app: Application, hall: Hall) -> None:
    meeting = an_open_meeting(hall)
    address = f"/v/{meeting.number}/{meeting.slips[0].token.text}"
    client = app.test_client()
    english, chinese = paper(client, address, "en"), paper(client, address, "zh")
    assert options(english) == OPTIONS
    assert options(chinese) == OWN
    assert "Are you satisfied with the work of the First Secretary?" in english
    assert len(english.encode()) <= 4096


def altered(hall: Hall) -> None:
    """Somebody at the database exchanges best and worst in the English of the copy."""
    own = schemes.text_of("jiaozhou-village")
    swapped = own.replace(BEST, WORST)
    assert swapped != own
    with hall.database.engine.begin() as db:
        db.execute(text("UPDATE assessment SET scheme_text = :text"), {"text": swapped})


def test_altered_english_is_never_shown(app: Application, hall: Hall) -> None:
    meeting = an_open_meeting(hall)
    altered(hall)
    address = f"/v/{meeting.number}/{meeting.slips[0].token.text}"
    assert options(paper(app.test_client(), address, "en")) == OWN


def test_the_control_a_digest_that_is_not_held_shows_it(
    app: Application, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = an_open_meeting(hall)
    asked = schemes.find("jiaozhou-village")
    swapped = schemes.read(asked.text.replace(BEST, WORST), "naive")
    believed = replace(swapped, sha256=asked.sha256)
    monkeypatch.setattr(policy_words.schemes, "whole_of", lambda _db, _row: believed)
    address = f"/v/{meeting.number}/{meeting.slips[0].token.text}"
    assert options(paper(app.test_client(), address, "en"))[0] == "Not satisfied"
