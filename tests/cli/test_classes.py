"""Voters in classes by command: whose slips are whose, and what a small class means beforehand."""

import json

from people.console import Console

THREE = """
title = "2026年度领导干部民主测评 水务局"
scheme = "abc-classes"
custody = "server"

[eligible]
"A票领导班子" = 7
"B票中层干部" = 20
"C票职工群众" = 10

[[subjects]]
name = "张某"
"""
OUT = ("--out", "slips.csv")


def test_a_small_class_is_told_as_the_meeting_is_made(console: Console) -> None:
    made = console.run("meeting", "create", console.write(THREE))
    assert (made.code, len(made.out.strip())) == (0, 6)
    assert "A票领导班子 30%、B票中层干部 30%、C票职工群众 40%" in made.err
    assert "“A票领导班子”应参加 7 人，少于 8 人" in made.err
    assert "“C票职工群众”应参加 10 人：收回不足 8 张（有 3 人没投）" in made.err
    assert "“B票中层干部”应参加" not in made.err


def test_a_class_is_told_as_its_scheme_is_looked_at(console: Console) -> None:
    assert "分类投票" in console.run("schemes", "show", "abc-classes").err
    assert "分类投票" not in console.run("schemes", "show", "jiaozhou-village").err


def test_slips_are_issued_for_a_class_by_its_name(console: Console) -> None:
    number = console.meeting(THREE.replace("= 7", "= 8"))
    none = console.run("slips", "issue", number, "--count", "34", *OUT)
    assert none.code == 2
    assert "--class" in none.err
    assert "A票领导班子、B票中层干部、C票职工群众" in none.err
    wrong = console.run(
        "slips", "print", number, "--count", "3", "--class", "D票", "--out", "x.pdf"
    )
    assert (wrong.code, "D票" in wrong.err) == (2, True)
    assert json.loads(console.ask("meeting", "show", number, "--json"))["batches"] == []
    for name, count in (("A票领导班子", 8), ("B票中层干部", 20)):
        console.ask("slips", "issue", number, "--count", str(count), "--class", name, *OUT)
    refused = console.run("meeting", "open", number)
    assert (refused.code, "“C票职工群众”应参加 10 人，还没有一张票" in refused.err) == (1, True)
    console.ask(
        "slips", "print", number, "--count", "10", "--class", "C票职工群众", "--out", "c.pdf"
    )
    assert "10 C票职工群众 confirmed" in console.ask("meeting", "show", number)
    console.ask("meeting", "open", number)


def test_a_class_is_not_named_where_there_is_none(console: Console) -> None:
    number = console.meeting()
    refused = console.run("slips", "issue", number, "--count", "3", "--class", "A票", *OUT)
    assert (refused.code, "不分类投票" in refused.err) == (2, True)
