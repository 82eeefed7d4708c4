"""What a policy leaves open is told in words: keys are for files and commands."""

import re

import pytest

from ballot import schemes
from ballot.schemes import default_words

WORD_OF_THE_FORMAT = re.compile(r"[a-z]{3}|[\[\]_]|true")


@pytest.mark.parametrize("name", schemes.available())
def test_every_default_of_every_scheme_is_told_without_its_key(name: str) -> None:
    scheme = schemes.find(name)
    told = default_words.of(scheme)
    assert [each.key for each in told] == [each.key for each in scheme.defaults]
    for each in told:
        said = f"{each.name}:{each.value}"
        assert not WORD_OF_THE_FORMAT.search(said), said
        assert all(each.where)
        assert each.value
        assert not WORD_OF_THE_FORMAT.search(each.clause + each.why)


def test_a_default_says_what_is_decided_how_and_at_which_clause() -> None:
    told = {each.key: each for each in default_words.of(schemes.find("jiaozhou-village"))}
    assert told["items[1].denominator"].name == "群众满意度 · 投票数怎样算"
    assert told["items[1].denominator"].value == "收回的全部票(弃权、无效在内)"
    assert told["items[1].denominator"].clause == "第十七条"
    lijun = {each.key: each for each in default_words.of(schemes.find("lijun"))}
    assert lijun["total.partial"].name == "总分 · 可以缺项的期间"
    assert lijun["total.partial"].value == "季度、半年"
