"""The help page: by task and by word, searched on the server, at hand on every page."""

import re

import pytest
from people.desk import Desk, a_desk

from ballot.usecases.hall import Hall
from ballot.web.proxy import Application
from ballot.words.help.tasks import TASKS
from ballot.words.help.terms import TERMS

WORDS = "演练 制票 锁定 法定人数 第二轮 清点 纸质票 导出 申诉 密钥 公示 排名 账户"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def titles(page: str) -> list[str]:
    return re.findall(r'<h2 id="(.+?)-title"', page)


def test_everything_stands_there_without_a_sign_in(app: Application) -> None:
    page = app.test_client().get("/help").text
    assert titles(page) == [*(task.anchor for task in TASKS), "words"]
    assert page.count("<dt>") == len(TERMS)


@pytest.mark.parametrize("word", WORDS.split())
def test_each_task_is_found_by_its_word(app: Application, word: str) -> None:
    found = titles(app.test_client().get("/help", query_string={"q": word}).text)
    assert 1 <= len(found) < len(TASKS)


@pytest.mark.parametrize("typed", ["rehearsal", "REHEARSAL", "ｒehearsal", "演练"])
def test_either_language_finds_it(app: Application, typed: str) -> None:
    assert "rehearse" in titles(app.test_client().get("/help", query_string={"q": typed}).text)


def test_all_words_must_be_there(app: Application) -> None:
    found = titles(app.test_client().get("/help", query_string={"q": "票箱 第二轮"}).text)
    assert "quorum" in found
    assert "rehearse" not in found


def test_what_is_not_there_says_so_and_is_no_markup(app: Application) -> None:
    page = app.test_client().get("/help", query_string={"q": "<b>船\x00</b>"}).text
    assert "没有找到" in page
    assert "<b>船" not in page


def test_it_is_linked_from_every_frame(app: Application, hall: Hall) -> None:
    desk = a_desk(app, hall)
    for at in ("/meetings/", "/assessments/", "/journal", "/accounts", "/jobs", "/help"):
        assert 'href="/help"' in desk.look(at).text
    assert 'href="/help"' in Desk(app.test_client()).look("/sign-in").text
    assert 'href="/help"' in Desk(app.test_client()).look("/s/123456/").text
