"""The reckonings by hand share nothing with the program, and give what the rules write out."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from whole.walks import (
    reckoning_dongtai,
    reckoning_gongwei,
    reckoning_jiaozhou,
    reckoning_lianshu,
    reckoning_lijun,
    reckoning_yicheng,
)
from whole.walks.ends import on_page
from whole.walks.hundredths import shown
from whole.walks.tab import Tab

HERE = Path(__file__).parent
CITY = ("市直", "脱产", "正股级")


def imported(text: str) -> set[str]:
    """The packages that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


def test_a_reckoning_imports_the_standard_library_alone() -> None:
    modules = [*HERE.glob("reckoning_*.py"), HERE / "hundredths.py"]
    assert len(modules) == 7
    for module in modules:
        assert imported(module.read_text("utf-8")) <= sys.stdlib_module_names, module
    assert not imported("from ballot.domain import rounding") <= sys.stdlib_module_names


def a_village(name: str, marks: dict[str, str], *votes: int) -> reckoning_jiaozhou.One:
    return reckoning_jiaozhou.One(name, name, "", CITY, marks, votes or (1, 0, 0, 0))


def test_jiaozhou_gives_the_examples_of_the_rules() -> None:
    one = a_village("张", {"(三)4": "1", "(三)2": "1.9"}, 20, 7, 3, 1)
    assert reckoning_jiaozhou.score(one) == 112
    assert shown(reckoning_jiaozhou.total(one)) == "97.55"
    assert shown(100 * reckoning_jiaozhou.satisfaction(one)) == "87.10"
    wrong = {"(二)6①.一般": "2", "(二)6①.特别严重": "1"}
    assert reckoning_jiaozhou.score(a_village("李", wrong)) == 80
    assert reckoning_jiaozhou.score(a_village("王", {"(四)": "A级→C级"})) == 80
    assert reckoning_jiaozhou.score(a_village("赵", {"(一)3②": "0"})) == 90
    assert reckoning_jiaozhou.by_vote(a_village("孙", {}, 0, 0, 0, 100)) == "不称职"
    seven = [a_village(str(n), {"(三)4": str(7 - n)}) for n in range(7)]
    grades = list(reckoning_jiaozhou.grades(seven).values())
    assert Counter(grades) == {"优秀": 2, "良好": 2, "称职": 3}
    seven[0].marks["(四)"] = "A级→B级"
    seven[0].marks["(三)4"] = "9"
    barred = reckoning_jiaozhou.grades(seven)
    assert [barred[n] for n in range(4)] == ["良好", "优秀", "优秀", "良好"]


def test_lijun_gives_the_examples_of_the_rules() -> None:
    one = reckoning_lijun.One("马", "站", Fraction(100), Fraction(80))
    one.given = dict.fromkeys(("下级测评", "同级互评", "上级考评"), Fraction(90))
    assert reckoning_lijun.total(one, "year") == 90
    one.counts = {"旷工天数": 1, "迟到早退次数": 2}
    assert shown(reckoning_lijun.total(one, "year")) == "89.40"
    bounds = (("90", "全额"), ("89.99", "扣10%"), ("85", "扣10%"), ("84.99", "扣20%"))
    assert all(reckoning_lijun._pay(Fraction(points)) == said for points, said in bounds)


def test_the_others_give_the_examples_of_their_policies() -> None:
    vote = ["优秀"] * 20
    mid = reckoning_gongwei.One("甲", "科", "良好", "优秀", vote)
    assert reckoning_gongwei.total(mid) == 94
    two = {"上级党委测评": (100,), "局党组测评": (80, 60)}
    assert reckoning_lianshu.total(reckoning_lianshu.One("乙", "支部", 90, two)) == Fraction(175, 2)
    arena = reckoning_dongtai.One("丙", "镇", "村", *[Fraction(80)] * 2, (80,), 5, 50)
    assert (reckoning_dongtai.total(arena), reckoning_dongtai.grade(arena)) == (90, "优秀")
    points = {
        (examiner, block): 90 + 5 * at
        for at, examiner in enumerate(reckoning_yicheng.EXAMINERS)
        for block in reckoning_yicheng.BLOCKS
    }
    assert reckoning_yicheng.total(reckoning_yicheng.One("丁", "局", "村", "", points)) == 100


PAGE = """<table><thead><tr><th>姓名</th><th>总分</th></tr></thead>
<tr><th>甲<small>大布村</small></th><td>97.55</td></tr></table>
<form method="post" action="/a/save"><input type="hidden" name="once" value="k">
<select name="grade"><option value="">请选择</option><option selected>优秀</option></select>
<input type="checkbox" name="agreed"><textarea name="why">
因病</textarea><button name="then" value="done">好</button></form>"""


def test_a_page_is_read_as_people_read_it() -> None:
    assert on_page(PAGE) == [{"姓名": "甲 大布村", "总分": "97.55"}]
    tab = Tab(client=None, path="/a", page=PAGE)
    form = tab.form("/save")
    assert form.filled({"why": "研究"}) == {"once": "k", "grade": "优秀", "why": "研究"}
    assert form.filled({"then": "done"})["why"] == "因病"
    for wrong in ({"nobody": "1"}, {"grade": "良好"}):
        with pytest.raises(AssertionError):
            form.filled(wrong)
