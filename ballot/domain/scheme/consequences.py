"""What follows from a rank or a grade: 公示, consequences, pay, named lists, steps of review."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.scheme import working_days
from ballot.domain.scheme.grade_rules import Rounding, whole_share
from ballot.domain.scheme.working_days import WEEKENDS, Calendar


class Period(StrEnum):
    """What an assessment covers."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    ROUND = "round"
    """任前、任中、任后: a stage of a term of office."""


@dataclass(frozen=True, slots=True)
class Notice:
    """公示: how often, how many days each time, and what stands on it besides the grade.

    ``working``: only 工作日 count; otherwise every day of the calendar.
    ``scores``: the policy publishes points and ranks too.
    """

    days: int
    times: int = 1
    working: bool = False
    scores: bool = False
    clause: str = ""


OBJECTION_DAYS = 7
"""Days for objections to a vote where the scheme has no 公示."""


def objection_days(notice: Notice | None) -> int:
    """For so many days after its close a vote may be objected to and looked into."""
    return notice.days if notice else OBJECTION_DAYS


def last_day(notice: Notice, first: date, calendar: Calendar = WEEKENDS) -> date:
    """The last day of a 公示 that begins on ``first``; the first day counts."""
    if not notice.working:
        return first + timedelta(days=notice.days - 1)
    return working_days.last_of(notice.days, first, calendar)


def length(notice: Notice | None, first: date, last: date) -> int:
    """How many days a 公示 has from its first to its last day, as the policy counts them, of
    working days where nothing was kept of holidays."""
    if notice is None or not notice.working:
        return (last - first).days + 1
    return working_days.count(first, last, WEEKENDS).days


@dataclass(frozen=True, slots=True)
class Consequence:
    """考核结果的使用: what a grade brings, for those whose columns have the values of ``when``.

    ``years``: it lasts so long, from the day of the step ``counted_from``; 0: it has no end.
    """

    grade: str
    text: str
    when: Mapping[str, str] = field(default_factory=dict)
    years: int = 0
    counted_from: str = ""
    clause: str = ""


def consequences(
    all_of_them: tuple[Consequence, ...], grade: str, columns: Mapping[str, str]
) -> tuple[Consequence, ...]:
    """Those that a person's grade and columns bring."""
    return tuple(
        one
        for one in all_of_them
        if one.grade == grade
        and all(columns.get(name) == value for name, value in one.when.items())
    )


@dataclass(frozen=True, slots=True)
class PayBand:
    """A change of pay from a total on; None is the lowest band."""

    at_least: Fraction | None
    change: Fraction


@dataclass(frozen=True, slots=True)
class Pay:
    """第十三月份工资: bands by the exact total, and what the last place gets whatever its total."""

    name: str
    bands: tuple[PayBand, ...]
    last_place: Fraction | None = None
    period: Period | None = None
    """The period that it belongs to; None: to each."""
    clause: str = ""


def pay_change(pay: Pay, total: Fraction, *, last: bool) -> Fraction:
    """The change as a share: 0 whole, −1/10, −1 nothing."""
    if last and pay.last_place is not None:
        return pay.last_place
    for band in pay.bands:
        if band.at_least is None or total >= band.at_least:
            return band.change
    return Fraction(0)


def lost_by_the_last(pay: Pay, total: Fraction | None) -> Fraction | None:
    """The border of the best band where the last place loses its pay although its total reaches
    it; else None."""
    best = pay.bands[0].at_least if pay.bands else None
    if pay.last_place is None or best is None or total is None or total < best:
        return None
    return best


