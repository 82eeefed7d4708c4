"""``ballot assessment parts|take-over``: finished months into their quarter, at the console."""

import json
from dataclasses import replace

from makers.meetings import Clock
from people.console import Console
from people.reviewers import a_month, begin

from ballot.cli.console import command_hall


def test_months_are_told_and_taken_over(console: Console) -> None:
    rows = [{"姓名": "甲某", "月考": "90"}, {"姓名": "乙某", "月考": "80"}]
    with command_hall.hall() as kept:
        clock = Clock()
        hall = replace(kept, clock=clock)
        a_month(hall, clock, 7, rows)
        there = [{"姓名": "甲某"}, {"姓名": "乙某", "7月月考": "70"}]
        id = str(begin(hall, "三季度考核", "2026年第三季度", there))
    told = console.run("assessment", "parts", id)
    assert told.code == 0
    assert "和已填的不一样" in told.out
    assert "还没有考核的：8月、9月" in told.err
    refused = console.run("assessment", "take-over", id)
    assert refused.code == 2
    assert "乙某" in refused.err
    assert console.run("assessment", "take-over", id, "--otherwise", "both").code == 2
    taken = console.run("assessment", "take-over", id, "--otherwise", "replace", "--reason", "错")
    assert (taken.code, "已转入 2 人的 2 个值" in taken.err) == (0, True)
    assert "没有可以转入的" in console.run("assessment", "take-over", id).err
    view = json.loads(console.run("assessment", "parts", id, "--json").out)
    assert {each["standing"] for each in view["offers"]} == {"same"}
    assert console.run("assessment", "parts", id, "--out", "parts.csv").code == 0
    assert "7月月考 2026年7月" in (console.folder / "parts.csv").read_text(encoding="utf-8-sig")
