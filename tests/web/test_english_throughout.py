"""A reader of English reads English on every page, the words of a policy among it.

Every page of a hall in every state, and the pages on which a policy speaks for every policy that is
shipped. What people typed stays as they typed it, and so does what is paper: a notice.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask import Response, request
from makers.life.every_state import a_hall_in_every_state, one_a_shape
from people.desk import Desk, a_desk
from people.page_forms import pages
from sqlalchemy import select

from ballot import schemes
from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.storage.database import Database
from ballot.storage.tables.base import metadata
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.hall import Hall
from ballot.web import policy_words
from ballot.web.proxy import Application
from ballot.words.policies import shown

CHINESE = re.compile("[\u3400-\u9fff]")
UNSEEN = re.compile(r"<(script|style|textarea)\b.*?</\1>|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
LABEL = re.compile(r'\s(?:aria-label|title|placeholder|data-name|data-said)="([^"]*)"')
OWN = {"票", "中文", "乡、镇、街道"}
"""The mark of the house, the other language by its own name, and endings of Chinese names."""
PAPER = ("/verify", "/notice")
"""A page that carries both languages, and what hangs at the door as it hangs there."""


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def hall(database: Database, tmp_path: Path) -> Hall:
    return a_hall_in_every_state(database, tmp_path)


@pytest.fixture
def read(app: Application) -> dict[str, str]:
    """Every page that is answered, by its address."""
    kept: dict[str, str] = {}

    def keep(answer: Response) -> Response:
        if answer.mimetype == "text/html" and not request.path.endswith(PAPER):
            kept[request.full_path] = answer.get_data(as_text=True)
        return answer

    app.after_request_funcs[None].insert(0, keep)
    return kept


def typed(hall: Hall) -> list[str]:
    """What people typed, as the database has it, longest first; no word of a policy is among it."""

    def look(value: object) -> Iterator[str]:
        if isinstance(value, str):
            try:
                yield from look(json.loads(value))
            except ValueError:
                yield value
                yield from value.split()
        elif isinstance(value, dict | list):
            for each in value.values() if isinstance(value, dict) else value:
                yield from look(each)

    with hall.database.engine.connect() as db:
        cells = [
            cell
            for table in metadata.tables.values()
            for row in db.execute(select(table))
            for name, cell in row._mapping.items()
            if name != "scheme_text"
        ]
    own = {word for name in schemes.available() for word in of_policy(name)}
    found = {each for cell in cells for each in look(cell) if CHINESE.search(each)} - own
    return sorted(found, key=len, reverse=True)


def of_policy(name: str) -> set[str]:
    return set(shown.words(tuple(schemes.find(name).words["en"].items()), "en"))


def left(html: str, data: list[str]) -> list[str]:
    """What of a page is Chinese, besides what people typed."""
    seen = UNSEEN.sub("", html)
    texts = [unescape(each).strip() for each in (*TAG.split(seen), *LABEL.findall(seen))]
    found = []
    for text in texts:
        rest = text
        for each in data:
            rest = rest.replace(each, "")
        if CHINESE.search(rest) and not any(rest.startswith(own) for own in OWN):
            found.append(text)
    return found


def an_english_desk(app: Application, hall: Hall) -> Desk:
    desk = a_desk(app, hall)
    desk.look("/meetings/?lang=en")
    return desk


def test_every_page_is_english(app: Application, hall: Hall, read: dict[str, str]) -> None:
    desk = an_english_desk(app, hall)
    read.clear()
    for _page in pages(desk.client, ("/meetings/", "/assessments/"), one_a_shape):
        pass
    assert len(read) > 100
    data = typed(hall)
    assert {at: found for at, page in read.items() if (found := left(page, data))} == {}


@pytest.mark.parametrize("name", schemes.available())
def test_a_policy_speaks_english(
    app: Application, hall: Hall, read: dict[str, str], name: str
) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("A", name, "2026"))
    desk = an_english_desk(app, hall)
    read.clear()
    desk.look(f"/assessments/new/{name}")
    for page in ("", "/people/new", "/import/people", "/review", "/defaults", "/print"):
        desk.look(f"/assessments/{id}{page}")
    data = typed(hall)
    assert {at: found for at, page in read.items() if (found := left(page, data))} == {}
    assert len(read) == 7


def test_the_control_without_its_words_a_policy_shows_its_own(
    app: Application, hall: Hall, read: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy_words, "_of_page", lambda _language: ())
    desk = an_english_desk(app, hall)
    read.clear()
    desk.look("/assessments/new/jiaozhou-village")
    (page,) = read.values()
    assert any("第十六条" in each for each in left(page, []))


def test_nothing_but_what_is_seen_is_worded() -> None:
    words = (("满意", "Satisfied"), ("第一条", "Article 1"))
    page = (
        '<option value="满意">满意</option><a href="/满意" title="满意">张满意、满意（第一条）</a>'
        '<input value="满意"><textarea>满意</textarea><p>满意、第一条</p>'
    )
    assert policy_words.worded(page, words) == (
        '<option value="满意">Satisfied</option><a href="/满意" title="Satisfied">'
        "张满意、Satisfied (Article 1)</a>"
        '<input value="满意"><textarea>满意</textarea><p>Satisfied, Article 1</p>'
    )


def test_signs_are_those_of_the_words_around_them() -> None:
    """What touches a Chinese name stays as it is; between other words they are narrow."""
    words = (("单位类别", "Kind of office"), ("第十九条", "Article 19"))
    said = policy_words.worded("<p>张某：单位类别、单位类别（第十九条）</p>", words)
    assert said == "<p>张某：Kind of office, Kind of office (Article 19)</p>"
