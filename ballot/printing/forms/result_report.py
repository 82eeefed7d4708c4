"""结果报告单: one A4 sheet for ink, from result and hall (docs/printing.md)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ballot.domain import rounding
from ballot.domain.groups_of_four import in_fours
from ballot.domain.meetings.result import MeetingResult, Opened, OpenedBy, SubjectResult, Way
from ballot.domain.meetings.result_by_class import ClassResult, QuestionResult
from ballot.exports import remark_words, result_as_json
from ballot.printing.forms import template
from ballot.printing.leaf import Leaf
from ballot.schemes import default_words
from ballot.schemes.default_words import Said

WITHHELD = {
    "nobody_voted": "没有可计算的票：待测评。",
    "small_class": "有一类票收回不足 8 张，为保密只公布全体合计，不计算加权得分。",
}
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
    ``remarks`` are sentences minuted in the hall, beside those of the result.
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


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """An option, its votes, and their share of what came back."""

    name: str
    count: int
    percent: str


@dataclass(frozen=True, slots=True)
class Counted:
    """The table of a question; ``share`` is the width of one of its columns in percent."""

    text: str
    columns: tuple[ResultColumn, ...]
    share: float
    added: str
    """What the shares add up to as they are printed, where that is not 100."""


@dataclass(frozen=True, slots=True)
class CountedClass:
    """The answers of one class of voters, 弃权, 无效 and their sum last."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject with all its tables and its figures in words; ``classes`` has a table for each
    class of voters, where they were opened apart."""

    place: int
    name: str
    questions: tuple[Counted, ...]
    classes: tuple[CountedClass, ...]
    formulas: tuple[str, ...]


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
    back = facts.returned.total
    return template.leaf(
        "result_report",
        report=report,
        result=result,
        facts=facts,
        hall=report.attendance,
        valid=back - report.invalid_papers,
        return_rate=_rate(back, facts.handed_out),
        turnout=_rate(back, facts.eligible),
        shortfall=max(result.required - back, 0),
        counted=_subjects(result),
        repeated=_repeated(result),
        gaps=default_words.in_gaps(report.defaults),
        scrutineers=_signers(report.scrutineers),
        tellers=(*report.tellers, "", "")[:2],
        digest=in_fours(report.digest),
        code=in_fours(report.code) if report.code else "",
        key=in_fours(report.key),
        scheme_digest=in_fours(result.scheme_sha256),
        weight=rounding.weight,
        told="".join(map(remark_words.chinese, result.remarks)),
    )


def _rate(part: int, whole: int | None) -> str:
    return f"{rounding.percent(Fraction(part, whole))}%" if whole else "—"


def _signers(signers: tuple[Signer, ...]) -> list[str]:
    padded = (*signers, Signer(), Signer(), Signer())[:3]
    return [f"✓ {each.name}" if each.opened else each.name for each in padded]


def _subjects(result: MeetingResult) -> list[Subject]:
    if not result.is_open:
        return []
    several = len(result.subjects) > 1
    return [
        Subject(
            place=place,
            name=" ".join(filter(None, (subject.name, subject.unit, subject.village))),
            questions=tuple(map(_counted, subject.opened.questions)),
            classes=tuple(map(_of_class, subject.opened.by_class)),
            formulas=_formulas(subject.opened, () if several else _lacks(subject)),
        )
        for place, subject in enumerate(result.subjects, start=1)
        if subject.opened
    ]


def _counted(question: QuestionResult) -> Counted:
    answers = (*question.counts, ("弃权", question.blank), ("无效", question.invalid))
    if not question.counts:
        answers = (("打分票", question.numbers), *answers)
    whole = sum(count for _, count in answers)
    columns = [ResultColumn(name, count, _rate(count, whole)) for name, count in answers]
    columns.append(ResultColumn("合计", whole, _rate(whole, whole)))
    added = rounding.off_hundred([count for _, count in answers])
    return Counted(question.text, tuple(columns), round(84 / len(columns), 3), added)


def _of_class(found: ClassResult) -> CountedClass:
    question = found.question
    first = [count for _, count in question.counts] or [question.numbers]
    counts = (*first, question.blank, question.invalid)
    return CountedClass(found.name, (*counts, sum(counts)))


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
