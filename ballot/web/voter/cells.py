"""The cells of a paper as form fields: what is sent, what is carried along, what is shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import escape

from ballot.domain.paper import Paper, Question, name_of
from ballot.words.language import gettext as _

TENS = tuple(range(11))
ONES = tuple(range(10))


@dataclass(frozen=True, slots=True)
class Option:
    """One radio button. All values of a group have one length, so that a request tells nothing."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class RadioGroup:
    """One radio group; a number has two, its tens and its ones."""

    name: str
    legend: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One subject under one question. ``answer`` is what was chosen, empty where nothing was.

    ``question`` is empty where all cells share one: the page says it once.
    """

    place: int
    subject: str
    question: str
    groups: tuple[RadioGroup, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """A field that a page carries along unseen."""

    name: str
    value: str


def sent(paper: Paper, form: Mapping[str, str]) -> dict[str, str]:
    """The answers of a form: known fields alone; a number with one half is left out."""
    return {
        name: form[name]
        for cell in paper.cells
        for name, _most in _fields(paper, cell)
        if all(form.get(half) for half, _most in _fields(paper, cell))
    }


def left_blank(paper: Paper, form: Mapping[str, str]) -> bool:
    """Whether every field is either answered or marked as shown to the voter without an answer."""
    return all(
        form.get(name) or form.get("b" + name[1:])
        for cell in paper.cells
        for name, _most in _fields(paper, cell)
    )


def carried(paper: Paper, answers: Mapping[str, str]) -> list[Hidden]:
    """All cells as hidden fields, of the same length whatever they hold.

    An unanswered one changes the first letter of its name instead of being absent.
    """
    return [
        Hidden(name, answers[name].zfill(len(str(most))))
        if name in answers
        else Hidden("b" + name[1:], "0" * len(str(most)))
        for cell in paper.cells
        for name, most in _fields(paper, cell)
    ]


def shown(paper: Paper, answers: Mapping[str, str]) -> list[Cell]:
    """The cells for a page, in order, with what is chosen in them."""
    return [
        Cell(
            place=place,
            subject=paper.subjects[cell[0]],
            question=paper.question_of(cell).text if len(paper.questions) > 1 else "",
            groups=_groups(paper.question_of(cell), name_of(cell), answers),
            answer=_said(paper.question_of(cell), name_of(cell), answers),
        )
        for place, cell in enumerate(paper.cells, start=1)
    ]


def longest(paper: Paper) -> dict[str, str]:
    """An answer to every cell that takes the most room on a page."""
    return dict(_longest(paper))


def _longest(paper: Paper) -> Iterator[tuple[str, str]]:
    for cell in paper.cells:
        question, name = paper.question_of(cell), name_of(cell)
        if question.is_number:
            yield from ((name + "t", str(TENS[-1])), (name + "o", "0"))
        else:
            sizes = [len(str(escape(option)).encode()) for option in question.options]
            yield name, str(1 + sizes.index(max(sizes)))


def _fields(paper: Paper, cell: tuple[int, int]) -> tuple[tuple[str, int], ...]:
    """Name and highest value of each radio group of a cell."""
    question, name = paper.question_of(cell), name_of(cell)
    if question.is_number:
        return (name + "t", TENS[-1]), (name + "o", ONES[-1])
    return ((name, len(question.options)),)


def _groups(question: Question, name: str, answers: Mapping[str, str]) -> tuple[RadioGroup, ...]:
    if question.is_number:
        tens = _group(name + "t", _("先选几十分"), [(n, str(10 * n)) for n in TENS], answers)
        return tens, _group(
            name + "o", _("再选几分，例如 87 分选 80 和 7"), [(n, str(n)) for n in ONES], answers
        )
    return (_group(name, "", list(enumerate(question.options, start=1)), answers),)


def _group(
    name: str, legend: str, options: list[tuple[int, str]], answers: Mapping[str, str]
) -> RadioGroup:
    chosen = int(answers.get(name) or -1)
    width = len(str(options[-1][0]))
    return RadioGroup(
        name,
        legend,
        tuple(Option(str(v).zfill(width), text, v == chosen) for v, text in options),
    )


def _said(question: Question, name: str, answers: Mapping[str, str]) -> str:
    if question.is_number:
        tens, ones = answers.get(name + "t"), answers.get(name + "o")
        return _("%(n)s 分", n=10 * int(tens) + int(ones)) if tens and ones else ""
    return question.options[int(answers[name]) - 1] if name in answers else ""
