"""What a policy leaves open is told in words: keys are for files and commands."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ballot import schemes
from ballot.schemes import default_words, key_names

WORD_OF_THE_FORMAT = re.compile(r"[a-z]{3}|[\[\]_]|true")
SCHEMA = json.loads(
    (Path(schemes.__file__).parents[2] / "docs" / "scheme.schema.json").read_text(encoding="utf-8")
)
NOTES = {"clause", "unspecified", "why"}


def left_open(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every key of the format that a policy may leave open, and the words that may stand there."""
    below = schema.get("properties", {})
    for name, one in below.items():
        key = f"{path}.{name}"
        if "unspecified" in below and name not in NOTES:
            yield key, one.get("enum") or one.get("items", {}).get("enum", [])
        yield from left_open(one.get("items", one), key)


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
    assert told["items[1].denominator"].value == "收回的全部票（弃权、无效在内）"
    assert told["items[1].denominator"].clause == "第十七条"
    lijun = {each.key: each for each in default_words.of(schemes.find("lijun"))}
    assert lijun["total.partial"].name == "总分 · 可以缺项的期间"
    assert lijun["total.partial"].value == "月度、季度、半年"


def test_every_key_of_the_format_and_every_word_that_may_stand_there_has_its_name() -> None:
    """A scheme of one's own may leave open what no shipped one does."""
    found = dict(left_open(SCHEMA))
    assert {".items.denominator", ".voters.classes.name", ".steps.by"} <= found.keys()
    plain = [key for key in found if WORD_OF_THE_FORMAT.search(key_names.of(key))]
    assert plain == []
    assert [
        (key, word)
        for key, words in found.items()
        for word in words
        if word not in default_words.VALUES.get(key.rpartition(".")[2], {})
    ] == []
    tables = {key.split(".")[1] for key in found}
    assert [table for table in tables if table not in (*key_names.SECTIONS, "items")] == []


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("steps[1].by", "由谁办理"),
        ("grades[1].by", "等次怎样定"),
        ("quorum.floor", "最少几票"),
        ("items[2].floor", "最低分"),
        ("items[1].sections[2].base", "基本分"),
        ("placing.base", "名额按多少人算"),
        ("items[1].weight", "权重"),
        ("items[1].weights", "各选项的权重"),
        ("items[1].weights.好", "好"),
    ],
)
def test_a_key_is_named_by_what_it_decides_in_its_table(key: str, name: str) -> None:
    assert key_names.of(key) == name


def test_the_classes_of_voters_are_told_with_their_weights() -> None:
    told = {each.key: each for each in default_words.of(schemes.find("abc-classes"))}
    classes = told["voters.classes"]
    assert classes.where == ("投票人", "投票人的类别")
    assert classes.value == "A票领导班子 30%、B票中层干部 30%、C票职工群众 40%"
    assert told["steps[1].by"].name == "程序 · 述职 · 由谁办理"
    assert told["total.how"].value == "相加"


def test_one_value_may_be_set_and_is_said_in_words() -> None:
    scheme = schemes.find("jiaozhou-village")
    single = {each.key: default_words.is_single(scheme, each) for each in scheme.defaults}
    assert single["placing.rounding"]
    assert single["by_ballot.grades[2].below"]
    assert not single["placing.ties"]
    lijun = schemes.find("lijun")
    structure = [each for each in lijun.defaults if each.key == "adjustments[3].kind"]
    assert [default_words.is_single(lijun, each) for each in structure] == [False]
    assert default_words.words_of("placing.rounding", "half_up") == "四舍五入"
    assert default_words.words_of("by_ballot.grades[2].below", "2/3") == "2/3"


def test_what_is_left_open_of_one_thing_for_one_reason_is_said_once() -> None:
    said = [
        default_words.Said("items[1].weight", ("市考核", "权重"), "20%", "没有写", ""),
        default_words.Said("items[2].weight", ("区考核", "权重"), "20%", "没有写", ""),
        default_words.Said("items[1].low", ("市考核", "第一条", "下限"), "0", "没有写", ""),
        default_words.Said("items[1].high", ("市考核", "上限"), "100", "另有原因", ""),
        default_words.Said("items[3].parts", ("镇考核", "组成"), "镇考核村容 5%", "没有列", ""),
        default_words.Said("items[4].parts", ("村考核", "组成"), "村考核村容 5%", "没有列", ""),
    ]
    assert [(gap.where, gap.settings, gap.why) for gap in default_words.in_gaps(said)] == [
        ("市考核", (("权重", "20%"), ("第一条 下限", "0")), "没有写"),
        ("区考核", (("权重", "20%"),), "没有写"),
        ("市考核", (("上限", "100"),), "另有原因"),
        ("镇考核、村考核", (("组成", "村容 5%"),), "没有列"),
    ]


def test_what_bears_on_a_vote_is_told_apart_from_sheet_and_ranking() -> None:
    scheme = schemes.find("lijun")
    told = {
        place
        for place, item in enumerate(scheme.items, start=1)
        if f"items[{place}]." in default_words.of_vote(scheme) and item.ballot
    }
    assert told == {place for place, item in enumerate(scheme.items, start=1) if item.ballot}
    assert default_words.of_vote(scheme)[:3] == ("questions[", "quorum", "voters")


def said_twice(gap: default_words.Gap) -> list[str]:
    """What one line about something left open says more than once: a setting, whose it is, or the
    words of the setting once more as its own reason."""
    pairs = [(name.rpartition(" ")[2], value) for name, value in gap.settings]
    heads = [name.rpartition(" ")[0] for name, _value in gap.settings if " " in name]
    clauses = re.split("[，；]", gap.why)
    again = [
        value
        for _name, value in pairs
        if len(value) > 4
        for each in clauses
        if each.endswith(value)
    ]
    own = [head for head in heads for value in (pair[1] for pair in pairs) if head == value]
    return [each for each in heads if heads.count(each) > 1] + own + again


@pytest.mark.parametrize("name", schemes.available())
def test_no_default_is_said_twice_in_one_line(name: str) -> None:
    scheme = schemes.find(name)
    gaps = default_words.in_gaps(default_words.of(scheme))
    assert [(gap.where, said_twice(gap)) for gap in gaps if said_twice(gap)] == []
    assert sorted(key for gap in gaps for key in gap.keys) == sorted(
        each.key for each in scheme.defaults
    ), "and none is left out"


def test_parts_of_which_the_same_is_left_open_are_named_together() -> None:
    gaps = default_words.in_gaps(default_words.of(schemes.find("jiaozhou-village")))
    (found,) = [gap for gap in gaps if "一笔资金" in str(gap.settings)]
    assert found.settings == (
        ("(一)4②、(三)1、(三)2 按比例折算", "否"),
        ("一笔资金只在一处计分", "是"),
    )
    assert found.why == "只计整万元"


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ((("甲 允许弃权", "是"), ("甲 选项", "优秀、称职")), ""),
        ((("题目", "您的评价"), ("您的评价 选项", "优秀")), ""),
        ((("投票数怎样算", "只算有效票"),), "平均分只算有效票"),
    ],
)
def test_the_control_lines_that_say_it_twice(settings: Any, why: str) -> None:
    assert said_twice(default_words.Gap("票面", settings, why))
