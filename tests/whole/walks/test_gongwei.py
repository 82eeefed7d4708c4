"""工委: the half-year hangs in summer, the result of the year in winter, each at its own step."""

from __future__ import annotations

import os

from whole.walks import reckoning_gongwei as right
from whole.walks.ends import NAME, UNIT, Line, agree, hangs, in_document, on_page
from whole.walks.hundredths import shown
from whole.walks.officer import Officer
from whole.walks.reckoning_gongwei import One

FULL = os.environ.get("BALLOT_TEST_SCALE") == "full"
SIZE = 40 if FULL else 8
TOTAL = "总分"
HALF = ("优秀", "良好", "良好", "良好", "一般", "一般", "较差", "一般")
YEAR = ("优秀", "优秀", "良好", "良好", "良好", "一般", "较差", "较差")
WORDS = tuple(right.BY_BALLOT)


def people() -> list[One]:
    """So many; the first two have one name, the first is vetoed. Every vote of five is another."""
    found = []
    for at in range(SIZE):
        name = "徐静" if at < 2 else f"{'孙马朱胡林何高郭'[at % 8]}{'子丑寅卯辰'[at // 8]}"
        better, kinds = at // 8, at % 8 // 2
        votes = [WORDS[kinds]] * (3 - at % 2) + [WORDS[min(3, kinds + 1)]] * (at % 2)
        ballots = votes * 5 + ["优秀"] * better + ["不称职"] * (5 - better)
        found.append(One(name, f"科室{at}", HALF[at % 8], YEAR[at % 8], ballots))
    found[0].vetoed = True
    return found


def knows(officer: Officer, everybody: list[One], **columns: str) -> None:
    """A file of the office with these columns; each is named with the field that it comes from."""
    rows = [
        {NAME: one.name, UNIT: one.unit}
        | {column: getattr(one, field) for column, field in columns.items()}
        for one in everybody
    ]
    officer.imports("scores", rows)


def lines(everybody: list[One], by_hand: dict[str, str]) -> list[Line]:
    """What has to stand everywhere."""
    proposed = right.grades(everybody)
    return [
        Line(
            one.name,
            one.unit,
            shown(right.total(one)),
            proposed[one.unit],
            by_hand.get(one.unit, proposed[one.unit]),
        )
        for one in everybody
    ]


def decides_the_rest(officer: Officer, everybody: list[One]) -> dict[str, str]:
    """On whom the rules leave open the leaders decide: by hand 基本称职."""
    officer.walks_to("审定考评结果，公示")
    left_open = [one for one in everybody if right.grades(everybody)[one.unit] == "待定"]
    for one in left_open:
        officer.decides(officer.person(one.name, one.unit), "基本称职", "班子研究")
    officer.walks_on()
    return {one.unit: "基本称职" for one in left_open}


def test_a_year_with_its_two_notices(officer: Officer) -> None:
    everybody = people()
    officer.begins("gongwei", "2026年度履职尽责考核", "2026年度")
    officer.imports("people", [{NAME: one.name, UNIT: one.unit} for one in everybody])
    knows(officer, everybody, 半年等次="half")
    officer.passes()
    half = officer.posts_notice()
    seen = {(row[UNIT], row["半年等次"]) for row in on_page(officer.stranger.look(half))}
    assert seen == {(one.unit, one.half) for one in everybody}
    officer.wait(6)
    officer.ends_notice()

    officer.wait(120)
    knows(officer, everybody, 年度等次="year")
    persons = officer.persons((one.name, one.unit) for one in everybody)
    ballots = zip(*(one.votes for one in everybody), strict=True)
    officer.meets(persons, len(everybody[0].votes), ballots)
    veto = f"{persons[0]}/flags"
    officer.tab.look(veto)
    officer.tab.send(veto, kind="一票否决", ground="党风廉政,已查实")
    gone = everybody[7]
    officer.marks_left(persons[7], "2026-09-01")
    gone.left = True
    officer.ranks()
    by_hand = decides_the_rest(officer, everybody)
    notice = officer.posts_notice()
    hangs(officer, notice, lines(everybody, by_hand), UNIT)
    rows = on_page(officer.stranger.look(notice))
    ranks = {row[UNIT]: row["组内位次"] for row in rows if row["等次"] != "已离岗"}
    assert ranks == right.ranks(everybody)

    # An objection: the year of one was 良好 and not 一般.
    officer.hears(persons[5], "年度等次", "良好")
    everybody[5].year = "良好"
    by_hand = decides_the_rest(officer, everybody)
    again = officer.posts_notice()
    hangs(officer, again, lines(everybody, by_hand), UNIT)
    officer.outlasts(again)

    # Reopened once: of two with one name the vetoed one goes further down.
    officer.returns("审定考评结果，公示")
    officer.decides(persons[0], "不称职", "班子研究")
    by_hand[everybody[0].unit] = "不称职"
    officer.walks_on()
    last = officer.posts_notice()
    hangs(officer, last, lines(everybody, by_hand), UNIT)
    officer.outlasts(last)
    agree(officer, lines(everybody, by_hand), TOTAL, ["ranking/{}/file.pdf"])
    for paper, grade in (("advanced", "优秀"), ("unfit", "不称职")):
        rows = in_document(officer.tab.file(f"{officer.at}/papers/{paper}.docx"))
        named = {(row[NAME], row["职务"]) for row in rows}
        assert named == {
            (each.name, each.where) for each in lines(everybody, by_hand) if each.decided == grade
        }
        assert named, paper
