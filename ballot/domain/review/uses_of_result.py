"""考核结果的使用: what a settled grade and rank bring a person, each with its clause.

Nothing is decided here that the policy does not say: consequences of the grade, named lists with
their money, runs of periods, changes of pay; and where two of them meet in one person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ballot.domain import rounding
from ballot.domain.scheme import columns
from ballot.domain.scheme.columns import ColumnRole
from ballot.domain.scheme.consequences import (
    NamedList,
    Run,
    consequences,
    lost_by_the_last,
    pay_change,
    pay_words,
)
from ballot.domain.scheme.grade_rules import WAITING
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import lists
from ballot.domain.scoring.people_rows import NO
from ballot.domain.scoring.ranking import Doubt, Placed, Ranking


class From(StrEnum):
    """What brings something."""

    GRADE = "grade"
    LIST = "list"
    RUN = "run"
    PAY = "pay"


@dataclass(frozen=True, slots=True)
class Brought:
    """Something that a person gets or bears; ``name`` is the grade, the list, the pay."""

    kind: From
    name: str
    text: str
    clause: str = ""


Row = Mapping[str, str]


def with_facts(
    scheme: Scheme, ranking: Ranking, rows: Sequence[Row], earlier: Mapping[int, tuple[str, ...]]
) -> Ranking:
    """The ranking of a snapshot with the grounds and columns of its rows put back.

    ``earlier`` are the grades of the periods before by place; a row that says them itself wins.
    """
    roles = {column.name: column.role for column in columns.coming_in(scheme)}
    placed = []
    for place, (one, row) in enumerate(zip(ranking.placed, rows, strict=True)):
        grounds = {
            name: text
            for name, text in row.items()
            if roles.get(name) in (ColumnRole.FLAG, ColumnRole.GROUND) and text and text != NO
        }
        said = tuple(each for each in row.get(columns.EARLIER, "").split("、") if each)
        person = replace(
            one.person, columns=row, grounds=grounds, earlier=said or earlier.get(place, ())
        )
        placed.append(replace(one, person=person))
    return Ranking(tuple(placed), ranking.doubts)


def of(scheme: Scheme, ranking: Ranking) -> list[tuple[Brought, ...]]:
    """What everybody gets, in the order of the ranking; nothing for one who is 待测评."""
    on_lists = lists.entries(scheme, ranking)
    return [
        ()
        if one.grade == WAITING
        else (*_of_grade(scheme, one), *map(_of_list, entries), *_of_pay(scheme, one))
        for one, entries in zip(ranking.placed, on_lists, strict=True)
    ]


def _of_grade(scheme: Scheme, one: Placed) -> tuple[Brought, ...]:
    found = consequences(scheme.aftermath.consequences, one.grade, one.person.columns)
    return tuple(Brought(From.GRADE, one.grade, each.text, each.clause) for each in found)


def _of_list(each: NamedList | Run) -> Brought:
    if isinstance(each, Run):
        return Brought(From.RUN, each.text, f"连续{each.periods}期{each.grade}", each.clause)
    return Brought(From.LIST, each.name, each.text or lists.shown(each), each.clause)


def _of_pay(scheme: Scheme, one: Placed) -> tuple[Brought, ...]:
    total = one.figures.total
    if total is None:
        return ()
    return tuple(
        Brought(From.PAY, pay.name, pay_words(pay_change(pay, total, last=one.is_last)), pay.clause)
        for pay in scheme.aftermath.pay_of_period
    )


def doubts(scheme: Scheme, ranking: Ranking) -> list[Doubt]:
    """Where what people get meets in one person: first and last at once, last with full points."""
    found = []
    for one, entries in zip(ranking.placed, lists.entries(scheme, ranking), strict=True):
        named = [each for each in entries if isinstance(each, NamedList)]
        if any(each.first for each in named) and any(_is_of_last(each) for each in named):
            found.append(Doubt("overlap", one.group, (one.person.name,)))
        for pay in scheme.aftermath.pay_of_period:
            best = lost_by_the_last(pay, one.figures.total) if one.is_last else None
            if best is not None:
                values = (one.person.name, rounding.plain(best))
                found.append(Doubt("last_is_good", one.group, values))
    return found


def _is_of_last(named: NamedList) -> bool:
    return bool(named.last or named.last_share)
