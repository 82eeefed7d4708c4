"""胶州 by hand: points, satisfaction, total, rank and grade as 第十六–十九条 have them, in integers
and fractions of our own. Nothing of the program is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

PROJECTS = {"一": 40, "二": 30, "三": 20, "四": 10}
ARROW = "→"
"""Between the rating of the year before and the one of this year: C级→B级."""
LINES = {
    "(一)1①": (10, ("(一)1①a", -5), ("(一)1①b", -1)),
    "(一)1②": (10, ("(一)1②", -10)),
    "(一)1③": (0, ("(一)1③", 5)),
    "(一)1④": (0, ("(一)1④", 20)),
    "(一)2①": (10, ("(一)2①", -10)),
    "(一)2②": (5, ("(一)2②", -5)),
    "(一)3①": (15, ("(一)3①", -5)),
    "(一)3②": (10, ("(一)3②", -1)),
    "(一)3③": (0, ("(一)3③", 3)),
    "(一)3④": (0, ("(一)3④", 3)),
    "(一)4①": (0, ("(一)4①", 6)),
    "(一)4②": (0, ("(一)4②", 5)),
    "(一)5": (0, ("(一)5", 3)),
    "(二)1①": (4, ("(二)1①", -1)),
    "(二)1②": (4, ("(二)1②", -4)),
    "(二)2": (8, ("(二)2", -1)),
    "(二)3": (8, ("(二)3a", -2), ("(二)3b", -2)),
    "(二)4①": (5, ("(二)4①", -1)),
    "(二)4②": (3, ("(二)4②", -1)),
    "(二)5①": (8, ("(二)5①a", -3), ("(二)5①b", -2)),
    "(二)5②": (0, ("(二)5②", 4)),
    "(二)5③": (0, ("(二)5③", 5)),
    "(二)5④": (0, ("(二)5④", 8)),
    "(二)5⑤": (0, ("(二)5⑤", 3)),
    "(二)6①": (0, ("(二)6①.一般", -5), ("(二)6①.特别严重", -10)),
    "(二)6②": (0, ("(二)6②.一般", -5), ("(二)6②.特别严重", -10)),
    "(三)1": (0, ("(三)1", 5)),
    "(三)2": (0, ("(三)2", 2)),
    "(三)3": (0, *((f"(三)3.{name}类", n) for name, n in PROJECTS.items())),
    "(三)4": (0, ("(三)4", 10)),
    "(四)": (0, ("(四)", 10)),
}
"""Every line of the sheet: its base, and what one of each of its rules brings."""
MONEY = ("(一)4②", "(三)1", "(三)2")
"""Whole 万元 alone."""
DUE = {"(一)3②": 12, "(二)2": {"脱产": 52, "非脱产": 12}, "(二)3b": 2, "(二)5①a": 2}
"""How many there have to be; what is typed is how many there were."""
BY_MONTHS = ("(一)3②", "(二)2", "(二)3b")
DELEGATES = {"村": "村民代表", "社区": "居民代表"}
GOALS = {"村": "选育好一个带头人", "社区": "健全组织网络"}
LINE = "指导%s党组织按“四议一审两公开”程序决策重大事项"
"""Who votes, what is looked for, how a line reads, by the kind of village (第七、八、十八条)."""
SHARES = (("优秀", 3), ("良好", 3))
"""Tenths of a group."""


@dataclass
class One:
    """Somebody as his papers have him: what the examiner typed, and the ballots that came back."""

    name: str
    village: str
    unit: str
    group: tuple[str, str, str]
    marks: dict[str, str] = field(default_factory=dict)
    """By the number of a rule what was typed beside it: 是, or how many."""
    votes: Sequence[int] = (0, 0, 0, 0)
    months: int = 12
    left: bool = False


def points(one: One) -> dict[str, int]:
    """What each line of the sheet brings."""
    return {no: _line(one, *line) for no, line in LINES.items()}


def _line(one: One, base: int, *rules: tuple[str, int]) -> int:
    each = [_rule(one, no, worth) for no, worth in rules if no in one.marks]
    lost, won = sum(n for n in each if n < 0), sum(n for n in each if n > 0)
    return base + (max(lost, -base) if base else lost) + won


def _rule(one: One, no: str, worth: int) -> int:
    typed = one.marks[no]
    if typed in ("是", "否"):
        return worth if typed == "是" else 0
    if ARROW in typed:
        before, now = typed.split(ARROW)
        return worth * ("ABCD".index(before[0]) - "ABCD".index(now[0]))
    if no in MONEY:
        return worth * int(Fraction(typed))
    if no not in DUE:
        return worth * int(typed)
    due = DUE[no]
    due = due[one.group[1]] if isinstance(due, dict) else due
    if no in BY_MONTHS:
        due = due * one.months // 12
    return worth * max(0, due - int(typed))


def section(one: One, of: str) -> int:
    """The points of a section: 一, 二, 三 or 四."""
    return sum(n for no, n in points(one).items() if no.startswith(f"({of})"))


def score(one: One) -> int:
    """组织工作目标考评得分."""
    return max(0, sum(points(one).values()))


def satisfaction(one: One) -> Fraction:
    """(很满意+满意) ÷ what came back."""
    return Fraction(one.votes[0] + one.votes[1], sum(one.votes))


def total(one: One) -> Fraction:
    """考核总分."""
    return score(one) * satisfaction(one)


def by_vote(one: One) -> str:
    """The grade that the vote alone decides, where it does."""
    if Fraction(one.votes[3], sum(one.votes)) > Fraction(1, 3):
        return "不称职"
    return "基本称职" if satisfaction(one) < Fraction(2, 3) else ""


def allowance(days: Mapping[str, int]) -> dict[str, int]:
    """驻村补贴 by name (第四条): 40 yuan for each day of work in the village."""
    return {name: 40 * many for name, many in days.items()}


def bound_until(decided: str, years: int = 2) -> str:
    """The last day of the years after a decision: its own day of the year, or the last of February
    where that year has no 29th."""
    year, rest = int(decided[:4]) + years, decided[4:]
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return f"{year}{'-02-28' if rest == '-02-29' and not leap else rest}"


def is_barred(one: One) -> bool:
    """Never 优秀."""
    return section(one, "一") + section(one, "二") < 80 or section(one, "四") < 0


def key(one: One) -> tuple[Fraction, ...]:
    """By what two are told apart, the best first."""
    very = Fraction(one.votes[0], sum(one.votes))
    return (total(one), satisfaction(one), very, Fraction(section(one, "一")))


def ranks(people: Sequence[One]) -> dict[int, int]:
    """By place in the list the rank within the group; of those who are in their post."""
    found = {}
    for at, one in enumerate(people):
        others = [each for each in people if each.group == one.group and not each.left]
        if not one.left:
            found[at] = 1 + sum(key(each) > key(one) for each in others)
    return found


def grades(people: Sequence[One]) -> dict[int, str]:
    """By place in the list the grade that the rules give."""
    found: dict[int, str] = {at: by_vote(one) for at, one in enumerate(people) if not one.left}
    found = {at: grade for at, grade in found.items() if grade}
    for group in {one.group for one in people}:
        here = [at for at, one in enumerate(people) if one.group == group and not one.left]
        found |= _shared(people, here, found)
    return found


def _shared(people: Sequence[One], here: Sequence[int], known: Mapping[int, str]) -> dict[int, str]:
    waiting = sorted((at for at in here if at not in known), key=lambda at: key(people[at]))
    waiting.reverse()
    given: dict[int, str] = {}
    for grade, tenths in SHARES:
        places = len(here) * tenths // 10
        free = [at for at in waiting if at not in given]
        if grade == "优秀":
            free = [at for at in free if not is_barred(people[at])]
        while free and places:
            tied = [at for at in free if key(people[at]) == key(people[free[0]])]
            if len(tied) > places:
                break
            given |= dict.fromkeys(tied, grade)
            free, places = free[len(tied) :], places - len(tied)
    return given | {at: "称职" for at in waiting if at not in given}
