"""The front and Flask are held together: the same request, the same answer, byte by byte."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import request
from makers.meetings import a_draft, an_open_meeting
from makers.rsgi import Asking, Request
from people.phone import a_meeting_by
from web.front import stands
from web.front.same import FORM, Answer, Asked, difference, of_flask, of_front
from web.front.stands import Stand

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.correct_eligible import correct_eligible
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.unfreeze import unfreeze
from ballot.web.front import environ
from ballot.web.front.page import LoopAnswer
from ballot.web.front.rsgi import Fields, Http
from ballot.web.front.voters import VoterAnswers
from ballot.web.proxy import Application

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
LANGUAGES = (
    ("", {}),
    ("lang=en", {}),
    ("lang=zh", {"Accept-Language": "en"}),
    ("", {"Accept-Language": "en-GB,en;q=0.8"}),
    ("lang=fr", {"Accept-Language": "zh-CN, en;q=0.8"}),
)
ALL_GOOD = b"&".join(b"a%d_1=2" % subject for subject in range(1, 11))
FORMS = (
    ("one answer", b"a1_1=2"),
    ("all answers", ALL_GOOD),
    ("blank", b""),
    ("blank and cast", b"cast=1"),
    ("back", b"a1_1=2&back=1"),
    ("a digit that is not on the paper", b"a1_1=9"),
    ("no digit", b"a1_1=%E4%BA%8C"),
    ("a field twice", b"a1_1=1&a1_1=9"),
    ("an unknown field", b"a1_1=2&a77_1=3&x=y"),
    ("broken percent signs", b"a1_1=%zz&%=%"),
    ("no text", b"\xff\xfe=1&a1_1=\xff"),
    ("a plus and a semicolon", b"a1_1=+2;b=3"),
    ("a number in two halves", b"a1_1t=08&a1_1o=7"),
    ("more than 16 KB", b"a1_1=1&x=" + b"y" * 17_000),
    ("exactly 16 KB", b"a1_1=9&x=" + b"y" * (16 * 1024 - 9)),
)


def parted(app: Application, front: Asking, stand: Stand, asked: Asked) -> str:
    """Where the two answers are not the same; Flask is asked with the first slip."""
    one, other = stand.paths
    right = of_flask(app, replace(asked, path=one))
    found = difference(right, of_front(front, replace(asked, path=other)))
    return f"{stand.name}, {asked}: {found}" if found else ""


def test_every_stand_of_a_slip_by_every_method_in_both_languages(
    app: Application, front: Asking, hall: Hall, tmp_path: Path
) -> None:
    count = 0
    for stand in stands.all_stands(hall, tmp_path):
        for method in METHODS:
            for query, headers in LANGUAGES:
                body = b"a1_1=9" if method == "POST" else None
                asked = Asked(method, "", body, query, headers)
                assert parted(app, front, stand, asked) == ""
                count += 1
    assert count > 600


@pytest.mark.parametrize("subjects", [1, 10])
def test_every_form_and_the_slip_that_it_leaves_behind(
    app: Application, front: Asking, hall: Hall, subjects: int
) -> None:
    meeting = an_open_meeting(hall, slips=2 * len(FORMS), subjects=subjects)
    slips = iter(meeting.slips)
    for name, body in FORMS:
        stand = stands.of(name, meeting, next(slips), next(slips))
        for query in ("", "lang=en"):
            assert parted(app, front, stand, Asked("POST", "", body, query)) == ""
        assert parted(app, front, stand, Asked("GET", "")) == ""


def test_numbers_and_the_rules_of_a_scheme(app: Application, front: Asking, hall: Hall) -> None:
    meeting = a_meeting_by(hall, "dongtai", 2)
    questions = (
        b"a1_1t=08&a1_1o=7&a2_1t=10&a2_1o=0",
        b"a1_1t=08&a2_1o=7",
        b"a1_1t=10&a1_1o=1",
        b"a1_1t=08&a1_1o=7&a2_1t=10&a2_1o=0&cast=1",
    )
    for place, body in enumerate(questions):
        stand = stands.of("numbers", meeting, *meeting.slips[2 * place : 2 * place + 2])
        for asked in (Asked("GET", ""), Asked("POST", "", body), Asked("POST", "", body)):
            assert parted(app, front, stand, asked) == ""


def test_addresses_that_are_not_quite_a_slips(app: Application, front: Asking, hall: Hall) -> None:
    meeting = an_open_meeting(hall)
    secret, number = meeting.slips[0].token.text, meeting.number
    paths = (
        "/",
        "/v",
        "/v/",
        f"/v/{number}",
        f"/v/{number}/",
        f"/v/{number}/{secret}/",
        f"/v/{number}/{secret[:-1]}",
        f"/v/{number}/{secret}x",
        f"/v//{number}/{secret}",
        f"/v/{number}x/{secret}",
        f"/v/九八七六五四/{secret}",
        f"/v/{number}/{secret[:13]} {secret[13:]}",
        f"/v/{number}/{meeting.slips[0].code.text}",
        "/v/about/server",
        f"/V/about/{secret}",
        "/v/000000/" + secret,
        "/nowhere",
        "/static/voter/page.css",
    )
    for path in paths:
        for method in METHODS:
            asked = Asked(method, path, b"code=1" if method == "POST" else None)
            found = difference(of_flask(app, asked), of_front(front, asked))
            assert found == "", (method, path)


@pytest.mark.parametrize("trusted", [(), ("10.0.0.0/8",), ("2001:db8::/32",)])
@pytest.mark.parametrize("client", ["10.1.2.3", "192.168.1.5", "2001:db8::7", "::ffff:10.1.2.3"])
def test_proxies_that_are_trusted_and_others(
    app: Application, front: Asking, hall: Hall, trusted: tuple[str, ...], client: str
) -> None:
    app.trusted_proxies = trusted
    app.add_url_rule("/seen", view_func=lambda: f"{request.remote_addr} {request.url}")
    meeting = an_open_meeting(hall, slips=2)
    stand = stands.of("unused", meeting, *meeting.slips[:2])
    forwarded = {"X-Forwarded-For": "1.2.3.4", "X-Forwarded-Proto": "https"}
    for path in (*stand.paths[:1], "/seen", "/v", "/meetings/", "/api/v1/meetings"):
        asked = Asked("GET", path, headers=forwarded, client=client)
        found = difference(of_flask(app, asked), of_front(front, asked))
        assert found == "", path


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "text/plain", "", "; x"])
def test_forms_of_other_kinds(app: Application, front: Asking, hall: Hall, kind: str) -> None:
    meeting = an_open_meeting(hall, slips=2)
    stand = stands.of(kind, meeting, *meeting.slips[:2])
    body = b'--x\r\nContent-Disposition: form-data; name="a1_1"\r\n\r\n2\r\n--x--\r\n'
    asked = Asked("POST", "", body, headers={"Content-Type": kind})
    assert parted(app, front, stand, asked) == ""


def test_a_form_of_two_kinds_is_none(front: Asking, hall: Hall) -> None:
    meeting = an_open_meeting(hall)
    path = f"/v/{meeting.number}/{meeting.slips[0].token.text}"
    kinds = [("Host", "x"), ("Content-Type", FORM), ("Content-Type", "text/plain")]
    sent = front.ask(
        Request("POST", path, fields=[*kinds, ("Content-Length", "6")], body=b"a1_1=2")
    ).sent
    assert "还有 1 项没选" in sent.decode()


def test_an_older_way_to_say_that_it_is_a_form(app: Application, front: Asking, hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=2)
    stand = stands.of("unused", meeting, *meeting.slips[:2])
    kind = {"Content-Type": "Application/X-WWW-Form-URLencoded; charset=utf-8"}
    asked = Asked("POST", "", b"a1_1=2", headers=kind)
    assert parted(app, front, stand, asked) == ""
    spent = of_front(front, Asked("GET", stand.paths[1]))
    assert "已经投过" in spent.body.decode()


def test_a_page_kept_for_one_version_is_not_shown_for_the_next(
    app: Application, front: Asking, hall: Hall
) -> None:
    meeting = a_draft(hall)
    number = meeting.number
    stand = stands.of("through its life", meeting, *meeting.slips[:2])
    acts: tuple[Callable[[], object], ...] = (
        lambda: freeze(hall, CONSOLE, number),
        lambda: unfreeze(hall, CONSOLE, number, "写错了"),
        lambda: open_voting(hall, CONSOLE, number),
        lambda: correct_eligible(hall, CONSOLE, number, (("", 47),), "补登"),
        lambda: close_voting(hall, CONSOLE, number),
    )
    seen = set()
    for act in acts:
        act()
        for asked in (Asked("GET", ""), Asked("POST", "", b"")):
            assert parted(app, front, stand, asked) == ""
            seen.add(of_front(front, replace(asked, path=stand.paths[1])).body)
    assert len(seen) == 5, "not open; two papers, by their 校验码; a second look; closed"


ODD_READERS: tuple[Fields, ...] = (
    [("Host", "x"), ("Accept-Language", "fr"), ("Accept-Language", "en")],
    [("Host", "x"), ("Accept-Language", "en;q=0"), ("Accept-Language", "en")],
    [("Host", "elsewhere.example:99"), ("Origin", "http://elsewhere.example")],
    [("Host", "a/b?c#d"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "1.1.1.1")],
    [("Host", "x"), ("Cookie", "v=1; session=x"), ("If-None-Match", "*"), ("Range", "bytes=0-1")],
)


def seen_after(front: Asking, stand: Stand, odd: Fields) -> Answer:
    """The page of somebody who asks plainly, after somebody who did not."""
    one, other = stand.paths
    front.ask(Request("GET", one, fields=odd))
    return of_front(front, Asked("GET", other))


@pytest.mark.parametrize("odd", ODD_READERS)
@pytest.mark.parametrize("is_spent", [False, True])
def test_no_reader_decides_what_the_others_are_shown(
    app: Application, front: Asking, hall: Hall, odd: Fields, is_spent: bool
) -> None:
    meeting = an_open_meeting(hall, slips=3)
    stand = stands.of("unused", meeting, *meeting.slips[:2])
    if is_spent:
        for path in stand.paths:
            of_front(front, Asked("POST", path, b"a1_1=2"))
    found = seen_after(front, stand, odd)
    assert difference(of_flask(app, Asked("GET", stand.paths[0])), found) == ""


def test_the_control_a_page_drawn_from_all_headers_is_shown_to_others(
    app: Application, front: Asking, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = an_open_meeting(hall, slips=2)
    stand = stands.of("unused", meeting, *meeting.slips[:2])
    monkeypatch.setattr(environ, "plain", lambda scope, _code: environ.of(scope, b""))
    monkeypatch.setattr(VoterAnswers, "_language", lambda *_asked: "zh")
    found = seen_after(front, stand, ODD_READERS[0])
    assert difference(of_flask(app, Asked("GET", stand.paths[0])), found) != ""


def test_the_control_one_byte_in_one_header_is_found(
    app: Application, front: Asking, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = an_open_meeting(hall, slips=2)
    stand = stands.of("unused", meeting, *meeting.slips[:2])
    send = LoopAnswer.send

    def altered(page: LoopAnswer, http: Http) -> None:
        name, value = page.headers[-1]
        send(replace(page, headers=[*page.headers[:-1], (name, value[:-1] + "X")]), http)

    monkeypatch.setattr(LoopAnswer, "send", altered)
    assert "noindex, nofolloX" in parted(app, front, stand, Asked("GET", ""))
