"""联述: eight secretaries before two bodies; with one body alone everybody waits."""

from __future__ import annotations

import os

from whole.walks import reckoning_lianshu as right
from whole.walks.ends import NAME, UNIT, Line, agree, hangs, on_page
from whole.walks.hundredths import shown
from whole.walks.officer import Officer
from whole.walks.reckoning_lianshu import One

FULL = os.environ.get("BALLOT_TEST_SCALE") == "full"
SIZE = 40 if FULL else 8
TOTAL = "总分"
BODIES = {"上级党委测评": 3, "局党组测评": 2}
"""So many ballots before each."""


def people() -> list[One]:
    """So many; the first two have one name."""
    found = []
    for at in range(SIZE):
        name = "周敏" if at < 2 else f"{'吴郑冯褚卫蒋沈韩'[at % 8]}{'子丑寅卯辰'[at // 8]}"
        found.append(One(name, f"支部{at}", 95 - 4 * (at % 8) - at // 8))
    return found


def before(officer: Officer, everybody: list[One], persons: list[str], body: str) -> None:
    """A meeting of all before one body; what each of them gave is noted."""
    for at, one in enumerate(everybody):
        one.votes[body] = [97 - 3 * (at % 8) - 2 * n for n in range(BODIES[body])]
    ballots = [[str(one.votes[body][n]) for one in everybody] for n in range(BODIES[body])]
    officer.meets(persons, BODIES[body], ballots, item=body, title=f"述职测评 {body}")


def named(officer: Officer) -> dict[str, str]:
    """By unit what the list of people says of somebody."""
    rows = on_page(officer.tab.look(f"{officer.at}/people"))
    return {row[UNIT]: " ".join(row.values()) for row in rows}


def lines(everybody: list[One], by_hand: dict[str, str]) -> list[Line]:
    """What has to stand everywhere."""
    return [
        Line(
            one.name,
            one.unit,
            shown(right.total(one)),
            right.grade(one),
            by_hand.get(one.unit, right.grade(one)),
        )
        for one in everybody
    ]


def test_a_year_before_two_bodies(officer: Officer) -> None:
    everybody = people()
    officer.begins("lianshu-branch", "2026年度述职评议", "2026年度")
    officer.imports("people", [{NAME: one.name, UNIT: one.unit} for one in everybody])
    rows = [{NAME: one.name, UNIT: one.unit, "实地考评": str(one.visit)} for one in everybody]
    officer.imports("scores", rows)
    persons = officer.persons((one.name, one.unit) for one in everybody)
    first, second = BODIES
    before(officer, everybody, persons, first)
    for name, row in named(officer).items():
        assert second in row, name
        assert first not in row, name
    before(officer, everybody, persons, second)
    gone = everybody[7]
    officer.marks_left(persons[7], "2026-06-30")
    gone.left = True
    officer.ranks()
    officer.walks_on()
    notice = officer.posts_notice()
    hangs(officer, notice, lines(everybody, {}), UNIT)

    # An objection: 实地考评 of one was 95. What was voted nobody decides anew.
    officer.tab.look(f"{officer.at}/appeals")
    offered = officer.tab.form("/objection").choices["objection-item"]
    assert [each for each in offered.values() if each] == ["实地考评"]
    officer.hears(persons[5], "实地考评", "95")
    everybody[5].visit = 95
    officer.walks_on()
    again = officer.posts_notice()
    hangs(officer, again, lines(everybody, {}), UNIT)
    officer.outlasts(again)

    # Reopened once: the committee decides otherwise on one of two with one name.
    officer.returns("确定等次")
    officer.decides(persons[1], "差", "支部会研究")
    by_hand = lines(everybody, {everybody[1].unit: "差"})
    officer.walks_on()
    last = officer.posts_notice()
    hangs(officer, last, by_hand, UNIT)
    officer.outlasts(last)
    agree(officer, by_hand, TOTAL, ["papers/ranking.pdf"])
