"""Words that people read: one word a thing, and no command for who has no shell."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "ballot" / "words" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
OTHERS = {
    "账号": "账户: what somebody signs in with",
    "帐": "账",
    "账户名": "用户名: what is typed at the sign-in",
    "令牌": "no word of the hall",
    "会话过期": "what is to be done, not what went wrong inside",
    "提交失败": "what is to be done, not what went wrong inside",
}
"""Words that are never said, each with the one that is."""
ELSEWHERE = ("个人账号", "任何账号")
"""What somebody has elsewhere, on the device that becomes a kiosk."""
COMMAND = re.compile(r"\bballot (?:serve|meeting|box|doctor|backup|admin|verify|keys|db|slips)\b")
WITH_A_SHELL = {"templates/demo/_outcome.html": "who plays the demo started it by a command"}
HEADING = re.compile(r"<(?:h[1-6]|title|th|legend)\b[^>]*>\{\{ _\('([^']+)'\) \}\}")
SMALL_WORDS = {
    "QR",
    "PIN",
    "PDF",
    "API",
    "CSV",
    "A4",
    "JSON",
    "Wi-Fi",
    "Word",
    "Excel",
    "DOCX",
    "XLSX",
}


def sentences() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        return {str(each.id): str(each.string) for each in read_po(file) if each.id}


def test_one_word_a_thing() -> None:
    said = [re.sub("|".join(ELSEWHERE), "", each) for each in sentences()]
    assert {word: found for word in OTHERS if (found := [s for s in said if word in s])} == {}


def test_no_page_shows_a_command() -> None:
    pages = sorted((ROOT / "templates").rglob("*.html"))
    named = {page.relative_to(ROOT).as_posix(): page.read_text(encoding="utf-8") for page in pages}
    assert {at for at, text in named.items() if COMMAND.search(text)} == WITH_A_SHELL.keys()


def capitals(heading: str) -> list[str]:
    """Words behind the first of a heading that begin with a capital and are no name or sign."""
    words = re.findall(r"[A-Za-z][\w-]*", re.sub(r"[“(][^”)]*[”)]|%\(\w+\)s", " ", heading))
    if heading.endswith("."):
        return []
    return [word for word in words[1:] if word[0].isupper() and word not in SMALL_WORDS]


def test_headings_are_in_sentence_case() -> None:
    english = sentences()
    pages = [page.read_text(encoding="utf-8") for page in (ROOT / "templates").rglob("*.html")]
    headings = {english[own] for page in pages for own in HEADING.findall(page) if own in english}
    assert len(headings) > 100
    assert [each for each in headings if capitals(each)] == []


def test_the_control() -> None:
    assert capitals("Who May Vote")
    assert not capitals("QR codes of the “Ledger”")
    assert COMMAND.search("<code>ballot verify x</code>")
