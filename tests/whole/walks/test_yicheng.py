"""峄城: three rounds of the same eight, 任前, 任中, 任后; none overwrites another."""

from __future__ import annotations

import os

from whole.walks import reckoning_yicheng as right
from whole.walks.ends import NAME, UNIT, VILLAGE, Line, agree, agree_in_short, in_csv, on_page
from whole.walks.hundredths import shown
from whole.walks.officer import Officer
from whole.walks.reckoning_yicheng import BLOCKS, EXAMINERS, One

FULL = os.environ.get("BALLOT_TEST_SCALE") == "full"
SIZE = 40 if FULL else 8
TOTAL = "总分"
ROUNDS = {
    "任前": "任前评估：用于选派",
    "任中": "任中评估：用于指导",
    "任后": "任后评估：用于二次选派",
}
SENT_BY = ("市直部门", "区直机关", "离退休干部", "镇街干部")
WORDS = ("很满意", "满意", "基本满意", "不满意")
NO_GRADE = "不评等次"


def people(round: int) -> list[One]:
    """So many; the first two have one name, and everybody does better round by round."""
    found = []
    for at in range(SIZE):
        name = "李军" if at < 2 else f"{'杨朱秦尤许何吕施'[at % 8]}{'子丑寅卯辰'[at // 8]}"
        one = One(name, f"某局{at % 3}", f"村{at}", SENT_BY[at % 4], votes=(2, at % 2, 1, 0))
        for e, examiner in enumerate(EXAMINERS):
            for b, block in enumerate(BLOCKS):
                one.points[examiner, block] = 90 - 4 * (at % 8) - at // 8 - (e * b) % 5 + round
        found.append(one)
    return found


def measures(officer: Officer, everybody: list[One]) -> None:
    """The list, the points of the five examiners, and a vote in one of the villages."""
    rows = [
        {NAME: one.name, UNIT: one.unit, VILLAGE: one.village, "派出类别": one.sent_by}
        for one in everybody
    ]
    officer.imports("people", rows)
    points = [
        {NAME: one.name, UNIT: one.unit, VILLAGE: one.village}
        | {f"{examiner}{block}": str(n) for (examiner, block), n in one.points.items()}
        for one in everybody
    ]
    officer.imports("scores", points)
    for one in everybody[:1]:
        ballots = [[word] for word, n in zip(WORDS, one.votes, strict=True) for _ in range(n)]
        person = officer.person(one.name, one.village)
        officer.meets([person], sum(one.votes), ballots)


def lines(everybody: list[One]) -> list[Line]:
    """What has to stand everywhere: totals, no grades."""
    grades = {one.village: "已离岗" if one.left else NO_GRADE for one in everybody}
    return [
        Line(one.name, one.village, shown(right.total(one)), *[grades[one.village]] * 2)
        for one in everybody
    ]


def told(officer: Officer, everybody: list[One], papers: list[str]) -> None:
    """Totals, places and 满意率 as they have to be."""
    if papers:
        agree(officer, lines(everybody), TOTAL, papers)
    else:
        agree_in_short(officer, lines(everybody), TOTAL)
    rows = {row[VILLAGE]: row for row in in_csv(officer)}
    ranks = {village: row["组内位次"] for village, row in rows.items() if row["组内位次"]}
    assert ranks == right.ranks(everybody)
    for one in everybody[:1]:
        assert rows[one.village]["满意率"] == f"{shown(right.content(one))}%"
    assert not any(rows[one.village]["满意率"] for one in everybody[1:])


def test_three_rounds_of_the_same_people(officer: Officer) -> None:
    kept: list[tuple[str, list[One]]] = []
    for at, (round, step) in enumerate(ROUNDS.items()):
        everybody = people(at)
        before = {"previous": f"2026年{list(ROUNDS)[at - 1]}评估"} if at else {}
        officer.begins("yicheng", f"2026年{round}评估", round, **before)
        measures(officer, everybody)
        if round == "任后":
            gone = everybody[6]
            officer.marks_left(officer.person(gone.name, gone.village), "2026-07-01")
            gone.left = True
        officer.ranks()
        officer.walks_to(step)
        officer.walks_on()
        if round == "任中":
            objects(officer, everybody)
            reopens(officer, everybody, step)
        officer.concludes()
        kept.append((officer.at, everybody))
    for officer.at, everybody in kept:
        told(officer, everybody, ["papers/ranking.pdf"] if everybody[6].left else [])


def objects(officer: Officer, everybody: list[One]) -> None:
    """In the 公示: 村考核 of one of two with one name was 95."""
    notice = officer.posts_notice()
    rows = on_page(officer.stranger.look(notice))
    assert {row[VILLAGE]: row["组内位次"] for row in rows} == right.ranks(everybody)
    officer.hears(officer.person("李军", everybody[1].village), "村考核", "95")
    everybody[1].settled["村考核"] = 95
    officer.walks_on()
    officer.outlasts(officer.posts_notice())


def reopens(officer: Officer, everybody: list[One], step: str) -> None:
    """Once more: city and district correct what they gave to another, who rises by it."""
    officer.returns(step)
    one, before = everybody[3], right.ranks(everybody)
    corrected = [(examiner, block) for examiner in ("市考核", "区考核") for block in BLOCKS]
    one.points |= dict.fromkeys(corrected, 100)
    row = {NAME: one.name, UNIT: one.unit, VILLAGE: one.village}
    officer.imports("scores", [row | {f"{each}{block}": "100" for each, block in corrected}])
    assert right.ranks(everybody) != before
    officer.walks_on()
    assert "请重新公示" in officer.said()
    notice = officer.posts_notice()
    rows = on_page(officer.stranger.look(notice))
    assert {row[VILLAGE]: row["组内位次"] for row in rows} == right.ranks(everybody)
    officer.wait(8)
    officer.ends_notice()
