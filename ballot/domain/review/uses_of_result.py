"""考核结果的使用: what a settled grade and rank bring a person, each with its clause.

Nothing is decided here that the policy does not say: consequences of the grade, named lists with
their money, runs of periods, changes of pay; and where two of them meet in one person.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ballot.domain import rounding
from ballot.domain.review import lasting
from ballot.domain.review.lasting import Held, Lasting
from ballot.domain.scheme import columns
from ballot.domain.scheme.columns import ColumnRole
from ballot.domain.scheme.consequences import (
    NamedList,
    Run,
    consequences,
    lost_by_the_last,
)
from ballot.domain.scheme.grade_rules import NOT_DUE
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import lists, pay_told
from ballot.domain.scoring.people_rows import NO
from ballot.domain.scoring.ranking import Doubt, Placed, Ranking


class From(StrEnum):
    """What brings something."""

    GRADE = "grade"
    LIST = "list"
    RUN = "run"
    PAY = "pay"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Brought:
    """Something that a person gets or bears; ``name`` is the grade, the list, the pay, or the
    earlier result that still binds him. ``until`` is its last day where it has one."""

    kind: From
    name: str
    text: str
    clause: str = ""
    until: date | None = None


Row = Mapping[str, str]
Bound = Mapping[int, Sequence[Lasting]]
"""By place what earlier results still bring."""
NOBODY: Bound = {}
UNDECIDED: Held = {}


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


def of(
    scheme: Scheme, ranking: Ranking, days: Held = UNDECIDED, bound: Bound = NOBODY
) -> list[tuple[Brought, ...]]:
    """What everybody gets, in the order of the ranking; one who is 待测评 or gone has nothing but
    what binds him from before. ``days`` are those of the steps by which the grades are decided."""
    on_lists = lists.entries(scheme, ranking)
    return [
        (*_own(scheme, one, entries, days), *of_earlier(bound.get(place, ())))
        for place, (one, entries) in enumerate(zip(ranking.placed, on_lists, strict=True))
    ]


def _own(
    scheme: Scheme, one: Placed, entries: Sequence[NamedList | Run], days: Held
) -> tuple[Brought, ...]:
    if one.grade in NOT_DUE:
        return ()
    return (*_of_grade(scheme, one, days), *_of_lists(one, entries), *_of_pay(scheme, one))


def _of_grade(scheme: Scheme, one: Placed, days: Held) -> Iterator[Brought]:
    for each in consequences(scheme.aftermath.consequences, one.grade, one.person.columns):
        until = lasting.end_of(each, days)
        text = lasting.with_end(each.text, until)
        yield Brought(From.GRADE, one.grade, text, each.clause, until)


def of_earlier(found: Sequence[Lasting]) -> Iterator[Brought]:
    """What results before still bring, each by its period and grade."""
    for each in found:
        name = f"{each.period} {each.grade}"
        yield Brought(From.EARLIER, name, each.words, each.clause, each.until)


def _of_lists(one: Placed, entries: Sequence[NamedList | Run]) -> Iterator[Brought]:
    is_open = lists.is_open(one, entries)
    for each in entries:
        if isinstance(each, Run):
            yield Brought(From.RUN, each.text, f"连续{each.periods}期{each.grade}", each.clause)
        else:
            text = lists.shown(each, is_open=is_open)
            is_settled = each.text and not (is_open and each.yuan)
            yield Brought(From.LIST, each.name, each.text if is_settled else text, each.clause)


def _of_pay(scheme: Scheme, one: Placed) -> tuple[Brought, ...]:
    told = pay_told.of(scheme, one)
    return tuple(
        Brought(From.PAY, pay.name, told[pay.name], pay.clause)
        for pay in scheme.aftermath.pay_of_period
        if pay.name in told
    )


def ends(brought: Sequence[Sequence[Brought]]) -> dict[int, date]:
    """By place the last day of all that lasts; only of those who bear such a thing."""
    found = {
        place: [each.until for each in those if each.until] for place, those in enumerate(brought)
    }
    return {place: max(days) for place, days in found.items() if days}


def doubts(scheme: Scheme, ranking: Ranking, bound: Bound = NOBODY) -> list[Doubt]:
    """Where what people get meets in one person: first and last at once, last with full points,
    the best grade while an earlier one still binds him."""
    found = _bound_best(scheme, ranking, bound)
    for one, entries in zip(ranking.placed, lists.entries(scheme, ranking), strict=True):
        named = [each for each in entries if isinstance(each, NamedList)]
        if lists.is_first_and_last(named):
            found.append(Doubt("overlap", one.group, (one.person.name,)))
        for pay in scheme.aftermath.pay_of_period:
            best = lost_by_the_last(pay, one.figures.total) if one.is_last else None
            if best is not None:
                values = (one.person.name, rounding.plain(best))
                found.append(Doubt("last_is_good", one.group, values))
    return found


def _bound_best(scheme: Scheme, ranking: Ranking, bound: Bound) -> list[Doubt]:
    best = {grade.name for grade in scheme.placing.grades[:1]}
    placed = [(one, bound.get(place, ())) for place, one in enumerate(ranking.placed)]
    return [
        Doubt("bound", one.group, (one.person.name, one.grade, each.period, each.words))
        for one, found in placed
        if one.grade in best
        for each in found
    ]
