"""What a kiosk gives away: no choice by a length, no word in a log, and no look spends."""

from pathlib import Path

import pytest
from makers.meetings import AMeeting, an_open_meeting
from people.phone import Form
from people.tablet import Tablet, paired, scanned
from web.voter.test_silence import (
    Secret,
    everything,
    production_log,
    written,
)

from ballot.domain.access import CONSOLE
from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.usecases.kiosk import pair_kiosk
from ballot.web.proxy import Application
from ballot.web.voter import replies

__all__ = ["production_log"]

ANSWERS = (None, "1", "2", "3", "4")


@pytest.fixture
def meeting(hall: Hall) -> AMeeting:
    """An open meeting on two persons."""
    return an_open_meeting(hall, slips=10, subjects=2)


def seen(tablet: Tablet) -> tuple[object, ...]:
    """What the network sees of an answer: status, length, headers, length of what is set."""
    assert tablet.answer is not None
    headers = [(name, text) for name, text in tablet.answer.headers if name != "Set-Cookie"]
    cookies = [len(text) for text in tablet.answer.headers.getlist("Set-Cookie")]
    return tablet.status, len(tablet.answer.data), headers, cookies


@pytest.mark.parametrize("typed", [False, True], ids=["scanned", "typed"])
def test_every_step_has_one_length_whatever_was_chosen(
    app: Application, meeting: AMeeting, typed: bool
) -> None:
    tablet = paired(app, meeting)
    text = meeting.slips[0].code.printed if typed else scanned(meeting, 0)
    looked, backs, forms = [], [], []
    for first in ANSWERS:
        for second in ANSWERS:
            given = {"a1_1": first, "a2_1": second}
            tablet.scan(text).press({name: it for name, it in given.items() if it})
            looked.append(seen(tablet))
            hidden = Form(tablet.text).hidden
            forms.append(sum(len(name) + len(value) for name, value in hidden.items()))
            backs.append(seen(tablet.press(button="back")))
    for group in (looked, backs, forms):
        assert all(each == group[0] for each in group)


def test_every_thanks_has_one_length_whatever_was_cast(app: Application, meeting: AMeeting) -> None:
    tablet = paired(app, meeting)
    found = []
    for place, choice in enumerate("1234"):
        tablet.scan(scanned(meeting, place)).press({"a1_1": choice, "a2_1": choice})
        found.append(seen(tablet.press(button="cast")))
        assert "已计入" in tablet.text
    assert all(each == found[0] for each in found)


def test_no_token_code_or_choice_of_a_kiosk_is_ever_written_down(
    app: Application,
    meeting: AMeeting,
    monkeypatch: pytest.MonkeyPatch,
    production_log: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    offer = pair_kiosk.offer(meeting.hall, CONSOLE, meeting.number)
    tablet = paired(app, meeting)
    tablet.scan(scanned(meeting, 0)).press({"a1_1": "3", "a2_1": "4"}).press(button="cast")
    tablet.scan("A" * 26)
    tablet.scan(scanned(meeting, 1)).press({"a1_1": "3", "a2_1": "4"})
    with monkeypatch.context() as broken:
        broken.setattr(Database, "drop_in", _fail)
        assert tablet.press(button="cast").status == 503
        broken.setattr(replies, "once_more", _fail)
        assert tablet.press(button="cast").status == 503
        broken.setattr(Database, "read", _fail)
        broken.setattr(Database, "standing", _fail)
        assert tablet.scan(meeting.slips[1].code.text).status == 503
        path = f"/k/{meeting.number}/come/{offer.code.text}"
        assert app.test_client().get(path).status_code == 503
    text = written(production_log, caplog)
    for slip in meeting.slips[:2]:
        for secret in (slip.token.text, slip.code.text, slip.code.printed, offer.code.text):
            assert secret not in text
    assert "a1_1" not in text
    assert "/k/" not in text
    assert "page failed" in text


def _fail(*given: object, **more: object) -> None:
    raise Secret(repr((given, more)) + " a1_1=3")


def test_whoever_looks_at_a_kiosk_changes_nothing(
    app: Application, meeting: AMeeting, tmp_path: Path
) -> None:
    tablet = paired(app, meeting)
    offer = pair_kiosk.offer(meeting.hall, CONSOLE, meeting.number)
    before = everything(meeting.hall.database, tmp_path)
    number = meeting.number
    filled = f"code={meeting.slips[0].token.text}&p=1&a1_1=1&a2_1=1&cast=1"
    for path in ("", "now", f"step?{filled}", f"?{filled}", f"now?{filled}"):
        tablet.client.get(f"/k/{number}/{path}")
        tablet.client.head(f"/k/{number}/{path}")
    for client in (tablet.client, app.test_client()):
        client.get(f"/k/{number}/come/{offer.code.text}")
        client.head(f"/k/{number}/come/{offer.code.text}")
    assert everything(meeting.hall.database, tmp_path) == before
    tablet.scan(scanned(meeting, 0)).press({"a1_1": "1", "a2_1": "1"}).press(button="cast")
    assert everything(meeting.hall.database, tmp_path) != before, "the control: one vote"


@pytest.mark.parametrize(
    "path",
    [
        *("/k/", "/K/", "//k", "/k//", "/k//now", "/k/abc/", "/k/abc/now", "/k/-1/now", "/k/%00/"),
        *("/k/%ff%fe/", "/k/٠١٢٣٤٥/", "/k/１２３４５６/now", "/k/123456%0a/", "/k/..%2f..%2f/"),
        *("/k/{}", "/k/{}/step/", "/K/{}/", "/k/{}/now%00", "/k/{}/come/", "/k/{}/come/%00"),
        *("/k/{}/come/１２３４５６７８９０１２", "/k/{}/come/" + "1" * 5000, "/k/{}/?lang=%00"),
    ],
)
def test_odd_addresses_of_a_kiosk_are_no_fault_of_ours(
    app: Application, meeting: AMeeting, path: str
) -> None:
    tablet = paired(app, meeting)
    for client in (tablet.client, app.test_client()):
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE"):
            answer = client.open(path.format(meeting.number), method=method)
            assert answer.status_code < 500
            assert "Traceback" not in answer.text
