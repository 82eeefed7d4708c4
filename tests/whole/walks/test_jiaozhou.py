"""胶州 from the list of people to 办结: villages and communities in one assessment, two of one
name, one who left in mid-year; an objection is granted, and it is reopened once."""

from __future__ import annotations

import os

from whole.walks import reckoning_jiaozhou as right
from whole.walks.ends import Line, agree, hangs
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
YES = "是"
MONEY = {"(三)1": "2.9", "(一)4②": "1"}
"""2.9 万元 are two whole ones."""


def people() -> list[One]:
    """Seven of one group, of whom one has left, and one of another."""
    said: list[tuple[str, str, dict[str, str], tuple[int, ...]]] = [
        ("王伟", "大布村", {"(三)3.一类": "1", "(一)3②": "12", "(二)2": "52"}, (2, 1, 0, 0)),
        ("王伟", "香港路社区", {"(三)3.二类": "1", "(二)1①": "2"}, (3, 0, 0, 0)),
        ("李强", "小布村", MONEY | {"(四)晋位.C级": "1"}, (2, 1, 0, 0)),
        ("张敏", "福州路社区", {"(二)6①.特别严重": "1", "(三)3.一类": "2"}, (2, 0, 1, 0)),
        ("刘洋", "前店村", {"(四)降位.B级": "1", "(三)3.一类": "3"}, (3, 0, 0, 0)),
        ("陈静", "后店村", {"(三)4": "9"}, (1, 0, 0, 2)),
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
        officer.meets([person], 3, ballots)
    for gone in everybody[6::8]:
        officer.marks_left(officer.person(gone.name, gone.village), "2026-07-01")
        gone.left = True


def marks_of(one: One) -> list[dict[str, str]]:
    """What the examiner types, section by section; the communities say what does not fit them."""
    parts: list[dict[str, str]] = [{}, {}, {}, {}]
    for no, text in one.marks.items():
        rule = no.partition(".")[0]
        part = parts["一二三四".index(no[1])]
        part[f"exam.{no}"] = text
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


def test_from_the_list_to_the_last_paper(officer: Officer) -> None:
    everybody = people()
    officer.begins("jiaozhou-village", "2026年度第一书记考核", "2026年度")
    goes_through(officer, everybody)
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
    agree(officer, lines(everybody, {}), TOTAL)

    # Reopened: the office decides otherwise on one of the two 王伟, and it hangs again.
    officer.returns("部长办公会审核")
    other = officer.person("王伟", everybody[1].village)
    officer.decides(other, "良好", "会议研究", excess="经会议研究同意超出")
    officer.walks_on()
    assert "不再算数" in officer.said()
    by_hand = lines(everybody, {1: "良好"})
    third = officer.posts_notice()
    hangs(officer, third, by_hand)
    officer.outlasts(third)
    agree(officer, by_hand, TOTAL, on_paper=PAPERS)
