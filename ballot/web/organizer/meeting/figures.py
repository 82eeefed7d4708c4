"""Figures as the pages draw them: widths of bars, words of shares. Exact numbers stay exact."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ballot.domain import rounding
from ballot.domain.meetings.result import Opened, SubjectResult
from ballot.domain.meetings.result_by_class import ClassResult, QuestionResult
from ballot.domain.scheme.formula import Formula
from ballot.domain.scheme.scheme import Scheme
from ballot.usecases.result.watch_turnout import Turnout
from ballot.words.language import gettext as _

WHOLE = 100
"""Bars are drawn on a line of a hundred parts."""


def share(part: int, whole: int) -> str:
    """The width of a bar in hundredths, with one decimal; never over the line."""
    return rounding.shown(min(Fraction(1), Fraction(part, max(1, whole))) * WHOLE, 1)


def of_turnout(count: Turnout, rule: str) -> dict[str, Any]:
    """The figures of the count; where they are hidden there is no width of a bar either."""
    return {"turnout": count, "share": quorum_words(rule), **bar_of(count)}


def bar_of(count: Turnout) -> dict[str, str]:
    """The widths of the bar of a count, and of the mark in it; nothing where it is hidden."""
    if count.hidden:
        return {}
    return {
        "so_far": share(count.returned or 0, count.eligible),
        "mark": share(count.required, count.eligible),
    }


def quorum_words(rule: str) -> str:
    """The share that must come back, as one says it in the hall."""
    known = {"≥ 2/3": _("三分之二"), "> 1/2": _("过半数"), "≥ 1/2": _("半数")}
    return str(known.get(rule, _("法定人数")))


def name_of_satisfaction(scheme: Scheme) -> str:
    """What the policy calls the figure of the ballot."""
    return scheme.satisfaction.name if scheme.satisfaction else ""


@dataclass(frozen=True, slots=True)
class Line:
    """An option with its count, the width of its bar, and its share as the report prints it;
    ``other``: 弃权 and 无效."""

    name: str
    count: int
    share: str
    percent: str
    other: bool = False


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """A question with its bars, or with the sum of its numbers. ``heading``: its text where a
    subject has several, else empty."""

    heading: str
    lines: tuple[Line, ...]
    numbers: int
    total: int


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """What a class of voters answered, 弃权 and 无效 last, its own figure, and its weight."""

    name: str
    counts: tuple[int, ...]
    figure: str
    weight: str


@dataclass(frozen=True, slots=True)
class SubjectFigures:
    """What the result page shows of one subject. Percent and score are text, rounded once."""

    name: str
    unit: str
    village: str
    questions: tuple[QuestionFigures, ...]
    satisfaction: str | None
    final: str | None
    satisfaction_formula: Formula | None
    final_formula: Formula | None
    withheld: str | None
    waiting: str
    classes: tuple[ClassFigures, ...]


def of_subject(subject: SubjectResult) -> SubjectFigures | None:
    """The figures of a subject, None while the box is shut."""
    opened = subject.opened
    if opened is None:
        return None
    several = len(opened.questions) > 1
    return SubjectFigures(
        name=subject.name,
        unit=subject.unit,
        village=subject.village,
        questions=tuple(_question(each, several=several) for each in opened.questions),
        satisfaction=_satisfaction(opened),
        final=None if opened.final_score is None else rounding.shown(opened.final_score),
        satisfaction_formula=opened.satisfaction_formula,
        final_formula=opened.final_formula,
        withheld=opened.withheld,
        waiting=subject.waiting,
        classes=tuple(map(_of_class, opened.by_class)),
    )


def _of_class(found: ClassResult) -> ClassFigures:
    question = found.question
    counts = [(name, count) for name, count in question.counts] or [("", question.numbers)]
    cells = (*(count for _name, count in counts), question.blank, question.invalid)
    figure = "—" if found.figure is None else found.figure.percent
    return ClassFigures(found.name, cells, figure, rounding.weight(found.weight))


def _satisfaction(opened: Opened) -> str | None:
    if opened.satisfaction_formula is not None:
        return opened.satisfaction_formula.shown
    return None if opened.satisfaction is None else f"{opened.satisfaction.percent} %"


def _question(question: QuestionResult, *, several: bool) -> QuestionFigures:
    counts = [(name, count, False) for name, count in question.counts]
    counts.append((_("弃权"), question.blank, True))
    if question.invalid:
        counts.append((_("无效"), question.invalid, True))
    whole = question.numbers + sum(count for _name, count, _other in counts)
    return QuestionFigures(
        heading=question.text if several else "",
        lines=tuple(
            Line(name, n, share(n, whole), rounding.of_whole(n, whole), other)
            for name, n, other in counts
        ),
        numbers=question.numbers,
        total=question.total,
    )
