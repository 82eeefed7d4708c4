"""Every table that prints a total adds up from what is printed in it, by every policy."""

from dataclasses import replace

import pytest
from makers import printed, worked
from printing import adding_up

from ballot import schemes
from ballot.domain.scheme import columns
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.score import Scored, score
from ballot.printing.forms import blank, ranking, result_report, score_sheet
from ballot.printing.leaf import Leaf, Table

LIJUN = schemes.find("lijun")


def exact(scheme: Scheme) -> set[str]:
    """The columns that print what came in, which nobody rounded, and what such are changed by."""
    came = {column.name for column in columns.coming_in(scheme)} - set(columns.figures(scheme))
    changed = {f"{name}{what}" for name in came for what in ("增减", "计入")}
    return came | changed | {f"{scheme.total.name}增减"}


def on_paper(scheme: Scheme, scored: Scored) -> Leaf:
    return ranking.leaf(ranking.of(scheme, scored))


def late() -> tuple[Scheme, Scored]:
    """One of 李俊 who was away a day, late three times, on leave too long in a month."""
    points = dict.fromkeys(("月考", "下级测评", "同级互评", "上级考评"), "88")
    away = {"旷工天数": "1", "迟到早退次数": "3", "事假三天以上月数": "1"}
    return LIJUN, score(LIJUN, [{"姓名": "甲"} | points | away])


def cells(leaf: Leaf) -> dict[str, str]:
    """The first person's row, by heading."""
    table = next(block for block in leaf.blocks if isinstance(block, Table))
    head, _group, row = ([cell.text for cell in each.cells] for each in table.rows[:3])
    return dict(zip(head, row, strict=True))


def with_cell(leaf: Leaf, heading: str, text: str) -> Leaf:
    """The same paper with another text in one cell of the first person's row."""
    table = next(block for block in leaf.blocks if isinstance(block, Table))
    place = [cell.text for cell in table.rows[0].cells].index(heading)
    row = table.rows[2]
    wrong = replace(row.cells[place], text=text)
    planted = replace(row, cells=(*row.cells[:place], wrong, *row.cells[place + 1 :]))
    rows = (*table.rows[:2], planted, *table.rows[3:])
    blocks = [replace(table, rows=rows) if block is table else block for block in leaf.blocks]
    return replace(leaf, blocks=tuple(blocks))


def test_every_ranking_of_every_policy_adds_up_on_paper_and_in_its_file() -> None:
    seen, totals = set(), 0
    for name, scheme, scored in worked.rankings():
        leaf, known = on_paper(scheme, scored), exact(scheme)
        assert adding_up.faults(leaf, known) == [], name
        right = adding_up.formulas(leaf)[scheme.total.name]
        assert list(adding_up.of_rows(scored.rows, scheme.total.name, right, known)) == [], name
        totals += sum(1 for row in scored.rows if row[scheme.total.name])
        seen.add(scheme.id)
    assert seen == set(schemes.available())
    assert totals > 200


def test_what_was_taken_off_in_months_is_told_as_it_changes_their_mean() -> None:
    months = {"1月月考": "90", "2月月考": "80", "3月月考": "85"}
    away = {"1月旷工天数": "1", "3月迟到早退次数": "2"}
    rest = dict.fromkeys(("下级测评", "同级互评", "上级考评"), "88")
    leaf = on_paper(LIJUN, score(LIJUN, [{"姓名": "甲"} | months | away | rest]))
    row = cells(leaf)
    assert [row[name] for name in ("月考", "月考增减", "月考计入")] == ["85.00", "-0.67", "84.33"]
    rounded = {"月考", "月考增减", "月考计入"}
    assert adding_up.faults(leaf, exact(LIJUN) - rounded) == []
    assert adding_up.faults(with_cell(leaf, "月考增减", "-2.00"), exact(LIJUN) - rounded)
    said = "再汇总；月考增减是加减前后汇总数之差。"
    assert said in "".join(leaf.texts())
    assert said not in "".join(on_paper(*late()).texts())


def test_what_was_taken_off_stands_between_what_came_in_and_what_counts() -> None:
    row = cells(on_paper(*late()))
    assert [row[name] for name in ("月考", "月考增减", "月考计入", "总分增减", "总分")] == [
        "88",
        "-2.50",
        "85.50",
        "-2.00",
        "85.25",
    ]
    formula = adding_up.formulas(on_paper(*late()))
    assert formula["总分"] == (
        "月考计入×30% + 下级测评×30% + 同级互评×20% + 上级考评×20% + 总分增减"
    )


@pytest.mark.parametrize(
    ("heading", "text"),
    [("总分", "85.26"), ("月考计入", "88.00"), ("下级测评", "88.1"), ("总分增减", "0.00")],
)
def test_one_wrong_digit_of_a_ranking_is_found(heading: str, text: str) -> None:
    scheme, scored = late()
    assert adding_up.faults(on_paper(scheme, scored), exact(scheme)) == []
    planted = with_cell(on_paper(scheme, scored), heading, text)
    assert adding_up.faults(planted, exact(scheme))


def test_a_month_of_markers_and_an_order_of_two_halves_add_up() -> None:
    month = {"姓名": "甲", "打分合计": "85.00", "考勤加减": "-1.50", "月考得分": "83.50"}
    assert adding_up.faults(blank.leaf("monthly_exam", {}, [month])) == []
    assert adding_up.faults(blank.leaf("monthly_exam", {}, [month | {"月考得分": "85.00"}]))
    halves = {"姓名": "甲", "述职测评": "91.50", "实地考评": "88", "综合得分": "89.75"}
    assert adding_up.faults(blank.leaf("order", {}, [halves])) == []
    assert adding_up.faults(blank.leaf("order", {}, [halves | {"综合得分": "89.85"}]))


def with_text(leaf: Leaf, old: str, new: str) -> Leaf:
    """The same paper with another text in each cell that has the old one in it."""
    tables = [
        replace(
            each,
            rows=tuple(
                replace(
                    row, cells=tuple(replace(c, text=c.text.replace(old, new)) for c in row.cells)
                )
                for row in each.rows
            ),
        )
        if isinstance(each, Table)
        else each
        for each in leaf.blocks
    ]
    return replace(leaf, blocks=tuple(tables))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("20 (", "21 ("),
        ("(64.52%)", "(64.51%)"),
        ("100.01%", "100.02%"),
        ("9 (81.82%)", "8 (81.82%)"),
    ],
)
def test_votes_and_shares_of_a_report_add_up(old: str, new: str) -> None:
    report = result_report.leaf(printed.report(printed.by_classes(3)))
    assert adding_up.faults(report) == []
    assert adding_up.faults(with_text(report, old, new)), "one wrong digit is found"


def test_sections_of_a_sheet_add_up_to_its_total() -> None:
    scheme = schemes.find("jiaozhou-village")
    lines = {"(一)1①": ("10", "5"), "(一)1②": ("10", "10"), "(二)1①": ("4", "3")}
    sums = {"基本工作目标得分": ("20", "15"), "工作制度和纪律得分": ("4", "3")}
    filled = score_sheet.ScoreSheet(
        person={}, lines=lines, subtotals=sums, self_total="24", examiner_total="18"
    )
    bases = "column 2"
    found = adding_up.faults(score_sheet.leaf(scheme, filled))
    assert [each for each in found if bases not in each] == []
    wrong = replace(filled, examiner_total="19")
    found = adding_up.faults(score_sheet.leaf(scheme, wrong))
    assert len([each for each in found if bases not in each]) == 1
