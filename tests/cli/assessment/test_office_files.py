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
    asked = console.run(*bring, "--column", "村（社区）=派驻村")
    assert (asked.code, "疑似同一人" in asked.err) == (2, True)
    done = console.run(*bring, "--column", "村（社区）=派驻村", "--distinct")
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


def test_meetings_of_a_file_are_made_and_the_faulty_row_is_named(console: Console) -> None:
    id = console.ask("assessment", "create", console.write(ASSESSMENT, "a.toml"))
    people = a_county(4)
    (console.folder / "p.xlsx").write_bytes(workbook(people))
    assert console.run("assessment", "people", id, "p.xlsx").code == 0
    lines = [f"{e.name},{e.row['单位']},{e.village},{e.village}测评,46" for e in people]
    file = "姓名,单位,村(社区),会议名称,应参加人数\n" + "\n".join(lines)
    console.write(file.replace(f"{people[1].village}测评,46", "测评,很多"), "m.csv")
    bring = ("assessment", "meetings", id, "m.csv")
    seen = console.run(*bring, "--preview")
    assert (seen.code, seen.out) == (1, "")
    assert "能建 3 场，已经建立的 0 行，要改的 1 行" in seen.err
    made = console.run(*bring)
    assert (made.code, len(made.out.split())) == (1, 3)
    assert "3" in made.err
    assert "应参加人数" in made.err
    assert console.run(*bring).code == 1, "nothing is made twice"
    console.write(file, "m.csv")
    again = console.run(*bring, "--json")
    assert (again.code, '"there": 3' in again.out, '"failed": []' in again.out) == (0, True, True)
    assert len(console.run("meeting", "list").out.splitlines()) == 4
