"""动态考绩: two quarters of eight secretaries, of whom one moves to another village between them;
his two quarters 优秀 are a run all the same."""

from __future__ import annotations

import os
from fractions import Fraction

from whole.walks import reckoning_dongtai as right
from whole.walks.ends import Line, agree, agree_in_short, hangs, in_csv
from whole.walks.hundredths import shown
from whole.walks.officer import Officer
from whole.walks.reckoning_dongtai import One

FULL = os.environ.get("BALLOT_TEST_SCALE") == "full"
SIZE = 40 if FULL else 8
TOTAL = "考绩得分"
WORK = (97, 95, 88, 80, 78, 66, 60, 50)
EXTRA = (0, -3, 2, 0, 0, 1, 0, 0)


def people(quarter: int) -> list[One]:
    """So many; the first two have one name."""
    found = []
    for at in range(SIZE):
        name = "张伟" if at < 2 else f"{'李王赵陈刘杨黄周'[at % 8]}{'子丑寅卯辰'[at // 8]}"
        points = WORK[at % 8]
        work = points - Fraction(37 * (at // 8), 100)
        one = One(name, f"某镇{at % 3}", f"村{at}", work, work - 2)
        one.extra, one.arena = EXTRA[at % 8], 40 if at in (1, 2) else 0
        one.votes = [points - 1, points + 1 - quarter, points]
        found.append(one)
    return found


def measures(officer: Officer, everybody: list[One]) -> None:
    """One meeting, and the points of the townships as a file."""
    persons = officer.persons((one.name, one.village) for one in everybody)
    ballots = [[str(one.votes[n]) for one in everybody] for n in range(3)]
    officer.meets(persons, 3, ballots)
    rows = [
        {"姓名": one.name, "单位": one.unit, "村(社区)": one.village}
        | {"工作绩效": shown(one.work), "日常管理": shown(one.daily)}
        | {"加减分": str(one.extra), "擂台得分": str(one.arena)}
        for one in everybody
    ]
    officer.imports("scores", rows)


def begins(officer: Officer, everybody: list[One], period: str, **more: str) -> str:
    """Authorised before anything is measured; its address."""
    at = officer.begins("dongtai", f"{period}动态考绩", period, **more)
    officer.consents("组〔2026〕12号")
    rows = [{"姓名": one.name, "单位": one.unit, "村(社区)": one.village} for one in everybody]
    officer.imports("people", rows)
    return at


def lines(everybody: list[One], by_hand: dict[str, str]) -> list[Line]:
    """What has to stand everywhere."""
    return [
        Line(
            one.name,
            one.village,
            shown(right.total(one)),
            right.grade(one),
            by_hand.get(one.key, right.grade(one)),
        )
        for one in everybody
    ]


def listed(officer: Officer) -> dict[str, set[str]]:
    """By village the lists that the file has of those in their posts."""
    rows = [row for row in in_csv(officer) if row["组内位次"]]
    return {row["村(社区)"]: set(row["名单"].split("、")) - {""} for row in rows}


def test_two_quarters_and_a_move_between_them(officer: Officer) -> None:
    everybody = people(0)
    begins(officer, everybody, "2026年第二季度")
    measures(officer, everybody)
    officer.ranks()
    officer.walks_on()
    officer.concludes()
    agree_in_short(officer, lines(everybody, {}), TOTAL)
    assert listed(officer) == right.lists(everybody, {})
    before = {one.key: right.grade(one) for one in everybody}

    # The next quarter: the second of one name has moved to another village, and one has left.
    everybody = people(1)
    begins(officer, everybody, "2026年第三季度", previous="2026年第二季度动态考绩")
    moved = officer.person("张伟", "村1")
    officer.corrects(moved, "7月起调任新村", **{"村(社区)": "新村"})
    everybody[1].village = "新村"
    before["新村"] = before.pop("村1")
    measures(officer, everybody)
    gone = everybody[6]
    officer.marks_left(officer.person(gone.name, gone.village), "2026-08-10")
    gone.left = True
    officer.ranks()
    officer.walks_on()
    first = officer.posts_notice()
    hangs(officer, first, lines(everybody, {}))

    # An objection: what was taken from the one who moved is taken back.
    officer.hears(moved, "加减分", "0")
    everybody[1].extra = 0
    officer.walks_on()
    second = officer.posts_notice()
    hangs(officer, second, lines(everybody, {}))
    officer.outlasts(second)
    assert listed(officer) == right.lists(everybody, before)

    # Reopened: one is decided otherwise, and no list of those 优秀 has him any more.
    officer.returns("确定等次并公开")
    officer.decides(moved, "合格", "会议研究")
    officer.walks_on()
    third = officer.posts_notice()
    by_hand = lines(everybody, {"新村": "合格"})
    hangs(officer, third, by_hand)
    officer.outlasts(third)
    agree(officer, by_hand, TOTAL, ["ranking/{}/file.pdf"])
    assert "提级管理" not in listed(officer)["新村"]
