"""A review by commands: consent, steps, a flag, an appeal, a grade by hand, the notice, the end."""

import csv
import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from people.console import Console

ASSESSMENT = """
title = "一季度动态考绩"
scheme = "dongtai"
period = "2026年第一季度"
"""
TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
HELD = ("--by", "县委组织部", "--on", TODAY)


def an_assessment(console: Console) -> str:
    id = console.ask("assessment", "create", console.write(ASSESSMENT, "assessment.toml"))
    rows = [
        ("姓名", "工作绩效", "日常管理", "综合测评", "加减分"),
        ("甲某", "95", "95", "95", "-6"),
    ]
    rows += [("乙某", "80", "80", "80", "")]
    path = console.folder / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    console.ask("assessment", "people", id, str(path))
    return id


def show(console: Console, id: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(console.ask("assessment", "review", id, "show", "--json"))
    return found


def test_a_review_is_walked_by_commands_to_its_end(console: Console) -> None:
    id = an_assessment(console)

    def review(*words: str) -> str:
        return console.ask("assessment", "review", id, *words)

    refused = console.run("assessment", "rank", id)
    assert (refused.code, refused.out) == (1, "")
    assert "还没有登记批准" in refused.err
    review("authorise", "--by", "县委主要领导", "--on", TODAY, "--document", "组〔2026〕1号")
    console.ask("assessment", "rank", id)
    number = review("appeal", "甲某", "--by", "某镇", "--claim", "事由不实", "--item", "加减分")
    review(
        "decide", number, "grant", "--by", "组织部门", "--reason", "查实不属本人", "--value", "-1"
    )
    assert not show(console, id)["is_current"]
    console.ask("assessment", "rank", id)
    review("flag", "乙某", "红色预警", "--reason", "信访积案未化解")
    review("lift", "乙某", "红色预警", "--reason", "已化解")
    review("step", "提出考核", *HELD)
    review("step", "赋分排名", *HELD)
    review("change", "乙某", "基本合格", "--reason", "会议研究")
    review("step", "确定等次并公开", *HELD)
    review("return", "确定等次并公开", "--reason", "补充材料")
    review("step", "确定等次并公开", *HELD)
    notice = ("--text", "按照办法", "--by", "县委组织部", "--telephone", "12345", "--first", TODAY)
    off = ("--holidays", "2027-01-01", "--holidays-reason", "放假通知")
    idle = console.run("assessment", "review", id, "notice", *notice, *off)
    assert (idle.code, "每天都算" in idle.err) == (2, True)
    assert "/notice/" in review("notice", *notice, "--post")
    objection = review("object", "乙某", "--by", "村民", "--claim", "请核实")
    review("decide", objection, "refuse", "--by", "县委组织部", "--reason", "已核实")
    too_early = console.run("assessment", "review", id, "end-notice")
    assert (too_early.code, "公示期还没有满" in too_early.err) == (1, True)
    review("withdraw", "--reason", "改电话")
    review("conclude")
    facts = show(console, id)
    second = facts["people"][1]
    assert (facts["concluded"], facts["next"]) == (True, None)
    assert (second["proposed"], second["grade"]) == ("合格", "基本合格")
    assert second["changes"][0]["reason"] == "会议研究"
    assert [each["row"]["after"] for each in facts["appeals"]] == ["-1", None]
    assert "乙某\t2\t合格\t基本合格" in review("show")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("step", "赋分排名", *HELD), 1, "下一步是“提出考核”"),
        (("step", "提出考核", "--by", "县委", "--on", "昨天"), 2, "不是日期"),
        (("change", "丙某", "优秀", "--reason", "x"), 2, "PERSON"),
        (("decide", "7", "maybe", "--by", "x", "--reason", "x"), 2, "grant"),
        (("decide", "x", "grant", "--by", "x", "--reason", "x"), 2, "APPEAL"),
        (("flag", "甲某", "酒驾", "--reason", "x"), 2, "红色预警"),
        (("confirm",), 0, ""),
        (("conclude",), 1, "程序没有走完"),
        (("end-notice",), 1, "没有正在进行的公示"),
        (
            ("notice", "--text", "x", "--by", "x", "--telephone", "1", "--first", TODAY),
            1,
            "没有排名",
        ),
        (("dance",), 2, "dance"),
    ],
)
def test_what_is_refused_says_why_and_changes_nothing(
    console: Console, words: tuple[str, ...], code: int, said: str
) -> None:
    id = an_assessment(console)
    consent = ("--by", "县委", "--on", TODAY, "--document", "1号")
    console.ask("assessment", "review", id, "authorise", *consent)
    before = len(show(console, id)["lines"])
    answer = console.run("assessment", "review", id, *words)
    assert answer.code == code
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert len(show(console, id)["lines"]) == before + (code == 0)


def test_who_waits_is_named_and_only_a_word_more_goes_on(console: Console) -> None:
    id = an_assessment(console)
    path = console.write("姓名\n丙某\n", "more.csv")

    def review(*words: str) -> str:
        return console.ask("assessment", "review", id, *words)

    review("authorise", "--by", "县委主要领导", "--on", TODAY, "--document", "组〔2026〕1号")
    console.ask("assessment", "people", id, path)
    console.ask("assessment", "rank", id)
    for step in ("提出考核", "赋分排名", "确定等次并公开"):
        review("step", step, *HELD, "--reason", "丙某病假")
    told = ("--text", "经研究", "--by", "组织部", "--telephone", "1", "--first", TODAY)
    for words in (("notice", *told, "--post"), ("conclude",)):
        held = console.run("assessment", "review", id, *words)
        assert held.code == 1
        assert "还有 1 人待测评：丙某。" in held.err
        assert "--anyway" in held.err
    facts = show(console, id)
    assert not facts["concluded"]
    assert [each["posted_at"] for each in facts["notices"]] == [None]
    assert "/notice/" in review("notice", *told, "--post", "--anyway")
