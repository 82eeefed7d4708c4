"""One person of several villages as one line of a ranking, where the scheme combines them.

``sum_votes`` counts the ballots of all villages together and takes the mean of the points;
``mean`` takes the mean of every figure. A person is 姓名 + 单位 here; the groups must agree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.scheme.columns import of_ballots
from ballot.domain.scheme.satisfaction import SatisfactionRule
from ballot.domain.scheme.scheme import UNIT, VILLAGE, Combine, Scheme
from ballot.domain.scoring import figures
from ballot.domain.scoring.person import BallotCount, Person

FULL = 100
BETWEEN = "、"


def combine(scheme: Scheme, people: Sequence[Person]) -> tuple[Person, ...]:
    """The people with one line each, in the order of their first village."""
    if scheme.person.combine is Combine.APART:
        return tuple(people)
    lines: dict[tuple[str, str], list[Person]] = {}
    for person in people:
        lines.setdefault((person.name, person.unit), []).append(person)
    return tuple(found[0] if len(found) == 1 else _one(scheme, found) for found in lines.values())


def _one(scheme: Scheme, villages: Sequence[Person]) -> Person:
    first = villages[0]
    village = BETWEEN.join(person.village for person in villages)
    means = _means([person.given for person in villages])
    ballots: dict[str, BallotCount] = {}
    for item in scheme.items:
        if item.ballot is None or not all(item.name in person.ballots for person in villages):
            continue
        counts = [person.ballots[item.name] for person in villages]
        if scheme.person.combine is Combine.SUM_VOTES:
            ballots[item.name] = _sum(counts)
        else:
            means |= _share(scheme, item.name, item.ballot, counts)
    return replace(
        first,
        village=village,
        columns=dict(first.columns) | {UNIT: first.unit, VILLAGE: village},
        sections=_means([person.sections for person in villages]),
        given=means,
        bonus=_means([person.bonus for person in villages]),
        ballots=ballots,
        left=_left([person.left for person in villages]),
        grounds={name: text for one in reversed(villages) for name, text in one.grounds.items()},
    )


def combine_rows(
    scheme: Scheme, rows: Sequence[Mapping[str, str]], people: Sequence[Person]
) -> list[dict[str, str]]:
    """The rows of a file, one a combined person: villages listed, counts added, the rest as in the
    first row. ``people`` are those of the rows, before they were combined."""
    if scheme.person.combine is Combine.APART:
        return [dict(row) for row in rows]
    lines: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for row, person in zip(rows, people, strict=True):
        lines.setdefault((person.name, person.unit), []).append(row)
    counts = [column.name for column in of_ballots(scheme)]
    return [_row(found, counts) for found in lines.values()]


def _row(rows: Sequence[Mapping[str, str]], counts: Sequence[str]) -> dict[str, str]:
    row = dict(rows[0])
    if len(rows) > 1:
        row[VILLAGE] = BETWEEN.join(one.get(VILLAGE, "") for one in rows)
        for name in counts:
            row[name] = str(sum(int(one.get(name) or "0") for one in rows))
    return row


def _sum(counts: Sequence[BallotCount]) -> BallotCount:
    tally = counts[0].tally
    for one in counts[1:]:
        tally += one.tally
    classes = counts[0].by_class
    for one in counts[1:]:
        classes = tuple(a + b for a, b in zip(classes, one.by_class, strict=True))
    return BallotCount(sum(one.eligible for one in counts), tally, classes)


def _left(days: Sequence[str]) -> str:
    """Who has left every village is gone, since the last day; in one of them he is in post."""
    return max(days) if all(days) else ""


def _share(
    scheme: Scheme, name: str, rule: SatisfactionRule, counts: Sequence[BallotCount]
) -> dict[str, Fraction]:
    """The mean of the figures, as points of 100; nothing where a village has no valid one."""
    found = [figures.of_ballot(scheme, rule, one)[0] for one in counts]
    shares = [share for share in found if share is not None]
    if len(shares) < len(found):
        return {}
    return {name: rounding.total(shares) * FULL / len(shares)}


def _means(values: Sequence[Mapping[str, Fraction]]) -> dict[str, Fraction]:
    """The mean of each value that every village has."""
    names = [name for name in values[0] if all(name in one for one in values)]
    return {name: rounding.total(one[name] for one in values) / len(values) for name in names}
