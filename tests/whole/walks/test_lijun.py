"""李俊: a month, a quarter, a half-year and the year of eight people, each to 办结."""

from __future__ import annotations

import os
from fractions import Fraction

from whole.walks import reckoning_lijun as right
from whole.walks.ends import UNIT, Line, agree, agree_in_short, hangs, in_csv
from whole.walks.hundredths import shown
from whole.walks.officer import Officer
from whole.walks.reckoning_lijun import One

FULL = os.environ.get("BALLOT_TEST_SCALE") == "full"
SIZE = 60 if FULL else 8
TOTAL = "总分"
SURNAMES = "马张李王杨丁白金"
VOTERS = 3
"""Ballots of a meeting; each gives one point more than the one before."""


def people(lift: int = 0) -> list[One]:
    """So many, of whom the first two have one name; attendance as it is kept by the office."""
    found = []
    for at in range(SIZE):
        name = "马军" if at < 2 else f"{SURNAMES[at % 8]}{'甲乙丙丁戊己庚辛'[at // 8 % 8]}"
        base = 96 - 3 * (at % 8) - Fraction(37 * (at // 8), 100)
        one = One(name, f"站所{at}", base + lift, base - 2)
        one.counts = {"旷工天数": at % 3 % 2, "迟到早退次数": at % 4}
        found.append(one)
    return found


def votes(officer: Officer, everybody: list[One], item: str, first: int) -> None:
    """A meeting of all of them, in points; what they get is noted as the average."""
    persons = officer.persons((one.name, one.unit) for one in everybody)
    points = {one.unit: first - 2 * (at % 8) for at, one in enumerate(everybody)}
    ballots = [[str(points[one.unit] + n) for one in everybody] for n in range(VOTERS)]
    officer.meets(persons, VOTERS, ballots, item=item, title=f"{item} {officer.at}")
    for one in everybody:
        one.given[item] = Fraction(sum(points[one.unit] + n for n in range(VOTERS)), VOTERS)


def begins(officer: Officer, everybody: list[One], period: str, title: str) -> None:
    """The list, and the points and counts as a file of the office."""
    officer.begins("lijun", title, period)
    officer.imports("people", [who(one) for one in everybody])
    rows = [
        who(one)
        | {"分管领导打分": shown(one.by_leader), "站所长打分": shown(one.by_chief)}
        | {name: shown(points) for name, points in one.given.items()}
        | {name: str(n) for name, n in one.counts.items()}
        for one in everybody
    ]
    officer.imports("scores", rows)


def who(one: One) -> dict[str, str]:
    return {"姓名": one.name, "单位": one.unit}


def lines(everybody: list[One], period: str, grades: dict[str, tuple[str, str]]) -> list[Line]:
    """What has to stand everywhere."""
    return [
        Line(one.name, one.unit, shown(right.total(one, period)), *grades[one.unit])
        for one in everybody
    ]


def test_a_month_goes_into_its_quarter_and_this_into_the_year(officer: Officer) -> None:
    everybody = people()
    for at, one in enumerate(everybody):
        one.counts |= {"不挂牌不告知去向次数": at % 2, "事假三天以上月数": at % 5 // 4}
    begins(officer, everybody, "2026年9月", "9月月考")
    month = officer.at
    officer.ranks()
    officer.walks_on()
    officer.outlasts(officer.posts_notice())
    none = {one.unit: ("不评等次", "不评等次") for one in everybody}
    agree_in_short(officer, lines(everybody, "month", none), TOTAL)

    officer.begins("lijun", "三季度考核", "2026年第三季度")
    officer.imports("people", [who(one) for one in everybody])
    officer.takes_over()
    votes(officer, everybody, "下级测评", 95)
    officer.ranks()
    quarter = officer.at

    # The month is opened again: its quarter says so, keeps what it has, and takes the new value.
    officer.at = month
    officer.returns("汇总")
    risen = everybody[3]
    risen.by_leader += Fraction(1, 5)
    officer.imports("scores", [who(risen) | {"分管领导打分": shown(risen.by_leader)}])
    assert "转入以后又退回" in officer.tab.look(quarter)
    officer.ranks()
    officer.walks_on()
    officer.concludes()
    officer.at = quarter
    assert "有 1 个值和转入的不一样" in officer.tab.look(quarter)
    officer.takes_over()
    assert "有 1 个值和转入的不一样" not in officer.tab.look(quarter)
    officer.ranks()
    officer.walks_on()
    officer.outlasts(officer.posts_notice())
    agree_in_short(officer, lines(everybody, "quarter", none), TOTAL)
    assert listed(officer) == money(everybody, "quarter")

    officer.begins("lijun", "年度考核", "2026年度")
    officer.imports("people", [who(one) for one in everybody])
    officer.takes_over()
    sources = officer.tab.file(f"{officer.at}/parts/csv").decode("utf-8-sig")
    assert "三季度考核 2026年第三季度" in sources
    for one in everybody:
        one.given |= {"同级互评": Fraction(80), "上级考评": Fraction(85)}
    rows = [who(one) | {name: shown(n) for name, n in one.given.items()} for one in everybody]
    officer.imports("scores", rows)
    officer.ranks()
    totals = {row["单位"]: row[TOTAL] for row in in_csv(officer)}
    assert totals == {one.unit: shown(right.total(one, "year")) for one in everybody}


def money(everybody: list[One], period: str) -> dict[str, str]:
    """By unit what the list of a period says of the money."""
    return {unit: f"{yuan:+d}元" for unit, yuan in right.money(everybody, period).items()}


def listed(officer: Officer) -> dict[str, str]:
    """By unit the 元 that the file gives beside a name."""
    found = {}
    for row in in_csv(officer):
        sums = [part for part in row["名单"].split("、") if part.endswith("元")]
        found |= {row["单位"]: "".join(each[-5:] for each in sums)} if sums else {}
    return found


def test_a_half_year(officer: Officer) -> None:
    everybody = people(lift=2)
    begins(officer, everybody, "2026年上半年", "上半年考核")
    votes(officer, everybody, "下级测评", 93)
    votes(officer, everybody, "同级互评", 96)
    officer.ranks()
    officer.walks_on()
    officer.outlasts(officer.posts_notice())
    none = {one.unit: ("不评等次", "不评等次") for one in everybody}
    agree_in_short(officer, lines(everybody, "half_year", none), TOTAL)
    assert listed(officer) == money(everybody, "half_year")


def test_the_year(officer: Officer) -> None:
    everybody = people()
    for at, one in enumerate(everybody):
        one.given["上级考评"] = Fraction(97 - 2 * (at % 8))
        one.counts["事假三天以上月数"] = at % 5 // 4
    begins(officer, everybody, "2026年度", "年度考核")
    votes(officer, everybody, "下级测评", 95)
    votes(officer, everybody, "同级互评", 94)
    gone = everybody[5]
    officer.marks_left(officer.person(gone.name, gone.unit), "2026-06-15")
    gone.left = True
    officer.ranks()
    decided = middle(officer, everybody)
    notice = officer.posts_notice()
    hangs(officer, notice, lines(everybody, "year", decided), UNIT)

    # An objection: somebody had 100 of 月考 and not what was written down.
    risen = everybody[4]
    officer.hears(officer.person(risen.name, risen.unit), "月考", "100")
    risen.corrected = 100
    decided = middle(officer, everybody)
    notice = officer.posts_notice()
    hangs(officer, notice, lines(everybody, "year", decided), UNIT)
    officer.outlasts(notice)

    # Reopened once: of two with one name one is decided otherwise.
    officer.returns("审定并公示")
    officer.decides(officer.person("马军", everybody[1].unit), "基本称职", "党委研究")
    decided[everybody[1].unit] = (decided[everybody[1].unit][0], "基本称职")
    officer.walks_on()
    notice = officer.posts_notice()
    hangs(officer, notice, lines(everybody, "year", decided), UNIT)
    officer.outlasts(notice)
    agree(officer, lines(everybody, "year", decided), TOTAL, ["papers/ranking.pdf"])
    rows = {row["单位"]: row for row in in_csv(officer)}
    pays = {unit: row["第十三月份工资"] for unit, row in rows.items()}
    assert {unit: said for unit, said in pays.items() if said} == right.pay(everybody)
    first = money(everybody, "year")
    first.pop(everybody[1].unit, None)
    assert listed(officer) == first, "who is not 优秀 after all is not rewarded as such"


def middle(officer: Officer, everybody: list[One]) -> dict[str, tuple[str, str]]:
    """The road to its end, with 称职 for everybody whom the committee has to decide on."""
    proposed = right.grades(everybody)
    found = {unit: (grade, grade) for unit, grade in proposed.items()}
    found |= {one.unit: ("已离岗", "已离岗") for one in everybody if one.left}
    officer.walks_to("审定并公示")
    for one in everybody:
        if proposed.get(one.unit) == "待定":
            officer.decides(officer.person(one.name, one.unit), "称职", "党委研究")
            found[one.unit] = ("待定", "称职")
    officer.walks_on()
    return found
