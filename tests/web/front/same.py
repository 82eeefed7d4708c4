"""One request asked twice: of Flask's own test client, and of the front."""

import re
from dataclasses import dataclass, field

from makers.rsgi import Asking, Request
from werkzeug.test import EnvironBuilder

from ballot.web.front.rsgi import Fields
from ballot.web.proxy import Application

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """All that a reader gets, but for the value of the one-second cookie and when it ends."""

    status: int
    headers: Fields
    body: bytes


@dataclass(frozen=True)
class Asked:
    """What a phone sends. ``body`` None: no form at all."""

    method: str
    path: str
    body: bytes | None = None
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    client: str = "127.0.0.1"


def of_flask(app: Application, asked: Asked) -> Answer:
    """What Flask answers by itself."""
    content_type = asked.headers.get("Content-Type")
    builder = EnvironBuilder(
        method=asked.method,
        path=asked.path,
        query_string=asked.query,
        base_url="http://127.0.0.1:8000",
        headers=asked.headers,
        data=asked.body,
        content_type=content_type or (None if asked.body is None else FORM),
        environ_base={"REMOTE_ADDR": asked.client},
    )
    with app.test_client(use_cookies=False) as client:
        answer = client.open(builder)
        try:
            return Answer(answer.status_code, tidy(list(answer.headers)), answer.get_data())
        finally:
            answer.close()


def of_front(front: Asking, asked: Asked) -> Answer:
    """What the front answers, wherever it asks."""
    fields = [("Host", "127.0.0.1:8000"), *asked.headers.items()]
    if asked.body is not None:
        fields.append(("Content-Length", str(len(asked.body))))
        if "Content-Type" not in asked.headers:
            fields.append(("Content-Type", FORM))
    request = Request(
        asked.method,
        asked.path,
        asked.query,
        fields,
        asked.body or b"",
        client=f"[{asked.client}]:51234" if ":" in asked.client else f"{asked.client}:51234",
    )
    front.ask(request)
    return Answer(request.status, tidy(request.answered), request.sent)


def tidy(headers: Fields) -> Fields:
    """Names in small letters; what differs from one answer to the next by its nature left out."""
    return [
        (name.lower(), re.sub(r"^v=[\w-]{22}; Expires=[^;]+;", "v=;", value))
        for name, value in headers
        if name.lower() not in ("date", "server")
    ]


def difference(one: Answer, other: Answer) -> str:
    """Where two answers part; empty where they do not."""
    if one.status != other.status:
        return f"status {one.status} and {other.status}: {_said(one)} | {_said(other)}"
    if one.headers != other.headers:
        lost = [each for each in one.headers if each not in other.headers]
        found = [each for each in other.headers if each not in one.headers]
        return f"headers {lost} and {found}, or their order"
    if one.body != other.body:
        return f"bodies: {_said(one)} | {_said(other)}"
    return ""


def _said(answer: Answer) -> str:
    """The words of a page."""
    text = re.sub(r"<(style|script)>.*?</\1>|<[^>]*>", " ", answer.body.decode(), flags=re.DOTALL)
    return " ".join(text.split())[:300]
