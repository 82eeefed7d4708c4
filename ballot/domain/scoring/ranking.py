"""排名定档: people → ranks and grades by group, with the reasons of every person.

The order of the input changes nothing; ranks are given on exact values. A person without a valid
measurement is 待测评 and makes the whole ranking provisional (「暂定」). Who has left his post
stays on the list as 已离岗, with his figures and without a rank, and nobody waits for him.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ballot.domain import garbage_collection, rounding
from ballot.domain.errors import CapExceeded, Missing, NotOneOf
from ballot.domain.scheme import grade_rules
from ballot.domain.scheme.consequences import lost_by_the_last
from ballot.domain.scheme.grade_rules import LEFT, TO_DECIDE, WAITING, By, Cap, whole_share
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.why import Reason, Why, record
from ballot.domain.scoring import by_ballot, figures, grading
from ballot.domain.scoring.candidate import Candidate, Key, bar_reason, key_of, tell_ties, untied
from ballot.domain.scoring.figures import Figures
from ballot.domain.scoring.periods import rolled_up
from ballot.domain.scoring.person import Person

EVERYBODY = "全体"
"""The group's name where a scheme keeps no groups apart."""

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A person with rank and grade. ``rank`` is None for one who is 待测评 or has left.

    ``proposed`` keeps what the rules gave where people changed it by hand; ``decided`` is what a
    review decided, 待定 until it has, and None where no review is held (``review.settled``).
    """

    person: Person
    figures: Figures
    group: Group
    rank: int | None
    grade: str
    reasons: tuple[Reason, ...]
    is_last: bool = False
    proposed: str | None = None
    decided: str | None = None

    @property
    def by_rules(self) -> str:
        """建议等次: what the rules gave."""
        return self.proposed or self.grade

    @property
    def group_name(self) -> str:
        """组别: the values of the group's columns, or that all are of one group."""
        return "/".join(self.group) or EVERYBODY

    @property
    def why(self) -> str:
        """说明: the reasons as one text."""
        return record(self.reasons)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at before the ranking is accepted.

    ``kind`` is a fixed word: ``no_places`` (a share of so few is nobody), ``overlap`` (first and
    last are the same), ``last_is_good`` (the last place has ``values[1]`` or more), ``bound`` (the
    best grade, while an earlier result binds: person, grade, period, words), ``over_cap``,
    ``fewer_periods`` (person, item, the months that others have and he has not),
    ``left_out`` (items that nobody has yet, the others' weights stretched to 1), ``combined``
    (person, item, meetings that count together or one of them, how), ``unbalanced`` (person, item,
    meeting whose figures do not balance and count all the same), ``idle`` (a meeting that names no
    item: its result is in no figure), ``earlier_otherwise`` (person, 以前等次 as it was
    written, by whom or in which file, as it stands in the assessment before, its title),
    ``part_reopened`` (a part under way again from which values were taken over), ``part_outdated``
    (a part that says something else by now, of how many values).
    """

    kind: str
    group: Group
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everybody in the order of the input, and what to look at."""

    placed: tuple[Placed, ...]
    doubts: tuple[Doubt, ...]

    @property
    def provisional(self) -> bool:
        """「暂定」: somebody is still 待测评."""
        return any(one.grade == WAITING for one in self.placed)


def rank(scheme: Scheme, people: Sequence[Person]) -> Ranking:
    """Ranks and grades of all people, kept apart by the scheme's groups."""
    with garbage_collection.unsearched():
        return _rank(scheme, people)


def _rank(scheme: Scheme, people: Sequence[Person]) -> Ranking:
    counted = figures.held(scheme, people)
    doubts = _left_out(scheme, counted) + _fewer(scheme, people)
    standings = [
        _standing(scheme, person, figures.of(scheme, person, counted)) for person in people
    ]
    groups: dict[Group, list[Candidate]] = defaultdict(list)
    orders: list[list[Candidate]] = []
    for one in standings:
        groups[one.group].append(one)
    for group, members in groups.items():
        ranked = _ranks(scheme, members)
        orders.append(ranked)
        due = grade_rules.due(one.grade for one in members)
        if is_graded(scheme):
            grading.give(scheme.placing, ranked, due)
            doubts += _doubts(scheme, group, ranked, due)
        else:
            grading.leave_ungraded(ranked)
    tell_ties(scheme, orders, people)
    last = {id(one) for members in groups.values() for one in _last(members)}
    placed = tuple(_placed(one, is_last=id(one) in last) for one in standings)
    return Ranking(placed, tuple(doubts))


def is_graded(scheme: Scheme) -> bool:
    """Whether the scheme gives grades in its present period."""
    periods = scheme.placing.periods
    return bool(scheme.placing.grades) and (not periods or scheme.aftermath.period.value in periods)


def _standing(scheme: Scheme, person: Person, found: Figures) -> Candidate:
    placing = scheme.placing
    group = tuple(person.columns.get(name, "") for name in placing.group_by)
    one = Candidate(person, found, group)
    for veto in placing.vetoes:
        ground = person.grounds.get(veto.column, "")
        if ground:
            said = (veto.column, ground, veto.grade)
            return _decide(one, veto.grade, Reason(Why.VETO, said, veto.clause))
    if person.left:
        return _decide(one, LEFT, Reason(Why.LEFT, (person.left,)))
    if found.waiting is not None:
        return _decide(one, WAITING, found.waiting)
    if placing.by_ballot is not None:
        judged = by_ballot.judge(placing.by_ballot, scheme, person, found)
        if judged is not None:
            return _decide(one, *judged)
    _bar(scheme, one)
    return one


def _decide(one: Candidate, grade: str, reason: Reason) -> Candidate:
    one.grade, one.decided = grade, True
    one.reasons.append(reason)
    return one


def _bar(scheme: Scheme, one: Candidate) -> None:
    for bar in scheme.placing.bars:
        reason = bar_reason(bar, one.person)
        if reason is not None:
            others = [grade.name for grade in scheme.placing.grades] if bar.by_hand else ()
            one.barred |= {bar.grade, *others}
            one.reasons.append(reason)


def _ranks(scheme: Scheme, members: Iterable[Candidate]) -> list[Candidate]:
    """Those who can be ranked, best first, with their ranks: equal ones share one (1, 2, 2, 4)."""
    totals = [
        (key_of(one.figures.total), one)
        for one in members
        if one.figures.total is not None and one.figures.waiting is None and not one.person.left
    ]
    totals.sort(key=_key, reverse=True)
    ranked: list[Candidate] = []
    for _, equal in groupby(totals, key=_key):
        ranked += untied(scheme, [one for _, one in equal], len(ranked) + 1)
    return ranked


def _key(pair: tuple[Key, Candidate]) -> Key:
    return pair[0]


def _left_out(scheme: Scheme, counted: Collection[str]) -> list[Doubt]:
    names = tuple(item.name for item in scheme.items if item.name not in counted)
    return [Doubt("left_out", (), names)] if names else []


def _fewer(scheme: Scheme, people: Sequence[Person]) -> list[Doubt]:
    found = rolled_up.fewer(scheme, [one.given for one in people])
    return [
        Doubt("fewer_periods", (), (people[place].name, item, *lacks))
        for place, item, lacks in found
    ]


def _last(members: Sequence[Candidate]) -> list[Candidate]:
    """Those on the lowest rank of a group of two or more."""
    ranks = [one.rank for one in members if one.rank is not None]
    lowest = max(ranks, default=1)
    return [] if lowest == 1 else [one for one in members if one.rank == lowest]


def _placed(one: Candidate, *, is_last: bool) -> Placed:
    return Placed(
        one.person, one.figures, one.group, one.rank, one.grade, tuple(one.reasons), is_last
    )


def _doubts(scheme: Scheme, group: Group, ranked: Sequence[Candidate], due: int) -> list[Doubt]:
    placing = scheme.placing
    found = [
        Doubt("no_places", group, (grade.name, str(due)))
        for grade in placing.grades
        if grade.by is By.QUOTA and due and not whole_share(grade.share, due, placing.rounding)
    ]
    found += [
        Doubt("overlap", group, (one.person.name,))
        for one in ranked
        if any(reason.kind is Why.OVERLAP for reason in one.reasons)
    ]
    graded = Counter(one.grade for one in ranked)
    for cap in placing.caps:
        limit = whole_share(cap.share, due, cap.rounding)
        if graded[cap.grade] > limit:
            found.append(Doubt("over_cap", group, (cap.grade, str(graded[cap.grade]))))
    return found + _good_last(scheme, group, ranked)


def _good_last(scheme: Scheme, group: Group, ranked: Sequence[Candidate]) -> list[Doubt]:
    """The last place loses its pay although its total is in the best band."""
    found = []
    for pay in scheme.aftermath.pay_of_period:
        for one in _last(ranked):
            best = lost_by_the_last(pay, one.figures.total)
            if best is not None:
                found.append(Doubt("last_is_good", group, (one.person.name, rounding.plain(best))))
    return found


def change(scheme: Scheme, ranking: Ranking, place: int, grade: str, reason: str) -> Ranking:
    """A change by hand of the grade of ``placed[place]``: both values and the reason are kept.

    Raises NotOneOf, Missing (no reason), CapExceeded above a hard cap.
    """
    allowed = tuple(one.name for one in scheme.placing.grades)
    if grade not in allowed:
        raise NotOneOf(value=grade, allowed=allowed)
    if not reason.strip():
        raise Missing()
    old = ranking.placed[place]
    for cap in scheme.placing.caps:
        if cap.hard and cap.grade == grade:
            _keep_cap(cap, ranking, old)
    new = changed(old, grade, reason.strip())
    placed = (*ranking.placed[:place], new, *ranking.placed[place + 1 :])
    return Ranking(placed, ranking.doubts)


def changed(old: Placed, grade: str, reason: str) -> Placed:
    """The same person with a grade given by hand; what the rules gave is kept with the reason."""
    said = Reason(Why.CHANGED, (old.grade, grade, reason))
    return replace(old, grade=grade, reasons=(*old.reasons, said), proposed=old.by_rules)


def _keep_cap(cap: Cap, ranking: Ranking, old: Placed) -> None:
    group = [one for one in ranking.placed if one.group == old.group]
    due = grade_rules.due(one.grade for one in group)
    given = sum(1 for one in group if one.grade == cap.grade and one is not old) + 1
    limit = whole_share(cap.share, due, cap.rounding)
    if given > limit:
        raise CapExceeded(grade=cap.grade, given=given, limit=limit)


__all__ = ["TO_DECIDE", "WAITING", "Doubt", "Placed", "Ranking", "change", "rank"]
