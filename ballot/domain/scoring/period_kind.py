"""What an assessment covers, a quarter or a year: chosen, and as its title and period say.

Rules that belong to a kind of period (money a quarter, grades a year) follow it, so that
「2026年第三季度」 must not be taken as a year (docs/rules.md §3).
"""

import re
from collections.abc import Iterator, Sequence

from ballot.domain.errors import Fault, NotOneOf, PeriodDisagrees, Refused, RoundNotSaid
from ballot.domain.scheme.consequences import Period
from ballot.domain.scoring.assessment import AssessmentPlan

KEY, ROUND = "period.kind", "period.round"
"""The keys of a scheme that say it, and which of its rounds."""
_NUMBER = "[0-9０-９一二三四五六七八九十]{1,3}"
_QUARTER = r"季度|第[一二三四1-4]季|(?<=[0-9年])[一二三四]季|(?<![A-Za-z])[Qq][1-4](?![0-9A-Za-z])"
_SHORTER = (
    (Period.ROUND, re.compile(f"(?<![责主信])任[前中后]|第{_NUMBER}轮")),
    (Period.MONTH, re.compile("月度|月考")),
    (
        Period.QUARTER,
        re.compile(_QUARTER),
    ),
    (Period.HALF_YEAR, re.compile("半年")),
)
_ONE_MONTH = re.compile(f"{_NUMBER}月")
_YEAR = re.compile("年度|全年|^[0-9０-９]{4}年?$")


def of_title(text: str) -> Period | None:
    """The kind that a title names; 年度 names none, as 「2026年度第三季度」 is a quarter."""
    return next((kind for kind, words in _SHORTER if words.search(text)), None)


def of_period(text: str) -> Period | None:
    """The kind that a period names, None where it names none or more than one month."""
    kind = of_title(text)
    if kind is None and len(_ONE_MONTH.findall(text)) == 1:
        return Period.MONTH
    return kind or (Period.YEAR if _YEAR.search(text.strip()) else None)


def round_of(title: str, period: str, rounds: Sequence[str]) -> str:
    """Which of the rounds an assessment is, the period before the title; empty: neither says one
    of them alone."""
    for text in (period, title):
        named = [each for each in rounds if each in text]
        if named:
            return "".join(named) if len(named) == 1 else ""
    return ""


def settled_round(plan: AssessmentPlan, kind: Period, rounds: Sequence[str]) -> str:
    """Which of the ``rounds`` an assessment of this kind is: as chosen, else as its period or title
    say; empty where it is no round.

    Raises Refused where none is said, where title or period name another one, and where one is
    chosen of what has none.
    """
    chosen = plan.round or plan.overrides.get(ROUND, "")
    among = tuple(rounds) if kind is Period.ROUND else ()
    named = round_of(plan.title, plan.period, among)
    if chosen and chosen not in among:
        raise Refused([Fault(NotOneOf(value=chosen, allowed=among), key="round")])
    if chosen and named not in ("", chosen):
        key = "period" if named in plan.period else "title"
        raise Refused([Fault(NotOneOf(value=named, allowed=(chosen,)), key=key)])
    if among and not (chosen or named):
        raise Refused([Fault(RoundNotSaid(rounds=among), key="round")])
    return chosen or named


def told(title: str, period: str) -> Period | None:
    """The kind that what was written names, the period before the title."""
    return of_period(period) or of_title(title)


def disagreeing(title: str, period: str, kind: Period) -> Iterator[Fault]:
    """A fault for each of the two that names another kind than ``kind``."""
    for key, said in (("title", of_title(title)), ("period", of_period(period))):
        if said not in (None, kind):
            error = PeriodDisagrees(kind_said=str(said), kind_chosen=str(kind))
            yield Fault(error=error, key=key)


def settled(plan: AssessmentPlan, of_scheme: Period) -> Period:
    """What an assessment covers: as chosen, else as its period or title say, else as its scheme
    has it. ``of_scheme`` is that of the scheme with what was set of it.

    Raises Refused where title or period name another kind.
    """
    chosen = plan.kind or (of_scheme if KEY in plan.overrides else None)
    kind = chosen or told(plan.title, plan.period) or of_scheme
    faults = list(disagreeing(plan.title, plan.period, kind))
    if faults:
        raise Refused(faults)
    return kind
