"""From ranks to grades within one group (第十九条(四); docs/rules.md §2 and §5).

Vetoed persons and those whom the ballot has graded do not compete. Of the others, grades are
given in the scheme's order. A tied set that does not fit whole into the places left gets none of
them, nobody below it does either, and it goes on to compete for the next grade; places left over
do not move to another grade.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import groupby

from ballot.domain import rounding
from ballot.domain.scheme.grade_rules import (
    NOT_GRADED,
    TO_DECIDE,
    Barred,
    Base,
    By,
    Grade,
    Placing,
    TieAtBorder,
    whole_share,
)
from ballot.domain.scheme.why import Reason, Why
from ballot.domain.scoring.candidate import Candidate

Tied = list[Candidate]


def leave_ungraded(ranked: Sequence[Candidate]) -> None:
    """Rank without grades: everybody whom nothing has decided is 不评等次."""
    for one in ranked:
        if not one.decided:
            one.grade = NOT_GRADED
            one.reasons.append(Reason(Why.NOT_GRADED, (str(one.rank),)))


def give(placing: Placing, ranked: Sequence[Candidate], due: int) -> None:
    """Grade everybody of a group who competes. ``ranked`` stand in rank order, ``due`` is the
    number of those who were due (the base of shares)."""
    competing = [one for one in ranked if not one.decided]
    base = due if placing.base is Base.DUE else len(competing)
    passed = 0
    for grade in placing.grades:
        left = [one for one in competing if not one.grade]
        if grade.by in (By.QUOTA, By.FIRST):
            room = _room(grade, base, placing)
            passed += room
            _from_the_top(placing, grade, left, base, passed)
        elif grade.by is By.LAST:
            _from_the_end(placing, grade, competing)
        elif grade.by is By.BAND:
            _by_band(grade, left)
        elif grade.by is By.REST:
            _rest(grade, left)
    for one in competing:
        if not one.grade:
            _set(one, TO_DECIDE, Reason(Why.TO_DECIDE, (str(one.rank),)))


def _room(grade: Grade, base: int, placing: Placing) -> int:
    if grade.by is By.FIRST:
        return grade.places
    return whole_share(grade.share, base, placing.rounding)


def _set(one: Candidate, grade: str, *reasons: Reason) -> None:
    one.grade = grade
    one.reasons += reasons


def _tied_sets(standings: Sequence[Candidate]) -> list[Tied]:
    return [list(tied) for _, tied in groupby(standings, key=lambda one: one.rank)]


def _from_the_top(
    placing: Placing, grade: Grade, order: Sequence[Candidate], base: int, passed: int
) -> None:
    """Give the places of a quota grade from the first rank down."""
    room = left = _room(grade, base, placing)
    given = _quota_reason(grade, base, room)
    for tied in _tied_sets(order):
        if left <= 0:
            return
        free = [one for one in tied if grade.name not in one.barred]
        if len(free) > left and placing.tie_at_border is not TieAtBorder.INCLUDE:
            _leave_out(placing, grade, free, left)
            return
        for one in free:
            _set(one, grade.name, given(one))
            if one.rank is not None and one.rank > passed and len(free) <= left:
                one.reasons.append(Reason(Why.MOVED_UP))
            if len(free) > left:
                one.reasons.append(_tie_reason(Why.TIED_IN, grade, free, left, placing))
        left -= len(free)
        if placing.barred is Barred.LAPSE:
            left -= len(tied) - len(free)


def _quota_reason(grade: Grade, base: int, room: int) -> Callable[[Candidate], Reason]:
    if grade.by is By.FIRST:
        return lambda one: Reason(
            Why.FIRST, (str(one.rank), str(grade.places), grade.name), grade.clause
        )
    share = rounding.plain(grade.share * 100) + "%"
    said = (grade.name, str(room), str(base), share)
    return lambda one: Reason(Why.QUOTA, (str(one.rank), *said), grade.clause)


def _leave_out(placing: Placing, grade: Grade, tied: Tied, left: int) -> None:
    """A tied set across the border: none of it has a place; by hand if the scheme says so."""
    reason = _tie_reason(Why.TIED_OUT, grade, tied, left, placing)
    for one in tied:
        one.reasons.append(reason)
        if placing.tie_at_border is TieAtBorder.MANUAL:
            one.grade = TO_DECIDE


def _tie_reason(kind: Why, grade: Grade, tied: Tied, left: int, placing: Placing) -> Reason:
    values = (str(len(tied)), str(tied[0].rank), grade.name, str(left))
    return Reason(kind, values, placing.tie_clause)


def _from_the_end(placing: Placing, grade: Grade, competing: Sequence[Candidate]) -> None:
    """Give a grade to the last places; one who stands among the first too is left to people."""
    left = grade.places
    for tied in reversed(_tied_sets(competing)):
        if left <= 0:
            return
        if len(tied) > left and placing.tie_at_border is not TieAtBorder.INCLUDE:
            ungraded = [one for one in tied if not one.grade]
            if ungraded:
                _leave_out(placing, grade, ungraded, left)
            return
        for one in tied:
            if one.grade and one.grade != TO_DECIDE:
                both = (str(one.rank), one.grade, str(grade.places), grade.name)
                _set(one, TO_DECIDE, Reason(Why.OVERLAP, both))
            elif not one.grade:
                said = (str(one.rank), str(grade.places), grade.name)
                _set(one, grade.name, Reason(Why.LAST, said, grade.clause))
        left -= len(tied)


def _by_band(grade: Grade, left: Sequence[Candidate]) -> None:
    for one in left:
        total = one.figures.total
        if total is None or grade.at_least is None or grade.name in one.barred:
            continue
        if total >= grade.at_least:
            said = (rounding.shown(total), rounding.plain(grade.at_least), grade.name)
            _set(one, grade.name, Reason(Why.BAND, said, grade.clause))


def _is_enough(one: Candidate, least: Fraction | None) -> bool:
    total = one.figures.total
    return least is None or (total is not None and total >= least)


def _rest(grade: Grade, left: Sequence[Candidate]) -> None:
    for one in left:
        if grade.name not in one.barred and _is_enough(one, grade.at_least):
            said = (str(one.rank), grade.name)
            _set(one, grade.name, Reason(Why.REST, said, grade.clause))
