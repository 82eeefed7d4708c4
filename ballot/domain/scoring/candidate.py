"""One person in a ranking under way: what decides between him and others of his total, what bars
him, and the grade once it is found."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from ballot.domain import person_name, rounding
from ballot.domain.scheme import satisfaction
from ballot.domain.scheme.grade_rules import Bar, BarKind
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.why import Reason, Why
from ballot.domain.scoring.figures import Figures
from ballot.domain.scoring.person import Person

SCALE = 10**12
YES = "是"
NOTHING = Fraction(0)
TIES = "placing.ties"
BY_DEFAULT = "（文件未规定，采用默认）"
NAMED = 3
"""Of more people of one total no reason gives the names."""

Key = tuple[int, Fraction]
"""What is ranked on: an exact value, led by its whole part × 10¹² so that sorting is quick."""


@dataclass(slots=True)
class Candidate:
    """``rank`` counts from 1 in the group; None for a person without a total."""

    person: Person
    figures: Figures
    group: tuple[str, ...]
    rank: int | None = None
    tie: tuple[Fraction, ...] = ()
    """The figures of the tie rule, where others have the same total."""
    grade: str = ""
    decided: bool = False
    """Graded by a veto or by the ballot: does not compete for places."""
    barred: frozenset[str] = frozenset()
    reasons: list[Reason] = field(default_factory=list)


def key_of(value: Fraction) -> Key:
    """An exact value as a key that sorts quickly."""
    return (value.numerator * SCALE // value.denominator, value)


def untied(scheme: Scheme, equal: list[Candidate], first: int) -> list[Candidate]:
    """Those of one total, ranked from ``first`` on by the tie rule; what is equal still, shares."""
    if len(equal) == 1:
        equal[0].rank = first
        return equal
    for one in equal:
        one.tie = tie_of(scheme, one)
    order = sorted(equal, key=lambda one: one.person.key)
    order.sort(key=lambda one: one.tie, reverse=True)
    place = first
    for _, shared in groupby(order, key=lambda one: one.tie):
        alike = list(shared)
        for one in alike:
            one.rank = place
        place += len(alike)
    return order


def tell_ties(scheme: Scheme, orders: Iterable[list[Candidate]], people: Iterable[Person]) -> None:
    """Whomever the tie rule placed before or behind others of his total is told so.

    ``orders`` are the groups in rank order, ``people`` all among whom a name may stand twice.
    """
    equals = [
        list(equal)
        for order in orders
        for _, equal in groupby(order, key=lambda one: one.figures.total)
    ]
    parted = [equal for equal in equals if equal[0].tie != equal[-1].tie]
    if parted:
        names = Counter(person_name.folded(one.name) for one in people)
        for equal in parted:
            _tell(scheme, equal, 0, names)


def _tell(scheme: Scheme, equal: list[Candidate], depth: int, names: Counter[str]) -> None:
    """Those alike in all figures before ``depth``: each, behind and before whom it places him."""
    if equal[0].tie == equal[-1].tie:
        return
    start = 0
    for _, shared in groupby(equal, key=lambda one: one.tie[depth]):
        alike = list(shared)
        end = start + len(alike)
        others = (
            (Why.PLACED_BEHIND, equal[max(start - NAMED, 0) : start], start),
            (Why.PLACED_BEFORE, equal[end : end + NAMED], len(equal) - end),
        )
        for kind, near, count in others:
            if near:
                told = _placed_by(scheme, depth, kind, _called(near, count, names))
                for one in alike:
                    one.reasons.append(told)
        _tell(scheme, alike, depth + 1, names)
        start = end


def _placed_by(scheme: Scheme, depth: int, kind: Why, others: str) -> Reason:
    """The reason with the figure that decides, and whether the policy or a default says so."""
    *same, decides = scheme.placing.ties[: depth + 1]
    figure = "、".join(same) + "相同，" + decides if same else decides
    if any(each.key == TIES for each in scheme.defaults):
        return Reason(kind, (others, figure, BY_DEFAULT))
    is_set = any(key == TIES for key, _ in scheme.overridden)
    return Reason(kind, (others, figure, ""), "" if is_set else scheme.placing.tie_clause)


def _called(near: Sequence[Candidate], count: int, names: Counter[str]) -> str:
    """The names of those nearest, and how many they are where there are more."""
    said = "、".join(_name(one.person, names) for one in near)
    return f"{said}等{count}人" if count > len(near) else said


def _name(person: Person, names: Counter[str]) -> str:
    where = " ".join(filter(None, (person.unit, person.village)))
    is_one = names[person_name.folded(person.name)] == 1
    return person.name if is_one or not where else f"{person.name}（{where}）"


def tie_of(scheme: Scheme, one: Candidate) -> tuple[Fraction, ...]:
    """The figures that decide between equal totals, in the order of the tie rule."""
    return tuple(_tie(scheme, name, one.person, one.figures) for name in scheme.placing.ties)


def _tie(scheme: Scheme, name: str, person: Person, figures: Figures) -> Fraction:
    for item, value in zip(scheme.items, figures.values, strict=True):
        if item.name == name:
            return value if value is not None else Fraction(0)
    if name in person.sections:
        return person.sections[name]
    return _rate(scheme, name.removesuffix("率"), person)


def _rate(scheme: Scheme, option: str, person: Person) -> Fraction:
    """The share of one option among 投票数, such as 很满意率."""
    for item in scheme.items:
        ballot = person.ballots.get(item.name)
        if item.ballot is None or ballot is None:
            continue
        options = scheme.questions[item.ballot.question].options
        below = satisfaction.divisor(item.ballot.denominator, ballot.tally)
        if option in options and below:
            return Fraction(ballot.tally.counts[options.index(option)], below)
    return Fraction(0)


def bar_reason(bar: Bar, person: Person) -> Reason | None:
    """Why a bar holds for a person, or None where it does not."""
    if bar.kind is BarKind.BELOW:
        return _below(bar, person)
    ground = person.grounds.get(bar.column, "")
    if not ground:
        return None
    said = bar.name if ground == YES else f"{bar.name}：{ground}"
    return Reason(Why.BARRED_GROUND, (said, bar.grade), bar.clause)


def _below(bar: Bar, person: Person) -> Reason | None:
    total = rounding.total(person.sections.get(name, NOTHING) for name in bar.of)
    if bar.base_only:
        total -= rounding.total(person.bonus.get(name, NOTHING) for name in bar.bonus_columns)
    if total >= bar.bound:
        return None
    said = (bar.name, rounding.plain(total), rounding.plain(bar.bound), bar.grade)
    return Reason(Why.BARRED_BELOW, said, bar.clause)
