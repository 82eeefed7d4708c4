"""The formula printed beside every figure, with its denominator and its clause (docs/rules.md §1).

The words are those of the policy and of the scheme, never translated: a formula is quoted law.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.scheme import satisfaction
from ballot.domain.scheme.satisfaction import Denominator, Satisfaction, SatisfactionRule
from ballot.domain.scheme.scheme import Total
from ballot.domain.tally import Tally

DENOMINATOR_WORDS = {
    Denominator.RETURNED: "投票数",
    Denominator.VALID_AND_BLANK: "有效票数与弃权票数之和",
    Denominator.VALID: "有效票数",
}


@dataclass(frozen=True, slots=True)
class Formula:
    """「name = words = numbers = shown（clause）」; ``shown`` has its sign of percent."""

    name: str
    words: str
    numbers: str
    shown: str
    clause: str = ""

    @property
    def text(self) -> str:
        """The whole line: 群众满意度 = (很满意票数+满意票数)÷投票数 = (20+7)÷31 = …"""
        clause = f"（{self.clause}）" if self.clause else ""
        return f"{self.name} = {self.words} = {self.numbers} = {self.shown}{clause}"


def of_satisfaction(
    rule: SatisfactionRule,
    options: tuple[str, ...],
    tally: Tally,
    figure: Satisfaction,
    clause: str = "",
) -> Formula:
    """How the figure of a ballot came out of its counts; ``options`` are those of its question."""
    counted = satisfaction.counted(rule, tally)
    words, numbers = _sums(rule, options, counted)
    below = DENOMINATOR_WORDS[rule.denominator]
    trimmed = "" if counted is tally else "（去掉一个最高、一个最低）"
    return Formula(
        name=rule.name,
        words=f"{words}÷{below}{trimmed}",
        numbers=f"{numbers}÷{figure.denominator}",
        shown=rounding.percent(figure.value) + ("" if rule.in_points else " %"),
        clause=clause,
    )


def of_classes(
    rule: SatisfactionRule,
    parts: Sequence[tuple[str, Fraction, Satisfaction]],
    figure: Satisfaction,
    clause: str = "",
) -> Formula:
    """How a figure came out of those of the classes of voters: (name, weight, figure) each."""
    sign = "" if rule.in_points else " %"
    weights = [rounding.weight(weight) for _name, weight, _figure in parts]
    shown = [f"{rounding.percent(each.value)}{sign}" for _name, _weight, each in parts]
    return Formula(
        name=rule.name,
        words="+".join(f"{name}×{w}" for (name, _w, _f), w in zip(parts, weights, strict=True)),
        numbers="+".join(f"{value}×{w}" for value, w in zip(shown, weights, strict=True)),
        shown=rounding.percent(figure.value) + sign,
        clause=clause,
    )


def of_product(total: Total, names: tuple[str, ...], score: Fraction, share: Fraction) -> Formula:
    """How the final score came out of the score brought in and the satisfaction."""
    return Formula(
        name=total.name,
        words="×".join(names),
        numbers=f"{rounding.plain(score)}×{rounding.exact(share)}",
        shown=rounding.shown(score * share),
        clause=total.clause,
    )


def _sums(rule: SatisfactionRule, options: tuple[str, ...], tally: Tally) -> tuple[str, str]:
    """The upper part of the fraction, in words and in numbers."""
    if not rule.weights:
        return "各票打分之和", str(tally.total)
    terms = [term for term in zip(options, rule.weights, tally.counts, strict=True) if term[1]]
    words = [f"{name}票数{_times(weight)}" for name, weight, _ in terms]
    numbers = [f"{count}{_times(weight)}" for _, weight, count in terms]
    return f"({'+'.join(words)})", f"({'+'.join(numbers)})"


def _times(weight: Fraction) -> str:
    return "" if weight == 1 else f"×{rounding.plain(weight)}"
