"""One person, the last import, the name and the end of an assessment, by commands."""

import json

from makers.score_rows import USUAL
from people.console import Console

PLAN = 'title = "2026年度考核"\nscheme = "jiaozhou-village"\n'
COLUMNS = ("单位类别", "派驻方式", "职务层次", "单位", "村(社区)")


def an_assessment(console: Console) -> str:
    return console.ask("assessment", "create", console.write(PLAN, "assessment.toml"))


def set_as(name: str, **more: str) -> list[str]:
    cells = {"姓名": name} | {column: USUAL[column] for column in COLUMNS} | more
    return [f"--set={column}={text}" for column, text in cells.items()]


def names(console: Console, id: str) -> dict[str, str]:
    view = json.loads(console.ask("assessment", "show", id, "--json"))
    return {each["name"]: each["left"] for each in view["people"]}


def test_a_person_is_added_changed_left_and_removed(console: Console) -> None:
    id = an_assessment(console)
    made = console.ask("person", "add", id, *set_as("甲某"))
    assert made.isdigit()
    assert console.run("person", "add", id, *set_as("甲 某")).code == 2
    assert console.run("person", "change", id, "甲某", "--set", "年龄=40").code == 2
    assert console.run("person", "change", id, "甲某", "--set", "姓名=贾某").code == 0
    assert console.run("person", "leave", id, "贾某", "--on", "2026-06-30").code == 2
    console.run("person", "leave", id, made, "--on", "2026-06-30", "--reason", "调任")
    assert names(console, id) == {"贾某": "2026-06-30"}
    shown = console.ask("person", "show", id, "贾某")
    assert "甲某 → 贾某" in shown
    assert "调任" in shown
    console.run("person", "leave", id, "贾某", "--back", "--reason", "没有调走")
    assert console.run("person", "remove", id, "乙某").code == 2
    assert console.run("person", "remove", id, "贾某").code == 0
    assert names(console, id) == {}


def test_a_list_is_previewed_with_its_marks_and_taken_back(console: Console) -> None:
    id = an_assessment(console)
    heading = ("姓名", *COLUMNS)
    rows = [
        ["甲某", *(USUAL[column] for column in COLUMNS)],
        ["乙某", *(USUAL[c] for c in COLUMNS)],
    ]
    lines = "\n".join(",".join(each) for each in (heading, *rows))
    file = console.write(lines, "people.csv")
    console.run("assessment", "people", id, file)
    said = console.run(
        "assessment",
        "people",
        id,
        console.write(lines.replace("乙某", "丁某"), "p.csv"),
        "--preview",
    )
    assert "新增 1" in said.err
    assert "相同 1" in said.err
    assert console.run("assessment", "undo-import", id).code == 0
    assert names(console, id) == {}
    assert console.run("assessment", "undo-import", id).code == 1


def test_an_assessment_is_renamed_and_removed(console: Console) -> None:
    id = an_assessment(console)
    assert console.run("assessment", "rename", id).code == 2
    assert console.run("assessment", "rename", id, "--title", "另一次").code == 0
    assert "另一次" in console.ask("assessment", "list")
    assert console.run("assessment", "remove", id).code == 0
    assert "另一次" not in console.ask("assessment", "list")
    assert console.run("assessment", "show", id).code == 2
