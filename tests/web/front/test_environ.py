"""What Flask reads of a request, and how its answer goes out."""

import pytest
from flask import request
from makers.rsgi import Asking, Request

from ballot.web.front import environ
from ballot.web.proxy import Application

HOST = ("Host", "ballot.example")


@pytest.mark.parametrize(
    ("client", "address"),
    [
        ("192.168.1.5:51234", "192.168.1.5"),
        ("[2001:db8::7]:51234", "2001:db8::7"),
        ("[::ffff:10.0.0.1]:51234", "::ffff:10.0.0.1"),
    ],
)
def test_the_address_is_the_other_end(client: str, address: str) -> None:
    assert environ.of(Request("GET", "/", client=client), b"")["REMOTE_ADDR"] == address


def test_headers_of_one_name_are_one_list() -> None:
    fields = [HOST, ("X-Forwarded-For", "1.1.1.1"), ("X-Forwarded-For", "2.2.2.2")]
    cookies = [("Cookie", "a=1"), ("Cookie", "b=2"), ("Content-Type", "text/plain")]
    made = environ.of(Request("GET", "/", fields=fields + cookies), b"")
    assert made["HTTP_X_FORWARDED_FOR"] == "1.1.1.1,2.2.2.2"
    assert made["HTTP_COOKIE"] == "a=1; b=2"
    assert made["CONTENT_TYPE"] == "text/plain"
    assert "HTTP_CONTENT_TYPE" not in made


def test_a_header_with_an_underline_passes_for_no_other() -> None:
    fields = [HOST, ("X_Forwarded_For", "6.6.6.6"), ("X-Forwarded-For", "1.1.1.1")]
    made = environ.of(Request("GET", "/", fields=fields), b"")
    assert made["HTTP_X_FORWARDED_FOR"] == "1.1.1.1"


def test_a_forwarded_address_is_believed_from_a_trusted_proxy_alone(
    app: Application, front: Asking
) -> None:
    app.trusted_proxies = ("10.0.0.1",)
    app.add_url_rule("/seen", view_func=_seen)
    fields = [HOST, ("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-For", "1.1.1.1")]
    fields.append(("X-Forwarded-Proto", "https"))
    proxy = front.ask(Request("GET", "/seen", fields=fields, client="10.0.0.1:1"))
    other = front.ask(Request("GET", "/seen", fields=fields, client="10.0.0.2:1"))
    assert proxy.sent == b"1.1.1.1 https"
    assert other.sent == b"10.0.0.2 http"


def _seen() -> str:
    return f"{request.remote_addr} {request.scheme}"


def test_a_path_keeps_its_letters(app: Application, front: Asking) -> None:
    app.add_url_rule("/p/<name>", view_func=lambda name: name)
    asked = front.ask(Request("GET", "/p/大布村", fields=[HOST]))
    assert asked.sent.decode() == "大布村"


@pytest.mark.parametrize("status", [204, 304])
def test_an_answer_without_a_body_has_none(app: Application, front: Asking, status: int) -> None:
    app.add_url_rule("/none", view_func=lambda: ("", status, {"X-A": "1"}))
    asked = front.ask(Request("GET", "/none", fields=[HOST]))
    assert (asked.status, asked.sent) == (status, b"")
    assert ("x-a", "1") in asked.answered


def test_head_tells_the_length_of_what_it_leaves_out(app: Application, front: Asking) -> None:
    for path in ("/v", "/v/482913", "/static/voter/page.css"):
        whole = front.ask(Request("GET", path, fields=[HOST]))
        head = front.ask(Request("HEAD", path, fields=[HOST]))
        assert head.sent == b""
        assert dict(head.answered)["content-length"] == str(len(whole.sent)), path


def test_several_headers_of_one_name_are_all_sent(app: Application, front: Asking) -> None:
    cookies = [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
    app.add_url_rule("/two", view_func=lambda: ("x", 200, cookies))
    asked = front.ask(Request("GET", "/two", fields=[HOST]))
    assert [value for name, value in asked.answered if name == "set-cookie"] == ["a=1", "b=2"]


def test_a_fault_below_flask_is_noted_without_what_was_sent(
    app: Application,
    front: Asking,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def fail(*_given: object) -> None:
        raise OSError("a1_1=2")

    monkeypatch.setattr(app, "wsgi_app", fail)
    asked = front.ask(Request("POST", "/v/482913", fields=[HOST], body=b"code=123412341234"))
    assert asked.status == 500
    written = capfd.readouterr()
    assert "error=OSError" in written.out + written.err
    assert "a1_1" not in written.out + written.err
