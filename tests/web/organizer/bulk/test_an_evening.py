"""From the door to twenty open meetings with printed slips: what it takes of presses and typing."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin

import pytest
import zxingcpp
from flask.testing import FlaskClient
from makers.county import a_county, workbook
from people.desk import NAME, PASSWORD, Desk
from people.importer import rows_of
from PIL import Image
from werkzeug.test import TestResponse

from ballot.domain.access import CONSOLE
from ballot.domain.meeting import State
from ballot.exports import people_table
from ballot.slips import address
from ballot.usecases.desk.find_meetings import Search, find_meetings
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application

VILLAGES = 20
MOST_CLICKS = 25
"""Of twenty villages: a hundred and eighty before many were done at once."""
SCHEME = "胶州市"


@dataclass(slots=True)
class FormSeen:
    """A form: where it is sent, how, what is in it, and its buttons by their words."""

    address: str
    method: str
    id: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)


class _Reader(HTMLParser):
    """Links and forms of a page, with their words."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at = at
        self.links: dict[str, str] = {}
        self.forms: list[FormSeen] = []
        self._form: FormSeen | None = None
        self._open: tuple[str, dict[str, str]] | None = None
        self._words = ""
        self._list = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag in ("a", "button"):
            self._open, self._words = (tag, told), ""
        elif tag == "form":
            address = urljoin(self.at, told.get("action") or self.at)
            self._form = FormSeen(address, told.get("method", "get"), told.get("id", ""))
            self.forms.append(self._form)
        elif tag == "select":
            self._list = told.get("name", "")
        elif tag == "option" and self._form and "selected" in told:
            self._form.fields.append((self._list, told.get("value", "")))
        elif tag == "input" and self._form and told.get("name") and not told.get("form"):
            ticks = told.get("type") in ("checkbox", "radio")
            if not ticks or "checked" in told:
                usual = "on" if ticks else ""
                self._form.fields.append((told["name"], told.get("value", usual)))

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if self._open is None or tag != self._open[0]:
            return
        words, told = " ".join(self._words.split()), self._open[1]
        if tag == "a":
            self.links.setdefault(words, urljoin(self.at, told.get("href", "")))
        elif self._form is not None:
            self._form.buttons[words] = (told.get("name", ""), told.get("value", ""))
        self._open = None


@dataclass
class Clicker:
    """A browser whose every press and every typed field is counted."""

    client: FlaskClient
    at: str = "/"
    answer: TestResponse | None = None
    clicks: int = 0
    fields: int = 0

    @property
    def page(self) -> str:
        """What it shows."""
        assert self.answer is not None
        return self.answer.data.decode("utf-8", "replace")

    def open(self, at: str) -> None:
        """An address that is opened without a press: the first one."""
        self._keep(self.client.get(at, follow_redirects=True))

    def links(self) -> list[str]:
        """The words of all links of the page."""
        return list(self._read().links)

    def follow(self, words: str) -> None:
        """Press the link with these words."""
        links = self._read().links
        assert words in links, (words, sorted(links))
        self.clicks += 1
        self.open(links[words])

    def take(self, words: str) -> bytes:
        """Press the link with these words and keep the file behind it; the page stays."""
        self.clicks += 1
        return self.client.get(self._read().links[words]).data

    def press(self, words: str, **typed: Any) -> TestResponse:
        """Press the button with these words; ``typed`` are the fields that are filled in first. A
        file is chosen with two presses: the field's, and the system's."""
        form = next((each for each in self._read().forms if words in each.buttons), None)
        assert form is not None, (words, self.page)
        sent: dict[str, list[Any]] = {}
        for name, value in form.fields:
            sent.setdefault(name, []).append(value)
        sent |= {name: [value] for name, value in typed.items()}
        name, value = form.buttons[words]
        if name:
            sent[name] = [value]
        files = sum(isinstance(each, tuple) for each in typed.values())
        self.clicks += 1 + 2 * files
        self.fields += len(typed) - files
        return self._send(form, sent)

    def _send(self, form: FormSeen, sent: dict[str, list[Any]]) -> TestResponse:
        if form.method == "get":
            address = form.address.partition("?")[0]
            answer = self.client.get(f"{address}?{urlencode(sent, doseq=True)}")
            return self._keep(answer)
        plain = {name: values if len(values) > 1 else values[0] for name, values in sent.items()}
        answer = self.client.post(form.address, data=plain, follow_redirects=True)
        is_page = answer.mimetype == "text/html"
        return self._keep(answer) if is_page else answer

    def _read(self) -> _Reader:
        reader = _Reader(self.at)
        reader.feed(self.page)
        return reader

    def _keep(self, answer: TestResponse) -> TestResponse:
        self.answer = answer
        self.at = answer.request.full_path.rstrip("?")
        assert answer.status_code < 400, (self.at, answer.status_code, answer.text[:2000])
        return answer


