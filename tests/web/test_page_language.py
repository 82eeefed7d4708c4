"""Two languages: every sentence has both, and a page keeps the one that was asked for."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask.testing import FlaskClient
from makers.meetings import an_open_meeting
from people.phone import Phone
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from ballot.usecases.hall import Hall
from ballot.web import page_language
from ballot.words.language import TRANSLATIONS, speaking
from ballot.words.terms import listing

ROOT = Path(__file__).resolve().parents[2]
TRANSLATED = {room.name for room in (ROOT / "templates").iterdir()} - {"public"}
"""A 公示 hangs in Chinese, whoever reads it."""
ENGLISH = TRANSLATIONS / "en" / "LC_MESSAGES"
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "in_both": None}
CHINESE = re.compile(r"[㐀-鿿]")
ENGLISH_PHONE = {"Accept-Language": "en-US,en;q=0.9,zh-CN;q=0.8"}
CHINESE_PHONE = {"Accept-Language": "zh-CN,en-US;q=0.8"}
PLACE = re.compile(r"%\((\w+)\)s")


def sentences() -> set[str]:
    """All sentences that the source asks a translation for."""
    with (TRANSLATIONS / "babel.cfg").open() as config:
        methods, options = parse_mapping_cfg(config)
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS)
    return {str(message) for _file, _line, message, _comments, _context in found if message}


def catalogue() -> Catalog:
    """The English catalogue as people edit it."""
    with (ENGLISH / "messages.po").open("rb") as file:
        return read_po(file, locale="en")


def test_every_sentence_is_there_in_english() -> None:
    english = catalogue()
    assert [one for one in sentences() if not (found := english.get(one)) or not found.string] == []


def test_no_english_sentence_has_lost_its_chinese() -> None:
    asked = sentences()
    assert [one.id for one in catalogue() if one.id and one.id not in asked] == []


def test_a_translation_names_the_same_things() -> None:
    for one in catalogue():
        if one.id:
            assert set(PLACE.findall(str(one.id))) == set(PLACE.findall(str(one.string))), one.id
            assert not CHINESE.search(PLACE.sub("", str(one.string))), one.id


def test_what_is_compiled_is_what_is_written() -> None:
    with (ENGLISH / "messages.mo").open("rb") as file:
        compiled = {one.id: one.string for one in read_mo(file) if one.id}
    assert compiled == {one.id: one.string for one in catalogue() if one.id}


@pytest.mark.parametrize("room", sorted(TRANSLATED))
def test_no_page_has_a_sentence_outside_the_catalogue(room: str) -> None:
    for path in (ROOT / "templates" / room).rglob("*.html"):
        text = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", path.read_text(), flags=re.DOTALL)
        outside = [line for line in text.splitlines() if CHINESE.search(line)]
        assert [line for line in outside if 'aria-hidden="true">票<' not in line] == [], path.name


def test_a_voter_carries_the_language_in_the_address(client: FlaskClient, hall: Hall) -> None:
    meeting = an_open_meeting(hall, subjects=2)
    phone = Phone(client).scan(meeting, 0, "?lang=en")
    assert "All chosen, look once more" in phone.text
    assert f"/v/about/{phone_custody(phone)}?lang=en" in phone.text
    phone.press({"a1_1": "1"})
    assert "1 not chosen yet: item 2" in phone.text
    phone.press(button="back").press({"a2_1": "1"}).press(button="cast")
    assert "Your ballot is in and counted. Thank you!" in phone.text
    assert "<html lang=en>" in phone.text


def phone_custody(phone: Phone) -> str:
    """The custody that the link to the explanation names."""
    found = re.search(r"/v/about/(\w+)", phone.text)
    assert found
    return found[1]


CASES = (
    (None, None, "zh", "nobody says anything"),
    (None, "", "en", "an empty header"),
    ("en", "zh-CN", "en", "the address goes first"),
    ("fr", "en-GB", "en", "an unknown language in the address is none"),
    (None, "zh-CN,zh;q=0.9,en;q=0.8", "zh", "a Chinese phone"),
    (None, "zh-CN,en-US;q=0.8", "zh", "a Chinese phone in a WeChat that names no bare zh"),
    (None, "zh-Hant-TW", "zh", "three subtags"),
    (None, "zh_CN", "zh", "an underscore"),
    (None, "EN-us,en;q=0.9,zh-CN;q=0.8", "en", "an English phone that knows Chinese"),
    (None, "de-DE,de;q=0.9,en;q=0.7,zh;q=0.5", "en", "German first, then English"),
    (None, "en;q=0.5,zh;q=0.9", "zh", "the wish counts, not the place"),
    (None, "en,zh", "en", "equal wishes: the first"),
    (None, "zh;q=0,en", "en", "a language that is refused"),
    (None, "en;q=0", "zh", "nothing is left"),
    (None, "*", "zh", "any language"),
    (None, "ug,*;q=0.1", "zh", "one that we lack, else any"),
    (None, "english", "zh", "not a tag of ours"),
    (None, ";;q=,,=;q=x", "zh", "no header at all"),
)


@pytest.mark.parametrize(
    ("query", "header", "said"), [case[:3] for case in CASES], ids=[case[3] for case in CASES]
)
def test_a_page_speaks_as_address_and_browser_wish(
    query: str | None, header: str | None, said: str
) -> None:
    default = "en" if header == "" else "zh"
    assert page_language.of(query, header, default) == said


def test_the_control_equal_tags_first_would_give_a_chinese_phone_english() -> None:
    """Why the header is not left to ``best_match``."""
    accepted = parse_accept_header("zh-CN,en-US;q=0.8,en;q=0.7", LanguageAccept)
    assert accepted.best_match(["zh", "en"]) == "en"
    assert page_language.of(None, accepted.to_header(), "zh") == "zh"


def test_where_nothing_matches_the_setting_decides() -> None:
    assert [page_language.of(None, "fr", default) for default in ("zh", "en")] == ["zh", "en"]


def test_a_phone_in_the_hall_is_answered_in_its_language(client: FlaskClient, hall: Hall) -> None:
    scanned = f"/v/{(meeting := an_open_meeting(hall)).number}/{meeting.slips[0].token.text}"
    english = client.get(scanned, headers=ENGLISH_PHONE).get_data(as_text=True)
    chinese = client.get(scanned, headers=CHINESE_PHONE).get_data(as_text=True)
    assert "<html lang=en>" in english
    assert '<a href="?lang=zh" lang=zh>中文</a>' in english
    assert "<html lang=zh>" in chinese
    assert '<a href="?lang=en" lang=en>English</a>' in chinese
    assert client.get(scanned, headers=ENGLISH_PHONE).get_data(as_text=True) == english
    kept = client.get(f"{scanned}?lang=zh", headers=ENGLISH_PHONE).get_data(as_text=True)
    assert "交票" in kept
    assert "/v/about/server?lang=zh" in kept


@pytest.mark.parametrize("path", ["/", "/v", "/v/about/server", "/v/482913", "/v/482913/X"])
def test_each_page_of_a_voter_names_the_other_language(client: FlaskClient, path: str) -> None:
    for phone, other in ((ENGLISH_PHONE, "zh"), (CHINESE_PHONE, "en")):
        page = client.get(path, headers=phone).get_data(as_text=True)
        assert f'<a href="?lang={other}" lang={other}>' in page


def test_a_browser_at_the_door_is_answered_in_its_language(app_client: FlaskClient) -> None:
    first = app_client.get("/sign-in", headers=ENGLISH_PHONE)
    assert "Sign in" in first.get_data(as_text=True)
    assert "登录" in app_client.get("/sign-in", headers=CHINESE_PHONE).get_data(as_text=True)
    app_client.get("/sign-in?lang=zh", headers=ENGLISH_PHONE)
    assert "登录" in app_client.get("/sign-in", headers=ENGLISH_PHONE).get_data(as_text=True)


def test_an_unknown_language_is_chinese(client: FlaskClient, hall: Hall) -> None:
    meeting = an_open_meeting(hall)
    for query in ("", "?lang=", "?lang=fr", "?lang=../../etc"):
        assert "交票" in Phone(client).scan(meeting, 0, query).text


def test_an_organizer_chooses_once(app_client: FlaskClient) -> None:
    assert "登录" in app_client.get("/sign-in").get_data(as_text=True)
    assert "Sign in" in app_client.get("/sign-in?lang=en").get_data(as_text=True)
    assert "Sign in" in app_client.get("/sign-in").get_data(as_text=True)
    assert "登录" in app_client.get("/sign-in?lang=zh").get_data(as_text=True)


@pytest.mark.parametrize(("code", "said"), [("zh", "a、b"), ("en", "a, b"), ("xx", "a、b")])
def test_lists_are_read_out_with_the_comma_of_the_language(code: str, said: str) -> None:
    with speaking(code):
        assert listing(["a", "b"]) == said


def test_no_more_of_a_wish_is_read_than_a_browser_sends() -> None:
    assert page_language.of(None, "x," * 100 + "en", "zh") == "en"
    assert page_language.of(None, "x," * 30_000 + "en", "zh") == "zh"
