"""An assessment by commands: create, people, a meeting, rank, export; and what is refused."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from makers.county import add_unit
from makers.meetings import VERY
from makers.score_rows import USUAL
from people.console import Console

from ballot.cli.console import command_hall
from ballot.domain.access import CONSOLE
from ballot.domain.paper import Ballot
from ballot.slips.tokens import Token
from ballot.storage import unit_tree
from ballot.usecases.casting.cast_ballot import cast_ballot

ASSESSMENT = """
title = "2026年度第一书记考核"
scheme = "jiaozhou-village"
period = "2026"
"""
MEETING = """
title = "群众满意度测评 大布村"
scheme = "jiaozhou-village"
custody = "server"
assessment = "2026年度第一书记考核"
eligible = 3
[[subjects]]
name = "甲某"
unit = "某局"
village = "大布村"
"""
COUNTS = ("应参加人数", "很满意", "满意", "基本满意", "不满意", "弃权", "无效")


def a_file(console: Console, *rows: dict[str, str], name: str = "people.csv") -> str:
    path = console.folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.DictWriter(file, tuple(rows[0]))
        lines.writeheader()
        lines.writerows(rows)
    return str(path)


def a_row(name: str, **cells: str) -> dict[str, str]:
    usual = {column: text for column, text in USUAL.items() if column not in COUNTS}
    return usual | {"姓名": name} | cells


def an_assessment(console: Console) -> str:
    id = console.ask("assessment", "create", console.write(ASSESSMENT, "assessment.toml"))
    assert id.isdigit()
    return id


def a_meeting(console: Console) -> str:
    """The meeting of 甲某, carried to its opened box."""
    number = console.meeting(MEETING)
    slips = console.slips(number, 3)
    console.ask("meeting", "open", number)
    with command_hall.hall() as hall:
        for url, _code in slips:
            cast_ballot(hall, number, Token(url.rsplit("/", 1)[-1]), Ballot((VERY,)))
    console.ask("meeting", "close", number)
    console.ask("box", "open", number)
    return number


def test_an_assessment_goes_from_its_file_to_the_exported_ranking(console: Console) -> None:
    id = an_assessment(console)
    people = a_file(console, a_row("甲某", 办实事奖分="12"), a_row("乙某"))
    console.ask("assessment", "people", id, people)
    number = a_meeting(console)
    shown = json.loads(console.ask("assessment", "show", id, "--json"))
    assert [each["meeting"] for each in shown["people"]] == [number, None]
    assert shown["people"][0]["waiting"] is None
    assert "群众满意度" in shown["people"][1]["waiting"]

    ranked = console.run("assessment", "rank", id)
    assert ranked.code == 0
    assert "暂定" in ranked.err
    lines = [line.split("\t") for line in ranked.out.splitlines()]
    assert [(line[0], line[2], line[4]) for line in lines] == [
        ("甲某", "112.00", "称职"),
        ("乙某", "", "待测评"),
    ]
    assert number in console.ask("assessment", "show", id)
    assert "2026年度第一书记考核" in console.ask("assessment", "list")


def export(console: Console, id: str, kind: str) -> bytes:
    out = console.folder / f"ranking.{kind}"
    console.ask("assessment", "export", id, "--format", kind, "--out", str(out))
    return out.read_bytes()


def test_the_ranking_is_exported_in_every_format(console: Console) -> None:
    id = an_assessment(console)
    console.ask("assessment", "people", id, a_file(console, a_row("甲某", 办实事奖分="12")))
    a_meeting(console)
    console.ask("assessment", "rank", id)
    (row,) = csv.DictReader(io.StringIO(export(console, id, "csv").decode("utf-8-sig")))
    assert (row["考核总分"], row["群众满意度"]) == ("112.00", "100.00%")
    assert (row["建议等次"], row["审定等次"]) == ("称职", "待定")
    facts = json.loads(export(console, id, "json"))
    (person,) = facts["people"]
    assert (person["total"], person["rank"], facts["provisional"]) == ("112", 1, False)
    assert len(facts["inputs_sha256"]) == 64
    assert export(console, id, "pdf").startswith(b"%PDF")
    for kind in ("xlsx", "docx"):
        assert zipfile.ZipFile(io.BytesIO(export(console, id, kind))).testzip() is None
    wrong = console.run("assessment", "export", id, "--format", "odt", "--out", "r.odt")
    assert (wrong.code, Path("r.odt").exists()) == (2, False)


def test_a_change_after_the_ranking_is_said_at_the_export(console: Console) -> None:
    id = an_assessment(console)
    console.ask("assessment", "people", id, a_file(console, a_row("甲某")))
    console.ask("assessment", "rank", id)
    cells = {"姓名": "甲某", "单位": "某局", "村(社区)": "大布村", "办实事奖分": "5"}
    console.ask("assessment", "scores", id, a_file(console, cells, name="scores.csv"))
    said = console.run("assessment", "export", id, "--format", "csv", "--out", "r.csv")
    assert (said.code, "重新排名" in said.err) == (0, True)


@pytest.mark.parametrize("preview", [(), ("--preview",)])
def test_a_faulty_file_is_refused_with_its_place_and_nothing_is_saved(
    console: Console, preview: tuple[str, ...]
) -> None:
    id = an_assessment(console)
    people = a_file(console, a_row("甲某"), a_row("乙某", 基本工作目标得分="六十"))
    refused = console.run("assessment", "people", id, people, *preview)
    assert (refused.code, refused.out) == (2, "")
    (line,) = refused.err.splitlines()
    assert all(part in line for part in ("people.csv", "3", "基本工作目标得分"))
    assert json.loads(console.ask("assessment", "show", id, "--json"))["people"] == []


def test_a_clean_preview_saves_nothing(console: Console) -> None:
    id = an_assessment(console)
    console.ask("assessment", "people", id, a_file(console, a_row("甲某")), "--preview")
    assert json.loads(console.ask("assessment", "show", id, "--json"))["people"] == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('scheme = "jiaozhou-village"', "title"),
        ('title = "考核"\nscheme = "没有"', "scheme"),
        ('title = "考核"\nperiods = "2026"', "periods"),
        ('title = "考核"\nunit = "没有"', "unit"),
        (f'title = "{"长" * 201}"', "title"),
        ('title = "考核"\n[set]\n"placing.rounding" = "up"', "placing.rounding"),
    ],
)
def test_a_faulty_assessment_file_is_refused_by_its_key(
    console: Console, text: str, key: str
) -> None:
    refused = console.run("assessment", "create", console.write(text, "assessment.toml"))
    assert (refused.code, refused.out) == (2, "")
    assert key in refused.err
    assert console.ask("assessment", "list") == ""


@pytest.mark.parametrize("id", ["7", "七"])
def test_an_assessment_that_is_not_there_is_refused(console: Console, id: str) -> None:
    for words in (("show", id), ("rank", id), ("people", id, a_file(console, a_row("甲某")))):
        assert console.run("assessment", *words).code == 2


def test_two_periods_are_compared_person_by_person(console: Console) -> None:
    scheme = 'title = "第%s季度"\nscheme = "yicheng"\nperiod = "%s"\n'
    heads = ("姓名", "派出类别", "市考核", "区考核", "镇考核", "村考核", "原单位考核")

    def ranked(period: int, more: str, **points: int) -> str:
        text = scheme % (period, period) + more
        id = console.ask("assessment", "create", console.write(text, f"{period}.toml"))
        rows = [
            dict(zip(heads, (name, "区直机关", *[str(points[name])] * 5), strict=True))
            for name in points
        ]
        console.ask("assessment", "people", id, a_file(console, *rows, name=f"{period}.csv"))
        console.ask("assessment", "rank", id)
        return id

    first = ranked(1, "", 甲某=90, 乙某=80, 丙某=70)
    assert console.run("assessment", "compare", first).code == 2
    second = ranked(2, f"previous = {first}\n", 乙某=95, 甲某=85, 丁某=60)
    found = json.loads(console.ask("assessment", "compare", second, "--json"))
    assert {each["name"]: (each["climbed"], each["gained"]) for each in found["people"]} == {
        "乙某": (1, "15"),
        "甲某": (-1, "-5"),
        "丁某": (None, None),
        "丙某": (None, None),
    }
    lines = console.ask("assessment", "compare", second).splitlines()
    assert [line.split("\t")[-1] for line in lines] == ["升 1 位", "降 1 位", "新增", "本期不在"]
    assert console.ask("assessment", "compare", second, "--with", first).splitlines() == lines


def test_the_papers_of_an_assessment_and_of_a_meeting_are_printed(console: Console) -> None:
    id = an_assessment(console)
    console.ask("assessment", "people", id, a_file(console, a_row("甲某"), a_row("乙某")))
    listed = console.ask("assessment", "paper", id, "--list").splitlines()
    assert [line.split("\t")[0] for line in listed] == [
        "goals",
        "pledge",
        "self_report",
        "allowance",
        "score_sheet",
        "ranking",
        "outcome",
        "publication",
    ]
    out = console.folder / "pledge.docx"
    console.ask("assessment", "paper", id, "pledge", "--person", "乙某", "--out", str(out))
    with zipfile.ZipFile(out) as file:
        text = file.read("word/document.xml").decode()
    assert text.count("乙某") == 4
    assert "甲某" not in text
    number = console.meeting(MEETING)
    assert len(console.ask("paper", "print", number, "--list").splitlines()) == 11
    out = console.folder / "roster.pdf"
    console.ask("paper", "print", number, "roster", "--out", str(out))
    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("goals",), "--out"),
        (("goals", "--out", "goals.odt"), "pdf"),
        (("goal", "--out", "goals.pdf"), "goals"),
        (("goals", "--person", "丙某", "--out", "goals.pdf"), "丙某"),
        (("ranking", "--out", "ranking.pdf"), "排名"),
        (("publication", "--out", "notice.pdf"), "公示"),
    ],
)
def test_a_paper_that_cannot_be_printed_writes_nothing(
    console: Console, words: tuple[str, ...], said: str
) -> None:
    id = an_assessment(console)
    console.ask("assessment", "people", id, a_file(console, a_row("甲某")))
    answer = console.run("assessment", "paper", id, *words)
    assert answer.code in (1, 2)
    assert said in answer.err
    assert not list(console.folder.glob("*.pdf"))


def test_several_meetings_of_one_person_are_chosen_from_by_command(console: Console) -> None:
    id = an_assessment(console)
    console.ask("assessment", "people", id, a_file(console, a_row("甲某")))
    first, second = a_meeting(console), a_meeting(console)
    refused = console.run("assessment", "rank", id)
    assert refused.code == 2
    assert all(number in refused.err for number in (first, second))
    why = ("--reason", "两村都去过")
    assert (
        console.run("assessment", "combine", id, "--how", "mean", "--person", "乙", *why).code == 2
    )
    combining = ("assessment", "combine", id, "--how", "sum_votes", "--person", "甲某")
    assert console.run(*combining).code == console.run(*combining, "--reason", " ").code == 2
    console.ask(*combining, *why)
    told = json.loads(console.ask("assessment", "rank", id, "--json"))
    assert told["doubts"][-1]["values"][2:] == ["sum_votes", first, second]


def test_an_assessment_without_people_has_no_ranking(console: Console) -> None:
    refused = console.run("assessment", "rank", an_assessment(console))
    assert (refused.code, refused.out) == (2, "")
    assert "还没有人" in refused.err


def test_no_meeting_file_begins_what_nobody_has_authorised(console: Console) -> None:
    text = MEETING.replace("jiaozhou-village", "dongtai").replace("2026年度第一书记考核", "三季度")
    refused = console.run("meeting", "create", console.write(text))
    assert (refused.code, refused.out) == (1, "")
    assert "还没有登记批准" in refused.err
    assert "请先建立考核，在它的“审核”页填写批准日期和文号" in refused.err


def test_a_file_says_what_an_assessment_covers(console: Console) -> None:
    text = 'title = "考核"\nscheme = "lijun"\n'
    wrong = console.write(f'{text}period = "2026年第三季度"\nkind = "half_year"\n')
    refused = console.run("assessment", "create", wrong)
    assert (refused.code, "period" in refused.err) == (2, True)
    assert "考核周期选的是半年" in refused.err
    made = console.ask("assessment", "create", console.write(f'{text}kind = "half_year"\n'))
    assert json.loads(console.ask("assessment", "show", made, "--json"))["kind"] == "half_year"


def test_a_meeting_file_names_the_township_where_only_one_may_organize(console: Console) -> None:
    an_assessment(console)
    with command_hall.hall() as hall:
        add_unit(hall, CONSOLE, "里岔镇", hall.database.read(unit_tree.units)[0].id)
    text = MEETING + '[subjects.groups]\n"派驻方式" = "非脱产"\n'
    refused = console.run("meeting", "create", console.write(text))
    assert (refused.code, refused.out) == (2, "")
    assert "第十九条（三）" in refused.err
    assert "镇（街道）" in refused.err
    unknown = console.run("meeting", "create", console.write(f'unit = "某镇"\n{text}'))
    assert (unknown.code, "某镇" in unknown.err) == (2, True)
    number = console.ask("meeting", "create", console.write(f'unit = "里岔镇"\n{text}'))
    shown = json.loads(console.ask("assessment", "show", "1", "--json"))
    assert [each["number"] for each in shown["meetings"]] == [number]