def a_file(content: bytes, name: str) -> tuple[BytesIO, str]:
    """A file as a form sends it."""
    return BytesIO(content), name


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on both."""
    return sqlite_url


def filled(form: bytes) -> bytes:
    """The empty form with 应参加人数 in every row, as it is filled in at home."""
    heading, rows = rows_of("form.xlsx", form)
    lines = [
        row | {"应参加人数": str(14 + at), "密钥保管": "服务器"} for at, row in enumerate(rows)
    ]
    return people_table.write("x.xlsx", heading, lines)


def read(pdf: bytes, folder: Path) -> list[set[str]]:
    """What a camera reads on each page of a file."""
    file = folder / "slips.pdf"
    file.write_bytes(pdf)
    command = ["pdftoppm", "-r", "110", "-gray", "-png", file, folder / "page"]
    subprocess.run(command, check=True)
    pages = sorted(folder.glob("page-*.png"))
    return [{code.text for code in zxingcpp.read_barcodes(Image.open(each))} for each in pages]


def test_twenty_villages_are_opened_with_few_presses(
    app: Application,
    desk: Desk,
    hall: Hall,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    hand = Clicker(app.test_client())
    hand.open("/sign-in")
    hand.press("登录", name=NAME, password=PASSWORD)
    made = of_an_assessment(hand)
    prepared = (hand.clicks, hand.fields)
    hand.press("打印测评票")
    slips = hand.press("1. 做成一个 PDF，下载打印").data
    hand.follow("2. 印好了，去确认")
    hand.press("印全了")
    hand.follow("接着：开始投票")
    hand.press("开始投票")
    record_property("clicks and fields in all", (hand.clicks, hand.fields))
    assert hand.clicks <= MOST_CLICKS
    assert hand.fields <= 4
    hand.follow("今晚一览")
    assert hand.page.count("正在投票</td>") == VILLAGES
    found = find_meetings(hall, CONSOLE, Search()).listed
    assert {each.line.state for each in found} == {State.OPEN}
    assert len(found) == made == VILLAGES
    pages = read(slips, tmp_path)
    codes = [code for page in pages for code in page]
    assert len(codes) == len(set(codes)) == sum(each.progress.eligible for each in found)
    assert {address.read(each).number for each in codes} == {each.line.number for each in found}
    record_property("of them up to the desk", prepared)


def of_an_assessment(hand: Clicker) -> int:
    """An assessment of twenty, its people and its meetings by two files; then the desk."""
    hand.follow("考核")
    hand.follow("新建考核")
    hand.follow(next(each for each in hand.links() if each.startswith(SCHEME)))
    hand.press("建立考核", title="2026年度第一书记考核", period="2026年度")
    hand.follow("导入人员名单")
    hand.press("上传并预览", file=a_file(workbook(a_county(VILLAGES)), "第一书记.xlsx"))
    hand.press(f"保存 {VILLAGES} 行")
    hand.follow("总览")
    hand.follow("成批建立测评会")
    form = hand.take("下载空表（XLSX）")
    hand.press("上传并预览", file=a_file(filled(form), "测评会.xlsx"))
    hand.press(f"保存 {VILLAGES} 行")
    return VILLAGES
