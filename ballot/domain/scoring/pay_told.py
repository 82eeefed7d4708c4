"""What a ranking does to somebody's pay, in words: 全额, 扣10%, 全部扣除, or 待定.

Where the policy has a grade for the last place, several who share that place get neither it nor
its pay by the rules: 待定 until people decide their grade. So does the pay of one who is last
alone, while a review has not decided his grade. What they decide the pay follows.
"""

from fractions import Fraction

from ballot.domain.scheme.consequences import Pay, pay_change, pay_words
from ballot.domain.scheme.grade_rules import LEFT, TO_DECIDE, By
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.why import Why
from ballot.domain.scoring.ranking import Placed


def of(scheme: Scheme, one: Placed) -> dict[str, str]:
    """By name of a pay what becomes of it; nothing for one without a total, or gone."""
    total = one.figures.total
    if total is None or one.grade == LEFT:
        return {}
    grades = frozenset(grade.name for grade in scheme.placing.grades if grade.by is By.LAST)
    return {pay.name: _words(pay, one, total, grades) for pay in scheme.aftermath.pay_of_period}


def _shares(one: Placed, grades: frozenset[str]) -> bool:
    """Whether a tie kept him from the grade of the last place (``grading``)."""
    return any(each.kind is Why.TIED_OUT and each.values[2] in grades for each in one.reasons)


def _words(pay: Pay, one: Placed, total: Fraction, of_the_last: frozenset[str]) -> str:
    is_last = one.is_last
    if of_the_last and pay.last_place is not None:
        if is_last and one.decided == TO_DECIDE:
            return TO_DECIDE
        if one.grade != one.by_rules:
            is_last = one.grade in of_the_last
        elif one.grade == TO_DECIDE and _shares(one, of_the_last):
            return TO_DECIDE
    return pay_words(pay_change(pay, total, last=is_last))
