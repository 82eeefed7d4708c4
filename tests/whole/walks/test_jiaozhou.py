"""胶州 from the list of people to 办结: villages and communities in one assessment, two of one
name, one who left in mid-year; an objection is granted, and it is reopened once."""

from __future__ import annotations

import os
from html import unescape

from whole.walks import reckoning_jiaozhou as right
from whole.walks.ends import Line, agree, agree_in_short, hangs, in_csv, in_document, on_page
from whole.walks.hundredths import shown
from whole.walks.officer import Officer
from whole.walks.reckoning_jiaozhou import One

FULL = os.environ.get("BALLOT_TEST_SCALE") == "full"
SCALE = 20 if FULL else 1
"""So many times eight people."""
TOTAL = "考核总分"
PAPERS = ("ranking/{}/file.pdf",)
WORDS = ("很满意", "满意", "基本满意", "不满意")
CITY = ("市直", "脱产", "正股级")
TOWN = ("镇街", "非脱产", "副股级及以下")
RATINGS = ("上年分类定级", "本年分类评级")
MONEY = {"(三)1": "2.9", "(一)4②": "1"}
"""2.9 万元 are two whole ones."""


def people() -> list[One]:
    """Seven of one group, of whom one has left, and one of another."""
    said: list[tuple[str, str, dict[str, str], tuple[int, ...]]] = [
        ("王伟", "大布村", {"(三)3.一类": "1", "(一)3②": "12", "(二)2": "52"}, (2, 1, 0, 0)),
        ("王伟", "香港路社区", {"(三)3.二类": "2", "(二)1①": "2"}, (3, 0, 0, 0)),
        ("李强", "小布村", MONEY | {"(四)": "C级→B级"}, (2, 1, 0, 0)),
        ("张敏", "福州路社区", {"(二)6①.特别严重": "1", "(三)3.一类": "2"}, (2, 0, 1, 0)),
        ("刘洋", "前店村", {"(四)": "B级→C级", "(三)3.一类": "3"}, (3, 0, 0, 0)),
        ("陈静", "后店村", {"(三)4": "9", "(四)": "B级→B级"}, (1, 0, 0, 2)),
        ("赵磊", "西庄村", {"(三)4": "1"}, (1, 1, 0, 1)),
    ]
    late = {"(一)3②": "5", "(二)2": "5", "(二)3b": "0", "(一)1①b": "3"}
    found = []
    for n in range(SCALE):
        own = f"{n:02}" if FULL else ""
        found += [
            One(name, f"{own}{village}", f"某局{at}", CITY, dict(marks), votes)
            for at, (name, village, marks, votes) in enumerate(said)
        ]
        found.append(One("孙丽", f"{own}河东村", "某镇", TOWN, late, (1, 2, 0, 0), months=6))
    return found


def goes_through(officer: Officer, everybody: list[One]) -> None:
    """List, meetings, score sheets; 赵磊 leaves."""
    columns = ("单位类别", "派驻方式", "职务层次")
    rows = [
        {"姓名": one.name, "单位": one.unit, "村(社区)": one.village}
        | dict(zip(columns, one.group, strict=True))
        for one in everybody
    ]
    officer.imports("people", rows)
    persons = officer.persons((one.name, one.village) for one in everybody)
    for one, person in zip(everybody, persons, strict=True):
        officer.scores(person, marks_of(one), "" if one.months == 12 else str(one.months))
        ballots = [[word] for word, n in zip(WORDS, one.votes, strict=True) for _ in range(n)]
        officer.meets([person], {"党员": 1, right.DELEGATES[kind_of(one)]: 2}, ballots)
    for gone in everybody[6::8]:
        officer.marks_left(officer.person(gone.name, gone.village), "2026-07-01")
        gone.left = True


def rated(no: str, both: str) -> dict[str, str]:
    """The fields of two ratings."""
    names = (f"exam.{no}.{rating}" for rating in RATINGS)
    return dict(zip(names, both.split(right.ARROW), strict=True))


def marks_of(one: One) -> list[dict[str, str]]:
    """What the examiner types, section by section; the communities say what does not fit them."""
    parts: list[dict[str, str]] = [{}, {}, {}, {}]
    for no, text in one.marks.items():
        rule = no.partition(".")[0]
        part = parts["一二三四".index(no[1])]
        part |= rated(no, text) if right.ARROW in text else {f"exam.{no}": text}
        part[f"why.{rule}"] = "考核组查看台账"
        if rule in right.MONEY:
            part[f"voucher.{rule}"] = f"凭证{rule}"
    if one.village.endswith("社区"):
        parts[0] |= {"exam-na.(一)3②": "1", "why.(一)3②": "社区没有民主活动日"}
    return parts


def lines(everybody: list[One], decided: dict[int, str]) -> list[Line]:
    """What has to stand everywhere; who has left has no grade."""
    proposed = right.grades(everybody)
    return [
        Line(
            one.name,
            one.village,
            shown(right.total(one)),
            proposed.get(at, "已离岗"),
            decided.get(at, proposed.get(at, "已离岗")),
        )
        for at, one in enumerate(everybody)
    ]


def kind_of(one: One) -> str:
    """Where he serves, by the end of its name."""
    return "社区" if one.village.endswith("社区") else "村"


