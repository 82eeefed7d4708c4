"""A browser of the year 2005: it knows forms and links, no script, no cookies, no redirects."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener


@dataclass
class Form:
    """A form as it stands in the page: hidden fields, radio groups, named buttons in order."""

    action: str
    method: str
    hidden: list[tuple[str, str]] = field(default_factory=list)
    radios: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """What came back: address, status, text and its forms."""

    url: str
    status: int
    text: str
    forms: list[Form]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = True
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        elif self._inside and tag in {"input", "button"}:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        form, kind, name = self.forms[-1], given.get("type", "submit"), given.get("name", "")
        if kind == "hidden":
            form.hidden.append((name, given.get("value", "")))
        elif kind == "radio":
            form.radios.setdefault(name, []).append(given.get("value", "on"))
        elif kind == "submit" and name and "formaction" not in given:
            form.buttons.append((name, given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def _opener() -> OpenerDirector:
    return build_opener(_Stay())


def fetch(url: str, data: dict[str, str] | None = None) -> Page:
    """One request; an answer of any status is a page."""
    body = urlencode(data).encode() if data is not None else None
    request = Request(url, data=body)  # noqa: S310 - an address of the test's own server
    try:
        with _opener().open(request, timeout=30) as answer:
            status, text = answer.status, answer.read().decode("utf-8")
    except HTTPError as refusal:
        status, text = refusal.code, refusal.read().decode("utf-8")
    reader = _Forms()
    reader.feed(text)
    return Page(url, status, text, reader.forms)


def send(page: Page, choices: dict[str, str], *, button: int | None = -1) -> Page:
    """Send the page's ballot form with radio ``choices``, pressing a named button (the last)."""
    form = next(form for form in page.forms if form.method == "post")
    for name, value in choices.items():
        assert value in form.radios[name], (name, value, form.radios)
    data = dict(form.hidden) | choices
    if form.buttons and button is not None:
        name, value = form.buttons[button]
        data[name] = value
    return fetch(urljoin(page.url, form.action or urlsplit(page.url).path), data)


def vote(url: str, answers: list[str]) -> Page:
    """Scan, choose ``answers`` in the order of the radio groups, look once more, cast."""
    page = fetch(url)
    assert page.status == 200, (page.status, page.text)
    groups = list(next(form for form in page.forms if form.radios).radios)
    assert len(groups) == len(answers)
    page = send(page, dict(zip(groups, answers, strict=True)))
    if "已计入" not in page.text:
        assert "a1_1" in page.text
        page = send(page, {})
    return page
