"""结果报告单: one A4 sheet for ink, from result and hall (docs/printing.md)."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ballot.domain import rounding
from ballot.domain.groups_of_four import in_fours
from ballot.domain.ledger.balance import Count
from ballot.domain.meetings.result import MeetingResult, Opened, OpenedBy, SubjectResult, Way
from ballot.domain.meetings.result_by_class import ClassFacts, ClassResult, QuestionResult
from ballot.exports import remark_words, result_as_json
from ballot.printing.forms import ledger, template
from ballot.printing.leaf import Leaf
from ballot.schemes import default_words
from ballot.schemes.default_words import Said

WITHHELD = {
    "nobody_voted": "没有可计算的票：待测评。",
    "small_class": "有一类票收回不足 8 张，为保密只公布全体合计，不计算加权得分。",
}
ANSWERS = 127
"""Millimetres of 170 that the columns of answers have."""
FALLBACKS = {
    Way.FILE: "是在另一台机器上使用的",
    Way.SERVER: "曾交到主办单位的机器上使用",
}


@dataclass(frozen=True, slots=True)
class Attendance:
    """到会: persons counted in the hall. None: not counted."""

    present: int | None = None
    on_leave: int | None = None
    absent: int | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """A person who signs by hand; ``opened`` marks a 监票人 whose key opened the box."""

    name: str = ""
    opened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the sheet prints beside the result itself.

    ``digest`` is the SHA-256 of the result in hex, ``verify`` the text of the QR code. ``code`` is
    the value that holds an audit bundle to this sheet, None before the end, ``key`` whose signature
    the bundle bears (docs/bundle.md); ``check`` is the beginning of the code, else of the digest.
    ``remarks`` are sentences minuted in the hall, beside those of the result; ``count`` is what the
    slips were settled by, None before the close.
    """

    result: MeetingResult
    scheme_title: str
    check: str
    digest: str
    key: str
    code: str | None = None
    verify: str = ""
    held: str = ""
    place: str = ""
    attendance: Attendance = Attendance()
    invalid_papers: int = 0
    scrutineers: tuple[Signer, ...] = ()
    tellers: tuple[str, ...] = ()
    chair: str = ""
    leader: str = ""
    defaults: tuple[Said, ...] = ()
    remarks: tuple[str, ...] = ()
    count: Count | None = None


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


def of(
    result: MeetingResult, *, scheme_title: str, key: str, code: str | None = None, **noted: Any
) -> Report:
    """The report of a result with its digest and codes; ``noted`` are further fields of Report.

    The digest is the SHA-256 of the file that ``exports.result_as_json`` writes, so that
    whoever has the one can check the other with any tool.
    """
    digest = hashlib.sha256(result_as_json.write(result)).hexdigest()
    number, turn = result.facts.meeting, result.facts.round
    return Report(
        result=result,
        scheme_title=scheme_title,
        digest=digest,
        key=key,
        code=code,
        check=in_fours((code or digest)[:12].upper()).replace(" ", "-"),
        verify=f"BALLOT:{number}:{turn}:SHA256:{digest.upper()}",
        **noted,
    )


def fallbacks(openers: Iterable[OpenedBy]) -> tuple[str, ...]:
    """A sentence for every key that worked elsewhere than on the phone of its 监票人."""
    return tuple(
        f"{each.number} 号监票人{each.name}的钥匙{FALLBACKS[each.way]}。"
        for each in openers
        if each.way in FALLBACKS
    )


def leaf(report: Report) -> Leaf:
    """The sheet. Without an opening it carries no count, whatever the result holds."""
    result, facts = report.result, report.result.facts
    back, questions = facts.returned.total, _questions(result)
    return template.leaf(
        "result_report",
        report=report,
        result=result,
        facts=facts,
        hall=report.attendance,
        valid=back - report.invalid_papers,
        return_rate=rounding.of_whole(back, facts.handed_out),
        turnout=rounding.of_whole(back, facts.eligible),
        shortfall=max(result.required - back, 0),
        classes=tuple(map(_class, facts.classes)),
        balance=ledger.with_figures(report.count) if report.count else (),
        questions=questions,
        repeated=_repeated(result),
        gaps=default_words.in_gaps(report.defaults),
        scrutineers=_signers(report.scrutineers),
        tellers=(*report.tellers, "", "")[:2],
        digest=in_fours(report.digest),
        code=in_fours(report.code) if report.code else "",
        key=in_fours(report.key),
        scheme_digest=in_fours(result.scheme_sha256),
        told="".join(map(remark_words.chinese, result.remarks)),
        sizes=_sizes(len(result.subjects), sum(len(each.rows) for each in questions)),
    )


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


def _sizes(subjects: int, rows: int) -> Sizes:
    """The sizes by how much there is to tell; where it flows on, it need not be small."""
    if rows <= FEW:
        return LARGE
    return USUAL if rows <= SOME or subjects > ON_ONE_PAGE else SMALL


def _signers(signers: tuple[Signer, ...]) -> list[str]:
    padded = (*signers, Signer(), Signer(), Signer())[:3]
    return [f"✓ {each.name}" if each.opened else each.name for each in padded]


def _class(of: ClassFacts) -> str:
    """A class of voters: its weight, and its numbers as far as they are known."""
    back = "" if of.returned is None else f"、收回 {of.returned}"
    weight = rounding.weight(of.weight)
    return f"{of.name}权重 {weight}，应参加 {of.eligible}、印制 {of.issued}{back}"


def _questions(result: MeetingResult) -> tuple[Asked, ...]:
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
                lacks = () if len(result.subjects) > 1 else _lacks(subject)
                found += [ReportRow(text) for text in _formulas(subject.opened, lacks)]
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


def _lacks(subject: SubjectResult) -> tuple[str, ...]:
    """Why a subject has no figure, or no place in a ranking yet."""
    withheld = subject.opened.withheld if subject.opened else None
    return (
        *((WITHHELD[withheld],) if withheld else ()),
        *((f"排名：{subject.waiting}。",) if subject.waiting else ()),
    )


def _repeated(result: MeetingResult) -> tuple[str, ...]:
    """What several subjects lack, each sentence once with whom it is about."""
    several = len(result.subjects) > 1
    about: dict[str, list[int]] = {}
    for place, subject in enumerate(result.subjects, start=1):
        for sentence in _lacks(subject) if several and result.is_open else ():
            about.setdefault(sentence, []).append(place)
    return tuple(
        f"{_whom(places, len(result.subjects))}：{sentence}" for sentence, places in about.items()
    )


def _whom(places: list[int], count: int) -> str:
    if len(places) == count:
        return f"全部 {count} 名被测评对象"
    return f"第 {'、'.join(map(str, places))} 名被测评对象"