def reads_as(officer: Officer, one: One) -> None:
    """A village and a community have their own words on the score sheet, and their own goals."""
    kind = kind_of(one)
    (other,) = {"村", "社区"} - {kind}
    person = officer.person(one.name, one.village)
    officer.tab.look(f"{person}/sheet/1")
    assert right.GOALS[kind] in officer.said()
    assert right.LINE % kind in officer.said()
    assert right.LINE % other not in officer.said()


def shares_places(everybody: list[One]) -> None:
    """The places are counted over villages and communities together: apart they would be others."""
    together = right.grades(everybody)
    apart: dict[int, str] = {}
    for kind in ("村", "社区"):
        those = [at for at, one in enumerate(everybody) if kind_of(one) == kind]
        graded = right.grades([everybody[at] for at in those])
        apart |= {those[at]: grade for at, grade in graded.items()}
    assert together != apart


def tells_ratings(officer: Officer, everybody: list[One]) -> None:
    """Both ratings of everybody who has them, in files and interface; nothing of the others."""
    due = {
        (one.name, one.village): one.marks["(四)"].split(right.ARROW)
        for one in everybody
        if "(四)" in one.marks
    }
    rows = officer.program.get(f"{officer.at}/ranking").json["people"]
    ways = {"interface": [each["columns"] for each in rows], "CSV": in_csv(officer)}
    for way, found in ways.items():
        told = {(row["姓名"], row["村(社区)"]): [row[each] for each in RATINGS] for row in found}
        assert {who: both for who, both in told.items() if any(both)} == due, way


def pays_allowance(officer: Officer, everybody: list[One]) -> None:
    """The days of those who live in their village come in by a file, and the form pays each."""
    away = [one for one in everybody if one.group[1] == "脱产"]
    days = {f"{one.name} {one.village}": 100 + at for at, one in enumerate(away)}
    rows = [
        {"姓名": one.name, "单位": one.unit, "村(社区)": one.village, "实际驻村工作日": str(many)}
        for one, many in zip(away, days.values(), strict=True)
    ]
    officer.imports("scores", rows)
    form = in_document(officer.tab.file(f"{officer.at}/print/allowance.docx"))
    *paid, whole = [row for row in form if row.get("补贴（元）")]
    told = {f"{row['姓名']} {row['任职村（社区）']}": int(row["补贴（元）"]) for row in paid}
    assert told == right.allowance(days)
    assert int(whole["补贴（元）"]) == sum(told.values())


def binds(officer: Officer, wanted: list[Line], decided: str) -> None:
    """两年内不得提拔重用 has its last day wherever it is said, and of nobody else."""
    until = right.bound_until(decided)
    due = {(each.name, each.where): until for each in wanted if each.decided == "不称职"}
    assert due, "the walk has one of them"
    rows = officer.program.get(f"{officer.at}/ranking").json["people"]
    told = {(each["name"], each["village"]): each["columns"]["期限至"] for each in rows}
    assert {who: day for who, day in told.items() if day} == due
    assert {(row["姓名"], row["村(社区)"]): row["期限至"] for row in in_csv(officer)} == told
    year, month, day = (int(part) for part in until.split("-"))
    words = f"两年内不得提拔重用（至{year}年{month}月{day}日）"
    outcome = in_document(officer.tab.file(f"{officer.at}/papers/outcome.docx"))
    ways = {"使用表": [row["结果使用"] for row in outcome]}
    page = unescape(officer.tab.look_through(f"{officer.at}/consequences"))
    ways["page"] = [row["结果使用"] for row in on_page(page)]
    for way, cells in ways.items():
        assert sum(words in cell for cell in cells) == len(due), (way, cells)
    for name, village in due:
        officer.tab.look(officer.person(name, village))
        assert words in officer.said()


def test_from_the_list_to_the_last_paper(officer: Officer) -> None:
    everybody = people()
    officer.begins("jiaozhou-village", "2026年度第一书记考核", "2026年度")
    goes_through(officer, everybody)
    for one in everybody[:2]:
        reads_as(officer, one)
    shares_places(everybody)
    pays_allowance(officer, everybody)
    officer.ranks()
    officer.walks_on()
    first = officer.posts_notice()
    hangs(officer, first, lines(everybody, {}))

    # An objection is granted: 李强 has 20 of 办实事 more than was written down.
    said = officer.hears(officer.person("李强", everybody[2].village), "办实事奖分", "100")
    assert "公示已撤下" in said
    everybody[2].marks["(三)4"] = "9"
    assert right.section(everybody[2], "三") == 100
    assert officer.stranger.client.get(first).status_code == 410
    officer.walks_on()
    second = officer.posts_notice()
    hangs(officer, second, lines(everybody, {}))
    officer.outlasts(second)
    agree_in_short(officer, lines(everybody, {}), TOTAL)

    # Reopened: the office decides otherwise on one of the two 王伟, and it hangs again.
    officer.returns("部长办公会审核")
    other = officer.person("王伟", everybody[1].village)
    officer.decides(other, "良好", "会议研究", excess="经会议研究同意超出")
    officer.walks_on()
    assert "不再算数" in officer.said()
    by_hand = lines(everybody, {1: "良好"})
    binds(officer, by_hand, officer.today)
    tells_ratings(officer, everybody)
    third = officer.posts_notice()
    hangs(officer, third, by_hand)
    officer.outlasts(third)
    agree(officer, by_hand, TOTAL, on_paper=PAPERS)
