"""``[words.en]``: what a policy is called in English; shown to readers, and nothing else."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from ballot import schemes
from ballot.domain.errors import Refused

CHINESE = re.compile("[\u3400-\u9fff]")
UNSEEN = {"words", "examples", "examples_same", "ends", "by_ends"}
"""Worked examples, and the endings by which Chinese names are known."""
SMALL = schemes.text_of("abc-classes").split("# ---- 英文")[0]


def texts(value: object) -> Iterator[str]:
    """Every text of a policy that somebody may read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in UNSEEN:
                yield name
                yield from texts(each)


@pytest.mark.parametrize("name", schemes.available())
def test_every_word_of_a_shipped_policy_is_there_in_english(name: str) -> None:
    english = schemes.find(name).words["en"]
    own = {each for each in texts(tomllib.loads(schemes.text_of(name))) if CHINESE.search(each)}
    assert own == english.keys(), "none lacks, and none is of a sentence that was changed since"
    assert [said for said in english.values() if CHINESE.search(said)] == []


def test_a_policy_may_say_nothing_in_other_languages() -> None:
    assert schemes.read(SMALL, "x").words == {}


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ('[words.en]\n"优秀" = " "', "words.en.优秀"),
        ('[words.en]\n"优秀" = 3', "words.en.优秀"),
        ('[words.fr]\n"优秀" = "Excellent"', "words.fr"),
    ],
)
def test_a_wrong_word_is_named(words: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        schemes.read(f"{SMALL}\n{words}\n", "x")
    assert [fault.key for fault in refused.value.faults] == [key]


def test_a_word_that_stands_nowhere_says_nothing() -> None:
    """An office changes a sentence of a copy: that one is shown as it is written."""
    text = schemes.text_of("abc-classes").replace('"工作实绩"\nkind', '"实绩"\nkind', 1)
    changed = schemes.read(text, "x")
    assert changed.items[1].name == "实绩"
    assert "实绩" not in changed.words["en"]


def test_words_change_no_rule() -> None:
    """All that is reckoned and all that papers quote is of the policy's own words."""
    bare, worded = schemes.read(SMALL, "x"), schemes.find("abc-classes")
    parts = ("title", "questions", "items", "placing", "aftermath", "clauses", "defaults")
    assert all(getattr(bare, part) == getattr(worded, part) for part in parts)
