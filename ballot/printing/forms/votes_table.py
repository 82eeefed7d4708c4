"""The votes of a result as rows: counts with their shares beside them, figures in words below."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ballot.domain import rounding
from ballot.domain.meetings.result import MeetingResult, Opened, SubjectResult
from ballot.domain.meetings.result_by_class import ClassResult, QuestionResult

WITHHELD = {
    "nobody_voted": "没有可计算的票：待测评。",
    "small_class": "有一类票收回不足 8 张，为保密只公布全体合计，不计算加权得分。",
}
ANSWERS = 127
"""Millimetres of 170 that the columns of answers have."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row of a question: votes with their shares, or a sentence over the whole width where
    ``votes`` is empty. The row below belongs to it where ``keep`` says so."""

    text: str
    votes: tuple[str, ...] = ()
    is_subject: bool = False
    keep: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """The table of a question: ``answers`` are its columns before the sum, ``share`` is the width
    of one of them in percent."""

    text: str
    answers: tuple[str, ...]
    share: float
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class Sizes:
    """The type of numbers, that of votes and notes, and how high a row of signatures is: points,
    points, millimetres."""

    type: float
    small: float
    sign: float


LARGE, USUAL, SMALL = Sizes(10.5, 9, 11), Sizes(9, 8.5, 8.2), Sizes(8.5, 8, 8.2)
ON_ONE_PAGE = 3
"""So many people stand on one sheet, with the classes of voters that judge them."""
FEW, SOME = 4, 11
"""Rows of votes and figures that have room on it in the large and in the usual type."""


def sizes(subjects: int, rows: int) -> Sizes:
    """The sizes by how much there is to tell; where it flows on, it need not be small."""
    if rows <= FEW:
        return LARGE
    return USUAL if rows <= SOME or subjects > ON_ONE_PAGE else SMALL


def questions(result: MeetingResult) -> tuple[Asked, ...]:
    """A table a question, of all subjects; their figures stand in the last one."""
    opened = [each.opened for each in result.subjects if each.opened and result.is_open]
    return tuple(
        _asked(result, place, is_last=place + 1 == len(opened[0].questions))
        for place in range(len(opened[0].questions) if opened else 0)
    )


def _asked(result: MeetingResult, place: int, *, is_last: bool) -> Asked:
    rows: list[ReportRow] = []
    for number, subject in enumerate(result.subjects, start=1):
        if subject.opened:
            found = list(_votes(f"{number}. {_whole_name(subject)}", subject.opened, place))
            if is_last:
                lacking = () if len(result.subjects) > 1 else lacks(subject)
                found += [ReportRow(text) for text in _formulas(subject.opened, lacking)]
            rows += [*found[:-1], replace(found[-1], keep=False)]
    rows += [ReportRow(each, keep=False) for each in _beyond(result, place)]
    first = next(each.opened for each in result.subjects if each.opened)
    question = first.questions[place]
    answers = tuple(name for name, _count in _answers(question))
    return Asked(question.text, answers, round(ANSWERS / len(answers), 3), tuple(rows))


def _votes(name: str, opened: Opened, place: int) -> Iterator[ReportRow]:
    """What a subject got, of all voters and class by class."""
    question = opened.questions[place]
    yield ReportRow(name, _counted(question), is_subject=True)
    for each in _classes_of(opened, question):
        yield ReportRow(f"其中{each.name}", _counted(each.question))


def _classes_of(opened: Opened, question: QuestionResult) -> list[ClassResult]:
    return [each for each in opened.by_class if each.question.text == question.text]


def _beyond(result: MeetingResult, place: int) -> Iterator[str]:
    """Whose shares do not make 100 as they are printed, and what they make; in one sentence."""
    found = []
    for number, subject in enumerate(result.subjects, start=1):
        if subject.opened:
            question = subject.opened.questions[place]
            classes = _classes_of(subject.opened, question)
            asked = [("", question), *((each.name, each.question) for each in classes)]
            found += [
                f"第 {number} 名{whose} {added}%"
                for whose, each in asked
                if (added := _added(each))
            ]
    if found:
        yield f"四舍五入后比例相加：{'、'.join(found)}。"


def _whole_name(subject: SubjectResult) -> str:
    return " ".join(filter(None, (subject.name, subject.unit, subject.village)))


def _answers(question: QuestionResult) -> tuple[tuple[str, int], ...]:
    """Every answer with its votes: the options or the numbers, 弃权, 无效."""
    given = question.counts or (("打分票", question.numbers),)
    return (*given, ("弃权", question.blank), ("无效", question.invalid))


def _counted(question: QuestionResult) -> tuple[str, ...]:
    """Votes with the share beside them, and their sum."""
    counts = [count for _name, count in _answers(question)]
    whole = sum(counts)
    return (*(f"{count} ({rounding.of_whole(count, whole)})" for count in counts), str(whole))


def _added(question: QuestionResult) -> str:
    return rounding.off_hundred([count for _name, count in _answers(question)])


def _formulas(opened: Opened, lacks: tuple[str, ...]) -> tuple[str, ...]:
    """Each figure with its clause, and in words why one is not there."""
    found = (opened.satisfaction_formula, opened.final_formula)
    return (*(each.text for each in found if each), *lacks)


def lacks(subject: SubjectResult) -> tuple[str, ...]:
    """Why a subject has no figure, or no place in a ranking yet."""
    withheld = subject.opened.withheld if subject.opened else None
    return (
        *((WITHHELD[withheld],) if withheld else ()),
        *((f"排名：{subject.waiting}。",) if subject.waiting else ()),
    )
