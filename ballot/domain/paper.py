"""The blank paper (空白票面) and the filled ballot (填好的票).

A paper has cells: every subject is asked every question, subject by subject. A cell is answered
by a whole number: for a choice the index of the option from 0, with ``len(options)`` for 弃权;
for a number the value 0…100, with ``None`` for 弃权.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ballot.domain.errors import (
    AllAlike,
    AnswerOutOfRange,
    AnswersMissing,
    TooFewBelow,
    TooManyOfFirst,
)

HIGHEST = 100


@dataclass(frozen=True, slots=True)
class Question:
    """测评项目: a text and the options in their order, or a whole number 0…100.

    ``options`` is empty for a number. ``blank`` says whether 弃权 is an answer.
    """

    text: str
    options: tuple[str, ...]
    blank: bool = True

    @property
    def is_number(self) -> bool:
        """Whether the answer is a whole number 0…100 instead of one of the options."""
        return not self.options

    @property
    def columns(self) -> int:
        """How many ciphertexts an answer has: the options, and one for 弃权 where allowed."""
        return len(self.options) + (1 if self.blank else 0)


@dataclass(frozen=True, slots=True)
class BallotRules:
    """Rules about a whole ballot, checked before it is sealed (docs/rules.md §4). None: no rule."""

    at_most_first: int | None = None
    """At most so many subjects may be given the first option of a question."""
    not_all_alike: bool = False
    """Refuse a ballot whose answers are all the same (only with two cells or more)."""
    least_below: tuple[int, int] | None = None
    """(n, bound): at least n answers to number questions lie below the bound."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A blank paper: what its subjects are called, in order, its questions, its rules."""

    subjects: tuple[str, ...]
    questions: tuple[Question, ...]
    rules: BallotRules = BallotRules()

    @property
    def cells(self) -> tuple[tuple[int, int], ...]:
        """(subject index, question index) of every cell, in the order of the page."""
        return tuple(
            (subject, question)
            for subject in range(len(self.subjects))
            for question in range(len(self.questions))
        )

    def question_of(self, cell: tuple[int, int]) -> Question:
        """The question that a cell answers."""
        return self.questions[cell[1]]


def worded(paper: Paper, words: Mapping[str, str]) -> Paper:
    """The same paper with its questions and options in other words, for a reader's eyes; what
    these do not have stays. A ballot is of the places on the paper, whatever its words.
    """
    return replace(
        paper,
        questions=tuple(
            replace(
                one,
                text=words.get(one.text, one.text),
                options=tuple(words.get(option, option) for option in one.options),
            )
            for one in paper.questions
        ),
    )


@dataclass(frozen=True, slots=True)
class Ballot:
    """A filled ballot: one answer a cell, in the order of ``Paper.cells``."""

    answers: tuple[int | None, ...]


def name_of(cell: tuple[int, int]) -> str:
    """The form field of a cell: ``a1_1`` is the first subject's first question."""
    return f"a{cell[0] + 1}_{cell[1] + 1}"


def fill_in(paper: Paper, fields: Mapping[str, str], *, blanks: bool = False) -> Ballot:
    """Turn form fields into a ballot.

    ``fields`` maps ``name_of(cell)`` to a digit ``1``…``K`` in the order of the options; for a
    number ``name_of(cell) + "t"`` (tens 0…10) and ``+ "o"`` (ones 0…9) are two fields. A field
    that is absent or empty is unanswered; with ``blanks`` it counts as 弃权 where allowed.

    Raises AnswerOutOfRange, AnswersMissing (with all places), TooManyOfFirst, TooFewBelow,
    AllAlike.
    """
    answers: list[int | None] = []
    missing: list[int] = []
    blank_allowed = True
    for place, cell in enumerate(paper.cells, start=1):
        question = paper.question_of(cell)
        answer = _answer(question, fields, name_of(cell), place)
        if answer is None:
            blank_allowed = blank_allowed and question.blank
            if not (blanks and question.blank):
                missing.append(place)
        answers.append(_blank(question) if answer is None else answer)
    if missing:
        raise AnswersMissing(places=tuple(missing), blank_allowed=blank_allowed)
    _keep_rules(paper, answers)
    return Ballot(answers=tuple(answers))


def _blank(question: Question) -> int | None:
    return None if question.is_number else len(question.options)


def _answer(question: Question, fields: Mapping[str, str], name: str, place: int) -> int | None:
    if question.is_number:
        return _number(fields.get(name + "t", ""), fields.get(name + "o", ""), place)
    text = fields.get(name, "")
    if not text:
        return None
    count = len(question.options)
    if not (text.isascii() and text.isdigit() and len(text) <= 2 and 1 <= int(text) <= count):
        raise AnswerOutOfRange(place=place, options=count)
    return int(text) - 1


def _number(tens: str, ones: str, place: int) -> int | None:
    if not tens and not ones:
        return None
    for text in (tens, ones):
        if not (text.isascii() and text.isdigit() and len(text) <= 2):
            raise AnswerOutOfRange(place=place, options=HIGHEST)
    value = 10 * int(tens) + int(ones)
    if int(ones) > 9 or value > HIGHEST:
        raise AnswerOutOfRange(place=place, options=HIGHEST)
    return value


def _keep_rules(paper: Paper, answers: list[int | None]) -> None:
    rules = paper.rules
    if rules.at_most_first is not None:
        first = sum(
            1
            for answer, cell in zip(answers, paper.cells, strict=True)
            if answer == 0 and not paper.question_of(cell).is_number
        )
        if first > rules.at_most_first:
            raise TooManyOfFirst(limit=rules.at_most_first, given=first)
    if rules.least_below is not None:
        least, bound = rules.least_below
        below = sum(
            1
            for answer, cell in zip(answers, paper.cells, strict=True)
            if answer is not None and paper.question_of(cell).is_number and answer < bound
        )
        if below < least:
            raise TooFewBelow(least=least, bound=str(bound))
    if rules.not_all_alike and len(answers) > 1 and len(set(answers)) == 1:
        raise AllAlike()
