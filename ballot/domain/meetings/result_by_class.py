"""What the classes of voters (A/B/C 票) yield: how many came of each, and what each answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ballot.domain.scheme import satisfaction
from ballot.domain.scheme.satisfaction import Satisfaction
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.tally import Tally


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """A class of voters: its weight in the figure, 应参加, 印制, and 收回 by all ways.

    ``returned`` is None before the slips are settled: while a vote runs nobody sees a class apart.
    """

    name: str
    weight: Fraction
    eligible: int
    issued: int
    returned: int | None = None

    @property
    def is_beyond(self) -> bool:
        """Whether more of it came back than it has voters."""
        return self.returned is not None and self.returned > self.eligible


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question about one subject; ``counts`` are (option, count) in order.

    For a whole number ``counts`` is empty, ``numbers`` answers sum up to ``total``.
    """

    text: str
    counts: tuple[tuple[str, int], ...]
    blank: int
    invalid: int
    numbers: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class ClassResult:
    """What a class of voters answered to the question of the figure, and its own figure."""

    name: str
    weight: Fraction
    question: QuestionResult
    figure: Satisfaction | None


def question(text: str, options: tuple[str, ...], tally: Tally) -> QuestionResult:
    """The counts of a tally by the names of its options."""
    counts = tuple(zip(options, tally.counts, strict=True)) if options else ()
    return QuestionResult(text, counts, tally.blank, tally.invalid, tally.numbers, tally.total)


def of(scheme: Scheme, by_class: Sequence[Sequence[Tally]]) -> tuple[ClassResult, ...]:
    """Class by class; nothing where they were opened as one, or one returned too few."""
    rule = scheme.satisfaction
    if rule is None or not scheme.classes:
        return ()
    parts = [questions[rule.question] for questions in by_class]
    if any(map(satisfaction.is_small, parts)):
        return ()
    asked = scheme.questions[rule.question]
    return tuple(
        ClassResult(
            name=voters.name,
            weight=voters.weight,
            question=question(asked.text, asked.options, part),
            figure=satisfaction.of(rule, part),
        )
        for voters, part in zip(scheme.classes, parts, strict=bool(parts))
    )


def weighed(
    scheme: Scheme, by_class: Sequence[Sequence[Tally]]
) -> list[tuple[str, Fraction, Satisfaction]]:
    """Name, weight and figure of every class that has a figure."""
    found = of(scheme, by_class)
    return [(each.name, each.weight, each.figure) for each in found if each.figure]
