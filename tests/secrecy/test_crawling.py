"""Whoever compares all pages before and after a cast learns that a ballot came, and nothing else.

docs/secrecy.md, test 15: every address of the program as every role, crawled between two casts.
What differs by nature is masked by name: Date and Expires, ETag, secret and key of a form, cookies,
the time of making inside an office file.
"""

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from makers.meetings import BAD, VERY, AMeeting, a_hall, an_open_meeting
from makers.settings import settings
from people.desk import everybody
from werkzeug.routing import Rule

from ballot.app import create_app
from ballot.storage.database import Database
from ballot.usecases.bulk.bulk_act import BulkAct
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.web.organizer.meeting import figures
from ballot.web.proxy import Application

CAST = 32
"""Ballots before the first look: the quorum of 46 is met, so that no page turns over by it."""
ELIGIBLE = 46
SMALL = 20
"""So few that nobody sees the number before the close."""
MASKED = {"Date", "Expires", "ETag", "Set-Cookie", "Content-Length"}
SECRETS = re.compile(r'(name="(?:csrf_token|once)" value|data-token)="[^"]+"')
NUMBER = re.compile(r"\d+(?:\.\d+)?")
KNOWN = {
    "custody": "server",
    "filename": "organizer/frame.css",
    "format": "json",
    "kind": "pdf",
    "name": "jiaozhou-village",
    "what": "people",
}
"""Values of the parts of addresses; what is not here is 1."""


@pytest.fixture
def hall(database: Database, tmp_path: Path) -> Hall:
    """A hall whose clock stands still: two looks differ by no time."""
    noon = datetime(2026, 12, 20, 12, 0, tzinfo=UTC)
    return a_hall(database, tmp_path, clock=lambda: noon)


@pytest.fixture
def app(hall: Hall, tmp_path: Path) -> Application:
    return create_app(settings(tmp_path, hall.database), hall)


def addresses(app: Application, meeting: AMeeting) -> list[str]:
    """Every address that answers a look, about this meeting, a spent slip and an unused one."""
    found = ["/journal?all=1", f"/journal?meeting={meeting.number}"]
    found += [f"/meetings/bulk?do={act}" for act in (*BulkAct, "print")]
    # A slip that the second cast does not spend, and one that was spent before the first look.
    secrets = [meeting.slips[at].token.text for at in (0, -1)]
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()):
            own = secrets if "secret" in rule.arguments else [""]
            heres = [{"number": meeting.number, "secret": each} for each in own]
            found += [address(app, rule, here) for here in heres]
    return sorted(set(found))


def address(app: Flask, rule: Rule, here: dict[str, str]) -> str:
    assessments = "/assessments/" in rule.rule
    values = {name: KNOWN.get(name, "1") for name in rule.arguments}
    values |= {name: value for name, value in here.items() if name in rule.arguments}
    if assessments and "number" in values:
        values["number"] = "1"
    with app.test_request_context():
        _domain, path = rule.build({**values}, append_unknown=False) or ("", "")
    assert path, rule
    return path


def crawl(app: Application, meeting: AMeeting, roles: dict[str, FlaskClient]) -> dict[str, str]:
    """What every role reads at every address, masked."""
    pages = addresses(app, meeting)
    return {
        f"{role} {page}": masked(browser, page) for role, browser in roles.items() for page in pages
    }


def masked(browser: FlaskClient, page: str) -> str:
    answer = browser.get(page)
    assert answer.status_code < 500, page
    told = sorted(f"{name}: {value}" for name, value in answer.headers if name not in MASKED)
    body = SECRETS.sub("", unpacked(answer.data).decode("utf-8", "replace"))
    answer.close()
    return "\n".join([str(answer.status_code), *told, body])


def unpacked(content: bytes) -> bytes:
    """An office file part by part, without the time when it was made."""
    if not content.startswith(b"PK"):
        return content
    with ZipFile(BytesIO(content)) as file:
        names = [name for name in file.namelist() if name != "docProps/core.xml"]
        return b"".join(file.read(name) for name in names)


def differences(before: dict[str, str], after: dict[str, str]) -> dict[str, set[tuple[str, str]]]:
    """By page the pairs of numbers that differ; the words around them must be equal."""
    assert before.keys() == after.keys()
    found: dict[str, set[tuple[str, str]]] = {}
    for page in before:
        assert NUMBER.sub("#", before[page]) == NUMBER.sub("#", after[page]), page
        pairs = zip(NUMBER.findall(before[page]), NUMBER.findall(after[page]), strict=True)
        differ = {pair for pair in pairs if pair[0] != pair[1]}
        if differ:
            found[page] = differ
    return found


def looked_at(
    app: Application, hall: Hall, eligible: int, choice: int, casts: int
) -> dict[str, set[tuple[str, str]]]:
    """What a cast of ``choice`` changes on all pages of all roles."""
    meeting = an_open_meeting(hall, slips=casts + 2, eligible=eligible)
    meeting.cast_all([VERY] * (casts - 1))
    roles = everybody(app, hall, meeting.number)
    for browser in roles.values():
        browser.get("/")  # what a first look leaves behind, such as a session's cookie
    meeting.cast(VERY)
    before = crawl(app, meeting, roles)
    meeting.cast(choice)
    return differences(before, crawl(app, meeting, roles))


def derived(total: int) -> set[str]:
    """What a page shows of the received total: itself, what is left, the width of its bar."""
    return {str(total), str(ELIGIBLE - total), figures.share(total, ELIGIBLE)}


def test_between_two_casts_nothing_but_the_received_total_differs(
    app: Application, hall: Hall
) -> None:
    found = looked_at(app, hall, ELIGIBLE, BAD, CAST)
    assert found, "the total is seen to rise"
    programs = {"key-of-organizer", "key-of-observer"}
    assert (
        programs <= {page.split()[0] for page in found} <= {"administrator", "observer"} | programs
    )
    for page, pairs in found.items():
        for was, becomes in pairs:
            assert was in derived(CAST), page
            assert becomes in derived(CAST + 1), page


def test_in_a_small_hall_nothing_at_all_differs(app: Application, hall: Hall) -> None:
    assert looked_at(app, hall, SMALL, BAD, 15) == {}


def test_the_control_a_page_that_counts_options_is_seen(app: Application, hall: Hall) -> None:
    """The same crawl, where a page tells how many chose 不满意."""
    bad: list[int] = []
    app.add_url_rule("/naive", "naive", lambda: f"不满意 {len(bad)}")
    meeting = an_open_meeting(hall, slips=6, eligible=SMALL)
    roles = everybody(app, hall, meeting.number)
    before = crawl(app, meeting, roles)
    slip = meeting.slips[1]
    cast_ballot(hall, meeting.number, slip.token, meeting.ballot(BAD))
    bad.append(BAD)
    found = differences(before, crawl(app, meeting, roles))
    assert {page.split()[1] for page in found} == {"/naive"}
    assert {pair for pairs in found.values() for pair in pairs} == {("0", "1")}
