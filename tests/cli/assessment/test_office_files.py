"""A list as an office has it, by command."""

from makers.county import a_county, a_list, workbook
from people.console import Console

ASSESSMENT = 'title = "2026年度考核"\nscheme = "jiaozhou-village"\n'


def test_a_list_comes_in_with_what_was_left_out_told(console: Console) -> None:
    id = console.ask("assessment", "create", console.write(ASSESSMENT, "a.toml"))
    (console.folder / "list.xls").write_bytes(a_list("派驻村", also=("王晓明",)))
    bring = ("assessment", "people", id, "list.xls")
    unsaid = console.run(*bring)
    assert (unsaid.code, "派驻村" in unsaid.err) == (2, True)
    asked = console.run(*bring, "--column", "村(社区)=派驻村")
    assert (asked.code, "疑似同一人" in asked.err) == (2, True)
    done = console.run(*bring, "--column", "村(社区)=派驻村", "--distinct")
    assert done.code == 0
    for said in ("序号、联系电话", "合计", "已导入 5 人"):
        assert said in done.err


def test_more_points_than_the_sheet_can_bring_are_asked_about(console: Console) -> None:
    id = console.ask("assessment", "create", console.write(ASSESSMENT, "a.toml"))
    people = a_county(5)
    for each, points in zip(people, ("60", "55", "600", "58", "6"), strict=True):
        each.row["基本工作目标得分"] = points
    (console.folder / "p.xlsx").write_bytes(workbook(people))
    asked = console.run("assessment", "people", id, "p.xlsx")
    assert (asked.code, "比这一栏能得的最多 135 分还多" in asked.err) == (2, True)
    assert f"“{people[4].name}”的 6 和别人差得多" in asked.err
    done = console.run("assessment", "people", id, "p.xlsx", "--confirm-beyond")
    assert (done.code, "已导入 5 人" in done.err) == (0, True)
