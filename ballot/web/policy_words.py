"""A policy's words in the reader's language, put on a page as it leaves.

A policy is data and speaks one language; what it says in others (``[words.en]``) is for eyes alone.
So it is put on at the very end, and on nothing but what is seen: the text between tags and the
labels of things. No value of a form, no address, no file and no answer of the interface can change
by it. A word is one where no other Chinese sign touches it: in 「张满意」 nothing is replaced.

The voter's pages have their lengths counted out; their paper is worded before it is drawn
(``PaperView.worded``).
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from flask import Flask, Response, request
from markupsafe import escape

from ballot import schemes
from ballot.domain.errors import BallotError
from ballot.usecases.verified import policy_words
from ballot.web.access import own_hall
from ballot.web.audience import is_api, is_voters
from ballot.words.language import SOURCE, current
from ballot.words.policies import shown

Words = tuple[tuple[str, str], ...]
"""(own word, how it is shown) as they stand in a page, longest first."""

SIGN = "\u3400-\u9fff"
CHINESE = re.compile(f"[{SIGN}]")
PAPER = r'<html\b[^>]*\slang="zh".*</html>|<article\b[^>]*\slang="zh".*?</article>'
"""What is paper and stays in its own words whoever reads it: a notice as it hangs."""
CUT = re.compile(
    rf"({PAPER}|<(?:script|style|textarea)\b.*?</(?:script|style|textarea)>|<[^>]*>)", re.DOTALL
)
IS_PAPER = re.compile(PAPER, re.DOTALL)
SHOWN = re.compile(r'(?<=\s)((?:aria-label|title|placeholder|data-name|data-said)=")([^"]*)(?=")')
"""Labels that people see or hear; every other attribute is for the program."""


def init_app(app: Flask) -> None:
    """Every page that is a reader's, after it was drawn."""
    app.after_request(put_on)


def put_on(answer: Response) -> Response:
    """The answer with the words of its policy in the reader's language."""
    mine = answer.mimetype == "text/html" and not (is_voters(request.path) or is_api(request.path))
    if not mine or answer.is_streamed or current() == SOURCE:
        return answer
    words = _of_page(current())
    if words:
        answer.set_data(worded(answer.get_data(as_text=True), words))
    return answer


def worded(page: str, words: Words) -> str:
    """A page whose every word of the policy is said otherwise, where it is seen."""
    find, said = _finder(words), dict(words)

    def say(text: str) -> str:
        if not CHINESE.search(text):
            return text
        other = find.sub(lambda word: said[word[0]], _told(text, said))
        return shown.signs_between(other) if CHINESE.search(other) else shown.signs(other)

    parts = CUT.split(page)
    parts[0::2] = map(say, parts[0::2])
    parts[1::2] = (
        tag if IS_PAPER.match(tag) else SHOWN.sub(lambda at: at[1] + say(at[2]), tag)
        for tag in parts[1::2]
    )
    return "".join(parts)


def _told(text: str, said: Mapping[str, str]) -> str:
    """A sentence of the record that fills what stands between two tags."""
    whole = text.strip()
    if whole in said:
        return text
    return text.replace(whole, shown.sentences(whole, current()), 1)


@lru_cache(maxsize=64)
def _finder(words: Words) -> re.Pattern[str]:
    either = "|".join(re.escape(own) for own, _said in words)
    return re.compile(f"(?<![{SIGN}0-9])(?:{either})(?![{SIGN}])")


def _of_page(language: str) -> Words:
    """Of the meeting or assessment that the address names; else those of the shipped policies."""
    asked = request.view_args or {}
    database = own_hall().database
    try:
        if "id" in asked and "/assessments/" in request.path:
            found = database.read(lambda db: policy_words.of_assessment(db, asked["id"]))
        elif "number" in asked:
            found = database.read(lambda db: policy_words.of_meeting(db, asked["number"]))
        else:
            return _shipped(language)
    except BallotError:
        return ()
    return _with_the_programs(tuple(found.get(language, {}).items()), language)


@lru_cache(maxsize=4)
def _shipped(language: str) -> Words:
    found: dict[str, str] = {}
    for name in schemes.available():
        found = {**schemes.find(name).words.get(language, {}), **found}
    return _with_the_programs(tuple(found.items()), language)


def _with_the_programs(own: Words, language: str) -> Words:
    """With what the program makes of them, as a page writes them."""
    every = shown.words(own, language)
    longest = sorted(every, key=len, reverse=True)
    return tuple((str(escape(word)), str(escape(every[word]))) for word in longest)
