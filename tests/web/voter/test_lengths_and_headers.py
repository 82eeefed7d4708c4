"""What a voter's answers carry: their headers, one idle cookie, and lengths that tell nothing."""

import re

import pytest
from flask.testing import FlaskClient
from makers.meetings import a_draft, an_open_meeting
from makers.settings import AppOn
from people.phone import Phone

from ballot.domain import errors
from ballot.domain.errors import BallotError, Fault, Refused
from ballot.domain.meeting import Transport
from ballot.usecases.hall import Hall
from ballot.web import headers
from ballot.web.proxy import Application
from ballot.web.voter import page_style, replies

TOKEN = "A" * 26
ROADS = ("/", "/v", "/v/482913", "/v/about/server", f"/v/482913/{TOKEN}", "/v/a/b/c")


@pytest.mark.parametrize("path", ROADS)
def test_every_answer_carries_the_headers_and_no_cookie_for_a_look(
    client: FlaskClient, path: str
) -> None:
    for answer in (client.get(path), client.head(path)):
        given = answer.headers
        assert given["Cache-Control"] == "no-store, max-age=0"
        assert given["Referrer-Policy"] == "origin, strict-origin"
        assert given["X-Content-Type-Options"] == "nosniff"
        assert "noindex" in given["X-Robots-Tag"]
        assert given["Content-Security-Policy"] == (
            "default-src 'none'; "
            f"style-src {' '.join(map(headers.source, page_style.styles()))}; "
            f"script-src {headers.source(page_style.script())} "
            f"{headers.source(page_style.about_script())}; "
            "img-src 'self'; "
            "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
        )
        assert "Set-Cookie" not in given
        assert "Vary" not in given
        assert "Strict-Transport-Security" not in given


@pytest.mark.parametrize("path", ROADS)
def test_every_sent_form_sets_one_idle_cookie_that_lives_a_second(
    client: FlaskClient, path: str
) -> None:
    seen = set()
    for _ in range(2):
        cookies = client.post(path, data={"code": "1"}).headers.getlist("Set-Cookie")
        assert len(cookies) == 1
        assert re.match(r"v=[\w-]{22}; ", cookies[0])
        assert {"Max-Age=1", "HttpOnly", "Path=/"} <= set(cookies[0].split("; "))
        seen.add(cookies[0].split(";")[0])
    assert len(seen) == 2


def test_over_https_the_browser_is_told_to_stay_there(app_on: AppOn) -> None:
    client = app_on(Transport.HTTPS).test_client(use_cookies=False)
    answer = client.post("/v/482913", data={"code": "1"})
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_no_session_is_read_or_written(app: Application, hall: Hall) -> None:
    client = app.test_client()
    client.set_cookie("ballot", "a forged or a real session")
    answer = Phone(client).scan(an_open_meeting(hall)).press({"a1_1": "1"}).answer
    assert [cookie.split("=")[0] for cookie in answer.headers.getlist("Set-Cookie")] == ["v"]
    assert "Vary" not in answer.headers


def test_a_page_asks_for_nothing_else_and_leads_nowhere_else(
    client: FlaskClient, hall: Hall
) -> None:
    text = Phone(client).scan(an_open_meeting(hall, subjects=10)).text
    assert not re.search(r"src=|<link|@import|url\(|https?://", text)
    assert text.count("<style>") == 1
    assert text.count("<script>") == 1
    assert f"<style>{page_style.form_style()}</style>" in text
    assert f"<script>{page_style.script()}</script>" in text
    assert not re.search(r" style=| on[a-z]+=", text)


def test_browsers_find_their_picture_where_they_look_and_keep_it(client: FlaskClient) -> None:
    with client.get("/favicon.ico") as picture:
        assert picture.status_code == 200
        assert picture.data[:4] == bytes([0, 0, 1, 0])
        assert picture.headers["Cache-Control"] == "max-age=86400"
        assert "Set-Cookie" not in picture.headers
    with client.get("/favicon.ico", headers={"If-None-Match": picture.headers["ETag"]}) as known:
        assert known.status_code == 304


