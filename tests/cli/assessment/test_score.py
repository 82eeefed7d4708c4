"""``ballot score``: a file in, a ranked file out, and nothing written where anything is wrong."""

import csv
from pathlib import Path

import python_calamine
from makers.score_rows import USUAL, a_row
from people.console import Console


def write(path: Path, *rows: dict[str, str]) -> str:
    """A file of people as an office saves it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.DictWriter(file, ["姓名", *(name for name in USUAL if name != "姓名")])
        lines.writeheader()
        lines.writerows(rows)
    return str(path)


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a written file."""
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_a_file_is_ranked_and_what_the_policy_leaves_open_is_said(console: Console) -> None:
    people = write(console.folder / "people.csv", a_row("张某", 办实事奖分=12), a_row("李某"))
    answer = console.run("score", "--scheme", "jiaozhou-village", "--in", people, "--out", "r.csv")
    assert (answer.code, answer.out) == (0, "")
    rows = read(console.folder / "r.csv")
    assert [(row["群众满意度"], row["考核总分"], row["组内位次"]) for row in rows] == [
        ("87.10%", "97.55", "1"),
        ("87.10%", "87.10", "2"),
    ]
    assert "by_ballot.grades[2].below = 2/3" in answer.err
    assert "没有名额" in answer.err


def test_a_default_may_be_decided(console: Console) -> None:
    people = write(console.folder / "people.csv", a_row("张某"), a_row("李某", 很满意=0))
    words = ("score", "--in", people, "--out", "r.csv", "--set", "rounding=ceil")
    answer = console.run(*words)
    assert answer.code == 0
    assert [row["等次"] for row in read(console.folder / "r.csv")] == ["优秀", "待测评"]
    assert "placing.rounding = ceil" in answer.err
    assert "暂定" in answer.err


def test_a_wrong_row_is_refused_with_its_place_and_nothing_is_written(console: Console) -> None:
    people = write(console.folder / "people.csv", a_row("张某"), a_row("李某", 很满意="二十"))
    answer = console.run("score", "--in", people, "--out", "r.csv")
    assert answer.code == 2
    line = answer.err.strip()
    assert "people.csv" in line
    assert "3" in line
    assert "很满意" in line
    assert not (console.folder / "r.csv").exists()


def test_the_empty_form_has_the_columns_of_the_scheme(console: Console) -> None:
    assert console.run("score", "--scheme", "lijun", "--template", "form.csv").code == 0
    text = (console.folder / "form.csv").read_text(encoding="utf-8-sig")
    assert text == "姓名,月考,下级测评,同级互评,上级考评\n"
    assert console.run("score", "--template", "form.xlsx").code == 0
    book = python_calamine.CalamineWorkbook.from_path(str(console.folder / "form.xlsx"))
    assert book.get_sheet_by_index(0).to_python()[0][:2] == ["姓名", "单位"]


def test_a_workbook_out_says_in_its_tab_that_it_is_provisional(console: Console) -> None:
    people = write(console.folder / "people.csv", a_row("@甲", 很满意=0), a_row("乙"))
    assert console.run("score", "--in", people, "--out", "r.xlsx").code == 0
    book = python_calamine.CalamineWorkbook.from_path(str(console.folder / "r.xlsx"))
    assert book.sheet_names == ["排名（暂定）"]
    assert book.get_sheet_by_index(0).to_python()[1][0] == "@甲"


def test_a_cell_that_begins_a_formula_is_quoted_in_csv_and_a_number_is_not(
    console: Console,
) -> None:
    row = a_row("+1甲", 晋位升级加减分=-10, 党组织降位="是")
    people = write(console.folder / "people.csv", row)
    assert console.run("score", "--in", people, "--out", "r.csv").code == 0
    written = read(console.folder / "r.csv")[0]
    assert (written["姓名"], written["晋位升级加减分"]) == ("'+1甲", "-10")


def test_wrong_usage_is_told_in_one_line(console: Console) -> None:
    for words in (("--in", "x.csv"), ("--set", "rounding"), ("--scheme", "nothing", "--in", "x")):
        answer = console.run("score", *words)
        assert answer.code == 2
        assert len(answer.err.strip().splitlines()) == 1


def test_every_doubt_has_words(console: Console) -> None:
    (console.folder / "people.csv").write_text(
        "姓名,月考,下级测评,同级互评,上级考评\n甲,99,99,99,99\n乙,98,98,98,98\n丙,97,97,97,97\n",
        encoding="utf-8",
    )
    words = ("score", "--scheme", "lijun", "--in", "people.csv", "--out", "r.csv")
    assert "重叠" in console.run(*words).err
    quarter = "姓名,月考,下级测评,同级互评,上级考评\n甲,99,,,\n"
    (console.folder / "people.csv").write_text(quarter, encoding="utf-8")
    assert "折成100分" in console.run(*words, "--set", "period.kind=quarter").err
