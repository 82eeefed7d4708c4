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
from makers import an_open_meeting
from phone import Phone

from ballot.usecases.hall import Hall
from ballot.web import assets
from ballot.web.language import speaking
from ballot.web.words import listing

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = assets.translations() / "en" / "LC_MESSAGES"
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
CHINESE = re.compile(r"[㐀-鿿]")
PLACE = re.compile(r"%\((\w+)\)s")


def sentences() -> set[str]:
    """All sentences that the source asks a translation for."""
    with (assets.translations() / "babel.cfg").open() as config:
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


@pytest.mark.parametrize("room", ["voter", "refusals", "organizer", "sign_in"])
def test_no_page_has_a_sentence_outside_the_catalogue(room: str) -> None:
    for path in (ROOT / "templates" / room).glob("*.html"):
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


def test_an_unknown_language_is_chinese(client: FlaskClient, hall: Hall) -> None:
    meeting = an_open_meeting(hall)
    for query in ("", "?lang=", "?lang=fr", "?lang=../../etc"):
        assert "交票" in Phone(client).scan(meeting, 0, query).text


def test_an_organizer_chooses_once(app_client: FlaskClient) -> None:
    assert "登录" in app_client.get("/sign-in").get_data(as_text=True)
    assert "Sign in" in app_client.get("/sign-in?lang=en").get_data(as_text=True)
    assert "Sign in" in app_client.get("/sign-in").get_data(as_text=True)
    assert "登录" in app_client.get("/sign-in?lang=zh").get_data(as_text=True)


@pytest.mark.parametrize(("language", "said"), [("zh", "a、b"), ("en", "a, b"), ("xx", "a、b")])
def test_lists_are_read_out_with_the_comma_of_the_language(language: str, said: str) -> None:
    with speaking(language):
        assert listing(["a", "b"]) == said