@pytest.mark.parametrize(("subjects", "most"), [(1, 3072), (10, 6144)])
def test_a_paper_fits_one_round_trip(
    client: FlaskClient, hall: Hall, subjects: int, most: int
) -> None:
    meeting = an_open_meeting(hall, subjects=subjects)
    for query in ("", "?lang=en"):
        phone = Phone(client).scan(meeting, 0, query)
        assert phone.status == 200
        assert len(phone.answer.data) <= most


def test_how_a_slip_stands_is_told_in_2048_bytes(client: FlaskClient, hall: Hall) -> None:
    meeting = an_open_meeting(hall)
    answers = [
        Phone(client).scan(meeting).press({"a1_1": "1"}).answer,
        Phone(client).scan(meeting).answer,
        Phone(client).scan(a_draft(hall)).answer,
        client.get(f"/v/{meeting.number}/{TOKEN}"),
        client.post(f"/v/{meeting.number}/{meeting.slips[1].token.text}", data={"a1_1": "7"}),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 409, 404, 400]
    assert {len(answer.data) for answer in answers} == {page_style.STATE_BYTES}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_refusal_is_longer_in_any_language(app: Application, language: str) -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    for kind in kinds:
        if issubclass(kind, BallotError) and not issubclass(kind, Fault | Refused):
            with app.test_request_context(f"/v/1/2?lang={language}"):
                assert len(replies.refused(kind()).data) == page_style.STATE_BYTES, kind


def test_a_look_once_more_has_one_length_whatever_was_chosen(
    client: FlaskClient, hall: Hall
) -> None:
    meeting = an_open_meeting(hall, subjects=3)
    answers = [
        Phone(client).scan(meeting).press(dict(zip(("a1_1", "a2_1", "a3_1"), chosen, strict=False)))
        for chosen in ("111", "444", "123", "334", "12", "3", "")
    ]
    assert len({len(phone.answer.data) for phone in answers}) == 1
    assert len({shape(phone) for phone in answers}) == 1
    assert len({len("&".join(map("=".join, p.form.hidden.items()))) for p in answers}) == 1


def test_the_way_back_has_one_length_whatever_was_chosen(client: FlaskClient, hall: Hall) -> None:
    meeting = an_open_meeting(hall, subjects=3)
    lengths = {
        len(
            Phone(client)
            .scan(meeting)
            .press(dict(zip(("a1_1", "a2_1", "a3_1"), chosen, strict=False)))
            .press(button="back")
            .answer.data
        )
        for chosen in ("111", "444", "12", "")
    }
    assert len(lengths) == 1


def shape(phone: Phone) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Status and the length of each header, as the network sees them."""
    given = phone.answer.headers
    return phone.status, tuple((name, len(value)) for name, value in given.items())


def test_forwarded_addresses_count_from_a_named_proxy_alone(app: Application) -> None:
    forwarded = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    assert seen_address(app, forwarded) == "127.0.0.1"
    app.trusted_proxies = ("127.0.0.0/8",)
    assert seen_address(app, forwarded) == "203.0.113.9"
    app.trusted_proxies = ("10.0.0.1",)
    assert seen_address(app, forwarded) == "127.0.0.1"


def seen_address(app: Application, given: dict[str, str]) -> str | None:
    """The address that the program takes a request to come from."""
    seen: list[str | None] = []
    turns = app.extensions["typing"]
    turns.wait, wait = lambda _number, address, **_lane: seen.append(address), turns.wait
    try:
        app.test_client().post("/v/482913", data={"code": "1" * 12}, headers=given)
    finally:
        turns.wait = wait
    return seen[0]


def test_style_and_script_are_asked_for_again_so_that_an_upgrade_is_seen_at_once(
    client: FlaskClient,
) -> None:
    """A page of the new program with the script of the old one would do neither's work."""
    with client.get("/static/kiosk/stage.js") as first:
        assert first.headers["Cache-Control"] == "no-cache"
    known = {"If-None-Match": first.headers["ETag"]}
    with client.get("/static/kiosk/stage.js", headers=known) as again:
        assert again.status_code == 304