def pay_words(share: Fraction) -> str:
    """A change of pay as the record has it: 全额, 扣10%, 全部扣除."""
    if share == 0:
        return "全额"
    if share == -1:
        return "全部扣除"
    return f"扣{rounding.plain(-share * 100)}%"


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list of the first or the last: 前三名, 后5%. ``whole``: of all, not of each group.

    ``yuan`` is the reward or, below 0, the fine of each; ``needs`` names a column whose written
    ground is asked for besides the place, or alone.
    """

    name: str
    first: int = 0
    last: int = 0
    last_share: Fraction = Fraction(0)
    rounding: Rounding = Rounding.FLOOR
    whole: bool = False
    period: Period | None = None
    grade: str = ""
    yuan: int = 0
    needs: str = ""
    text: str = ""
    clause: str = ""


def size(named: NamedList, people: int) -> int:
    """How many stand on the list of so many people."""
    if named.last_share:
        return whole_share(named.last_share, people, named.rounding)
    return named.first or named.last


@dataclass(frozen=True, slots=True)
class Run:
    """So many periods running with one grade bring something (提级管理).

    ``period``: of which kind they are; None: of any.
    """

    grade: str
    periods: int
    text: str
    period: Period | None = None
    clause: str = ""


def has_run(run: Run, grades: tuple[str, ...]) -> bool:
    """Whether the latest periods, newest first, all have the grade."""
    latest = grades[: run.periods]
    return len(latest) == run.periods and all(grade == run.grade for grade in latest)


@dataclass(frozen=True, slots=True)
class Pool:
    """A reward pool of at most a share of a sum (年度绩效报酬) each period."""

    share: Fraction
    grade: str
    text: str
    clause: str = ""


def pool_limit(pool: Pool, sum_of_year: Fraction) -> Fraction:
    """The most that may be given out of a yearly sum."""
    return pool.share * sum_of_year


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the procedure: what, and by whom (by the value of a group column)."""

    name: str
    by: str
    by_value: Mapping[str, str] = field(default_factory=dict)
    ranks: bool = False
    """排名定档 happens in this step; without one that says so, in the last."""
    votes: bool = False
    """The people vote in this step: whoever nobody has measured yet is asked about by a reason."""
    township: tuple[str, ...] = ()
    """Values of ``by_value``: the vote about people who have one is a township's to hold."""
    publishes: tuple[str, ...] = ()
    """Columns that a 公示 of this step makes public, before anything is decided (半年等次)."""
    round: str = ""
    """The round to which it belongs (任前); empty: to each."""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Appeal:
    """申诉: who may appeal to whom, and against what.

    ``by_ends``: how the name of whoever may appeal ends (镇, 街道); empty: any name will do.
    ``items`` are the columns that may be appealed against; empty: all. ``deductions``: only
    against points taken off, so that a granted appeal gives points back.
    """

    text: str
    by: str = ""
    by_ends: tuple[str, ...] = ()
    to: str = ""
    items: tuple[str, ...] = ()
    deductions: bool = False
    clause: str = ""


def may_appeal(appeal: Appeal, appellant: str, of: str) -> bool:
    """Whether an appeal about the person ``of`` is this appellant's to make. Where the policy says
    who may, the person himself is none of them."""
    if not appeal.by:
        return True
    return appellant != of and (not appeal.by_ends or appellant.endswith(appeal.by_ends))


@dataclass(frozen=True, slots=True)
class Aftermath:
    """All that follows, as the scheme says."""

    period: Period = Period.YEAR
    rounds: tuple[str, ...] = ()
    """The rounds of which an assessment is one (任前、任中、任后); empty where there are none."""
    round: str = ""
    """The one that it is; empty where nobody said it, and outside a round."""
    notice: Notice | None = None
    consequences: tuple[Consequence, ...] = ()
    pay: tuple[Pay, ...] = ()
    lists: tuple[NamedList, ...] = ()
    runs: tuple[Run, ...] = ()
    pools: tuple[Pool, ...] = ()
    steps: tuple[Step, ...] = ()
    authorisation: str = ""
    """What must be filled in before the assessment may begin; empty where nothing must."""
    appeal: Appeal | None = None
    """None where the policy has no appeal."""
    checklist: tuple[str, ...] = ()
    """What to look for as evidence (the goals of the policy), in order."""

    @property
    def published(self) -> tuple[tuple[str, ...], ...]:
        """What each 公示 is about, in the order of the procedure: the columns of a step, or the
        result, which is empty and stands last."""
        if self.notice is None:
            return ()
        of_steps = tuple(step.publishes for step in self.steps if step.publishes)
        return (*of_steps, *((),) * (self.notice.times - len(of_steps)))

    @property
    def pay_of_period(self) -> tuple[Pay, ...]:
        """The changes of pay of the present period."""
        return tuple(pay for pay in self.pay if pay.period in (None, self.period))

    @property
    def runs_of_period(self) -> tuple[Run, ...]:
        """The runs that the present period may make longer."""
        return tuple(run for run in self.runs if run.period in (None, self.period))

    @property
    def lists_of_period(self) -> tuple[NamedList, ...]:
        """The named lists of the present period."""
        return tuple(named for named in self.lists if named.period in (None, self.period))
