"""A row of ``ballot score`` has all that its total is made of."""

from fractions import Fraction

from ballot import schemes
from ballot.domain.scoring import score


def test_a_row_adds_up_to_its_total_from_what_stands_in_it() -> None:
    scheme = schemes.find("lijun")
    given = {"姓名": "甲", **dict.fromkeys(("月考", "下级测评", "同级互评", "上级考评"), "88")}
    changes = {"旷工天数": "1", "迟到早退次数": "1", "事假三天以上月数": "2"}
    waits = dict.fromkeys(given, "") | {"姓名": "乙"}
    scored = score.score(scheme, [given | changes, waits | dict.fromkeys(changes, "")])
    row, other = scored.rows
    assert scored.columns[-9:-5] == ("月考计入", "总分增减", "总分", "组别")
    assert (row["月考"], row["月考计入"], row["总分增减"]) == ("88", "86.50", "-4.00")
    items = {"月考计入": 30, "下级测评": 30, "同级互评": 20, "上级考评": 20}
    weighted = sum(Fraction(row[name]) * weight / 100 for name, weight in items.items())
    assert weighted + Fraction(row["总分增减"]) == Fraction(row["总分"])
    assert (other["月考计入"], other["总分增减"], other["总分"]) == ("", "", "")


def test_an_item_that_came_in_by_its_parts_stands_in_a_column_of_its_own() -> None:
    scheme = schemes.find("lijun")
    others = dict.fromkeys(("下级测评", "同级互评", "上级考评"), "90")
    parts = {"姓名": "甲", "分管领导打分": "80", "站所长打分": "91", "旷工天数": "1"} | others
    whole = {"姓名": "乙", "月考": "70", "分管领导打分": "", "站所长打分": ""} | others
    both = score.score(scheme, [whole | {"旷工天数": ""}, {"月考": ""} | parts])
    assert [(row["月考"], row["月考计入"]) for row in both.rows] == [
        ("70", "70.00"),
        ("85.50", "84.50"),
    ]
    assert both.columns.count("月考") == 1
    alone = score.score(scheme, [parts])
    assert alone.columns[alone.columns.index("月考计入") - 1] == "月考"
    assert alone.rows[0]["月考"] == "85.50"
    assert "月考" not in score.score(scheme, [], heading=("姓名",)).columns
    two = schemes.find("lianshu-village")
    row = {"姓名": "甲", "乡镇党委测评": "90", "党员和村民代表测评": "81", "实地考评": "95"}
    assert score.score(two, [row]).rows[0]["述职测评"] == "85.50"
    gone = score.score(
        scheme, [parts | {"站所长打分": ""} | {"月考": ""}], heading=(*parts, "月考")
    )
    assert gone.rows[0]["月考"] == ""
