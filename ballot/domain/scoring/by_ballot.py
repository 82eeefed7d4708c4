"""The grade that the ballot alone gives (第十九条(四): 测评为基本称职或不称职等次的, 直接确定)."""

from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.scheme import satisfaction
from ballot.domain.scheme.grade_rules import BallotGrade, ByBallot
from ballot.domain.scheme.satisfaction import SatisfactionRule
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.why import Reason, Why
from ballot.domain.scoring.figures import Figures
from ballot.domain.scoring.person import Person
from ballot.domain.tally import Tally

Judged = tuple[str, Reason]
"""A grade and why."""


def judge(rule: ByBallot, scheme: Scheme, person: Person, figures: Figures) -> Judged | None:
    """The grade that the ballot gives this person, or None where it gives none."""
    if rule.manual:
        by_hand = person.ballot_grade
        reason = Reason(Why.BALLOT_BY_HAND, (by_hand,), rule.clause)
        return (by_hand, reason) if by_hand else None
    place = [item.name for item in scheme.items].index(rule.item)
    value, ballot = figures.values[place], person.ballots.get(rule.item)
    figure = scheme.items[place].ballot
    if value is None or figure is None:
        return None
    for grade in rule.grades:
        if grade.more_than is not None and ballot is not None:
            options = scheme.questions[figure.question].options
            judged = _option(rule, grade, figure, options, ballot.tally)
        else:
            judged = _below(rule, grade, value)
        if judged is not None:
            return judged
    return None


def _option(
    rule: ByBallot,
    grade: BallotGrade,
    figure: SatisfactionRule,
    options: tuple[str, ...],
    tally: Tally,
) -> Judged | None:
    limit = grade.more_than or Fraction(0)
    count = tally.counts[options.index(grade.option)]
    below = satisfaction.divisor(figure.denominator, tally)
    if count * limit.denominator <= below * limit.numerator:
        return None
    said = (grade.option, str(count), str(below), str(limit), grade.grade)
    return grade.grade, Reason(Why.BALLOT_OPTION, said, rule.clause)


def _below(rule: ByBallot, grade: BallotGrade, value: Fraction) -> Judged | None:
    if grade.below is None or value >= grade.below:
        return None
    said = (rule.item, rounding.percent(value), str(grade.below), grade.grade)
    return grade.grade, Reason(Why.BALLOT_BELOW, said, rule.clause)
